"""The check of a file of outturns: what each line would do, and every fault."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from indicators.files import InRow
from indicators.ingest import Checked, CheckedRow, Fault, Known, check, key_of
from indicators.measures import Unit
from indicators.models import Indicator, Outturn, OutturnFile
from indicators.periods import Frequency, YearType

SAME = "In the record already"
NEW = "New"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLine:
    """One line of the file as it was sent, how it is read, what it would do, and its faults."""

    row: InRow
    name: str
    what: str
    faults: tuple[Fault, ...]
    reading: str = ""

    @property
    def is_restatement(self) -> bool:
        """Whether it would restate a figure."""
        return self.what not in ("", SAME, NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """The lines of a file, the faulty ones first."""

    lines: tuple[CheckedLine, ...]

    @property
    def faulty(self) -> tuple[CheckedLine, ...]:
        """The lines with a fault."""
        return tuple(line for line in self.lines if line.faults)

    @property
    def sound(self) -> tuple[CheckedLine, ...]:
        """The lines without one."""
        return tuple(line for line in self.lines if not line.faults)

    @property
    def new(self) -> int:
        """How many lines would add a figure."""
        return sum(line.what == NEW for line in self.lines)

    @property
    def restating(self) -> int:
        """How many lines would restate one."""
        return sum(line.is_restatement for line in self.lines)

    @property
    def same(self) -> int:
        """How many lines say what is in the record already."""
        return sum(line.what == SAME for line in self.lines)

    @property
    def loadable(self) -> int:
        """How many figures would be written."""
        return self.new + self.restating

    @property
    def can_be_loaded(self) -> bool:
        """Whether there is something to load and nothing to correct."""
        return not self.faulty and self.loadable > 0


def in_rows(file: OutturnFile) -> list[InRow]:
    """Return the lines of a file as they stand."""
    return [InRow(**row) for row in file.rows]


def known_indicators(*, as_of: date) -> Mapping[str, Known]:
    """Return the indicators in use on a day, by reference; by definition where there is none."""
    found: dict[str, Known] = {}
    for row in Indicator.objects.in_use(as_of=as_of):
        known = known_as(row)
        for name in (row.ref, row.slug, row.definition):
            if name:
                found.setdefault(key_of(name), known)
    return found


def known_as(row: Indicator) -> Known:
    """Return what the check needs to know of an indicator."""
    return Known(
        pk=row.pk,
        name=str(row),
        unit=Unit(row.unit),
        year_type=YearType(row.year_type),
        frequency=Frequency(row.frequency),
    )


def build_file_check(file: OutturnFile, *, as_of: date) -> FileCheck:
    """Return what loading a file on a day would do; three queries."""
    return file_check(in_rows(file), as_of=as_of, is_provisional=file.is_provisional)


def file_check(rows: list[InRow], *, as_of: date, is_provisional: bool) -> FileCheck:
    """Return what loading these lines on a day would do."""
    known = known_indicators(as_of=as_of)
    checked = check(rows, known, as_of=as_of)
    by_line = {row.line: row for row in checked.rows}
    what = effects(checked.rows, as_of=as_of, is_provisional=is_provisional)
    lines = [
        CheckedLine(
            row=row,
            name=by_line[row.line].name if row.line in by_line else "",
            what=what.get(row.line, ""),
            faults=faults_of(row.line, checked),
            reading=by_line[row.line].reading if row.line in by_line else "",
        )
        for row in rows
    ]
    return FileCheck(lines=tuple(sorted(lines, key=lambda line: not line.faults)))


def faults_of(line: int, checked: Checked) -> tuple[Fault, ...]:
    """Return the faults of one line."""
    return tuple(fault for fault in checked.faults if fault.line == line)


def effects(rows: Iterable[CheckedRow], *, as_of: date, is_provisional: bool) -> dict[int, str]:
    """Say by line what each figure would do to the record."""
    wanted = list(rows)
    in_force = newest_outturns({row.indicator for row in wanted}, as_of=as_of)
    return {
        row.line: effect(row, in_force.get((row.indicator, row.period.slug)), is_provisional)
        for row in wanted
    }


def effect(row: CheckedRow, before: Outturn | None, is_provisional: bool) -> str:
    """Say what one figure would do."""
    if before is None:
        return NEW
    is_same = (
        row.value == before.value
        and (row.reason.value if row.reason else "") == before.no_value_reason
        and row.numerator == before.numerator
        and row.denominator == before.denominator
        and is_provisional == before.is_provisional
        and row.note in ("", before.note)
    )
    if is_same:
        return SAME
    if before.value is None:
        return f"Replaces “{before.get_no_value_reason_display()}”"
    return f"Restates {before.indicator.measure.say(before.value)}"


def newest_outturns(indicators: Iterable[int], *, as_of: date) -> dict[tuple[int, str], Outturn]:
    """Return the newest outturn of each indicator and period, by both."""
    rows = Outturn.objects.filter(indicator__in=list(indicators)).known(as_of=as_of)
    found = rows.select_related("period", "indicator")
    return {(row.indicator_id, row.period.slug): row for row in found}
