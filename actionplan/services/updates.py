"""Saying how an action goes, with a file of evidence."""

from datetime import date, datetime

from django.db import transaction

from actionplan.models import (
    Action,
    Plan,
    ProgressUpdate,
    Promise,
    Recommendation,
)
from actionplan.models.facts import evidence_fact
from actionplan.models.people import stood_in_for
from actionplan.promised import promised_days
from actionplan.rag import CLOSED_STATUSES, Status
from actionplan.services.evidence import Attachment, attach
from actionplan.services.rounds import submit
from actionplan.services.standings import Record, keep_standings, lock, mark_open, save
from actionplan.services.update_requests import answer_with_update
from actionplan.spans import is_in_record
from herefordshire_cs.accounts.models import User


class ActionClosed(Exception):
    """The Action is completed or dropped; it must be opened again before it is updated."""


class NeedsEvidence(Exception):
    """The plan wants evidence with a completion, and the Action has none."""


class NeedsSecondPerson(Exception):
    """The plan wants a second person to agree to a completion: it is claimed, not recorded."""


class UpdatedMeanwhile(Exception):
    """Somebody posted an update after the writer opened the form; holds that update."""

    def __init__(self, update: ProgressUpdate) -> None:
        super().__init__(f"Updated meanwhile: {update}")
        self.update = update


@transaction.atomic
def post_progress_update(
    *,
    action: Action,
    author: User | None,
    author_as_written: str = "",
    reported_on: date,
    recorded_on: date,
    recorded_at: datetime,
    narrative: str,
    needed: str = "",
    status: Status,
    rating: str | None = None,
    impact: str = "",
    seen_update: int | None = None,
    attachment: Attachment | None = None,
    is_for_board: bool = False,
    kept_reason: str = "",
) -> ProgressUpdate:
    """Record what the author says of an Action; a partner without an account is none but a post.

    ``kept_reason`` says why words stand in it that may tell who a child is.

    ``seen_update`` is the newest update that the author had seen; a newer one raises
    ``UpdatedMeanwhile``, so that nobody answers words that they did not read. An Action that was
    completed or dropped by that day raises ``ActionClosed``. A completion that is not as the plan
    wants it raises ``NeedsEvidence`` or ``NeedsSecondPerson``. ``impact`` is a level of the plan's
    scheme of impact, blank where nothing is said of it.
    """
    record = lock(action)
    newest = newest_of(record)
    if newest is not None and newest.pk != seen_update:
        raise UpdatedMeanwhile(newest)
    if record.status_on(reported_on) in CLOSED_STATUSES:
        raise ActionClosed
    if status is Status.COMPLETED:
        see_completable(record, on=recorded_on, brings_evidence=attachment is not None)
    update = ProgressUpdate(
        action=action,
        author=author,
        author_for=stood_in_for(author, action.pk, on=recorded_on) if author else None,
        author_as_written=author_as_written,
        reported_on=reported_on,
        counts_from=reported_on,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        narrative=narrative,
        needed=needed,
        status=status,
        rating=rating or "",
        impact=impact,
        is_for_board=is_for_board,
        kept_reason=kept_reason,
    )
    save(update)
    if attachment is not None and author is not None:
        record.evidence.append(
            attach(
                action,
                attachment,
                author=author,
                supplied_on=recorded_on,
                recorded_at=recorded_at,
                update=update,
            )
        )
    keep_promises(update)
    record.updates.append(update)
    keep_standings(record)
    if author is not None:
        answer_with_update(action, author=author, on=recorded_on, at=recorded_at)
    submit(action, update, author=author, on=recorded_on, at=recorded_at)
    return update


def newest_of(record: Record) -> ProgressUpdate | None:
    """Return the update of an Action that was recorded last, whatever day it speaks of."""
    return max(record.updates, key=lambda row: row.pk, default=None)


def see_completable(record: Record, *, on: date, brings_evidence: bool = False) -> None:
    """Hold a completion to its plan's choice. Raises ``NeedsEvidence``, ``NeedsSecondPerson``."""
    choice = Plan.objects.values_list("completion", flat=True).get(pk=record.action.plan_id)
    if choice == Plan.Completion.SECOND_PERSON:
        raise NeedsSecondPerson
    if choice == Plan.Completion.EVIDENCE and not brings_evidence:
        shown = [evidence_fact(row) for row in record.evidence]
        if not any(is_in_record(fact, on=on) for fact in shown):
            raise NeedsEvidence


def keep_promises(update: ProgressUpdate) -> None:
    """Keep the days to come that an update of an Action names; of others it keeps none.

    Nor of one for the board only: promises are printed and taken out with their words.
    """
    if update.action is None or update.is_for_board:
        return
    found = promised_days(update.narrative, after=update.counts_from)
    Promise.objects.bulk_create(
        Promise(
            action=update.action,
            update=update,
            order=order,
            words=each.words,
            as_written=each.as_written,
            earliest=each.day,
            latest=each.day,
        )
        for order, each in enumerate(found, start=1)
    )


@transaction.atomic
def report_on_recommendation(
    *,
    recommendation: Recommendation,
    author: User,
    reported_on: date,
    recorded_on: date,
    recorded_at: datetime,
    narrative: str,
    status: Status,
    rating: str | None = None,
    seen_update: int | None = None,
    is_for_board: bool = False,
    kept_reason: str = "",
) -> ProgressUpdate:
    """Record what the author says of a Recommendation as a whole; the summary is made of these.

    A newer update than the newest that the author had seen raises ``UpdatedMeanwhile``.
    """
    mark_open(recommendation.plan_id)
    newest = recommendation.updates.order_by("pk").select_related("author").last()
    if newest is not None and newest.pk != seen_update:
        raise UpdatedMeanwhile(newest)
    update = ProgressUpdate(
        recommendation=recommendation,
        author=author,
        reported_on=reported_on,
        counts_from=reported_on,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        narrative=narrative,
        status=status,
        rating=rating or "",
        is_for_board=is_for_board,
        kept_reason=kept_reason,
    )
    save(update)
    return update
