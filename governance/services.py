"""The writing verbs of governance: each one transaction, one reason to fail."""

from datetime import date

from django.db import transaction

from governance.models import AgendaItem, Meeting, Resolution
from governance.reports.papers import ReportPaper
from governance.reports.register import public_paper


class AgendaIssued(Exception):
    """The agenda was issued; its order changes by a correction only."""


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool) -> AgendaItem:
    """Move an item one place; at the end it stays where it is.

    The meeting is locked, so that two clerks who move items at once both see what became of it.
    Raises AgendaIssued once the agenda is published.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if meeting.state != Meeting.State.PLANNED:
        raise AgendaIssued
    items = list(meeting.items.order_by("order", "pk"))
    place = next(at for at, each in enumerate(items) if each.pk == item.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    for order, each in enumerate(items, start=1):
        each.order = order
    AgendaItem.objects.bulk_update(items, ["order"])
    return next(each for each in items if each.pk == item.pk)


@transaction.atomic
def reply_to_resolution(
    *,
    resolution: Resolution,
    reply: str,
    action_plan: str,
    action_reference: str,
    is_closed: bool,
    on: date,
) -> Resolution:
    """Record the reply to what a committee asked for, the action it became, and its closing."""
    row = Resolution.objects.select_for_update().get(pk=resolution.pk)
    row.reply = reply
    row.replied_on = row.replied_on or on
    row.action_plan = action_plan
    row.action_reference = action_reference
    row.state = Resolution.State.CLOSED if is_closed else Resolution.State.REPLIED
    row.closed_on = on if is_closed else None
    row.full_clean()
    row.save()
    return row


def reply_initial(row: Resolution) -> dict[str, object]:
    """Return what a reply form shows of the resolution."""
    return {
        "reply": row.reply,
        "action_plan": row.action_plan,
        "action_reference": row.action_reference,
        "is_closed": row.state == Resolution.State.CLOSED,
    }


def for_public(paper: ReportPaper) -> ReportPaper:
    """Return a report as somebody may read it who may not read what is exempt."""
    return public_paper(paper)
