"""What every view of a plan does first: find the day, the plan and the row, or answer 404."""

from datetime import date

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from actionplan.models import Action, ActionQuerySet, Plan, Standing
from actionplan.models.corrections import Recording
from actionplan.presenters.action_page import ActionPage, build_action_page
from actionplan.presenters.plans import PlanHead, plan_heads
from actionplan.services import updates
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals
from herefordshire_cs.lib.web.fields import DayField
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

# Why a completion is refused where no file can be sent along, nor anybody asked.
UNCOMPLETABLE: Refusals = {
    updates.NeedsEvidence: (
        "In this plan a completion needs evidence. Post it with an update and a file."
    ),
    updates.NeedsSecondPerson: (
        "In this plan somebody else agrees to a completion. Say that it is done with an update."
    ),
}

may_read = permission_required("actionplan.read_plan", raise_exception=True)


def recording(request: SignedInRequest) -> Recording:
    """Return who records something now."""
    return Recording(author=request.user, on=clock.today(), at=clock.now())


def day_of(request: HttpRequest) -> date:
    """Return the day that the page speaks of."""
    return as_at(request).as_of


def since_of(request: HttpRequest) -> date | None:
    """Return the day to compare with that was asked for, or none: what is no such day is none."""
    typed = request.GET.get("since", "").strip()
    try:
        day: date | None = DayField(required=False).clean(typed)
    except ValidationError:
        return None
    return day if day is not None and day < day_of(request) else None


def find_plan(slug: str, *, as_of: date) -> PlanHead:
    """Return a plan that had begun by a day."""
    heads = plan_heads(Plan.objects.filter(slug=slug, starts_on__lte=as_of), as_of=as_of)
    if not heads:
        raise Http404
    return heads[0]


def page_of_action(slug: str, reference: str, *, as_of: date) -> ActionPage:
    """Return the page of an Action that there was on a day."""
    try:
        return build_action_page(slug, reference, as_of=as_of)
    except Standing.DoesNotExist as error:
        raise Http404 from error


def find_action(slug: str, reference: str) -> Action:
    """Return an Action with its plan, scheme and meanings."""
    return get_object_or_404(_actions(), plan__slug=slug, reference=reference)


def find_own_action(user: User, slug: str, reference: str) -> Action:
    """Return an Action that the user leads or supports; not theirs, not there."""
    own = _actions().led_by(user, on=clock.today())
    return get_object_or_404(own, plan__slug=slug, reference=reference)


def find_action_for(user: User, slug: str, reference: str) -> Action:
    """Return an Action that the user leads or supports, or any to a director, or its owner."""
    if user.has_perm("actionplan.add_moderation") or user.has_perm("actionplan.own_plan"):
        return find_action(slug, reference)
    return find_own_action(user, slug, reference)


def _actions() -> ActionQuerySet:
    return Action.objects.select_related("plan__scheme", "recommendation__plan").prefetch_related(
        "plan__scheme__levels"
    )
