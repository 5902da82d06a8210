"""The actions of plans, as a resolution may name one."""

from datetime import date

from django.core.exceptions import ObjectDoesNotExist

from actionplan.presenters.action_page import find_standing
from actionplan.presenters.plan_page import build_plans


def plan_choices(*, as_of: date) -> list[tuple[str, str]]:
    """Return the plans of which an action may be named, with their titles."""
    return [(line.head.slug, line.head.title) for line in build_plans(as_of=as_of)]


def has_action(plan: str, reference: str, *, as_of: date) -> bool:
    """Say whether a plan has an action under a reference on a day."""
    try:
        find_standing(plan, reference, as_of=as_of)
    except ObjectDoesNotExist:
        return False
    return True
