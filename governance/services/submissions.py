"""What the public suggested or asked: entered, answered, passed on, taken into a programme."""

from datetime import date

from django.db import transaction

from governance.models import AgendaItem, Committee, Meeting, ProgrammeItem, PublicSubmission
from governance.services.programme import add_item

OPEN_STATES = (PublicSubmission.State.RECEIVED, PublicSubmission.State.PASSED_ON)


class AlreadySettled(Exception):
    """It was answered, declined or taken into a programme already."""


@transaction.atomic
def enter_submission(
    *,
    kind: str,
    committee: Committee,
    meeting: Meeting | None,
    item: AgendaItem | None,
    asked_by: str,
    text: str,
    received_on: date,
    late_reason: str,
) -> PublicSubmission:
    """Enter a suggestion or a question as it was received."""
    row = PublicSubmission(
        kind=kind,
        committee=committee,
        meeting=meeting,
        item=item,
        asked_by=asked_by,
        text=text,
        received_on=received_on,
        late_reason=late_reason,
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def answer_submission(
    *, submission: PublicSubmission, answer: str, is_declined: bool, on: date
) -> PublicSubmission:
    """Answer it, or say why it is not taken up. Raises AlreadySettled."""
    row = _open_row(submission)
    states = PublicSubmission.State
    row.state = states.DECLINED if is_declined else states.ANSWERED
    row.answer = answer
    row.answered_on = on
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def pass_on(*, submission: PublicSubmission, to: Committee, answer: str) -> PublicSubmission:
    """Pass it to the committee within whose remit it falls. Raises AlreadySettled."""
    row = _open_row(submission)
    row.state = PublicSubmission.State.PASSED_ON
    row.passed_to = to
    row.answer = answer
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def take_into_programme(
    *, submission: PublicSubmission, title: str, answer: str, on: date
) -> ProgrammeItem:
    """Make it a piece of work of the committee that has it now. Raises AlreadySettled."""
    row = _open_row(submission)
    work = add_item(committee=row.passed_to or row.committee, title=title)
    row.state = PublicSubmission.State.ACCEPTED
    row.programme_item = work
    row.answer = answer
    row.answered_on = on
    row.full_clean()
    row.save()
    return work


def _open_row(submission: PublicSubmission) -> PublicSubmission:
    row = PublicSubmission.objects.select_for_update().get(pk=submission.pk)
    if row.state not in OPEN_STATES:
        raise AlreadySettled
    return row
