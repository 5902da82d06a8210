"""The forward plan: what is put into it, moved to another day, taken or withdrawn."""

from datetime import date
from typing import Any

from django.db import transaction

from governance.models import ForwardPlanEntry


class AlreadyClosed(Exception):
    """The decision was taken or withdrawn; the plan keeps it as it was."""


@transaction.atomic
def enter_decision(*, decides_on: date, words: dict[str, Any]) -> ForwardPlanEntry:
    """Put a decision to come into the plan; the day first given is kept."""
    row = ForwardPlanEntry(decides_on=decides_on, first_expected_on=decides_on, **words)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def change_decision(
    *, entry: ForwardPlanEntry, decides_on: date, words: dict[str, Any]
) -> ForwardPlanEntry:
    """Change what the plan says of a decision. Raises AlreadyClosed."""
    row = _open_row(entry)
    row.decides_on = decides_on
    for name, value in words.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def close_decision(*, entry: ForwardPlanEntry, state: str, reason: str) -> ForwardPlanEntry:
    """Say that a decision was taken, or that it is withdrawn and why. Raises AlreadyClosed."""
    row = _open_row(entry)
    row.state = state
    row.change_reason = reason or row.change_reason
    row.full_clean()
    row.save()
    return row


def _open_row(entry: ForwardPlanEntry) -> ForwardPlanEntry:
    row = ForwardPlanEntry.objects.select_for_update().get(pk=entry.pk)
    if row.state != ForwardPlanEntry.State.EXPECTED:
        raise AlreadyClosed
    return row
