"""Writing what there is to say of a figure, and approving what another wrote."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.forms.commentaries import CommentaryForm
from indicators.models import Commentary
from indicators.presenters.indicator_page import build_indicator_page
from indicators.services import commentaries
from indicators.views.guards import find_indicator


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("indicators.add_commentary", raise_exception=True)
def commentary_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write what there is to say of a figure."""
    indicator = find_indicator(slug)
    page = build_indicator_page(slug, as_of=clock.today())
    latest = page.rows_with_outturn[-1].label if page.rows_with_outturn else ""
    form = CommentaryForm(request.POST or None, indicator=indicator, initial={"period": latest})
    if request.method == "POST" and form.is_valid():
        commentaries.write_commentary(
            indicator=indicator,
            period=form.cleaned_data["period"],
            text=form.cleaned_data["text"],
            author=request.user,
            written_on=clock.today(),
            recorded_at=clock.now(),
        )
        messages.success(request, "The commentary is written. It waits for approval.")
        return redirect(indicator)
    return render(request, "indicators/commentaries/new.html", {"form": form, "page": page})


@require_POST
@permission_required("indicators.change_commentary", raise_exception=True)
def commentary_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve a commentary for the Digest; nobody approves their own."""
    commentary = get_object_or_404(Commentary.objects.select_related("indicator"), pk=pk)
    try:
        commentaries.approve_commentary(
            commentary=commentary, approver=request.user, approved_on=clock.today()
        )
    except commentaries.AlreadyApproved as already:
        messages.error(request, f"It was approved already, by {already}.")
    except commentaries.OwnCommentary:
        messages.error(request, "Somebody else must approve what you wrote.")
    else:
        messages.success(request, "The commentary is approved for the Digest.")
    return redirect(commentary.indicator)
