"""Records of decisions: written, published, corrected and called in."""

from datetime import date
from typing import Any

from django.db import transaction

from governance.models import CallIn, DecisionRecord, ForwardPlanEntry
from governance.services.exempt import Marking, mark_row
from herefordshire_cs.accounts.models import User


class AlreadyPublished(Exception):
    """The record is out; it stands as it is, and what was wrong is said beneath it."""


class RecordNotPublished(Exception):
    """The record is not out; it can still be changed."""


class CannotBeCalledIn(Exception):
    """Nobody can call the decision in: it is not out, not of the executive, or it is urgent."""


@transaction.atomic
def record_decision(*, author: User, words: dict[str, Any]) -> DecisionRecord:
    """Write down a decision; words are the fields of the row. It is published later."""
    row = DecisionRecord(recorded_by=author, **words)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def change_record(*, record: DecisionRecord, words: dict[str, Any]) -> DecisionRecord:
    """Change a record before it is published. Raises AlreadyPublished."""
    row = _locked(record)
    if row.is_published:
        raise AlreadyPublished
    for name, value in words.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def publish_record(*, record: DecisionRecord, on: date) -> DecisionRecord:
    """Publish a record; the forward plan says that the decision was taken.

    Raises AlreadyPublished.
    """
    row = _locked(record)
    if row.is_published:
        raise AlreadyPublished
    row.published_on = on
    row.save()
    notice = row.notice
    if notice is not None and notice.state == ForwardPlanEntry.State.EXPECTED:
        notice.state = ForwardPlanEntry.State.TAKEN
        notice.save()
    return row


@transaction.atomic
def correct_record(*, record: DecisionRecord, words: str, on: date) -> DecisionRecord:
    """Say beneath a published record what was wrong in it. Raises RecordNotPublished."""
    row = _locked(record)
    if not row.is_published:
        raise RecordNotPublished
    row.correction = words
    row.corrected_on = on
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def mark_record(*, record: DecisionRecord, marking: Marking) -> DecisionRecord:
    """Say whether a record is exempt, and why; of one that is out the public reads no more."""
    row = _locked(record)
    mark_row(row, marking)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def call_in_record(*, record: DecisionRecord, **said: Any) -> CallIn:
    """Put a recorded decision on hold until scrutiny has looked at it. Raises CannotBeCalledIn."""
    row = _locked(record)
    if row.published_on is None or not row.may_be_called_in:
        raise CannotBeCalledIn
    call_in = CallIn(
        record=row,
        meeting=row.meeting,
        item=row.item,
        decision=row.decision,
        published_on=row.published_on,
        **said,
    )
    call_in.full_clean()
    call_in.save()
    return call_in


def _locked(record: DecisionRecord) -> DecisionRecord:
    return DecisionRecord.objects.select_for_update().get(pk=record.pk)
