"""The writing verbs: each one transaction, one author, one reason to fail."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max, QuerySet

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Doubt,
    Evidence,
    Moderation,
    Officer,
    Plan,
    ProgressUpdate,
    Recommendation,
    Standing,
)
from actionplan.models.standings import PLACES
from actionplan.presenters.facts import by_when_fact, moderation_fact, update_fact
from actionplan.rag import CLOSED_STATUSES, Status
from actionplan.standing import Span, spans
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen, describe
from herefordshire_cs.lib.rag import Rag


class ActionClosed(Exception):
    """The Action is completed or dropped; it must be opened again before it is updated."""


class DoubtSettled(Exception):
    """The doubt was settled already; holds it with the words that settled it."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(f"Settled already: {doubt}")
        self.doubt = doubt


class UpdatedMeanwhile(Exception):
    """Somebody posted an update after the writer opened the form; holds that update."""

    def __init__(self, update: ProgressUpdate) -> None:
        super().__init__(f"Updated meanwhile: {update}")
        self.update = update


@dataclass(slots=True, kw_only=True)
class Record:
    """An Action with all its dated rows."""

    action: Action
    by_whens: list[ActionByWhen]
    updates: list[ProgressUpdate]
    moderations: list[Moderation]

    def spans(self) -> list[Span]:
        """Return what was known from day to day."""
        return spans(
            begins_on=self.action.added_on,
            by_whens=[by_when_fact(row) for row in self.by_whens],
            updates=[update_fact(row) for row in self.updates],
            moderations=[moderation_fact(row) for row in self.moderations],
        )

    def status_on(self, day: date) -> Status:
        """Return where the Action was by a day."""
        known = [span for span in self.spans() if span.from_on <= day]
        return known[-1].status if known else Status.NOT_REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with an update, already checked: its words, its bytes and what they are."""

    title: str
    filename: str
    media_type: str
    content: bytes


@transaction.atomic
def post_progress_update(
    *,
    action: Action,
    author: User,
    reported_on: date,
    recorded_at: datetime,
    narrative: str,
    status: Status,
    rating: Rag | None = None,
    seen_update: int | None = None,
    attachment: Attachment | None = None,
) -> ProgressUpdate:
    """Record what the author says of an Action.

    ``seen_update`` is the newest update that the author had seen; a newer one raises
    ``UpdatedMeanwhile``, so that nobody answers words that they did not read. An Action that was
    completed or dropped by that day raises ``ActionClosed``.
    """
    record = lock(action)
    newest = max(record.updates, key=lambda row: row.pk, default=None)
    if newest is not None and newest.pk != seen_update:
        raise UpdatedMeanwhile(newest)
    if record.status_on(reported_on) in CLOSED_STATUSES:
        raise ActionClosed
    update = ProgressUpdate(
        action=action,
        author=author,
        reported_on=reported_on,
        counts_from=reported_on,
        recorded_at=recorded_at,
        narrative=narrative,
        status=status,
        rating=rating or "",
    )
    save(update)
    if attachment is not None:
        attach(update, attachment)
    record.updates.append(update)
    keep_standings(record)
    return update


@transaction.atomic
def drop_action(
    *, action: Action, author: User, dropped_on: date, recorded_at: datetime, reason: str
) -> ProgressUpdate:
    """Drop an Action that is no longer pursued; the reason becomes an update of its history."""
    return say(action, author, Status.DROPPED, dropped_on, recorded_at, reason)


@transaction.atomic
def reopen_action(
    *, action: Action, author: User, reopened_on: date, recorded_at: datetime, reason: str
) -> ProgressUpdate:
    """Open a completed or dropped Action again; the reason becomes an update of its history."""
    return say(action, author, Status.IN_PROGRESS, reopened_on, recorded_at, reason)


@transaction.atomic
def add_action(
    *,
    recommendation: Recommendation,
    author: User,
    text: str,
    lead: Officer,
    by_when: ByWhen,
    added_on: date,
    recorded_at: datetime,
) -> Action:
    """Add an Action at the end of a Recommendation; its reference is never used again."""
    locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    order = (locked.actions.aggregate(last=Max("order"))["last"] or 0) + 1
    action = Action(
        plan_id=locked.plan_id,
        recommendation=locked,
        order=order,
        reference=f"{locked.number}.{order}",
        text=text,
        added_on=added_on,
        lead_as_written=lead.initials,
        lead_words=lead.initials,
    )
    save(action)
    ActionRole.objects.create(action=action, officer=lead, part=ActionRole.Part.LEAD, order=1)
    first = ActionByWhen(
        action=action,
        order=1,
        holds_from=added_on,
        recorded_by=author,
        recorded_at=recorded_at,
        **by_when_columns(by_when),
    )
    save(first)
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return action


@transaction.atomic
def move_by_when(
    *,
    action: Action,
    author: User,
    by_when: ByWhen,
    reason: str,
    agreed_by: str,
    agreed_on: date,
    recorded_at: datetime,
) -> ActionByWhen:
    """Give an Action a new by-when from the day on which it was agreed; the old one stays."""
    record = lock(action)
    moved = ActionByWhen(
        action=action,
        order=max((row.order for row in record.by_whens), default=0) + 1,
        holds_from=agreed_on,
        reason=reason,
        agreed_by=agreed_by,
        recorded_by=author,
        recorded_at=recorded_at,
        **by_when_columns(by_when),
    )
    save(moved)
    record.by_whens.append(moved)
    keep_standings(record)
    return moved


@transaction.atomic
def moderate(
    *,
    author: User,
    rating: Rag,
    reason: str,
    made_on: date,
    recorded_at: datetime,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
) -> Moderation:
    """Set a director's rating over an Action or a Recommendation, with its reason."""
    record = lock(action) if action is not None else None
    moderation = Moderation(
        action=action,
        recommendation=recommendation,
        author=author,
        rating=rating,
        reason=reason,
        made_on=made_on,
        recorded_at=recorded_at,
    )
    save(moderation)
    if record is not None:
        record.moderations.append(moderation)
        keep_standings(record)
    if recommendation is not None:
        mark(Plan.objects.filter(pk=recommendation.plan_id))
    return moderation


@transaction.atomic
def withdraw_moderation(*, moderation: Moderation, author: User, withdrawn_on: date) -> None:
    """Withdraw a director's rating; the row stays, with who withdrew it and when."""
    action = moderation.action
    record = lock(action) if action is not None else None
    Moderation.objects.filter(pk=moderation.pk, withdrawn_on=None).update(
        withdrawn_on=withdrawn_on, withdrawn_by=author
    )
    if record is not None:
        record.moderations = list(record.action.moderations.all())
        keep_standings(record)
    else:
        mark(Plan.objects.filter(recommendations=moderation.recommendation_id))


@transaction.atomic
def settle_doubt(*, doubt: Doubt, author: User, settlement: str, settled_on: date) -> Doubt:
    """Settle a doubt with words; what was written stays as it was.

    Words that settled it before are never written over: they raise ``DoubtSettled``.
    """
    locked = Doubt.objects.select_for_update().get(pk=doubt.pk)
    if locked.settled_on is not None:
        raise DoubtSettled(locked)
    locked.settlement = settlement
    locked.settled_by = author
    locked.settled_on = settled_on
    save(locked)
    mark(Plan.objects.filter(pk=locked.plan_id))
    return locked


@transaction.atomic
def rebuild_standings(actions: QuerySet[Action]) -> int:
    """Make the standings of some Actions again from their dated rows; return how many rows."""
    mark(Plan.objects.filter(actions__in=actions))
    found = actions.select_related("recommendation").prefetch_related(
        "by_whens", "updates", "moderations"
    )
    rows = [
        standing
        for action in found.iterator(chunk_size=500)
        for standing in standings_of(
            Record(
                action=action,
                by_whens=list(action.by_whens.all()),
                updates=list(action.updates.all()),
                moderations=list(action.moderations.all()),
            )
        )
    ]
    Standing.objects.filter(action__in=actions.values("pk")).delete()
    Standing.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def mark(plans: QuerySet[Plan]) -> None:
    """Hold plans against other writers; what was worked out of their records is not used again."""
    plans.update(standings_mark=uuid4().hex)


def lock(action: Action) -> Record:
    """Hold an Action against other writers until the transaction ends; return its dated rows."""
    mark(Plan.objects.filter(pk=action.plan_id))
    return Record(
        action=action,
        by_whens=list(action.by_whens.all()),
        updates=list(action.updates.select_related("author")),
        moderations=list(action.moderations.all()),
    )


def say(
    action: Action,
    author: User,
    status: Status,
    said_on: date,
    recorded_at: datetime,
    narrative: str,
) -> ProgressUpdate:
    """Add an update that gives an Action a status, whatever its status was."""
    record = lock(action)
    update = ProgressUpdate(
        action=action,
        author=author,
        reported_on=said_on,
        counts_from=said_on,
        recorded_at=recorded_at,
        narrative=narrative,
        status=status,
    )
    save(update)
    record.updates.append(update)
    keep_standings(record)
    return update


def keep_standings(record: Record) -> None:
    """Put the standings of a locked Action in place of the ones before."""
    Standing.objects.filter(action=record.action.pk).delete()
    Standing.objects.bulk_create(standings_of(record))


def by_when_columns(by_when: ByWhen, *, words: str = "") -> dict[str, object]:
    """Return the columns of an ``ActionByWhen`` that say what was written and understood."""
    return {
        "as_written": by_when.as_written,
        "words": words or by_when.as_written,
        "understood": describe(by_when),
        "earliest": by_when.earliest,
        "latest": by_when.latest,
        "precision": by_when.precision,
        "is_open_ended": by_when.is_open_ended,
        "recurrence": by_when.recurrence,
        "review_on": by_when.review_on,
    }


def standings_of(record: Record) -> Iterable[Standing]:
    """Yield the standings that an Action's dated rows amount to."""
    action = record.action
    for span in record.spans():
        yield Standing(
            plan_id=action.plan_id,
            recommendation_id=action.recommendation_id,
            action_id=action.pk,
            position=action.recommendation.number * PLACES + action.order,
            from_on=span.from_on,
            until_on=span.until_on,
            status=span.status,
            completed_on=span.completed_on,
            completed_when=span.completed_when,
            by_when_earliest=span.by_when_earliest,
            by_when_latest=span.by_when_latest,
            by_when_words=span.by_when_words,
            by_when_understood=span.by_when_understood,
            times_moved=span.times_moved,
            lead_rating=span.lead_rating,
            lead_rated_on=span.lead_rated_on,
            last_reported_on=span.last_reported_on,
            last_reported_when=span.last_reported_when,
            updates_count=span.updates_count,
            moderated_rating=span.moderated_rating or "",
            moderated_on=span.moderated_on,
            moderation_reason=span.moderation_reason,
        )


def attach(update: ProgressUpdate, attachment: Attachment) -> Evidence:
    """Keep a file that came with an update in the central record."""
    evidence = Evidence(
        action=update.action,
        update=update,
        title=attachment.title,
        filename=attachment.filename,
        media_type=attachment.media_type,
        size=len(attachment.content),
        sha256=hashlib.sha256(attachment.content).hexdigest(),
        supplied_by=update.author,
        supplied_on=update.counts_from,
        recorded_at=update.recorded_at,
    )
    evidence.file.save("evidence", ContentFile(attachment.content), save=False)
    save(evidence)
    return evidence


def save(row: Action | ProgressUpdate | ActionByWhen | Moderation | Doubt | Evidence) -> None:
    """Check the fields of a row, then save it; what spans rows the database's constraints hold."""
    links = {field.name for field in row._meta.fields if field.is_relation}
    row.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
    row.save()
