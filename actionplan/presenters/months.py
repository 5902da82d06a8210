"""How many actions had each rating at the end of each month since a plan began."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, IntegerField, Value

from actionplan.arrangements import end_of_month
from actionplan.models import Standing
from actionplan.presenters.impact_ratings import impact_counts_on
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.remembered import remember
from actionplan.rag import Status
from herefordshire_cs.lib.rag import NOT_RATED_KEY, RatingCounts, Scale
from herefordshire_cs.lib.text.words import day_in_words, month_in_words

AT_MOST = 240  # twenty years; the one statement has a part for each month


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """A figure of a month, by the key of a level.

    ``query`` is the query string of the list that holds exactly it.
    """

    key: str
    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """The counts at the end of a month, or at the day of the page in the month that goes on.

    ``impacts`` are those of impact, where the plan rates it apart.
    """

    name: str
    as_of: date
    counts: tuple[MonthCount, ...]
    total: MonthCount
    impacts: tuple[MonthCount, ...] = ()

    def count(self, label: str) -> int:
        """Return the figure of a column."""
        return next(each.count for each in self.counts if each.label == label)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsPage:
    """The counts month by month, the newest first; ``first`` is the first month counted."""

    plan: PlanHead
    months: tuple[MonthLine, ...]
    is_cut: bool


IN_PLACE = "in place"


def columns_of(scale: Scale) -> dict[str, tuple[str, str]]:
    """Return the columns of a plan's months by key: a word, and the query of the list it leads to.

    What nobody rated stands in two: arrangements in place, and the others.
    """
    found = {}
    for level in scale.levels:
        query = f"rating={level.key}"
        if level is scale.not_rated:
            found[IN_PLACE] = "In place", f"{query}&status=in+place"
            query += "&status=not+in+place"
        found[level.key] = level.word, query
    return found


def build_months_page(plan: PlanHead, *, as_of: date) -> MonthsPage:
    """Return the counts of a plan month by month; one query, however many months there are."""
    return remember(plan, "months", as_of=as_of, count=lambda: _build(plan, as_of=as_of))


def month_ends(begins_on: date, as_of: date) -> list[date]:
    """Return the last day of each month from one day to another, which stands for its own."""
    found = []
    day = end_of_month(begins_on, 0)
    while day < as_of:
        found.append(day)
        day = end_of_month(day, 1)
    return [*found, as_of]


def _build(plan: PlanHead, *, as_of: date) -> MonthsPage:
    ends = month_ends(plan.starts_on, as_of)
    days = ends[-AT_MOST:]
    counted = _count(plan, days)
    columns = columns_of(plan.scheme.scale)
    lines = [
        _line(day, counted[place], columns, is_last=day == as_of) for place, day in enumerate(days)
    ]
    impacts = impact_counts_on(plan, days)
    lines = [
        replace(line, impacts=_impacts(line.as_of, counts))
        for line, counts in zip(lines, impacts, strict=bool(impacts))
    ] or lines
    return MonthsPage(plan=plan, months=tuple(reversed(lines)), is_cut=len(days) < len(ends))


def _impacts(day: date, counts: RatingCounts) -> tuple[MonthCount, ...]:
    return tuple(
        MonthCount(
            key=level.key,
            label=level.word,
            count=count,
            query=f"impact={level.key}&as_at={day.isoformat()}",
        )
        for level, count in counts.segments
    )


def _count(plan: PlanHead, days: list[date]) -> dict[int, dict[str, int]]:
    parts = [
        Standing.objects.filter(plan=plan.pk)
        .on(day)
        .with_rating(plan.scheme, as_of=day)
        .annotate(place=Value(place, output_field=IntegerField()))
        .order_by()
        .values_list("place", "rating", "status")  # type: ignore[misc]  # annotated just before
        .annotate(Count("pk"))
        for place, day in enumerate(days)
    ]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, rating, status, count in rows:
        is_in_place = rating == NOT_RATED_KEY and status == Status.IN_PLACE
        found[place][IN_PLACE if is_in_place else plan.scheme.scale.of(rating).key] += count
    return found


def _line(
    day: date, counted: dict[str, int], columns: dict[str, tuple[str, str]], *, is_last: bool
) -> MonthLine:
    asked = f"as_at={day.isoformat()}"
    is_whole = day == end_of_month(day, 0)
    name = month_in_words(day)
    return MonthLine(
        name=f"{name}, to {day_in_words(day)}" if is_last and not is_whole else name,
        as_of=day,
        counts=tuple(
            MonthCount(key=key, label=label, count=counted[key], query=f"{query}&{asked}")
            for key, (label, query) in columns.items()
        ),
        total=MonthCount(key="all", label="All", count=sum(counted.values()), query=asked),
    )
