"""What others judged, and what the limiting rules of 2005 leave standing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.forms.judgements import LimitingRulesForm
from indicators.limiting_rules import apply_limits
from indicators.presenters.judgements import (
    build_judgements_page,
    limiting_rules,
    threshold_lines,
)
from indicators.views.guards import day_of, may_read


@require_safe
@may_read
def judgements(request: SignedInRequest) -> HttpResponse:
    """Show what others judged."""
    page = build_judgements_page(as_of=day_of(request))
    return render(request, "indicators/judgements/judgements.html", {"page": page})


@require_safe
@may_read
def limits(request: SignedInRequest) -> HttpResponse:
    """Work out what the limiting rules of 2005 leave standing, and say why."""
    thresholds = threshold_lines(as_of=day_of(request))
    form = LimitingRulesForm(
        request.GET if "others" in request.GET else None,
        thresholds=[(each.name, each.words) for each in thresholds],
        initial={"thresholds": [each.name for each in thresholds if each.is_missed]},
    )
    result = None
    if form.is_bound and form.is_valid():
        found = form.cleaned_data
        result = apply_limits(
            education=int(found["education"]),
            social_care=int(found["social_care"]),
            overall=int(found["overall"]) if found["overall"] else None,
            thresholds_missed=form.missed(),
        )
    context = {"form": form, "result": result, "rules": limiting_rules()}
    return render(request, "indicators/judgements/limiting_rules.html", context)
