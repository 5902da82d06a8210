"""The pages that put the plan and the indicators side by side."""

from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.reports import NoPlan
from actionplan.reports.plans import build_plan_head
from governance.forms import SinceForm
from governance.linking import build_aims, build_plan_indicators
from governance.overview import build_overview
from governance.views.register import papers
from herefordshire_cs.lib.remembering import parts
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from indicators.reports import NoIndicator
from indicators.reports.page import build_indicator_page

# What of the dashboard is the same for all readers with the same rights.
DASHBOARD = {
    name: f"governance/includes/dashboard_{name}.html"
    for name in ("standing", "completed", "contradictions", "recommendations")
}


@require_safe
@login_not_required
def front_door(request: HttpRequest) -> HttpResponse:
    """Show the dashboard to those who are signed in, the register of papers to everybody else."""
    if request.user.is_authenticated:
        return dashboard(request)
    return papers(request)


@permission_required("actionplan.read_plan", raise_exception=True)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show where the plan stands."""
    day = as_at(request).shown
    form = SinceForm(request.GET if "since" in request.GET else None)
    since = form.cleaned_data["since"] if form.is_bound and form.is_valid() else None
    may_answer = request.user.has_perm("governance.answer_resolution")
    overview = build_overview(
        as_of=day.as_of,
        since=since,
        answers_resolutions=may_answer,
        sees_drafts=request.user.has_perm("governance.read_draft_minutes"),
    )
    if overview.progress is None:
        return render(request, "governance/no_plan.html", {"as_of": day.as_of})
    form.initial = {"since": overview.progress.since}
    facts = {
        "report": overview.progress,
        "plan": overview.progress.plan,
        "performance": overview.performance,
        "deadline": overview.deadline,
        "resolutions": overview.resolutions,
    }
    context = {**facts, "since_form": form, **parts(DASHBOARD, {**facts, "day": day})}
    return render(request, "governance/dashboard.html", context)


@require_safe
@permission_required("indicators.read_indicators", raise_exception=True)
def indicator(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one indicator, with what it is meant to show working."""
    as_of = as_at(request).as_of
    try:
        page = build_indicator_page(slug, as_of=as_of)
    except NoIndicator as error:
        raise Http404 from error
    aims = build_aims(page.head.aims, as_of=as_of)
    context = {"page": page, "chart": page.chart, "bars": page.bars, "aims": aims}
    return render(request, "governance/indicator.html", context)


@require_safe
@permission_required(["actionplan.read_plan", "indicators.read_indicators"], raise_exception=True)
def plan_indicators(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a plan's Recommendations beside the indicators meant to show them working."""
    as_of = as_at(request).as_of
    try:
        plan = build_plan_head(slug)
    except NoPlan as error:
        raise Http404 from error
    if plan.starts_on > as_of:
        raise Http404
    page = build_plan_indicators(plan, as_of=as_of)
    return render(request, "governance/plan_indicators.html", {"page": page, "plan": plan})
