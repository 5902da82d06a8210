"""From dated facts to what was known from one day until the next: values in, spans out.

By-whens, updates and moderations are added and never edited. Each has two days: the one it speaks
of, which puts it in order among the others, and the one on which it was recorded, from which it is
known. What was withdrawn is known until the day of its withdrawal. Between two such days nothing
that is known of an Action changes, so its whole history is a row of spans. They are stored as
``Standing`` rows, which is what lets every page ask for any day at the cost of one join.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, takewhile

from actionplan.arrangements import ArrangementFact, Frequency, KeepingFact, kept_until
from actionplan.dated_facts import (
    ByWhenFact,
    DisputeFact,
    EvidenceFact,
    MilestoneFact,
    ModerationFact,
    UpdateFact,
)
from actionplan.rag import OPEN_STATUSES, Status
from actionplan.reasons import as_compared, gives_a_reason
from herefordshire_cs.lib.rag import NOT_RATED_KEY

FOREVER = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What was known from ``from_on`` up to, and not including, ``until_on``.

    Ratings are keys of levels. ``is_unexplained``: the one that somebody gave has no reason.
    ``is_repeated``: the newest note says word for word what one before it said.
    """

    from_on: date
    until_on: date = FOREVER
    status: Status = Status.NOT_REPORTED
    completed_on: date | None = None
    completed_when: str = ""
    completion_known_on: date | None = None
    by_when_earliest: date | None = None
    by_when_latest: date | None = None
    by_when_words: str = ""
    by_when_understood: str = ""
    times_moved: int = 0
    lead_rating: str = NOT_RATED_KEY
    lead_rated_on: date | None = None
    last_reported_on: date | None = None
    last_reported_when: str = ""
    updates_count: int = 0
    moderated_rating: str | None = None
    moderated_on: date | None = None
    moderation_reason: str = ""
    is_disputed: bool = False
    has_evidence: bool = False
    is_unexplained: bool = False
    is_repeated: bool = False
    read_rating: str = NOT_RATED_KEY
    read_on: date | None = None
    read_words: str = ""
    every: Frequency | None = None
    arrangement_counts_from: date | None = None
    kept_on: date | None = None
    kept_until: date | None = None


def spans(
    *,
    begins_on: date,
    by_whens: Sequence[ByWhenFact],
    updates: Sequence[UpdateFact],
    moderations: Sequence[ModerationFact],
    disputes: Sequence[DisputeFact] = (),
    milestones: Sequence[MilestoneFact] = (),
    arrangements: Sequence[ArrangementFact] = (),
    keepings: Sequence[KeepingFact] = (),
    evidence: Sequence[EvidenceFact] = (),
) -> list[Span]:
    """Return the spans from ``begins_on`` to forever, without gaps and without overlap."""
    changes = _days_of_change(by_whens, updates, moderations, disputes)
    changes |= {day for fact in milestones for day in fact.days()}
    lasting: list[ArrangementFact | KeepingFact] = [*arrangements, *keepings]
    changes |= {fact.recorded_on for fact in lasting}
    changes |= {fact.withdrawn_on for fact in lasting if fact.withdrawn_on}
    changes |= {day for fact in evidence for day in (fact.supplied_on, fact.withdrawn_on) if day}
    days = sorted({begins_on, *(day for day in changes if day > begins_on)})
    known = [
        replace(
            known_on(day, by_whens=by_whens, updates=updates, moderations=moderations),
            is_disputed=any(is_open(fact, on=day) for fact in disputes),
            has_evidence=any(is_in_record(fact, on=day) for fact in evidence),
        )
        for day in days
    ]
    return [
        replace(
            _with_arrangement(_with_milestones(span, milestones), arrangements, keepings),
            until_on=following,
        )
        for span, following in zip(known, [*days[1:], FOREVER], strict=True)
    ]


def in_order(updates: Iterable[UpdateFact]) -> list[UpdateFact]:
    """Sort updates by the day they speak of, then as they were recorded, then as written."""
    return sorted(updates, key=lambda fact: (fact.counts_from, fact.recorded_at, fact.sequence))


def is_open(fact: DisputeFact, *, on: date) -> bool:
    """Say whether words were raised and not settled by a day."""
    return fact.raised_on <= on and (fact.settled_on is None or fact.settled_on > on)


def is_in_record(fact: EvidenceFact, *, on: date) -> bool:
    """Say whether a document stood in the central record at the end of a day."""
    is_withdrawn = fact.withdrawn_on is not None and fact.withdrawn_on <= on
    return fact.supplied_on <= on and not is_withdrawn


def _days_of_change(
    by_whens: Sequence[ByWhenFact],
    updates: Sequence[UpdateFact],
    moderations: Sequence[ModerationFact],
    disputes: Sequence[DisputeFact],
) -> set[date]:
    recorded: list[ByWhenFact | UpdateFact] = [*by_whens, *updates]
    days = {fact.recorded_on for fact in recorded} | {fact.made_on for fact in moderations}
    days |= {fact.withdrawn_on for fact in chain(recorded, moderations) if fact.withdrawn_on}
    days |= {fact.raised_on for fact in disputes}
    return days | {fact.settled_on for fact in disputes if fact.settled_on}


def is_known(fact: ByWhenFact | UpdateFact | KeepingFact, *, on: date) -> bool:
    """Say whether a fact stood in the record at the end of a day."""
    is_withdrawn = fact.withdrawn_on is not None and fact.withdrawn_on <= on
    return fact.recorded_on <= on and not is_withdrawn


def known_on(
    day: date,
    *,
    by_whens: Sequence[ByWhenFact] = (),
    updates: Sequence[UpdateFact] = (),
    moderations: Sequence[ModerationFact] = (),
) -> Span:
    """Return what was known at the end of one day; its ``until_on`` is left open."""
    heard = in_order(fact for fact in updates if is_known(fact, on=day))
    held = [fact for fact in by_whens if is_known(fact, on=day)]
    span = _with_by_when(Span(from_on=day), held)
    span = _with_updates(span, heard)
    return _with_moderation(span, moderations, heard, day=day)


def _with_by_when(span: Span, by_whens: Sequence[ByWhenFact]) -> Span:
    if not by_whens:
        return span
    last = max(by_whens, key=lambda fact: (fact.holds_from, fact.recorded_at))
    return replace(
        span,
        by_when_earliest=last.earliest,
        by_when_latest=last.latest,
        by_when_words=last.words,
        by_when_understood=last.understood,
        times_moved=len(by_whens) - 1,
    )


def _with_milestones(span: Span, milestones: Sequence[MilestoneFact]) -> Span:
    """Let the earliest milestone not met say when it is due, until the by-when is moved."""
    standing = [fact for fact in milestones if fact.stands(on=span.from_on)]
    waiting = [fact.latest for fact in standing if not fact.is_met(on=span.from_on)]
    if span.times_moved or not waiting:
        return span
    return replace(span, by_when_latest=min(waiting))


def _with_arrangement(
    span: Span, arrangements: Sequence[ArrangementFact], keepings: Sequence[KeepingFact]
) -> Span:
    """Let an arrangement in place be judged by when it was kept, unless it is completed."""
    held = [fact for fact in arrangements if fact.holds(on=span.from_on)]
    if not held or span.status not in OPEN_STATUSES:
        return span
    known = [fact.kept_on for fact in keepings if is_known(fact, on=span.from_on)]
    every, counts_from, kept_on = held[-1].every, held[-1].counts_from, max(known, default=None)
    return replace(
        span,
        status=Status.IN_PLACE,
        every=every,
        arrangement_counts_from=counts_from,
        kept_on=kept_on,
        kept_until=kept_until(every, kept_on=kept_on, counts_from=counts_from),
    )


def _with_updates(span: Span, heard: Sequence[UpdateFact]) -> Span:
    if not heard:
        return span
    dated = [fact for fact in heard if fact.reported_in_words]
    stated = [fact for fact in heard if fact.status]
    rated = [fact for fact in heard if fact.rating]
    read = [fact for fact in dated[-1:] if fact.rating_read]  # newer words take its place
    last = stated[-1] if stated else None
    said_before = {as_compared(fact.words) for fact in heard[:-1]}
    span = replace(
        span,
        status=last.status or Status.IN_PROGRESS if last else Status.IN_PROGRESS,
        lead_rating=rated[-1].rating or NOT_RATED_KEY if rated else NOT_RATED_KEY,
        lead_rated_on=rated[-1].counts_from if rated else None,
        last_reported_on=dated[-1].counts_from if dated else None,
        last_reported_when=dated[-1].reported_in_words if dated else "",
        updates_count=len(heard),
        is_unexplained=bool(rated) and not gives_a_reason(rated[-1].words),
        is_repeated=as_compared(heard[-1].words) in said_before,
        read_rating=read[-1].rating_read or NOT_RATED_KEY if read else NOT_RATED_KEY,
        read_on=read[-1].counts_from if read else None,
        read_words=read[-1].rating_words if read else "",
    )
    return _with_completion(span, stated)


def _with_completion(span: Span, stated: Sequence[UpdateFact]) -> Span:
    """Add when it was completed, and since when that is known where a day is given."""
    completions = list(takewhile(_says_completed, reversed(stated)))
    if not completions:
        return span
    dated = [fact.recorded_on for fact in completions if fact.reported_in_words]
    return replace(
        span,
        completed_on=completions[0].counts_from,
        completed_when=completions[0].reported_in_words,
        completion_known_on=min(dated, default=None),
    )


def _says_completed(fact: UpdateFact) -> bool:
    return fact.status is Status.COMPLETED


def _with_moderation(
    span: Span, moderations: Sequence[ModerationFact], heard: Sequence[UpdateFact], *, day: date
) -> Span:
    made = [fact for fact in moderations if fact.made_on <= day]
    if not made:
        return span
    last = max(made, key=lambda fact: (fact.made_on, fact.recorded_at))
    is_withdrawn = last.withdrawn_on is not None and last.withdrawn_on <= day
    is_overtaken = any(
        update.counts_from >= last.made_on and update.recorded_at > last.recorded_at
        for update in heard
    )
    if is_withdrawn or is_overtaken:
        return span
    return replace(
        span,
        moderated_rating=last.rating,
        moderated_on=last.made_on,
        moderation_reason=last.reason,
        is_unexplained=not gives_a_reason(last.reason),
    )
