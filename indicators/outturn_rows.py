"""The check of a file of Outturns: rows in, checked rows and faults out. Touches no database.

Every fault names its line, its column, the words that were there and why they were refused, so
that the sender can find and mend them. Nothing is guessed: a word in a number cell is a fault.
"""

# Longer than most: the checks of one row share what was found in it, and are read in their order.

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from herefordshire_cs.lib.text.words import day_in_words
from indicators.measures import NoValue, Unit, plain, rounded
from indicators.outturn_columns import InRow
from indicators.periods import (
    Frequency,
    PeriodKind,
    ReportingPeriod,
    YearType,
    is_reported_for,
    read_period,
)

LONGEST_NOTE = 2_000
WHOLE = Decimal(100)
# How far a percentage may be from its own numbers: rounding to a whole number, and no more.
ROUNDING = Decimal("0.5")
# Thousands may be parted by commas or by spaces; a gap anywhere else is a slip: “8 1” is not 81.
NUMBER = re.compile(r"[-+]? ?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)?(\.\d+)?")
DIGITS = 10  # before the point; what a figure's column holds
DECIMALS = 4  # after it
REASONS = {
    **{reason.value: reason for reason in NoValue},
    # Source: Government Statistical Service, symbols in tables.
    "c": NoValue.SUPPRESSED,
    "[c]": NoValue.SUPPRESSED,
    "*": NoValue.SUPPRESSED,
    "z": NoValue.NOT_APPLICABLE,
    "[z]": NoValue.NOT_APPLICABLE,
}
LONGEST_NUMBER = 30  # in characters, as on the screen where figures are typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one cell, the words that were there among it.

    Where it is a question, ``answers`` are the words that would settle it.
    """

    line: int
    column: str
    words: str
    reason: str
    answers: tuple[str, ...] = ()


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
    """One line that can be loaded: a value, or the reason why there is none."""

    line: int
    indicator: int
    name: str
    period: ReportingPeriod
    value: Decimal | None
    as_written: str
    numerator: Decimal | None
    denominator: Decimal | None
    note: str
    reason: NoValue | None = None

    @property
    def reading(self) -> str:
        """What the words of the value were understood as, where they do not say it."""
        if self.reason is not None:
            return f"No value: {self.reason.value}"
        _, _, decimals = self.as_written.strip(" %p").partition(".")
        is_rounded = self.value is not None and len(decimals.rstrip("0")) > DECIMALS
        return f"Rounded to {plain(self.value)}" if is_rounded and self.value is not None else ""


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


def check(
    rows: Iterable[InRow], known: Mapping[str, Known], *, as_of: date, is_typed: bool = False
) -> Checked:
    """Check every line; ``known`` finds an indicator by the ``key_of`` its reference.

    ``as_of`` is the day of loading: a period that has not ended has no outturn yet. What a
    spreadsheet does by itself to figures is looked for unless they are typed here.
    """
    checked: list[CheckedRow] = []
    faults: list[Fault] = []
    first_line: dict[tuple[int, ReportingPeriod], int] = {}
    for row in rows:
        found = _Line(row, known.get(key_of(row.reference)), as_of=as_of, is_typed=is_typed)
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

    def __init__(
        self, row: InRow, indicator: Known | None, *, as_of: date, is_typed: bool
    ) -> None:
        self.row = row
        self.indicator = indicator
        self.as_of = as_of
        self.is_typed = is_typed
        self.exact: Decimal | None = None  # the value before it was rounded
        self.faults: list[Fault] = []

    def fault(self, column: str, words: str, reason: str, answers: tuple[str, ...] = ()) -> None:
        """Note a fault, with the words that were there."""
        line = self.row.line
        self.faults.append(
            Fault(line=line, column=column, words=words, reason=reason, answers=answers)
        )

    def result(self) -> CheckedRow | None:
        """Return the line as it would be loaded, or None with its faults noted."""
        if self.indicator is None:
            self._unknown()
            return None
        period = self._period(self.indicator)
        reason = None if self.is_typed else reason_of(self.row.value)
        value = None if reason else self.value()
        numerator = self._number("numerator", self.row.numerator)
        denominator = self._number("denominator", self.row.denominator)
        self._check_counts(numerator, denominator)
        self._check_reason(reason)
        if not self._is_perhaps_a_share(value):
            self._check_agreement(value, numerator, denominator)
        self._check_note()
        if period is None or self.faults:
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
            reason=reason,
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
        whole, _, decimals = cleaned.partition(".")
        number = Decimal(cleaned.replace(",", "").replace(" ", ""))
        if len(whole) > LONGEST_NUMBER or abs(number) >= 10**DIGITS:
            self.fault(column, words, f"“{words}” is larger than any figure here can be.")
            return None
        if column == "value":
            self.exact = number
        if len(decimals) <= DECIMALS:
            return number
        kept = rounded(number, DECIMALS)
        if self.is_typed or (number and not kept):
            self.fault(column, words, f"“{words}” has more than {DECIMALS} decimals; round it.")
            return None
        return kept  # what a sheet works out has fifteen digits

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

    def _is_perhaps_a_share(self, value: Decimal | None) -> bool:
        """Ask where 0.615 may be 61.5%, which is what spreadsheets store of it."""
        unit = self.indicator.unit if self.indicator is not None else None
        words = self.row.value
        is_bare = unit in (Unit.PER_CENT, Unit.CHANGE) and "%" not in words
        if self.is_typed or not is_bare or value is None or not 0 < abs(value) <= 1:
            return False
        assert self.exact is not None
        answers = f"{plain(rounded(self.exact * 100, DECIMALS))}%", f"{plain(value)}%"
        self.fault(
            "value",
            words,
            f"“{words}” may be {answers[0]}, kept as a share of one, or {answers[1]}. Say which,"
            " with its sign.",
            answers,
        )
        return True

    def _check_reason(self, reason: NoValue | None) -> None:
        for column in ("numerator", "denominator"):
            if reason is not None and (words := getattr(self.row, column)):
                why = f"“{words}” stands beside “{self.row.value}”, a reason for no value."
                self.fault(column, words, why)

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


def reason_of(words: str) -> NoValue | None:
    """Return the reason for no value that a cell names, by its words or its symbol."""
    return REASONS.get(" ".join(words.lower().split()))


def read_value(words: str, indicator: Known) -> tuple[Decimal | None, list[Fault]]:
    """Return the number that words say of an indicator, with every fault in them."""
    row = InRow(line=1, reference="", period="", value=words)
    line = _Line(row, indicator, as_of=date.max, is_typed=True)
    return line.value(), line.faults
