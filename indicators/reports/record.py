"""The record of each indicator as at a day: every figure in force, in a few queries for all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from indicators.measures import Measure, NoValue, Reading, Unit
from indicators.models import (
    Comparator,
    DefinitionChange,
    FigureQuerySet,
    Indicator,
    IndicatorQuerySet,
    Outturn,
    Period,
    Purpose,
    Target,
)
from indicators.periods import (
    Frequency,
    PeriodKind,
    ReportingPeriod,
    YearType,
    is_reported_for,
)
from indicators.series import Change, Dated, for_publication, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What an indicator is meant to show working: a plan's recommendation or priority."""

    plan: str
    number: int
    wording: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorHead:
    """What an indicator is, apart from its figures."""

    pk: int
    slug: str
    ref: str
    definition: str
    unit: str
    unit_per: str
    measure: Measure
    year_type: YearType
    frequency: Frequency
    supplier: str
    owner: str
    paper: str
    place: str
    in_use_from: date
    sets: tuple[str, ...]
    aims: tuple[Aim, ...]
    changes: tuple[Change, ...]
    counts_children: bool

    @property
    def name(self) -> str:
        """The reference, or the definition where there is none."""
        return self.ref or self.definition

    @property
    def unit_words(self) -> str:
        """The unit in full, as ``rate per 10,000 population aged under 18``."""
        return f"{self.unit} per {self.unit_per}" if self.unit_per else self.unit


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


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRecord:
    """An indicator with the figures in force on a day, each by period."""

    head: IndicatorHead
    outturns: tuple[Dated, ...]
    targets: tuple[Dated, ...]
    compared: tuple[Compared, ...]


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

type Key = tuple[int, int]  # an indicator and a period
type Row = tuple  # the columns of FIELDS, then those of the kind of figure


def read_records(
    indicators: IndicatorQuerySet,
    *,
    as_of: date,
    up_to: date | None = None,
    is_for_publication: bool = False,
) -> list[IndicatorRecord]:
    """Return the records of indicators, in the order of the queryset; nine queries whatever many.

    ``up_to`` leaves out outturns of periods that end later. For publication, small counts of
    children are suppressed.
    """
    heads = read_heads(indicators)
    wanted = indicators.order_by().values("pk")
    periods = {row.pk: row.span for row in Period.objects.all()}
    reading = _Reading(periods, as_of=as_of)
    outturns = reading.outturns(Outturn.objects.filter(indicator__in=wanted))
    targets = reading.targets(Target.objects.filter(indicator__in=wanted))
    compared = reading.compared(Comparator.objects.filter(indicator__in=wanted))
    return [
        IndicatorRecord(
            head=head,
            outturns=_shown(outturns[head.pk], head, up_to, is_for_publication),
            targets=in_order(targets[head.pk]),
            compared=compared[head.pk],
        )
        for head in heads
    ]


def _shown(
    figures: Iterable[Dated], head: IndicatorHead, up_to: date | None, is_for_publication: bool
) -> tuple[Dated, ...]:
    shown = in_order(
        figure for figure in figures if up_to is None or figure.period.ends_on <= up_to
    )
    if not is_for_publication:
        return shown
    return tuple(
        replace(
            figure,
            reading=for_publication(
                figure.reading,
                counts_children=head.counts_children,
                is_share=head.measure.unit is Unit.PER_CENT,
            ),
        )
        for figure in shown
    )


class _Reading:
    """Reads rows of figures into values; the newest published for a period is in force."""

    def __init__(self, periods: dict[int, ReportingPeriod], *, as_of: date) -> None:
        self.periods = periods
        self.labels = {pk: period.label for pk, period in periods.items()}
        self.as_of = as_of

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


def read_heads(indicators: IndicatorQuerySet) -> list[IndicatorHead]:
    """Return what each indicator is, in the order of the queryset."""
    rows = list(indicators.select_related("paper").prefetch_related("sets", "purposes"))
    changes: defaultdict[int, list[Change]] = defaultdict(list)
    for change in DefinitionChange.objects.order_by("changed_on"):
        changes[change.indicator_id].append(
            Change(changed_on=change.changed_on, words=change.words)
        )
    return [indicator_head(row, tuple(changes[row.pk])) for row in rows]


def indicator_head(row: Indicator, changes: tuple[Change, ...] = ()) -> IndicatorHead:
    """Return what an indicator is; the caller has fetched its paper, sets and purposes along."""
    return IndicatorHead(
        pk=row.pk,
        slug=row.slug,
        ref=row.ref,
        definition=row.definition,
        unit=row.unit,
        unit_per=row.unit_per,
        measure=row.measure,
        year_type=YearType(row.year_type),
        frequency=Frequency(row.frequency),
        supplier=row.supplier,
        owner=row.owner,
        paper=row.paper.title,
        place=row.place,
        in_use_from=row.paper.published_on,
        sets=tuple(each.slug for each in row.sets.all()),
        aims=tuple(_aim(each) for each in row.purposes.all()),
        changes=changes,
        counts_children=row.counts_children,
    )


def _aim(row: Purpose) -> Aim:
    return Aim(plan=row.plan, number=row.number, wording=row.wording, place=row.place)


def year_kind(head: IndicatorHead) -> PeriodKind:
    """Return the kind of period that a whole year's figure has."""
    return head.year_type.period_kind


def takes(head: IndicatorHead, kind: PeriodKind) -> bool:
    """Say whether an indicator has figures for a kind of period."""
    return is_reported_for(kind, head.year_type, head.frequency)
