"""What was known from day to day, kept while a plan's dated rows are written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from actionplan.models import (
    Action,
    ActionByWhen,
    Arrangement,
    AssuranceEntry,
    AssuranceLink,
    ByWhenRequest,
    CompletionClaim,
    Dispute,
    Doubt,
    Evidence,
    EvidenceAcceptance,
    EvidenceLink,
    EvidenceRequest,
    EvidenceVersion,
    Keeping,
    Milestone,
    MilestoneCompletion,
    Moderation,
    PeriodicReport,
    Plan,
    PlanClosing,
    ProgressUpdate,
    Standing,
)
from actionplan.models.facts import (
    arrangement_fact,
    by_when_fact,
    dispute_fact,
    evidence_fact,
    keeping_fact,
    milestone_facts,
    moderation_fact,
    update_fact,
)
from actionplan.models.standings import PLACES
from actionplan.rag import Status
from actionplan.spans import Span, in_order, spans
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen, describe
from herefordshire_cs.lib.refusing import Refusal
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(slots=True, kw_only=True)
class Record:
    """An Action with all its dated rows."""

    action: Action
    by_whens: list[ActionByWhen]
    updates: list[ProgressUpdate]
    moderations: list[Moderation]
    disputes: list[Dispute]
    milestones: list[Milestone]
    arrangements: list[Arrangement]
    keepings: list[Keeping]
    evidence: list[EvidenceLink]

    def spans(self) -> list[Span]:
        """Return what was known from day to day."""
        return spans(
            begins_on=self.action.added_on,
            by_whens=[by_when_fact(row) for row in self.by_whens],
            updates=[update_fact(row) for row in self.updates],
            moderations=[moderation_fact(row) for row in self.moderations],
            disputes=[dispute_fact(row) for row in self.disputes],
            milestones=milestone_facts(self.milestones),
            arrangements=[arrangement_fact(row) for row in self.arrangements],
            keepings=[keeping_fact(row) for row in self.keepings],
            evidence=[evidence_fact(row) for row in self.evidence],
        )

    def status_on(self, day: date) -> Status:
        """Return where the Action was on a day, by all that is said of it now."""
        facts = in_order(update_fact(row) for row in self.updates if row.withdrawn_on is None)
        said = [fact.status for fact in facts if fact.counts_from <= day and fact.status]
        return said[-1] if said else Status.NOT_REPORTED


@transaction.atomic
def rebuild_standings(actions: QuerySet[Action]) -> int:
    """Make the standings of some Actions again from their dated rows; return how many rows."""
    mark(Plan.objects.filter(actions__in=actions))
    found = actions.select_related("recommendation").prefetch_related(
        "by_whens",
        "updates",
        "moderations",
        "disputes",
        "milestones__completions",
        "arrangements",
        "keepings",
        "evidence__update",
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
                disputes=list(action.disputes.all()),
                milestones=list(action.milestones.all()),
                arrangements=list(action.arrangements.all()),
                keepings=list(action.keepings.all()),
                evidence=list(action.evidence.all()),
            )
        )
    ]
    Standing.objects.filter(action__in=actions.values("pk")).delete()
    Standing.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def mark(plans: QuerySet[Plan]) -> None:
    """Hold plans against other writers; what was worked out of their records is not used again."""
    plans.update(standings_mark=uuid4().hex)


def mark_open(plan: int) -> None:
    """Mark a plan, by its key, that something is reported on. Raises ``Refusal`` where closed."""
    closings = PlanClosing.objects.filter(plan=OuterRef("pk"), reopened_on=None)
    found = Plan.objects.filter(~Exists(closings), pk=plan)
    if not found.update(standings_mark=uuid4().hex):
        closed = PlanClosing.objects.get(plan=plan, reopened_on=None)
        raise Refusal(
            f"The plan was closed on {day_in_words(closed.closed_on)}: nothing more is reported on"
            " it. Nothing was recorded."
        )


def lock(action: Action) -> Record:
    """Hold an Action against other writers until the transaction ends; return its dated rows.

    Raises ``Refusal`` where its plan is closed.
    """
    mark_open(action.plan_id)
    return Record(
        action=action,
        by_whens=list(action.by_whens.all()),
        updates=list(action.updates.select_related("author")),
        moderations=list(action.moderations.all()),
        disputes=list(action.disputes.all()),
        milestones=list(action.milestones.prefetch_related("completions")),
        arrangements=list(action.arrangements.all()),
        keepings=list(action.keepings.all()),
        evidence=list(action.evidence.select_related("update")),
    )


def keep_standings(record: Record) -> None:
    """Put the standings of a locked Action in place of the ones before."""
    # Somebody may have put it in another place after it was read, before it was locked.
    record.action.refresh_from_db(fields=["order", "earlier_places"])
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
    for span, order in placed(record.spans(), action):
        yield Standing(
            plan_id=action.plan_id,
            recommendation_id=action.recommendation_id,
            action_id=action.pk,
            position=action.recommendation.number * PLACES + order,
            from_on=span.from_on,
            until_on=span.until_on,
            status=span.status,
            completed_on=span.completed_on,
            completed_when=span.completed_when,
            completion_known_on=span.completion_known_on,
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
            is_disputed=span.is_disputed,
            every=span.every or "",
            arrangement_counts_from=span.arrangement_counts_from,
            kept_on=span.kept_on,
            kept_until=span.kept_until,
            is_evidenced=span.has_evidence,
            is_unexplained=span.is_unexplained,
            is_repeated=span.is_repeated,
        )


def placed(known: Iterable[Span], action: Action) -> Iterable[tuple[Span, int]]:
    """Yield what was known from day to day with the Action's order then, parted where it moved."""
    moves = [(date.fromisoformat(day), order) for day, order in action.earlier_places or []]
    for span in known:
        rest = span
        for day, order in moves:
            if rest.from_on < day < rest.until_on:
                yield replace(rest, until_on=day), order
                rest = replace(rest, from_on=day)
            elif rest.until_on <= day:
                yield rest, order
                break
        else:
            yield rest, action.order


type Written = (
    Action
    | PeriodicReport
    | ProgressUpdate
    | ActionByWhen
    | Arrangement
    | AssuranceEntry
    | AssuranceLink
    | ByWhenRequest
    | CompletionClaim
    | Dispute
    | Keeping
    | MilestoneCompletion
    | Moderation
    | Doubt
    | Evidence
    | EvidenceAcceptance
    | EvidenceLink
    | EvidenceRequest
    | EvidenceVersion
)


def save(row: Written) -> None:
    """Check the fields of a row, then save it; what spans rows the database's constraints hold."""
    links = {field.name for field in row._meta.fields if field.is_relation}
    row.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
    row.save()


type Withdrawable = (
    Arrangement
    | AssuranceEntry
    | AssuranceLink
    | Evidence
    | EvidenceAcceptance
    | EvidenceLink
    | EvidenceRequest
    | Keeping
    | PeriodicReport
)


def withdraw(
    row: Withdrawable,
    author: User,
    reason: str,
    on: date,
) -> None:
    """Take a row back on a day, or on that of its recording where that is later."""
    row.withdrawn_on = max(on, row.recorded_on)
    row.withdrawn_by = author
    row.withdrawal_reason = reason
    save(row)
