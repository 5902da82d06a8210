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
from actionplan.promised import promised_days
from actionplan.rag import CLOSED_STATUSES, Status
from actionplan.services.evidence import Attachment, attach
from actionplan.services.standings import Record, keep_standings, lock, mark, save
from actionplan.spans import is_in_record
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.rag import Rag


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
    author: User,
    reported_on: date,
    recorded_on: date,
    recorded_at: datetime,
    narrative: str,
    needed: str = "",
    status: Status,
    rating: Rag | None = None,
    seen_update: int | None = None,
    attachment: Attachment | None = None,
) -> ProgressUpdate:
    """Record what the author says of an Action.

    ``seen_update`` is the newest update that the author had seen; a newer one raises
    ``UpdatedMeanwhile``, so that nobody answers words that they did not read. An Action that was
    completed or dropped by that day raises ``ActionClosed``. A completion that is not as the plan
    wants it raises ``NeedsEvidence`` or ``NeedsSecondPerson``.
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
        reported_on=reported_on,
        counts_from=reported_on,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        narrative=narrative,
        needed=needed,
        status=status,
        rating=rating or "",
    )
    save(update)
    if attachment is not None:
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
    """Keep the days to come that an update of an Action names; of others it keeps none."""
    if update.action is None:
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
    rating: Rag | None = None,
    seen_update: int | None = None,
) -> ProgressUpdate:
    """Record what the author says of a Recommendation as a whole; the summary is made of these.

    A newer update than the newest that the author had seen raises ``UpdatedMeanwhile``.
    """
    mark(Plan.objects.filter(pk=recommendation.plan_id))
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
    )
    save(update)
    return update
