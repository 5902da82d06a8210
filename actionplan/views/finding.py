"""What every view of a plan does first: find the plan, the day and the row, or answer 404."""

from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from actionplan.models import Action, Plan
from actionplan.reports.plans import PlanHead, plan_head
from herefordshire_cs.lib.http import as_at


def day_of(request: HttpRequest) -> date:
    """Return the day that the page speaks of."""
    return as_at(request).as_of


def find_plan(slug: str, *, as_of: date) -> PlanHead:
    """Return a plan that had begun by a day."""
    return plan_head(get_object_or_404(Plan.objects.with_scheme(), slug=slug, starts_on__lte=as_of))


def find_action(slug: str, reference: str, *, as_of: date) -> Action:
    """Return an Action that there was on a day, with its plan and Recommendation."""
    return get_object_or_404(
        Action.objects.select_related("plan", "recommendation", "source"),
        plan__slug=slug,
        reference=reference,
        added_on__lte=as_of,
    )


def find_own_action(request: HttpRequest, slug: str, reference: str) -> Action:
    """Return an Action that the user leads or supports; not theirs, not there."""
    own = Action.objects.led_by(request.user).select_related("plan", "recommendation")
    return get_object_or_404(own, plan__slug=slug, reference=reference)


def found_or_404[T](rows: dict[int, T], key: int) -> T:
    """Return a row by its key."""
    if key not in rows:
        raise Http404
    return rows[key]
