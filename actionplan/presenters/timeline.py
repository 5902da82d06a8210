"""By-whens and milestones month by month: what falls due when, and how it stands."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber, TruncMonth

from actionplan.models import Milestone, Standing, StandingQuerySet
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.text.words import day_in_words, month_in_words

NO_MONTH = date.min  # of Actions without a by-when that can be placed
SHOWN_OF_A_MONTH = 50  # more are in the list, to which the month leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An Action, or one milestone of an Action, that falls due in a month."""

    line: ActionLine
    milestone: str
    when: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfTimeline:
    """A month and the first of what falls due in it; ``is_now`` for the month of the day shown.

    ``counts`` are the ratings of all Actions that fall due in it, ``milestones`` how many steps
    of Actions do.
    """

    key: str
    name: str
    is_past: bool
    is_now: bool
    counts: RatingCounts
    milestones: int
    due: tuple[Due, ...]

    @property
    def query(self) -> str:
        """The query string of the list that holds the Actions that fall due in the month."""
        year, month = map(int, self.key.split("-"))
        return f"due_from={self.key}-01&due_to={self.key}-{monthrange(year, month)[1]}"

    @property
    def rest(self) -> int:
        """How many that fall due in the month are not shown."""
        return self.counts.total + self.milestones - len(self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A plan's by-whens in order, and the first of the Actions that state none."""

    plan: PlanHead
    as_of: date
    months: tuple[MonthOfTimeline, ...]
    without: tuple[ActionLine, ...]
    without_count: int

    @property
    def longest(self) -> int:
        """The most Actions that fall due in one month: the full length of a bar."""
        return max((month.counts.total for month in self.months), default=0)

    @property
    def marks_leads(self) -> bool:
        """Whether any lead that is shown was taken from the row above in the paper."""
        return any(item.line.is_lead_from_above for month in self.months for item in month.due)

    @property
    def without_rest(self) -> int:
        """How many that state no by-when are not shown."""
        return self.without_count - len(self.without)


def build_timeline(plan: PlanHead, *, as_of: date) -> Timeline:
    """Return a plan's timeline; four queries at most, however many Actions there are."""
    rows = Standing.objects.filter(plan=plan.pk).on(as_of)
    counts = counted(rows, plan, as_of=as_of)
    without_count = counts.pop(NO_MONTH, plan.no_counts).total
    first = rows.annotate(place=place_in_month("by_when_latest", "position"))
    shown = first.filter(place__lte=SHOWN_OF_A_MONTH).with_actions()
    lines = list(action_lines(shown.order_by("position"), plan, as_of=as_of))
    steps = milestones_first(rows, as_of=as_of)
    lines_of_steps = {line.pk: line for line in lines}
    if others := {step.action_id for step in steps} - lines_of_steps.keys():
        of_steps = rows.filter(action__in=others).with_actions()
        found = action_lines(of_steps, plan, as_of=as_of)
        lines_of_steps |= {line.pk: line for line in found}
    return Timeline(
        plan=plan,
        as_of=as_of,
        months=months(
            counts,
            {first_day(step.latest): step.of_month for step in steps},
            [*actions_due(lines), *steps_due(steps, lines_of_steps)],
            plan,
            as_of=as_of,
        ),
        without=tuple(line for line in lines if line.by_when_latest is None),
        without_count=without_count,
    )


def counted(rows: StandingQuerySet, plan: PlanHead, *, as_of: date) -> dict[date, RatingCounts]:
    """Return the ratings of Actions by the first day of the month of their by-when; one query."""
    counts = (
        rows.with_rating(plan.scheme, as_of=as_of)
        .order_by()
        .values_list(TruncMonth("by_when_latest"), "rating")
        .annotate(Count("pk"))
    )
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for month, rating, count in counts:
        found[month or NO_MONTH][rating] = count
    scale = plan.scheme.scale
    return {month: RatingCounts.of_ratings(ratings, scale) for month, ratings in found.items()}


def place_in_month(day: str, *order: str) -> Window:
    """State a row's place among those of its month; rows without a day stand together."""
    ordered = [F(name).asc(nulls_last=True) for name in (day, *order)]
    return Window(RowNumber(), partition_by=TruncMonth(day), order_by=ordered)


def milestones_first(rows: StandingQuerySet, *, as_of: date) -> list[Milestone]:
    """Return the milestones with which each month begins, with how many it has; one query."""
    along: dict[str, Any] = {
        "place": place_in_month("latest", "pk"),
        "of_month": Window(Count("pk"), partition_by=TruncMonth("latest")),
    }
    steps = Milestone.objects.filter(action__in=rows.order_by().values("action"))
    placed = steps.known(as_of=as_of).exclude(latest=None).annotate(**along)
    return list(placed.filter(place__lte=SHOWN_OF_A_MONTH))  # type: ignore[misc]  # annotated


def actions_due(lines: Iterable[ActionLine]) -> Iterator[Due]:
    """Yield what falls due of Actions."""
    for line in lines:
        if line.by_when_latest is not None:
            yield Due(line=line, milestone="", when=line.by_when, day=line.by_when_latest)


def steps_due(steps: Iterable[Milestone], lines: Mapping[int, ActionLine]) -> Iterator[Due]:
    """Yield what falls due of milestones, beside the lines of their Actions."""
    for step in steps:
        if step.latest is not None:
            when = day_in_words(step.latest)
            line = lines[step.action_id]
            yield Due(line=line, milestone=step.text, when=when, day=step.latest)


def first_day(day: date | None) -> date:
    """Return the first day of the month of a day that is known."""
    assert day is not None
    return day.replace(day=1)


def months(
    counts: Mapping[date, RatingCounts],
    milestones: Mapping[date, int],
    shown: list[Due],
    plan: PlanHead,
    *,
    as_of: date,
) -> tuple[MonthOfTimeline, ...]:
    """Return what falls due month by month, earliest first; months with nothing are left out."""
    due: dict[date, list[Due]] = defaultdict(list)
    for item in sorted(shown, key=lambda item: item.day):
        due[item.day.replace(day=1)].append(item)
    now = as_of.replace(day=1)
    return tuple(
        MonthOfTimeline(
            key=f"{month.year}-{month.month:02}",
            name=month_in_words(month),
            is_past=month < now,
            is_now=month == now,
            counts=counts.get(month) or plan.no_counts,
            milestones=milestones.get(month, 0),
            due=tuple(due[month][:SHOWN_OF_A_MONTH]),
        )
        for month in sorted({*counts, *milestones})
    )
