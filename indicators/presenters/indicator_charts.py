"""What the charts of an indicator are drawn from; a table beside each says the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from herefordshire_cs.lib.charts.bars import Row
from herefordshire_cs.lib.charts.series import Point, Series
from herefordshire_cs.lib.council import council_words
from indicators.presenters.indicator_heads import IndicatorHead
from indicators.presenters.indicators import ComparatorCell, reading_words
from indicators.presenters.records import IndicatorRecord
from indicators.series import Dated, latest


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorChart:
    """Outturns over time with targets and comparators, all of one kind of period."""

    identifier: str
    title: str
    description: str
    unit_words: str
    points: tuple[Point, ...]
    targets: tuple[Point, ...]
    comparators: tuple[Series, ...]
    range_low: Decimal | None
    range_high: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonChart:
    """The council's figure of a period beside those of others."""

    identifier: str
    title: str
    description: str
    period: str
    rows: tuple[Row, ...]


def indicator_chart(record: IndicatorRecord) -> IndicatorChart | None:
    """Return the chart of an indicator; None where no figure has a value."""
    newest = latest(record.outturns) or latest(record.targets)
    if newest is None or not _has_values(record):
        return None
    head = record.head
    kind = newest.period.kind
    outturns = [each for each in record.outturns if each.period.kind is kind]
    targets = [each for each in record.targets if each.period.kind is kind and each.has_value]
    compared = [
        Series(
            each.group.words,
            tuple(points([one for one in each.figures if one.period.kind is kind], head)),
        )
        for each in record.compared
        if any(one.has_value for one in each.figures)
    ]
    return IndicatorChart(
        identifier=head.slug,
        title=f"{head.name} over time",
        description=description(outturns, targets, compared, head),
        unit_words=head.unit_words,
        points=tuple(points(outturns, head)),
        targets=tuple(points(targets, head)),
        comparators=tuple(compared),
        range_low=head.measure.range_low,
        range_high=head.measure.range_high,
    )


def _has_values(record: IndicatorRecord) -> bool:
    return any(each.has_value for each in (*record.outturns, *record.targets))


def points(figures: Iterable[Dated], head: IndicatorHead) -> Iterator[Point]:
    """Yield a point for each figure; a gap where it has no value, a break where what it counts
    changed before it.
    """
    before: date | None = None
    for figure in figures:
        ends_on = figure.period.ends_on
        changed = before is not None and any(
            before < change.changed_on <= ends_on for change in head.changes
        )
        yield Point(
            figure.period.short_label,
            figure.reading.value,
            reading_words(figure.reading, head),
            starts_new_series=changed,
        )
        before = ends_on


def description(
    outturns: Iterable[Dated],
    targets: Iterable[Dated],
    compared: Iterable[Series],
    head: IndicatorHead,
) -> str:
    """Return what the chart shows, in words."""
    parts = [f"Outturns: {_listed(outturns, head) or 'none'}."]
    if listed := _listed(targets, head):
        parts.append(f"Targets: {listed}.")
    for series in compared:
        figures = "; ".join(f"{point.words} in {point.label}" for point in series.points)
        parts.append(f"{series.name}: {figures}.")
    return " ".join(parts)


def _listed(figures: Iterable[Dated], head: IndicatorHead) -> str:
    return "; ".join(
        f"{reading_words(each.reading, head)} in {each.period.label}"
        for each in figures
        if each.has_value
    )


def comparison_chart(
    head: IndicatorHead, cells: Iterable[ComparatorCell], own: dict[str, Decimal | None]
) -> ComparisonChart | None:
    """Return the bars of the newest period that a comparator has a figure for.

    ``own`` is the council's figure by period, in words of the period.
    """
    with_value = [cell for cell in cells if cell.value is not None]
    if not with_value:
        return None
    period = with_value[-1].period
    same = [cell for cell in with_value if cell.period == period]
    value = own.get(period)
    rows = [Row(cell.group, cell.value, cell.words, False) for cell in same]
    if value is not None:
        rows.insert(0, Row(council_words().of_area, value, same[0].own_words, True))
    words = "; ".join(f"{row.name} {row.words}" for row in rows)
    return ComparisonChart(
        identifier=f"{head.slug}-beside",
        title=f"{head.name} beside others, {period}",
        description=f"{words}.",
        period=period,
        rows=tuple(rows),
    )
