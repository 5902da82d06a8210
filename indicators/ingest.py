"""A file of Outturns: rows in, checked rows and faults out. Touches no database.

Every fault names its line, its column, the words that were there and why they were refused, so
that the sender can find and mend them. Nothing is guessed: a word in a number cell is a fault.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from herefordshire_cs.lib.words import day_in_words, list_in_words
from indicators.measures import Unit, plain
from indicators.periods import (
    Frequency,
    PeriodKind,
    ReportingPeriod,
    YearType,
    is_reported_for,
    read_period,
)

COLUMNS = ("reference", "period", "value", "numerator", "denominator", "note")
NEEDED = ("reference", "period", "value")
SYNONYMS = {
    "ref": "reference",
    "pi ref": "reference",
    "indicator": "reference",
    "outturn": "value",
    "notes": "note",
}
MOST_ROWS = 5_000  # a quarter of a hundred indicators, fifty times over
LONGEST_NOTE = 2_000
WHOLE = Decimal(100)
# How far a percentage may be from its own numbers: rounding to a whole number, and no more.
ROUNDING = Decimal("0.5")
# Thousands may be parted by commas or by spaces; a gap anywhere else is a slip: “8 1” is not 81.
NUMBER = re.compile(r"[-+]? ?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)?(\.\d+)?")
DIGITS = 10  # before the point; what a figure's column holds
DECIMALS = 4  # after it
LONGEST_NUMBER = 30  # in characters, as on the screen where figures are typed
LITERAL = re.compile(r'"[^"]*"|\\.')  # what a number format only prints


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why, in the sender's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InRow:
    """One line of the file, each cell as the words that were there; ``line`` counts from 1."""

    line: int
    reference: str
    period: str
    value: str
    numerator: str = ""
    denominator: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every cell is blank."""
        return not any(getattr(self, column) for column in COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one cell, the words that were there among it."""

    line: int
    column: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the check needs to know of an indicator."""

    pk: int
    name: str
    unit: Unit
    year_type: YearType
    frequency: Frequency

    def takes(self, kind: PeriodKind) -> bool:
        """Say whether a figure for a period of a kind can be this indicator's."""
        return is_reported_for(kind, self.year_type, self.frequency)

    @property
    def period_words(self) -> str:
        """The kinds of period it is reported for, with an example of each."""
        kinds = [EXAMPLES[self.year_type.period_kind]]
        if self.frequency is not Frequency.ANNUAL:
            kinds.append(EXAMPLES[PeriodKind.QUARTER])
        if self.frequency is Frequency.MONTHLY:
            kinds.append(EXAMPLES[PeriodKind.MONTH])
        return " or ".join(kinds)


EXAMPLES = {
    PeriodKind.FINANCIAL_YEAR: "by financial year (2008/2009)",
    PeriodKind.ACADEMIC_YEAR: "by academic year (academic 2007/2008)",
    PeriodKind.CALENDAR_YEAR: "by calendar year (calendar 2008)",
    PeriodKind.DAY: "on a day (31 March 2009)",
    PeriodKind.QUARTER: "by quarter (Q4 2008/2009)",
    PeriodKind.MONTH: "by month (March 2009)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """One line that can be loaded."""

    line: int
    indicator: int
    name: str
    period: ReportingPeriod
    value: Decimal
    as_written: str
    numerator: Decimal | None
    denominator: Decimal | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of a check: the lines that can be loaded, and every fault."""

    rows: tuple[CheckedRow, ...]
    faults: tuple[Fault, ...]

    @property
    def faulty_lines(self) -> frozenset[int]:
        """The lines with a fault."""
        return frozenset(fault.line for fault in self.faults)


def key_of(reference: str) -> str:
    """Return a reference as it is compared: ``CH 141``, ``ch141`` and ``CH-141`` are one."""
    return re.sub(r"[^a-z0-9/]", "", reference.lower())


def read_rows(content: bytes, filename: str) -> list[InRow]:
    """Return the lines of a CSV file or of a workbook's first sheet.

    Raises UnreadableFile where it is neither, is empty, or lacks a column.
    """
    is_workbook = content[:2] == b"PK"
    cells = _workbook_cells(content) if is_workbook else _csv_cells(content, filename)
    return rows_of(cells)


def rows_of(cells: Sequence[Sequence[str]]) -> list[InRow]:
    """Return the rows below a head line; the head says which column is which."""
    head_at = next((at for at, row in enumerate(cells) if any(row)), None)
    if head_at is None:
        raise UnreadableFile("The file is empty.")
    columns = _columns(cells[head_at])
    rows = []
    for at, row in enumerate(cells[head_at + 1 :], start=head_at + 2):
        named = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        found = InRow(line=at, **named)
        _refuse_cells_beyond(row, cells[head_at], line=at)
        if not found.is_empty:
            rows.append(found)
    if not rows:
        raise UnreadableFile("The file has a head line and nothing below it.")
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(f"The file has {len(rows):,} lines; {MOST_ROWS:,} are the most.")
    return rows


def _refuse_cells_beyond(row: Sequence[str], head: Sequence[str], *, line: int) -> None:
    """Refuse words under no heading: most often a comma in a note that no quotes hold."""
    if beyond := [words for words in row[len(head) :] if words]:
        raise UnreadableFile(
            f"Line {line} has more cells than the first line has headings: “{beyond[0]}” stands"
            " under none. Put a note that holds a comma in quotes."
        )


def _columns(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, words in enumerate(head):
        name = " ".join(words.lower().split())
        name = SYNONYMS.get(name, name)
        if name in COLUMNS and name in found:
            raise UnreadableFile(f"The file has two columns headed “{words}”.")
        if name in COLUMNS:
            found[name] = place
    if missing := [name for name in NEEDED if name not in found]:
        shown = ", ".join(words for words in head if words) or "nothing"
        raise UnreadableFile(
            f"The first line must name the columns {', '.join(COLUMNS)}; {list_in_words(missing)}"
            f" {'is' if len(missing) == 1 else 'are'} missing. It says: {shown}."
        )
    return found


def _csv_cells(content: bytes, filename: str) -> list[list[str]]:
    if b"\x00" in content:
        raise UnreadableFile(f"“{filename}” is neither CSV nor an Excel workbook (.xlsx).")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what Excel saves as plain CSV
    try:
        rows = csv.reader(io.StringIO(text, newline=""))
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise UnreadableFile(f"“{filename}” cannot be read as CSV: {error}.") from error


def _workbook_cells(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415  (half a second that only loading needs)

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 50, max_col=40)
        return [[_workbook_words(cell) for cell in row] for row in rows]
    except Exception as error:  # whatever a damaged workbook makes the library raise
        raise UnreadableFile("The workbook cannot be opened; it may be damaged.") from error


def _workbook_words(cell: Any) -> str:
    """Return a cell as its reader sees it; a per cent format shows 0.81 as 81%.

    Numbers have the fifteen digits that a spreadsheet shows, and no commas: 2008 may be a year.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(f"{value:.15g}")
        is_per_cent = "%" in LITERAL.sub("", cell.number_format or "")
        words = plain(number * 100 if is_per_cent else number).replace(",", "")
        return f"{words}%" if is_per_cent else words
    if isinstance(value, datetime):
        # A sheet turns a typed “April 2009” into the first of the month, shown without its day.
        is_month = "d" not in (cell.number_format or "").lower()
        return f"{value:%B %Y}" if is_month else str(value.date())
    return " ".join(str(value).split())


def check(rows: Iterable[InRow], known: Mapping[str, Known], *, as_of: date) -> Checked:
    """Check every line; ``known`` finds an indicator by the ``key_of`` its reference.

    ``as_of`` is the day of loading: a period that has not ended has no outturn yet.
    """
    checked: list[CheckedRow] = []
    faults: list[Fault] = []
    first_line: dict[tuple[int, ReportingPeriod], int] = {}
    for row in rows:
        found = _Line(row, known.get(key_of(row.reference)), as_of=as_of)
        result = found.result()
        if result is not None and not found.faults:
            place = (result.indicator, result.period)
            if place in first_line:
                where = f"line {first_line[place]} gives a figure for the same period already"
                found.fault("period", row.period, f"{where}; keep one of the two.")
            else:
                first_line[place] = row.line
                checked.append(result)
        faults += found.faults
    return Checked(rows=tuple(checked), faults=tuple(faults))


class _Line:
    """The check of one line; faults are gathered, so that all of a line are told at once."""

    def __init__(self, row: InRow, indicator: Known | None, *, as_of: date) -> None:
        self.row = row
        self.indicator = indicator
        self.as_of = as_of
        self.faults: list[Fault] = []

    def fault(self, column: str, words: str, reason: str) -> None:
        """Note a fault, with the words that were there."""
        self.faults.append(Fault(line=self.row.line, column=column, words=words, reason=reason))

    def result(self) -> CheckedRow | None:
        """Return the line as it would be loaded, or None with its faults noted."""
        if self.indicator is None:
            self._unknown()
            return None
        period = self._period(self.indicator)
        value = self.value()
        numerator = self._number("numerator", self.row.numerator)
        denominator = self._number("denominator", self.row.denominator)
        self._check_counts(numerator, denominator)
        self._check_agreement(value, numerator, denominator)
        self._check_note()
        if period is None or value is None or self.faults:
            return None
        return CheckedRow(
            line=self.row.line,
            indicator=self.indicator.pk,
            name=self.indicator.name,
            period=period,
            value=value,
            as_written=self.row.value,
            numerator=numerator,
            denominator=denominator,
            note=self.row.note,
        )

    def value(self) -> Decimal | None:
        """Return the number in the value's cell, its faults noted."""
        value = self._number("value", self.row.value, is_needed=True)
        if value is not None and self.indicator is not None:
            self._check_value(value, self.indicator)
        return value

    def _unknown(self) -> None:
        words = self.row.reference
        if not words:
            self.fault("reference", words, "The line names no indicator.")
            return
        self.fault("reference", words, f"“{words}” is the reference of no indicator.")

    def _period(self, indicator: Known) -> ReportingPeriod | None:
        words = self.row.period
        if not words:
            self.fault("period", words, "The line names no period.")
            return None
        try:
            period = read_period(words)
        except ValueError as error:
            self.fault("period", words, str(error))
            return None
        if not indicator.takes(period.kind):
            self.fault(
                "period",
                words,
                f"“{words}” is {period.kind.with_article}; {indicator.name} is reported"
                f" {indicator.period_words}.",
            )
            return None
        if period.ends_on > self.as_of:
            ends = day_in_words(period.ends_on)
            self.fault("period", words, f"“{words}” has not ended; it ends on {ends}.")
            return None
        return period

    def _number(self, column: str, words: str, *, is_needed: bool = False) -> Decimal | None:
        if not words:
            if is_needed:
                self.fault(column, words, "There is no value.")
            return None
        cleaned = " ".join(words.replace("−", "-").split())
        cleaned = self._without_unit(column, cleaned).rstrip()
        if not cleaned or not NUMBER.fullmatch(cleaned) or cleaned in "+-":
            self.fault(column, words, f"“{words}” is not a number.")
            return None
        if len(cleaned.partition(".")[2]) > DECIMALS:
            self.fault(column, words, f"“{words}” has more than {DECIMALS} decimals; round it.")
            return None
        number = Decimal(cleaned.replace(",", "").replace(" ", ""))
        if len(cleaned) > LONGEST_NUMBER or abs(number) >= 10**DIGITS:
            self.fault(column, words, f"“{words}” is larger than any figure here can be.")
            return None
        return number

    def _without_unit(self, column: str, words: str) -> str:
        """Drop the sign of the indicator's own unit; any other is left in, and is a fault."""
        if column != "value" or self.indicator is None:
            return words
        unit = self.indicator.unit
        if unit in (Unit.PER_CENT, Unit.CHANGE):
            return words.removesuffix("%")
        return words.removesuffix("pp") if unit is Unit.POINTS else words

    def _check_value(self, value: Decimal, indicator: Known) -> None:
        words = self.row.value
        if indicator.unit is Unit.PER_CENT and value > WHOLE:
            self.fault("value", words, f"“{words}” is over 100, which a percentage cannot be.")
        elif indicator.unit is Unit.POINTS and abs(value) > WHOLE:
            self.fault("value", words, f"“{words}” is more than 100 percentage points.")
        elif value < 0 and indicator.unit not in (Unit.CHANGE, Unit.POINTS):
            unit = f"a {indicator.unit.value}" if indicator.unit is not Unit.DAYS else "days"
            self.fault("value", words, f"“{words}” is below zero, which {unit} cannot be.")

    def _check_counts(self, numerator: Decimal | None, denominator: Decimal | None) -> None:
        for column, count in (("numerator", numerator), ("denominator", denominator)):
            if count is not None and count < 0:
                words = getattr(self.row, column)
                self.fault(column, words, f"“{words}” is below zero, which a count cannot be.")
        if denominator is not None and denominator == 0:
            self.fault("denominator", self.row.denominator, "Nothing can be a share of 0.")

    def _check_agreement(
        self, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
    ) -> None:
        """Refuse a percentage that its own numbers contradict by more than rounding."""
        is_share = self.indicator is not None and self.indicator.unit is Unit.PER_CENT
        if not is_share or value is None or numerator is None or not denominator:
            return
        share = numerator * 100 / denominator
        if abs(share - value) > ROUNDING:
            shown = plain(share.quantize(Decimal("0.1")))
            self.fault(
                "value",
                self.row.value,
                f"“{self.row.value}” disagrees with its numbers:"
                f" {self.row.numerator} of {self.row.denominator} is {shown}%.",
            )

    def _check_note(self) -> None:
        if len(self.row.note) > LONGEST_NOTE:
            size = f"{len(self.row.note):,} characters; {LONGEST_NOTE:,} are the most."
            self.fault("note", f"{self.row.note[:60]}…", f"The note has {size}")


def read_value(words: str, indicator: Known) -> tuple[Decimal | None, list[Fault]]:
    """Return the number that words say of an indicator, with every fault in them."""
    line = _Line(InRow(line=1, reference="", period="", value=words), indicator, as_of=date.max)
    return line.value(), line.faults
