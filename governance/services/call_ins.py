"""Call-in: a decision put on hold, and what scrutiny made of it."""

from datetime import date
from typing import Any

from django.db import transaction

from governance.models import CallIn, Meeting


class AlreadyDecided(Exception):
    """What came of the call-in was recorded; it stands."""


@transaction.atomic
def call_in(**said: Any) -> CallIn:
    """Put a decision on hold until scrutiny has looked at it; said are the fields of the row."""
    row = CallIn(**said)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def settle_call_in(
    *, row: CallIn, outcome: str, words: str, considered_at: Meeting | None, on: date
) -> CallIn:
    """Say which meeting considers it, and what came of it. Raises AlreadyDecided."""
    found = CallIn.objects.select_for_update().get(pk=row.pk)
    if found.outcome != CallIn.Outcome.WAITING:
        raise AlreadyDecided
    found.considered_at = considered_at
    found.outcome = outcome
    found.outcome_words = words
    found.outcome_on = None if outcome == CallIn.Outcome.WAITING else on
    found.full_clean()
    found.save()
    return found
