"""Setting a target."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.forms.targets import TargetForm
from indicators.presenters.indicator_page import build_indicator_page
from indicators.services import targets
from indicators.views.guards import find_indicator


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("indicators.add_target", raise_exception=True)
def target_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Set what an indicator is meant to reach."""
    indicator = find_indicator(slug)
    form = TargetForm(request.POST or None, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        targets.set_target(
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
    return render(request, "indicators/targets/new.html", {"form": form, "page": page})
