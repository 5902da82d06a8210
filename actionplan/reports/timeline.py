"""By-whens and milestones month by month: what falls due when, and how it stands."""

from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from actionplan.models import Milestone, Standing
from actionplan.reports.lines import ActionLine, action_lines
from actionplan.reports.plans import PlanHead
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.words import day_in_words, month_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An Action, or one milestone of an Action, that falls due in a month."""

    line: ActionLine
    milestone: str
    when: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfTimeline:
    """A month and what falls due in it; ``is_now`` for the month of the day shown."""

    key: str
    name: str
    is_past: bool
    is_now: bool
    due: tuple[Due, ...]

    @property
    def counts(self) -> RatingCounts:
        """The ratings of the Actions that fall due in the month; a milestone is not an Action."""
        ratings = Counter(item.line.rating.rag.value for item in self.due if not item.milestone)
        return RatingCounts.of_ratings(ratings)

    @property
    def query(self) -> str:
        """The query string of the list that holds the Actions that fall due in the month."""
        year, month = map(int, self.key.split("-"))
        return f"due_from={self.key}-01&due_to={self.key}-{monthrange(year, month)[1]}"

    @property
    def milestones(self) -> int:
        """How many milestones fall due in the month."""
        return len(self.due) - self.counts.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A plan's by-whens in order, and the Actions that state none."""

    plan: PlanHead
    as_of: date
    months: tuple[MonthOfTimeline, ...]
    without: tuple[ActionLine, ...]

    @property
    def longest(self) -> int:
        """The most Actions that fall due in one month: the full length of a bar."""
        return max((month.counts.total for month in self.months), default=0)


def build_timeline(plan: PlanHead, *, as_of: date) -> Timeline:
    """Return a plan's timeline; two queries."""
    rows = (
        Standing.objects.filter(plan=plan.pk)
        .on(as_of)
        .select_related("action__plan")
        .order_by("by_when_latest", "position")
    )
    lines = list(action_lines(rows, plan.scheme, as_of=as_of))
    due = [
        Due(line=line, milestone="", when=line.by_when, day=line.by_when_latest)
        for line in lines
        if line.by_when_latest is not None
    ]
    due += milestones_due(plan, {line.pk: line for line in lines})
    return Timeline(
        plan=plan,
        as_of=as_of,
        months=months(due, as_of=as_of),
        without=tuple(line for line in lines if line.by_when_latest is None),
    )


def milestones_due(plan: PlanHead, lines: dict[int, ActionLine]) -> list[Due]:
    """Return the milestones inside Actions, beside the lines of those Actions; one query."""
    rows = Milestone.objects.filter(action__plan=plan.pk).exclude(latest=None)
    return [
        Due(
            line=lines[row.action_id],
            milestone=row.text,
            when=day_in_words(row.latest),
            day=row.latest,
        )
        for row in rows
        if row.latest is not None and row.action_id in lines
    ]


def months(due: list[Due], *, as_of: date) -> tuple[MonthOfTimeline, ...]:
    """Return what falls due month by month, earliest first; months with nothing are left out."""
    found: dict[tuple[int, int], list[Due]] = defaultdict(list)
    for item in sorted(due, key=lambda item: item.day):
        found[(item.day.year, item.day.month)].append(item)
    now = (as_of.year, as_of.month)
    return tuple(
        MonthOfTimeline(
            key=f"{year}-{month:02}",
            name=month_in_words(date(year, month, 1)),
            is_past=(year, month) < now,
            is_now=(year, month) == now,
            due=tuple(items),
        )
        for (year, month), items in sorted(found.items())
    )
