"""Where the indicators stand on a day: what is off target, what moves the wrong way."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Subquery

from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.remembering import Asked
from indicators.models import FigureQuerySet, Indicator, Outturn
from indicators.presenters.indicators import IndicatorLine, indicator_lines
from indicators.presenters.records import read_records
from indicators.presenters.remembered import ask, remember
from indicators.rag import Direction

SHOWN = 5  # lines of each list on the dashboard, the rest by a link


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAttention:
    """A list of indicators that need attention: its rule, its size, its first lines.

    ``query`` narrows the list of indicators to the very same ones.
    """

    key: str
    title: str
    rule: str
    count: int
    lines: tuple[IndicatorLine, ...]
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """The indicators in use on a day, counted, with those that need attention.

    ``worsened`` are all that moved the wrong way, with what they are meant to show.
    ``later_count`` indicators came into use after the day, and ``next_known_on`` is the first
    later day on which figures were published, for a reader who asks about a day before them. Both
    lead on from what was known on the day and are no part of it.
    """

    as_of: date
    counts: RatingCounts
    directions: tuple[tuple[Direction, int], ...]
    attentions: tuple[IndicatorAttention, ...]
    worsened: tuple[IndicatorLine, ...]
    with_figure_count: int
    with_target_count: int
    later_count: int = field(compare=False)
    next_known_on: date | None = field(compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether no indicator is in use yet."""
        return not self.counts.total

    @property
    def has_figures(self) -> bool:
        """Whether any indicator in use has a figure."""
        return self.with_figure_count > 0

    def attention(self, key: str) -> IndicatorAttention:
        """Return one of the lists."""
        return next(each for each in self.attentions if each.key == key)


def build_performance(*, as_of: date) -> Performance:
    """Return where the indicators stand on a day; worked out once for each state of the record."""
    return remember("performance", as_of=as_of, build=lambda: _build(as_of=as_of))


def ask_for_performance(*, as_of: date) -> Asked[Performance]:
    """Return the same, wanted of the memory together with something else."""
    return ask("performance", as_of=as_of, build=lambda: _build(as_of=as_of))


def lines_in_use(*, as_of: date) -> list[IndicatorLine]:
    """Return the lines of the indicators in use on a day, in the order of the papers."""
    rows = Indicator.objects.in_use(as_of=as_of).in_order()
    return indicator_lines(read_records(rows, as_of=as_of), as_of=as_of)


def _build(*, as_of: date) -> Performance:
    lines = lines_in_use(as_of=as_of)
    indicators, next_day = known_later(as_of=as_of)
    moved = Counter(line.movement.direction for line in lines)
    return Performance(
        as_of=as_of,
        counts=rating_counts(lines),
        directions=tuple((direction, moved[direction]) for direction in Direction),
        attentions=tuple(attentions(lines)),
        worsened=tuple(line for line in lines if line.is_worsening),
        with_figure_count=sum(has_value(line) for line in lines),
        with_target_count=sum(_has_target(line) for line in lines),
        later_count=indicators - len(lines),
        next_known_on=next_day,
    )


def attentions(lines: list[IndicatorLine]) -> list[IndicatorAttention]:
    """Return the lists of what needs attention, the most pressing first."""
    by_severity = sorted(lines, key=lambda line: line.rating.rag.severity)
    return [
        attention(
            "off-target",
            "Off target",
            "the last outturn missed the target of its own period",
            by_severity,
            lambda line: line.is_off_target,
            "rating=red&rating=amber",
        ),
        attention(
            "worsening",
            "Worsening",
            "moved the wrong way since the last comparable period",
            lines,
            lambda line: line.is_worsening,
            "direction=worsened",
        ),
        attention(
            "behind",
            "Worse than a comparator",
            "for the same period",
            lines,
            lambda line: line.is_behind,
            "standing=behind",
        ),
        attention(
            "weaker",
            "Target weaker than the last outturn",
            "the target asks for less than was already reached",
            lines,
            lambda line: bool(line.weaker),
            "standing=weaker",
        ),
        attention(
            "short",
            "Short of the next target",
            "the last outturn has not reached the next target set",
            lines,
            lambda line: line.is_short_of_next,
            "standing=short",
        ),
    ]


def attention(
    key: str,
    title: str,
    rule: str,
    lines: list[IndicatorLine],
    needs_it: Callable[[IndicatorLine], bool],
    query: str,
) -> IndicatorAttention:
    """Return one list, cut to what a dashboard shows."""
    found = [line for line in lines if needs_it(line)]
    return IndicatorAttention(
        key=key,
        title=title,
        rule=rule,
        count=len(found),
        lines=tuple(found[:SHOWN]),
        query=query,
    )


def rating_counts(lines: list[IndicatorLine]) -> RatingCounts:
    """Count lines by rating."""
    return RatingCounts.of_ratings(Counter(line.rating.rag.value for line in lines))


def has_value(line: IndicatorLine) -> bool:
    """Say whether there is a number."""
    return line.latest is not None and line.latest.value is not None


def _has_target(line: IndicatorLine) -> bool:
    targets = (line.target, line.next_target)
    return any(target is not None and target.value is not None for target in targets)


def next_known_on(*, as_of: date) -> date | None:
    """Return the first day after a day on which figures were published."""
    return _published_after(as_of).values_list("published_on", flat=True).first()


def known_later(*, as_of: date) -> tuple[int, date | None]:
    """Return how many indicators there are, and the same day as above; one query for both."""
    day = Subquery(_published_after(as_of).values("published_on")[:1])
    rows = Indicator.objects.order_by().values_list(day).annotate(Count("pk"))
    return next(((count, day) for day, count in rows), (0, None))


def _published_after(as_of: date) -> FigureQuerySet:
    later = Outturn.objects.filter(published_on__gt=as_of, value__isnull=False)
    return later.order_by("published_on")
