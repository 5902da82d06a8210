"""The plans there are, the page of one, and its timeline."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters.months import build_months_page
from actionplan.presenters.plan_page import build_plan_page, build_plans
from actionplan.presenters.timeline import build_timeline
from actionplan.views.guards import day_of, find_plan, may_read, since_of
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

MAY_RECORD_TOLD = "actionplan.add_reportingoccasion"


@require_safe
@may_read
def plans(request: SignedInRequest) -> HttpResponse:
    """List the plans there are."""
    found = build_plans(as_of=day_of(request), access=access_of(request.user))
    return render(request, "actionplan/plans/plans.html", {"plans": found})


@require_safe
@may_read
def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one plan."""
    day = as_at(request).shown
    page = build_plan_page(
        find_plan(slug, as_of=day.as_of), as_of=day.as_of, since=since_of(request)
    )
    shown = {"page": page, "plan": page.plan}
    may = {
        "may_open_packs": request.user.has_perm("governance.read_meetings"),
        "may_record": not day.is_as_at and request.user.has_perm(MAY_RECORD_TOLD),
    }
    main = part("actionplan/plans/_plan.html", {**shown, **may, "day": day})
    is_private = slug in access_of(request.user).own_slugs
    context = {**shown, "main": main, "is_private": is_private}
    return render(request, "actionplan/plans/plan.html", context)


@require_safe
@may_read
def months(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show how many actions had each rating at the end of each month."""
    as_of = day_of(request)
    page = build_months_page(find_plan(slug, as_of=as_of), as_of=as_of)
    return render(request, "actionplan/plans/months.html", {"page": page, "plan": page.plan})


@require_safe
@may_read
def timeline(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a plan's by-whens and milestones month by month."""
    day = as_at(request).shown
    head = find_plan(slug, as_of=day.as_of)
    main = part(
        "actionplan/plans/_timeline.html",
        {"plan": head, "mark": head.standings_mark, "day": day},
        lambda: {"timeline": build_timeline(head, as_of=day.as_of)},
    )
    return render(request, "actionplan/plans/timeline.html", {"plan": head, "main": main})
