"""The pages that put indicators beside what they are meant to show working."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters import NoPlan
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.risks import risks_of_indicator
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.presenters.aims import build_aims, build_plan_indicators
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from indicators.presenters import NoIndicator
from indicators.presenters.indicator_page import build_indicator_page


@require_safe
@permission_required("indicators.read_indicators", raise_exception=True)
def indicator(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one indicator, with what it is meant to show working."""
    as_of = as_at(request).as_of
    try:
        page = build_indicator_page(slug, as_of=as_of)
    except NoIndicator as error:
        raise Http404 from error
    access = access_of(request.user)
    aims = build_aims(page.head.aims, as_of=as_of, access=access)
    context = {
        "page": page,
        "chart": page.chart,
        "bars": page.bars,
        "aims": aims,
        "risks": risks_of_indicator(slug, as_of=as_of, access=access),
    }
    return render(request, "front/indicator.html", context)


@require_safe
@permission_required(["actionplan.read_plan", "indicators.read_indicators"], raise_exception=True)
def plan_indicators(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a plan's Recommendations beside the indicators meant to show them working."""
    as_of = as_at(request).as_of
    try:
        plan = build_plan_head(slug, as_of=as_of)
    except NoPlan as error:
        raise Http404 from error
    if plan.starts_on > as_of:
        raise Http404
    page = build_plan_indicators(plan, as_of=as_of)
    return render(request, "front/plan_indicators.html", {"page": page, "plan": plan})
