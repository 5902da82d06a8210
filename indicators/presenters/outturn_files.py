"""The check of a file of outturns: what each line would do, and every fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators.models import Comparator, Outturn, OutturnFile
from indicators.models.outturn_files import in_rows, known_indicators, newest_figures
from indicators.outturn_columns import InRow
from indicators.outturn_rows import Checked, CheckedRow, Fault, check

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


def build_file_check(file: OutturnFile, *, as_of: date) -> FileCheck:
    """Return what loading a file on a day would do; three queries."""
    return file_check(
        in_rows(file), as_of=as_of, is_provisional=file.is_provisional, group=file.group_id
    )


def file_check(
    rows: list[InRow], *, as_of: date, is_provisional: bool, group: int | None = None
) -> FileCheck:
    """Return what loading these lines on a day would do."""
    known = known_indicators(as_of=as_of)
    checked = check(rows, known, as_of=as_of)
    by_line = {row.line: row for row in checked.rows}
    what = effects(checked.rows, as_of=as_of, is_provisional=is_provisional, group=group)
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


def effects(
    rows: Iterable[CheckedRow], *, as_of: date, is_provisional: bool, group: int | None
) -> dict[int, str]:
    """Say by line what each figure would do to the record."""
    wanted = list(rows)
    in_force = newest_figures({row.indicator for row in wanted}, as_of=as_of, group=group)
    return {
        row.line: effect(row, in_force.get((row.indicator, row.period.slug)), is_provisional)
        for row in wanted
    }


def effect(row: CheckedRow, before: Outturn | Comparator | None, is_provisional: bool) -> str:
    """Say what one figure would do."""
    if before is None:
        return NEW
    is_same = (
        row.value == before.value
        and (row.reason.value if row.reason else "") == before.no_value_reason
        and row.note in ("", before.note)
        and (
            isinstance(before, Comparator)
            or (
                row.numerator == before.numerator
                and row.denominator == before.denominator
                and is_provisional == before.is_provisional
            )
        )
    )
    if is_same:
        return SAME
    if before.value is None:
        return f"Replaces “{before.get_no_value_reason_display()}”"
    return f"Restates {before.indicator.measure.say(before.value)}"
