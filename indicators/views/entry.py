"""Typing a period's outturns on one screen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.forms.entry import REASON_CHOICES
from indicators.forms.entry_screen import EntryScreen
from indicators.presenters.entry import build_choices
from indicators.presenters.indicator_list import build_sets
from indicators.services import outturns
from indicators.views.guards import may_load, period_or_404


@require_safe
@may_load
def entry_choose(request: SignedInRequest) -> HttpResponse:
    """Choose the period whose outturns are to be entered."""
    choices = build_choices(as_of=clock.today())
    return render(request, "indicators/entry/choose.html", {"choices": choices})


@require_http_methods(["GET", "HEAD", "POST"])
@may_load
def entry(request: SignedInRequest, period: str) -> HttpResponse:
    """Enter a period's outturns on one screen."""
    only_missing, chosen = bool(request.GET.get("only_missing")), request.GET.get("set", "")
    screen = EntryScreen(
        period_or_404(period),
        request.POST if request.method == "POST" else None,
        as_of=clock.today(),
        only_missing=only_missing,
        set_slug=chosen,
    )
    if request.method == "POST" and screen.is_valid():
        recorded = outturns.record_outturns(
            figures=screen.figures(),
            author=request.user,
            published_on=clock.today(),
            recorded_at=clock.now(),
        )
        messages.success(request, recorded.in_words)
        return redirect("entry", period)
    context = {
        "page": screen.page,
        "rows": screen.rows,
        "changed": screen.changed,
        "reasons": REASON_CHOICES,
        "form_errors": screen.errors_count,
        "only_missing": only_missing,
        "set": chosen,
        "sets": build_sets(),
    }
    return render(request, "indicators/entry/entry.html", context)
