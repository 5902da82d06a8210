"""What was promised for when, and whether anything was said since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from actionplan.models import Promise, Standing
from actionplan.models.facts import reported_in_words
from actionplan.presenters.actions import FROM_ABOVE
from actionplan.presenters.plans import PlanHead
from actionplan.rag import CLOSED_STATUSES, Status
from herefordshire_cs.lib.text.words import day_in_words

TO_COME, SINCE, CLOSED, PASSED = "to come", "spoken of since", "closed since", "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A promise as at a day; ``state`` is one of four, ``state_words`` says it with its day."""

    plan: str
    reference: str
    lead: str
    is_lead_from_above: bool
    promised_for: str
    promised_by: date
    as_written: str
    words: str
    said: str
    said_on: date | None
    state: str
    state_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage:
    """A plan's promises: those that passed with nothing since, and all others."""

    plan: PlanHead
    as_of: date
    passed: tuple[PromiseLine, ...]
    others: tuple[PromiseLine, ...]


def build_promises_page(plan: PlanHead, *, as_of: date) -> PromisesPage:
    """Return what was promised in a plan by a day, the first day promised first; two queries."""
    lines = promise_lines(plan, as_of=as_of)
    return PromisesPage(
        plan=plan,
        as_of=as_of,
        passed=tuple(line for line in lines if line.state == PASSED),
        others=tuple(line for line in lines if line.state != PASSED),
    )


def promise_lines(plan: PlanHead, *, as_of: date) -> list[PromiseLine]:
    """Return a plan's promises as at a day; two queries."""
    rows = list(
        Promise.objects.known(as_of=as_of)
        .filter(action__plan=plan.pk)
        .select_related("update", "action__plan")
    )
    standings = {
        row.action_id: row
        for row in Standing.objects.on(as_of).filter(action__in={row.action_id for row in rows})
    }
    return [
        promise_line(_as_it_was(row, plan), standings[row.action_id], as_of=as_of)
        for row in rows
        if row.action_id in standings
    ]


def _as_it_was(row: Promise, plan: PlanHead) -> Promise:
    plan.past.put_back(row.action)
    return row


def lines_of(rows: Iterable[Promise], standing: Standing, *, as_of: date) -> list[PromiseLine]:
    """Return the promises of one Action, fetched with their notes, as at a day.

    The Action is that of its standing, as it was on the day.
    """
    known = [row for row in rows if row.update.is_known(on=as_of)]
    for row in known:
        row.action = standing.action
    return [promise_line(row, standing, as_of=as_of) for row in known]


def promise_line(row: Promise, standing: Standing, *, as_of: date) -> PromiseLine:
    """Return one promise and what became of it."""
    state, words = state_of(row, standing, as_of=as_of)
    note = row.update
    return PromiseLine(
        plan=row.action.plan.slug,
        reference=row.action.reference,
        lead=row.action.lead_words,
        is_lead_from_above=row.action.lead_reading in FROM_ABOVE,
        promised_for=span_in_words(row.earliest, row.latest),
        promised_by=row.latest,
        as_written=row.as_written,
        words=row.words,
        said=reported_in_words(note.reported_on, note.date_precision) or "in an undated note",
        said_on=note.reported_on,
        state=state,
        state_words=words,
    )


def state_of(row: Promise, standing: Standing, *, as_of: date) -> tuple[str, str]:
    """Return whether a promised day is to come, or what was heard since it was promised."""
    if row.latest >= as_of:
        return TO_COME, "To come"
    status = Status(standing.status)
    if status in CLOSED_STATUSES:
        return CLOSED, f"{status.word} {standing.completed_when}".strip()
    heard = standing.last_reported_on
    if heard is not None and heard > row.update.counts_from:
        return SINCE, f"Spoken of since, {standing.last_reported_when or day_in_words(heard)}"
    return PASSED, "Passed, and nothing said since"


def span_in_words(earliest: date, latest: date) -> str:
    """Return a day, or the days from one to another."""
    if earliest == latest:
        return day_in_words(latest)
    return f"{day_in_words(earliest)} to {day_in_words(latest)}"


def count_passed(plan: PlanHead, *, as_of: date) -> int:
    """Return how many promised days passed with nothing said since; one query.

    It states ``state_of`` once more for the database.
    """
    standings = Standing.objects.filter(plan=plan.pk).on(as_of).open()
    heard_since = standings.filter(
        action__promises__isnull=False,
        last_reported_on__gt=F("action__promises__update__counts_from"),
    ).values("action__promises")
    passed = Promise.objects.known(as_of=as_of).filter(latest__lt=as_of, action__plan=plan.pk)
    return passed.filter(action__in=standings.values("action")).exclude(pk__in=heard_since).count()
