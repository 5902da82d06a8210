"""A year's meetings of a body, planned at once: all of them or none."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from governance.models import Committee, Meeting
from governance.services.meetings import MeetingPlan, plan_meeting
from herefordshire_cs.lib.text.words import day_in_words


class DayTaken(Exception):
    """The body meets on one of the days already; the message names it."""


@transaction.atomic
def plan_year(*, committee: Committee, plans: Sequence[MeetingPlan], as_of: date) -> list[Meeting]:
    """Plan meetings of a body, the earliest first. Raises DayTaken and DayNeedsReason."""
    body = Committee.objects.select_for_update().get(pk=committee.pk)
    taken = set(meetings_on(body, [plan.held_on for plan in plans]))
    if taken:
        raise DayTaken(day_in_words(min(taken)))
    in_order = sorted(plans, key=lambda plan: plan.held_on)
    return [plan_meeting(committee=body, plan=plan, as_of=as_of) for plan in in_order]


def meetings_on(body: Committee, days: Sequence[date]) -> list[date]:
    """Return on which of some days a body meets already; one that was called off is no meeting."""
    rows = body.meetings.going_ahead().filter(held_on__in=days)
    return list(rows.values_list("held_on", flat=True))
