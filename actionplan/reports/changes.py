"""Since this committee last saw it: what changed in a plan between two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import Standing
from actionplan.rag import Status
from actionplan.reports.lines import ActionLine, action_line
from actionplan.reports.plans import PlanHead
from herefordshire_cs.lib.rag import Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An Action that changed: its line now, and in words what it was before."""

    line: ActionLine
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed between ``since`` and ``as_of``; an Action stands in every list that fits it."""

    since: date
    as_of: date
    completed: tuple[Change, ...]
    completed_day_not_given: tuple[Change, ...]
    passed: tuple[Change, ...]
    re_rated: tuple[Change, ...]
    moved: tuple[Change, ...]
    new: tuple[Change, ...]
    dropped: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all changed."""
        return not any(
            (
                self.completed,
                self.completed_day_not_given,
                self.passed,
                self.re_rated,
                self.moved,
                self.new,
                self.dropped,
            )
        )


def build_changes(plan: PlanHead, *, since: date, as_of: date) -> Changes:
    """Compare every Action of a plan as it stood on two days; two queries."""
    before = _lines_on(plan, since)
    now = _lines_on(plan, as_of)
    pairs = [(before.get(reference), line) for reference, line in now.items()]
    known = [(was, line) for was, line in pairs if was is not None]
    completed = [
        (was, line)
        for was, line in known
        if line.status is Status.COMPLETED and was.status is not Status.COMPLETED
    ]
    changed_rating = [pair for pair in known if pair[0].rating.rag is not pair[1].rating.rag]
    return Changes(
        since=since,
        as_of=as_of,
        completed=_changes(pair for pair in completed if pair[1].completed_when),
        completed_day_not_given=_changes(pair for pair in completed if not pair[1].completed_when),
        passed=_changes(pair for pair in changed_rating if pair[1].rating.rag is Rag.RED),
        re_rated=_changes(
            pair
            for pair in changed_rating
            if pair[1].rating.rag is not Rag.RED and pair not in completed
        ),
        moved=tuple(
            Change(line=line, before=f"was {was.by_when}")
            for was, line in known
            if line.times_moved > was.times_moved
        ),
        new=tuple(Change(line=line, before="") for was, line in pairs if was is None),
        dropped=_changes(
            (was, line)
            for was, line in known
            if line.status is Status.DROPPED and was.status is not Status.DROPPED
        ),
    )


def _lines_on(plan: PlanHead, day: date) -> dict[str, ActionLine]:
    standings = (
        Standing.objects.filter(plan=plan.pk)
        .on(day)
        .select_related("action__plan")
        .order_by("recommendation__number", "action__order")
    )
    return {
        standing.action.reference: action_line(standing, plan.scheme, as_of=day)
        for standing in standings
    }


def _changes(pairs: Iterable[tuple[ActionLine, ActionLine]]) -> tuple[Change, ...]:
    return tuple(
        Change(line=line, before=f"was {was.rating.rag.word.lower()}") for was, line in pairs
    )
