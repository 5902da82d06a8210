"""What was read from the papers: every value that is no plain number, and every doubt."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from indicators.measures import NoValue, Unit, in_unit
from indicators.models import BenchmarkTable, Comparator, Doubt, Outturn, Target

FIGURES: dict[str, type[Outturn] | type[Target] | type[Comparator]] = {
    "outturn": Outturn,
    "target": Target,
    "comparator": Comparator,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One cell of a table, as written and as understood."""

    kind: str
    slug: str
    name: str
    period: str
    period_as_printed: str
    as_written: str
    understood: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many figures of each kind there are, and how many lack a value for each reason."""

    label: str
    outturns: int
    targets: int
    comparators: int

    @property
    def total(self) -> int:
        """All three kinds."""
        return self.outturns + self.targets + self.comparators


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """One doubt about the record."""

    slug: str
    name: str
    words: str
    as_written: str
    understood: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A table of figures that are no series, with its areas across and its rows down."""

    slug: str
    title: str
    period: str
    note: str
    nearness: str
    indicator: str
    indicator_name: str
    place: str
    areas: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingsPage:
    """The record of the papers as it was understood."""

    as_of: date
    counts: tuple[Counted, ...]
    lines: tuple[ReadingLine, ...]
    doubts: tuple[DoubtLine, ...]
    benchmarks: tuple[Benchmark, ...]


def build_readings_page(*, as_of: date) -> ReadingsPage:
    """Return what was read from the papers published by a day."""
    return ReadingsPage(
        as_of=as_of,
        counts=counts(as_of=as_of),
        lines=reading_lines(as_of=as_of),
        doubts=doubt_lines(as_of=as_of),
        benchmarks=benchmarks(as_of=as_of),
    )


def counts(*, as_of: date) -> tuple[Counted, ...]:
    """Count the figures of the papers: those with a value, then by the reason for none."""
    found = {
        kind: Counter(
            model.objects.filter(paper__published_on__lte=as_of).values_list(
                "no_value_reason", flat=True
            )
        )
        for kind, model in FIGURES.items()
    }
    labels = [("", "A number"), *((reason.value, reason.words) for reason in NoValue)]
    return tuple(
        Counted(
            label=label,
            outturns=found["outturn"][reason],
            targets=found["target"][reason],
            comparators=found["comparator"][reason],
        )
        for reason, label in labels
    )


def reading_lines(*, as_of: date) -> tuple[ReadingLine, ...]:
    """Return every cell that is no plain number in the unit of its indicator."""
    found: list[tuple[int, ReadingLine]] = []
    for kind, model in FIGURES.items():
        rows = model.objects.filter(paper__published_on__lte=as_of)
        for row in rows.select_related("indicator", "period"):
            unit = Unit(row.indicator.unit)
            if row.no_value_reason or not is_plain(row.as_written, row.value, unit):
                found.append((row.indicator.order, _line(kind, row, unit)))
    return tuple(line for _order, line in sorted(found, key=lambda pair: pair[0]))


def is_plain(as_written: str, value: Decimal | None, unit: Unit) -> bool:
    """Say whether a cell holds just its number, with a per cent sign where the unit has one."""
    words = as_written.strip()
    if unit in (Unit.PER_CENT, Unit.CHANGE):
        words = words.removesuffix("%")
    try:
        return not words.startswith("-") and Decimal(words) == value
    except InvalidOperation:
        return False


def _line(kind: str, row: Outturn | Target | Comparator, unit: Unit) -> ReadingLine:
    understood = in_unit(row.value, unit) if row.value is not None else ""
    return ReadingLine(
        kind=kind,
        slug=row.indicator.slug,
        name=str(row.indicator),
        period=row.period.span.label,
        period_as_printed=row.period_as_printed,
        as_written=row.as_written,
        understood=understood or NoValue(row.no_value_reason).words,
        note=row.note,
    )


def doubt_lines(*, as_of: date) -> tuple[DoubtLine, ...]:
    """Return every doubt about the papers published by a day."""
    rows = Doubt.objects.filter(paper__published_on__lte=as_of)
    return tuple(
        DoubtLine(
            slug=row.indicator.slug if row.indicator else "",
            name=str(row.indicator) if row.indicator else "",
            words=row.words,
            as_written=row.as_written,
            understood=row.understood,
            place=f"{row.paper.title}, {row.place}",
        )
        for row in rows.select_related("indicator", "paper")
    )


def benchmarks(*, as_of: date) -> tuple[Benchmark, ...]:
    """Return the tables that are no series of an indicator."""
    rows = BenchmarkTable.objects.filter(paper__published_on__lte=as_of)
    found = rows.select_related("indicator", "paper").prefetch_related("figures")
    return tuple(benchmark(row) for row in found)


def benchmark(row: BenchmarkTable) -> Benchmark:
    """Return one table, its areas across."""
    cells = {(cell.row, cell.area): cell.as_written for cell in row.figures.all()}
    areas = tuple(dict.fromkeys(area for _row, area in cells))
    names = dict.fromkeys(name for name, _area in cells)
    return Benchmark(
        slug=row.slug,
        title=row.title,
        period=row.period_as_printed,
        note=row.note,
        nearness=row.nearness,
        indicator=row.indicator.slug if row.indicator else "",
        indicator_name=str(row.indicator) if row.indicator else "",
        place=f"{row.paper.title}, {row.place}",
        areas=areas,
        rows=tuple((name, tuple(cells.get((name, area), "") for area in areas)) for name in names),
    )
