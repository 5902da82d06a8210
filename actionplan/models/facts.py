"""From rows to the values that the pure rules take."""

from collections.abc import Iterable
from datetime import date

from actionplan.arrangements import ArrangementFact, Frequency, KeepingFact
from actionplan.dated_facts import (
    ByWhenFact,
    DisputeFact,
    EvidenceFact,
    MilestoneFact,
    ModerationFact,
    UpdateFact,
)
from actionplan.models import (
    ActionByWhen,
    Arrangement,
    Dispute,
    EvidenceLink,
    Keeping,
    Milestone,
    Moderation,
    ProgressUpdate,
)
from actionplan.models.evidence import withdrawn_of
from actionplan.rag import Facts, Status
from actionplan.spans import known_on
from herefordshire_cs.lib.text.words import day_in_words, month_in_words


def by_when_fact(row: ActionByWhen) -> ByWhenFact:
    """Return a by-when as the rule takes it."""
    return ByWhenFact(
        holds_from=row.holds_from,
        recorded_on=row.recorded_on,
        withdrawn_on=row.withdrawn_on,
        recorded_at=row.recorded_at,
        earliest=row.earliest,
        latest=row.latest,
        words=row.words,
        understood=row.understood,
    )


def by_when_in_force(rows: Iterable[ActionByWhen], *, as_of: date) -> ActionByWhen | None:
    """Return the by-when that holds on a day: the last agreed, not the last written down."""
    held = [row for row in rows if row.is_known(on=as_of)]
    return max(held, key=lambda row: (row.holds_from, row.recorded_at), default=None)


def update_fact(row: ProgressUpdate) -> UpdateFact:
    """Return an update as the rule takes it."""
    return UpdateFact(
        counts_from=row.counts_from,
        recorded_on=row.recorded_on,
        withdrawn_on=row.withdrawn_on,
        recorded_at=row.recorded_at,
        sequence=row.sequence,
        status=Status(row.status) if row.status else None,
        rating=row.rating or None,
        words=row.narrative,
        rating_read=row.rating_read or None,
        rating_words=row.rating_words,
        reported_in_words=reported_in_words(row.reported_on, row.date_precision),
    )


def moderation_fact(row: Moderation) -> ModerationFact:
    """Return a moderation as the rule takes it."""
    return ModerationFact(
        made_on=row.made_on,
        recorded_at=row.recorded_at,
        rating=row.rating,
        reason=row.reason,
        withdrawn_on=row.withdrawn_on,
    )


def milestone_facts(rows: Iterable[Milestone]) -> list[MilestoneFact]:
    """Return the milestones that name a day as the rule takes them."""
    return [
        MilestoneFact(
            latest=row.latest,
            met=tuple((each.recorded_on, each.withdrawn_on) for each in row.completions.all()),
            recorded_on=row.recorded_on,
            withdrawn_on=row.withdrawn_on,
        )
        for row in rows
        if row.latest is not None
    ]


def arrangement_fact(row: Arrangement) -> ArrangementFact:
    """Return a standing arrangement as the rule takes it."""
    return ArrangementFact(
        in_place_on=row.in_place_on,
        counts_from=row.counts_from,
        every=Frequency(row.every) if row.every else None,
        recorded_on=row.recorded_on,
        withdrawn_on=row.withdrawn_on,
    )


def keeping_fact(row: Keeping) -> KeepingFact:
    """Return a day on which an arrangement was kept as the rule takes it."""
    return KeepingFact(
        kept_on=row.kept_on, recorded_on=row.recorded_on, withdrawn_on=row.withdrawn_on
    )


def evidence_fact(row: EvidenceLink) -> EvidenceFact:
    """Return evidence of an Action as the rule takes it; it goes with the update it came with."""
    return EvidenceFact(supplied_on=row.recorded_on, withdrawn_on=withdrawn_of(row))


def dispute_fact(row: Dispute) -> DisputeFact:
    """Return words that dispute a rating as the rule takes them."""
    return DisputeFact(raised_on=row.raised_on, settled_on=row.settled_on)


def reported_in_words(reported_on: date | None, precision: str) -> str:
    """Return the day, week or month that an update speaks of, or nothing where none is known."""
    if reported_on is None:
        return ""
    if precision == ProgressUpdate.DatePrecision.MONTH:
        return month_in_words(reported_on)
    if precision == ProgressUpdate.DatePrecision.WEEK:
        return f"week of {day_in_words(reported_on)}"
    return day_in_words(reported_on)


def recommendation_facts(
    updates: Iterable[ProgressUpdate], moderations: Iterable[Moderation], *, as_of: date
) -> Facts:
    """Return what a Recommendation's own updates and moderations say on a day."""
    span = known_on(
        as_of,
        updates=[update_fact(row) for row in updates],
        moderations=[moderation_fact(row) for row in moderations],
    )
    return Facts(
        status=span.status,
        completed_when=span.completed_when,
        lead_rating=span.lead_rating,
        lead_rated_on=span.lead_rated_on,
        last_reported_on=span.last_reported_on,
        last_reported_when=span.last_reported_when,
        updates_count=span.updates_count,
        moderated_rating=span.moderated_rating,
        moderated_on=span.moderated_on,
        moderation_reason=span.moderation_reason,
        read_rating=span.read_rating,
        read_on=span.read_on,
        read_words=span.read_words,
    )
