"""What became of a resolution: answered, asked later, opened again, put on an agenda."""

from datetime import date, datetime

from django.db import transaction

from governance.exempt.marks import exemption_of_minute
from governance.models import AgendaItem, Meeting, Resolution
from governance.services.agendas import (
    AgendaIssued,
    ItemWords,
    add_item,
)
from herefordshire_cs.lib.text.words import day_in_words


class NothingAsked(Exception):
    """Neither of whom nor by when was said, so that nothing would be asked for."""


class NotClosed(Exception):
    """The limb is not closed, and so cannot be opened again."""


class OnAgenda(Exception):
    """The agenda has an item of the limb already."""


@transaction.atomic
def ask_for(
    *, resolution: Resolution, requested_of: str, due_on: date | None, due_words: str
) -> Resolution:
    """Say of whom and by when a limb asks for something; one that asked for nothing opens.

    Raises NothingAsked.
    """
    row = Resolution.objects.select_for_update().get(pk=resolution.pk)
    if not (requested_of or due_on or due_words):
        raise NothingAsked
    if due_on != row.due_on:
        row.due_basis = ""
    row.requested_of, row.due_on, row.due_words = requested_of, due_on, due_words
    if row.state == Resolution.State.NOTED:
        row.state = Resolution.State.OPEN
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def reopen(*, resolution: Resolution, reason: str) -> Resolution:
    """Open a closed limb again; the reason stands in its history. Raises NotClosed."""
    row = Resolution.objects.select_for_update().get(pk=resolution.pk)
    if row.state != Resolution.State.CLOSED:
        raise NotClosed
    row.state = Resolution.State.REPLIED if row.reply else Resolution.State.OPEN
    row.closed_on = None
    row.full_clean()
    row._change_reason = reason  # type: ignore[attr-defined]  # read by the history
    row.save()
    return row


@transaction.atomic
def put_on_agenda(*, resolution: Resolution, meeting: Meeting, at: datetime) -> AgendaItem:
    """Put what a limb asked for on the agenda of a later meeting, last.

    Of a limb of an exempt minute the item says the number alone. Raises AgendaIssued once the
    agenda is published, OnAgenda where it is there, and PackUnderWay.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state != Meeting.State.PLANNED or locked.is_called_off:
        raise AgendaIssued
    minute = resolution.minute
    letter = f" {resolution.letter})" if resolution.letter else ""
    title = f"RESOLUTION {minute.number}{letter} OF {day_in_words(minute.meeting.held_on)}"
    if locked.items.filter(title=title).exists():
        raise OnAgenda
    purpose = f"To hear what became of it: “{resolution.text}”"
    words = ItemWords(
        title=title,
        purpose="" if exemption_of_minute(minute) else purpose,
        kind=AgendaItem.Kind.OTHER,
    )
    return add_item(meeting=locked, words=words, at=at)


@transaction.atomic
def reply_to_resolution(
    *,
    resolution: Resolution,
    reply: str,
    action_plan: str,
    action_reference: str,
    is_closed: bool,
    on: date,
    action_recommendation: int | None = None,
) -> Resolution:
    """Record the reply to what a committee asked for, the action it became, and its closing."""
    row = Resolution.objects.select_for_update().get(pk=resolution.pk)
    row.reply = reply
    row.replied_on = row.replied_on or on
    row.action_plan = action_plan
    row.action_reference = action_reference
    row.action_recommendation = action_recommendation
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
        "action_reference": row.action_reference
        or (f"recommendation {row.action_recommendation}" if row.action_recommendation else ""),
        "is_closed": row.state == Resolution.State.CLOSED,
    }
