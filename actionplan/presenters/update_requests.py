"""Updates that were asked for: who asked in which words, what came of it, to whom raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from actionplan.models import EscalationStep, UpdateRequest
from actionplan.models.people import officers_acted_for
from actionplan.models.standings import Standing
from actionplan.presenters.history import HistoryEntry
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words, list_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequestLine:
    """A request for an update as it stood on a day; ``outcome`` and ``raised`` are in words."""

    plan: str
    plan_title: str
    reference: str
    asked_by: str
    asked_on: date
    words: str
    wanted_by: date | None
    is_waiting: bool
    outcome: str
    raised: str


def request_lines(rows: Iterable[UpdateRequest], *, as_of: date) -> tuple[UpdateRequestLine, ...]:
    """Return requests for updates as they stood on a day, with what was raised by then."""
    return tuple(request_line(row, as_of=as_of) for row in rows if row.asked_on <= as_of)


def request_line(row: UpdateRequest, *, as_of: date) -> UpdateRequestLine:
    """Return one; its Action, plan, people and escalations are fetched with it."""
    is_waiting = row.answered_on is None or row.answered_on > as_of
    by = f" by {row.answered_by}" if row.answered_by else ""
    on = day_in_words(row.answered_on) if row.answered_on else ""
    raised = [
        f"{each.person} on {day_in_words(each.raised_on)}"
        for each in row.escalations.all()
        if each.raised_on <= as_of
    ]
    return UpdateRequestLine(
        plan=row.action.plan.slug,
        plan_title=row.action.plan.title,
        reference=row.action.reference,
        asked_by=row.asked_by.name,
        asked_on=row.asked_on,
        words=row.words,
        wanted_by=row.wanted_by,
        is_waiting=is_waiting,
        outcome="Not answered yet" if is_waiting else f"Answered{by} on {on}",
        raised=f"Raised to {list_in_words(raised)}" if raised else "",
    )


def request_entries(
    rows: Iterable[UpdateRequest], *, as_of: date
) -> list[tuple[tuple[date, datetime, int], HistoryEntry]]:
    """Return what an Action's history says of them, each with the key of its place."""
    return [
        ((row.asked_on, row.asked_at, row.pk), entry(request_line(row, as_of=as_of)))
        for row in rows
        if row.asked_on <= as_of
    ]


def entry(line: UpdateRequestLine) -> HistoryEntry:
    """Return that an update was asked for, and what came of it."""
    words = f"“{line.words}” " if line.words else ""
    raised = f" {line.raised}." if line.raised else ""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(line.asked_on),
        when_as_written="",
        heading="An update was asked for",
        text=f"{words}{line.outcome}.{raised}",
        author=line.asked_by,
    )


def updates_asked_of(user: User, *, as_of: date) -> tuple[UpdateRequestLine, ...]:
    """Return what a person, or whom they stand in for, is asked how it goes; two queries."""
    officers = officers_acted_for(user, on=as_of).order_by().values("pk")
    standings = Standing.objects.on(as_of).open().order_by().values("action")
    rows = (
        UpdateRequest.objects.waiting(as_of=as_of)
        .filter(action__roles__officer__in=officers, action__in=standings)
        .distinct()
        .select_related("action__plan", "asked_by", "answered_by")
        .prefetch_related("escalations__person")
    )
    return request_lines(rows.order_by("asked_on", "pk"), as_of=as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """To whom a plan raises what nobody answered, and after how many days."""

    pk: int
    person: str
    after_days: int


def steps_of(plan: int) -> tuple[StepLine, ...]:
    """Return to whom a plan, by its key, raises what nobody answers; one query."""
    rows = EscalationStep.objects.filter(plan=plan).select_related("person")
    return tuple(
        StepLine(pk=row.pk, person=row.person.name, after_days=row.after_days) for row in rows
    )
