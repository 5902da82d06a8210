"""Pages that write what is meant and what is said: targets and commentaries."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators import services
from indicators.forms import CommentaryForm, TargetForm
from indicators.models import Commentary
from indicators.presenters.page import build_indicator_page
from indicators.views.finding import find_indicator


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("indicators.add_target", raise_exception=True)
def target_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Set what an indicator is meant to reach."""
    indicator = find_indicator(slug)
    form = TargetForm(request.POST or None, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        services.set_target(
            indicator=indicator,
            period=form.cleaned_data["period"],
            value=form.cleaned_data["value"],
            note=form.cleaned_data["note"],
            author=request.user,
            set_on=clock.today(),
            recorded_at=clock.now(),
        )
        messages.success(request, "The target is set.")
        return redirect(indicator)
    page = build_indicator_page(slug, as_of=clock.today())
    return render(request, "indicators/target_new.html", {"form": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("indicators.add_commentary", raise_exception=True)
def commentary_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write what there is to say of a figure."""
    indicator = find_indicator(slug)
    page = build_indicator_page(slug, as_of=clock.today())
    latest = page.rows_with_outturn[-1].label if page.rows_with_outturn else ""
    form = CommentaryForm(request.POST or None, indicator=indicator, initial={"period": latest})
    if request.method == "POST" and form.is_valid():
        services.write_commentary(
            indicator=indicator,
            period=form.cleaned_data["period"],
            text=form.cleaned_data["text"],
            author=request.user,
            written_on=clock.today(),
            recorded_at=clock.now(),
        )
        messages.success(request, "The commentary is written. It waits for approval.")
        return redirect(indicator)
    return render(request, "indicators/commentary_new.html", {"form": form, "page": page})


@require_POST
@permission_required("indicators.change_commentary", raise_exception=True)
def commentary_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve a commentary for the Digest; nobody approves their own."""
    commentary = get_object_or_404(Commentary.objects.select_related("indicator"), pk=pk)
    try:
        services.approve_commentary(
            commentary=commentary, approver=request.user, approved_on=clock.today()
        )
    except services.AlreadyApproved as already:
        messages.error(request, f"It was approved already, by {already}.")
    except services.OwnCommentary:
        messages.error(request, "Somebody else must approve what you wrote.")
    else:
        messages.success(request, "The commentary is approved for the Digest.")
    return redirect(commentary.indicator)
