"""Rows of figures read into values; the newest published for a period is in force."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from indicators.measures import NoValue, Reading
from indicators.models import FigureQuerySet, Period
from indicators.periods import ReportingPeriod
from indicators.series import Dated, by_end, in_order

FIELDS = (
    "indicator_id",
    "period_id",
    "value",
    "no_value_reason",
    "as_written",
    "period_as_printed",
    "note",
    "published_on",
    "paper__title",
    "place",
)

# What it takes to find the latest figure.
LEAN = ("indicator_id", "period_id", "no_value_reason", "pk")
# A figure without a reason has a value; one that is withheld has one too, as in series.latest.
SAYING = ("", NoValue.SUPPRESSED)

type Key = tuple[int, int]  # an indicator and a period
type Row = tuple  # the columns of FIELDS, then those of the kind of figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Whom figures are compared with."""

    slug: str
    name: str
    vintage: str

    @property
    def words(self) -> str:
        """The name with its vintage, as ``Statistical neighbours 2009``."""
        return f"{self.name} {self.vintage}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The figures of one comparator group, by period."""

    group: Group
    figures: tuple[Dated, ...]


class FigureReading:
    """Reads rows of figures into values; the newest published for a period is in force."""

    def __init__(self, *, as_of: date) -> None:
        self.periods = {row.pk: row.span for row in Period.objects.order_by()}
        self.labels = {pk: period.label for pk, period in self.periods.items()}
        self.as_of = as_of

    def narrowed(
        self,
        rows: FigureQuerySet,
        is_wanted: Callable[[ReportingPeriod], bool],
        *,
        has_latest: bool,
    ) -> FigureQuerySet:
        """Return the rows of some periods, in force or not, and those of the latest figures."""
        periods = [pk for pk, period in self.periods.items() if is_wanted(period)]
        wanted = Q(period__in=periods)
        if has_latest:
            wanted |= Q(pk__in=self._rows_of_latest(rows))
        return rows.filter(wanted)

    def _rows_of_latest(self, rows: FigureQuerySet) -> list[int]:
        """Return the keys of all rows of the period for which ``series.latest`` finds a figure.

        Every row is gone through, but of each only what this takes.
        """
        reasons: dict[Key, str] = {}
        keys: defaultdict[Key, list[int]] = defaultdict(list)
        for indicator, period, reason, pk in rows.known(as_of=self.as_of).values_list(*LEAN):
            reasons[indicator, period] = reason  # the newest comes last
            keys[indicator, period].append(pk)
        by_their_end = sorted(self.periods, key=lambda pk: by_end(self.periods[pk]))
        places = {pk: place for place, pk in enumerate(by_their_end)}
        latest: dict[int, tuple[bool, int, int]] = {}
        for (indicator, period), reason in reasons.items():
            found = (reason in SAYING, places[period], period)
            latest[indicator] = max(found, latest.get(indicator, found))
        return [pk for indicator, (*_, period) in latest.items() for pk in keys[indicator, period]]

    def outturns(self, rows: FigureQuerySet) -> defaultdict[int, list[Dated]]:
        """Return outturns by indicator."""
        found: defaultdict[int, list[Dated]] = defaultdict(list)
        extra = ("numerator", "denominator", "is_provisional")
        for row, restated in self._in_force(rows, *extra):
            numerator, denominator, is_provisional = row[len(FIELDS) :]
            reading = self._reading(row, numerator=numerator, denominator=denominator)
            found[row[0]].append(self._dated(row, reading, restated, is_provisional))
        return found

    def targets(self, rows: FigureQuerySet) -> defaultdict[int, list[Dated]]:
        """Return targets by indicator."""
        found: defaultdict[int, list[Dated]] = defaultdict(list)
        for row, restated in self._in_force(rows):
            found[row[0]].append(self._dated(row, self._reading(row), restated))
        return found

    def compared(self, rows: FigureQuerySet) -> defaultdict[int, tuple[Compared, ...]]:
        """Return the comparators of each indicator, group by group."""
        groups: dict[str, Group] = {}
        by_group: defaultdict[int, dict[str, list[Dated]]] = defaultdict(dict)
        extra = ("group__slug", "group__name", "group__vintage", "group__order")
        orders: dict[str, int] = {}
        for row, restated in self._in_force(rows, *extra):
            slug, name, vintage, order = row[len(FIELDS) :]
            orders[slug] = order
            groups[slug] = Group(slug=slug, name=name, vintage=vintage)
            figure = self._dated(row, self._reading(row), restated)
            by_group[row[0]].setdefault(slug, []).append(figure)
        found: defaultdict[int, tuple[Compared, ...]] = defaultdict(tuple)
        for pk, figures in by_group.items():
            found[pk] = tuple(
                Compared(group=groups[slug], figures=in_order(rows))
                for slug, rows in sorted(figures.items(), key=lambda each: orders[each[0]])
            )
        return found

    def _in_force(self, rows: FigureQuerySet, *extra: str) -> Iterator[tuple[Row, int]]:
        """Yield the newest row of each indicator, period and group, and how many it restates."""
        newest: dict[tuple[object, ...], tuple[Row, int]] = {}
        grouped = "group__slug" in extra
        for row in rows.known(as_of=self.as_of).values_list(*FIELDS, *extra):
            key = (row[0], row[1], row[len(FIELDS)] if grouped else "")
            newest[key] = (row, _restated(newest.get(key)))
        return iter(newest.values())

    def _reading(self, row: Row, **counts: Decimal | None) -> Reading:
        reason = NoValue(row[3]) if row[3] else None
        return Reading(period=self.labels[row[1]], value=row[2], reason=reason, **counts)

    def _dated(
        self, row: Row, reading: Reading, restated: int, is_provisional: bool = False
    ) -> Dated:
        return Dated(
            period=self.periods[row[1]],
            reading=reading,
            as_written=row[4],
            period_as_printed=row[5],
            note=row[6],
            published_on=row[7],
            source=f"{row[8]}: {row[9]}" if row[8] else "",
            is_provisional=is_provisional,
            restated=restated,
        )


def _restated(before: tuple[Row, int] | None) -> int:
    """Count the values replaced so far; a reason that gives way to a value is not counted."""
    if before is None:
        return 0
    row, restated = before
    return restated + (row[2] is not None)
