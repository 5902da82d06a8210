"""Claiming that an action is done, agreeing and refusing: nobody completes their own alone."""

from datetime import date, datetime

from django.db import transaction

from actionplan.models import Action, CompletionClaim, ProgressUpdate
from actionplan.models.people import stood_in_for
from actionplan.models.requests import approvers_of
from actionplan.rag import CLOSED_STATUSES, Status
from actionplan.services.evidence import Attachment, attach
from actionplan.services.notices import tell_claim_answered, tell_claimed
from actionplan.services.requests import NotTheirs, answer, to_answer, waiting
from actionplan.services.rounds import submit
from actionplan.services.standings import Record, keep_standings, lock, save
from actionplan.services.update_requests import answer_with_update
from actionplan.services.updates import (
    ActionClosed,
    UpdatedMeanwhile,
    keep_promises,
    newest_of,
)
from herefordshire_cs.accounts.models import User


class ClaimedAlready(Exception):
    """Another claim of the Action waits for its answer; holds it."""

    def __init__(self, claim: CompletionClaim) -> None:
        super().__init__(f"Claimed already: {claim}")
        self.claim = claim


class SaidOtherwise(Exception):
    """An update of a later day than the claim says that the Action goes on; holds it."""

    def __init__(self, update: ProgressUpdate) -> None:
        super().__init__(f"Said otherwise: {update}")
        self.update = update


@transaction.atomic
def claim_completion(
    *,
    action: Action,
    author: User,
    approver: User,
    reported_on: date,
    asked_on: date,
    asked_at: datetime,
    narrative: str,
    rating: str | None,
    seen_update: int | None,
    attachment: Attachment | None = None,
) -> CompletionClaim:
    """Claim that an Action is done; until somebody else agrees, its rating stands.

    A document that comes with the claim stands in the central record at once. Raises
    ``UpdatedMeanwhile``, ``ActionClosed``, ``ClaimedAlready`` and ``NotTheirs``.
    """
    record = lock(action)
    newest = newest_of(record)
    if newest is not None and newest.pk != seen_update:
        raise UpdatedMeanwhile(newest)
    if CLOSED_STATUSES & {record.status_on(reported_on), record.status_on(asked_on)}:
        raise ActionClosed
    open_claim = action.completion_claims.filter(answer="").first()
    if open_claim is not None:
        raise ClaimedAlready(open_claim)
    if not approvers_of(action.recommendation, asked_by=author).filter(pk=approver.pk).exists():
        raise NotTheirs
    claim = CompletionClaim(
        action=action,
        reported_on=reported_on,
        narrative=narrative,
        rating=rating or "",
        asked_by=author,
        asked_on=asked_on,
        asked_at=asked_at,
        approver=approver,
    )
    save(claim)
    if attachment is not None:
        record.evidence.append(
            attach(action, attachment, author=author, supplied_on=asked_on, recorded_at=asked_at)
        )
        keep_standings(record)
    answer_with_update(action, author=author, on=asked_on, at=asked_at)
    submit(action, claim, author=author, on=asked_on, at=asked_at)
    tell_claimed(claim)
    return claim


@transaction.atomic
def agree(
    *, claim: CompletionClaim, author: User, words: str, answered_on: date, answered_at: datetime
) -> ProgressUpdate:
    """Agree that an Action is done: from today it is known to be, in its claimant's words.

    Raises ``AnsweredAlready``, ``NotTheirs``, ``ActionClosed`` and ``SaidOtherwise``.
    """
    record = lock(claim.action)
    found = to_answer(claim, author)
    if record.status_on(answered_on) in CLOSED_STATUSES:
        raise ActionClosed
    see_that_nothing_later_is_said(record, found)
    update = ProgressUpdate(
        action=claim.action,
        author=found.asked_by,
        author_for=stood_in_for(found.asked_by, claim.action_id, on=found.asked_on),
        reported_on=found.reported_on,
        counts_from=found.reported_on,
        recorded_on=answered_on,
        recorded_at=answered_at,
        narrative=found.narrative,
        status=Status.COMPLETED,
        rating=found.rating,
    )
    save(update)
    keep_promises(update)
    found.update = update
    answer(found, CompletionClaim.Answer.AGREED, author, words, answered_on, answered_at)
    tell_claim_answered(found)
    record.updates.append(update)
    keep_standings(record)
    return update


@transaction.atomic
def refuse(
    *, claim: CompletionClaim, author: User, words: str, answered_on: date, answered_at: datetime
) -> None:
    """Refuse a claim, with the reason. Raises ``AnsweredAlready`` and ``NotTheirs``."""
    lock(claim.action)
    found = to_answer(claim, author)
    answer(found, CompletionClaim.Answer.REFUSED, author, words, answered_on, answered_at)
    tell_claim_answered(found)


@transaction.atomic
def take_back(
    *, claim: CompletionClaim, author: User, answered_on: date, answered_at: datetime
) -> None:
    """Take a claim of one's own back. Raises ``AnsweredAlready`` and ``NotTheirs``."""
    lock(claim.action)
    found = waiting(claim)
    if found.asked_by_id != author.pk:
        raise NotTheirs
    answer(found, CompletionClaim.Answer.TAKEN_BACK, author, "", answered_on, answered_at)


def see_that_nothing_later_is_said(record: Record, claim: CompletionClaim) -> None:
    """Raise ``SaidOtherwise`` where an update of a later day gives another status."""
    later = [
        row
        for row in record.updates
        if row.withdrawn_on is None and row.status and row.counts_from > claim.reported_on
    ]
    if later:
        raise SaidOtherwise(max(later, key=lambda row: (row.counts_from, row.recorded_at)))
