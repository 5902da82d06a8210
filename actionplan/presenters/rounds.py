"""Reporting rounds as at a day: what was given, late or not, and what is missing, by lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from actionplan.models import ReportingRound, RoundChase, RoundStatement, Standing
from actionplan.models.completions import CompletionClaim
from actionplan.models.rounds import asked_in
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.plans import PlanHead
from actionplan.rag import CLOSED_STATUSES
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

Answer = RoundStatement.Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement as it stood on a day; ``days_late`` is how long after the last day it came."""

    pk: int
    narrative: str
    submitted_by: str
    submitted_on: date
    days_late: int
    answer: str
    answered_by: str
    answered_on: date | None
    note: str
    is_claim: bool
    is_for_board: bool

    @property
    def is_returned(self) -> bool:
        """Whether another is wanted in its place."""
        return self.answer == Answer.RETURNED

    @property
    def is_accepted(self) -> bool:
        """Whether the plan's owner accepted it."""
        return self.answer == Answer.ACCEPTED

    @property
    def late_words(self) -> str:
        """That it was late, and by how many days; blank where it was not."""
        return f"{count_in_words(self.days_late, 'day')} late" if self.days_late else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """An Action that a round asks for, and its newest statement, if there is one."""

    line: ActionLine
    statement: StatementLine | None

    @property
    def is_missing(self) -> bool:
        """Whether a statement is still wanted: none was given, or it was returned."""
        return self.statement is None or self.statement.is_returned

    @property
    def state(self) -> str:
        """Where it is, in words."""
        if self.statement is None:
            return "Missing"
        if self.statement.is_returned:
            return "Returned: another is wanted"
        return "Accepted" if self.statement.is_accepted else "Waits to be accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundHead:
    """A round as a list or a line on another page names it, as at a day."""

    pk: int
    plan: str
    plan_title: str
    title: str
    opens_on: date
    closes_on: date
    opened_by: str
    state: str
    is_over: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPage:
    """A round with what it asks for, in the order of the plan, and what was done about it."""

    head: RoundHead
    asked: tuple[AskedLine, ...]
    chases: tuple[RoundChase, ...]
    locked_on: date | None
    locked_by: str
    reason: str

    @property
    def ready(self) -> int:
        """How many statements were given and not returned."""
        return sum(not each.is_missing for each in self.asked)

    @property
    def accepted(self) -> int:
        """How many were accepted."""
        return sum(each.state == "Accepted" for each in self.asked)

    @property
    def late(self) -> int:
        """How many came after the last day."""
        return sum(bool(each.statement and each.statement.days_late) for each in self.asked)

    @property
    def given(self) -> tuple[AskedLine, ...]:
        """Those of which a statement was given, returned or not."""
        return tuple(each for each in self.asked if each.statement)

    @property
    def to_accept(self) -> tuple[AskedLine, ...]:
        """Those that wait to be accepted."""
        return tuple(each for each in self.asked if each.state == "Waits to be accepted")

    @property
    def missing(self) -> tuple[tuple[str, tuple[AskedLine, ...]], ...]:
        """Those that are missing, by lead."""
        lacking = [each for each in self.asked if each.is_missing]
        lacking.sort(key=lambda each: each.line.lead)  # stable: in the plan's order within
        return tuple(
            (lead or "Nobody is named", tuple(rows))
            for lead, rows in groupby(lacking, key=lambda each: each.line.lead)
        )


def rounds_of(plan: PlanHead, *, as_of: date) -> tuple[RoundHead, ...]:
    """Return the rounds of a plan that were made by a day, the newest first; one query."""
    rows = ReportingRound.objects.filter(plan=plan.pk).known(as_of=as_of)
    return tuple(round_head(row, as_of=as_of) for row in rows.select_related("plan", "opened_by"))


def round_head(row: ReportingRound, *, as_of: date) -> RoundHead:
    """Return a round as it stood on a day; its plan and who opened it are fetched with it."""
    return RoundHead(
        pk=row.pk,
        plan=row.plan.slug,
        plan_title=row.plan.title,
        title=row.title,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        opened_by=row.opened_by.name,
        state=state_in_words(row, as_of=as_of),
        is_over=row.is_locked(on=as_of) or row.is_called_off(on=as_of),
        is_open=row.opens_on <= as_of,
    )


def state_in_words(row: ReportingRound, *, as_of: date) -> str:
    """Return where a round was on a day."""
    if row.is_called_off(on=as_of):
        return "Called off"
    if row.is_locked(on=as_of):
        return "Locked"
    if as_of < row.opens_on:
        return f"Opens on {day_in_words(row.opens_on)}"
    return "Open" if as_of <= row.closes_on else "Closed, not locked yet"


def build_round_page(plan: PlanHead, row: ReportingRound, *, as_of: date) -> RoundPage:
    """Return a round as it stood on a day.

    Locked or called off, it stays as it was on that day, but for what was taken back since.
    """
    ends = [day for day in (row.locked_on, row.called_off_on) if day and day <= as_of]
    until = min([as_of, *ends])
    asked = Standing.objects.filter(asked_in([row])).open().order_by().values("action")
    standings = Standing.objects.on(until).of(plan.pk).filter(action__in=asked)
    given = statements_of(row, until=until)
    lines = action_lines(standings.with_actions().order_by("position"), plan, as_of=until)
    is_locked, is_off = row.is_locked(on=as_of), row.is_called_off(on=as_of)
    by = row.locked_by if is_locked else row.called_off_by if is_off else None
    return RoundPage(
        head=round_head(row, as_of=as_of),
        asked=tuple(
            AskedLine(line=line, statement=given.get(line.pk))
            for line in lines
            if row.opens_on <= until and (line.pk in given or line.status not in CLOSED_STATUSES)
        ),
        chases=tuple(
            row.chases.filter(chased_on__lte=as_of, missing__gt=0).select_related("chased_by")
        ),
        locked_on=row.locked_on if is_locked else row.called_off_on if is_off else None,
        locked_by=by.name if by else "",
        reason=row.lock_reason if is_locked else row.call_off_reason if is_off else "",
    )


def statements_of(row: ReportingRound, *, until: date) -> Mapping[int, StatementLine]:
    """Return the newest statement of each Action that stood on a day; one query."""
    rows = RoundStatement.objects.filter(round=row.pk).known(as_of=until)
    people = ("submitted_by", "answered_by")
    return {
        each.action_id: statement_line(each, row, as_of=until)
        for each in rows.select_related("update", "claim", *people)
        if stood(each, on=until)
    }


def stood(row: RoundStatement, *, on: date) -> bool:
    """Say whether what was said was neither taken back nor refused by a day."""
    if row.update is not None:
        return row.update.is_known(on=on)
    assert row.claim is not None
    undone = (CompletionClaim.Answer.REFUSED, CompletionClaim.Answer.TAKEN_BACK)
    answered_on = row.claim.answered_on
    return not (row.claim.answer in undone and answered_on is not None and answered_on <= on)


def statement_line(row: RoundStatement, of: ReportingRound, *, as_of: date) -> StatementLine:
    """Return a statement as it stood on a day."""
    is_answered = row.answered_on is not None and row.answered_on <= as_of
    late = (row.submitted_on - of.closes_on).days
    return StatementLine(
        pk=row.pk,
        narrative=row.said.narrative,
        submitted_by=row.submitted_by.name if row.submitted_by else row.said_by,
        submitted_on=row.submitted_on,
        days_late=max(late, 0),
        answer=row.answer if is_answered else "",
        answered_by=row.answered_by.name if is_answered and row.answered_by else "",
        answered_on=row.answered_on if is_answered else None,
        note=row.note if is_answered else "",
        is_claim=row.claim_id is not None,
        is_for_board=row.update is not None and row.update.is_for_board,
    )
