"""Taking down what was published, and putting it back."""

from datetime import datetime

from django.db import transaction

from governance.models import Meeting, Minute, Pack, Report, TakeDown
from governance.services.public_copies import close_copies
from herefordshire_cs.accounts.models import User


class DownAlready(Exception):
    """It is taken down already."""


class BackAlready(Exception):
    """It was put back already."""


@transaction.atomic
def take_down(
    *,
    meeting: Meeting,
    pack: Pack | None = None,
    report: Report | None = None,
    reason: str,
    public_words: str,
    by: User,
    at: datetime,
) -> TakeDown:
    """Take down a pack’s public copy, a report, or without either the minutes, from now on.

    The public copies that show it are closed. Raises DownAlready.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if TakeDown.objects.in_force().filter(meeting=row, pack=pack, report=report).exists():
        raise DownAlready
    found = TakeDown.objects.create(
        meeting=row,
        pack=pack,
        report=report,
        reason=reason,
        public_words=public_words,
        taken_by=by,
        taken_at=at,
    )
    _close(found, at=at)
    return found


@transaction.atomic
def put_back(*, row: TakeDown, reason: str, is_mistake: bool, by: User, at: datetime) -> TakeDown:
    """End a take-down: by mistake, its copies open again; else they stay closed. BackAlready."""
    Meeting.objects.select_for_update().get(pk=row.meeting_id)
    found = TakeDown.objects.select_for_update().get(pk=row.pk)
    if found.ended_at is not None:
        raise BackAlready
    found.ended_by, found.ended_at, found.end_reason = by, at, reason
    found.is_mistake = is_mistake
    found.save()
    _close(found, at=at)
    return found


def _close(row: TakeDown, *, at: datetime) -> None:
    """Close or open the public copies that show what a take-down is of."""
    minutes = Minute.objects.filter(meeting=row.meeting_id).values_list("pk", flat=True)
    close_copies(
        [row.meeting],
        on=at.date(),
        report=row.report_id,
        minutes=list(minutes) if row.is_of_minutes else (),
    )
