"""Search over a plan's words: Actions, their notes, Recommendations, officers and the glossary."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actionplan.models import (
    Action,
    GlossaryTerm,
    Officer,
    ProgressUpdate,
    Recommendation,
    Standing,
)
from actionplan.models.facts import reported_in_words
from actionplan.models.plan_access import officers_seen_with, seen_with, told_notes
from actionplan.models.rewordings import past_of_register
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.plans import heads_by_key
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.full_text import Says, excerpt

AT_MOST = 50  # of each kind; the page says so where there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFound:
    """A progress note that says the words, cut to what stands round them."""

    plan: str
    reference: str
    recommendation: int
    when: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationFound:
    """A Recommendation whose words match."""

    plan: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """Everything found for some words, as at a day."""

    at_most: ClassVar[int] = AT_MOST

    words: str
    as_of: date
    actions: tuple[ActionLine, ...]
    notes: tuple[NoteFound, ...]
    recommendations: tuple[RecommendationFound, ...]
    officers: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        """How many things were found and are shown."""
        found = (self.actions, self.notes, self.recommendations, self.officers, self.terms)
        return sum(len(part) for part in found)


def build_search(words: str, *, as_of: date, access: PlanAccess) -> SearchResults:
    """Return what holds the words as they are now, as it read on a day; eight queries."""
    past = past_of_register(as_of=as_of)
    return SearchResults(
        words=words,
        as_of=as_of,
        actions=_actions(words, as_of=as_of, access=access),
        notes=_notes(words, as_of=as_of, access=access),
        recommendations=tuple(
            RecommendationFound(plan=row.plan.slug, number=row.number, text=row.text)
            for row in past.each(
                seen_with(Recommendation.objects.filter(Says(words)), access)
                .filter(plan__starts_on__lte=as_of)
                .select_related("plan")[:AT_MOST]
            )
        ),
        officers=tuple(
            (row.initials, row.full_label)
            for row in past.each(
                officers_seen_with(Officer.objects.known(on=as_of).filter(Says(words)), access)[
                    :AT_MOST
                ]
            )
        ),
        terms=tuple(
            (row.term, row.meaning)
            for row in seen_with(GlossaryTerm.objects.filter(Says(words)), access).filter(
                plan__starts_on__lte=as_of
            )[:AT_MOST]
        ),
    )


def _actions(words: str, *, as_of: date, access: PlanAccess) -> tuple[ActionLine, ...]:
    heads = heads_by_key(as_of=as_of, access=access)
    said = Action.objects.filter(Says(words))
    found = seen_with(Standing.objects.on(as_of).filter(action__in=said), access)
    first = found.order_by("plan", "position").values("pk")[:AT_MOST]
    rows = Standing.objects.filter(pk__in=first).with_actions().order_by("plan", "position")
    return tuple(action_line(row, heads[row.plan_id], as_of=as_of) for row in rows)


def _notes(words: str, *, as_of: date, access: PlanAccess) -> tuple[NoteFound, ...]:
    newest = ("-counts_from", "-pk")
    known = seen_with(ProgressUpdate.objects.known(as_of=as_of), access, plan="action__plan")
    found = known.filter(Says(words), told_notes(access), action__isnull=False)
    first = found.order_by(*newest).values("pk")[:AT_MOST]
    rows = ProgressUpdate.objects.filter(pk__in=first).select_related(
        "action__plan", "action__recommendation"
    )
    return tuple(note_found(row, words) for row in rows.order_by(*newest))


def note_found(row: ProgressUpdate, words: str) -> NoteFound:
    """Return a note cut to what stands round the words."""
    if row.action is None:
        raise ValueError("Only notes on Actions are searched")
    return NoteFound(
        plan=row.action.plan.slug,
        reference=row.action.reference,
        recommendation=row.action.recommendation.number,
        when=reported_in_words(row.reported_on, row.date_precision) or row.date_as_written,
        words=excerpt(row.narrative, words),
    )
