"""An action and a recommendation, with what committees were told and said of them."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters import NoAction, NoPlan
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.my_actions import acts_for_any
from actionplan.presenters.personal_notes import telling_access
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.recommendation_page import build_recommendation_page
from governance.exempt.reader import reader_of
from herefordshire_cs.front.presenters.plan_records import build_said, build_told
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

may_read = permission_required("actionplan.read_plan", raise_exception=True)
READ_MEETINGS = "governance.read_meetings"


@require_safe
@may_read
def action(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Show one Action."""
    day = as_at(request).shown
    try:
        page = build_action_page(
            slug, reference, as_of=day.as_of, access=telling_access(request.user)
        )
    except NoAction as error:
        raise Http404 from error
    user = request.user
    may_update = user.has_perm("actionplan.add_progressupdate")
    is_own = may_update and acts_for_any(user, page.officers, on=clock.today())
    is_director = user.has_perm("actionplan.add_moderation")
    shown = {"page": page, "plan": page.plan}
    may_open_packs = user.has_perm(READ_MEETINGS)
    context = {
        **shown,
        "is_own": is_own,
        "may_settle": (is_own or is_director) and not day.is_as_at and page.plan.closed_on is None,
        "record": part("actionplan/actions/_record.html", {**shown, "day": day}),
        "told": build_told(page.plan, since=page.added_on, as_of=day.as_of),
        "may_open_packs": may_open_packs,
        "said": build_said(slug, action=reference, as_of=day.as_of, reader=reader_of(user))
        if may_open_packs
        else None,
    }
    return render(request, "front/action.html", context)


@require_safe
@may_read
def recommendation(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show one Recommendation."""
    day = as_at(request).shown
    try:
        head = build_plan_head(slug, as_of=day.as_of)
        page = build_recommendation_page(
            head, number, as_of=day.as_of, access=telling_access(request.user)
        )
    except (NoPlan, KeyError) as error:
        raise Http404 from error
    if head.starts_on > day.as_of:
        raise Http404
    user = request.user
    is_reporter = page.reporter == user.pk or user.has_perm("actionplan.add_moderation")
    may_open_packs = user.has_perm(READ_MEETINGS)
    context = {
        "page": page,
        "plan": page.plan,
        "may_report": is_reporter and page.plan.closed_on is None,
        "told": build_told(head, since=head.starts_on, as_of=day.as_of),
        "may_open_packs": may_open_packs,
        "said": build_said(slug, recommendation=number, as_of=day.as_of, reader=reader_of(user))
        if may_open_packs
        else None,
    }
    return render(request, "front/recommendation.html", context)
