"""The periods that figures are for: years of three kinds, quarters, months and single days.

A year is never just "2008/2009": the education figures of the council's papers stand under a
financial year and belong to the academic year before it. Quarters are those of the financial year.
"""

# Longer than most: every kind of period is made, named and read here, so that the three agree.

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from herefordshire_cs.lib.calendar.years import QUARTERS, FinancialYear, Quarter, quarter
from herefordshire_cs.lib.text.words import day_in_words

MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
ACADEMIC_YEAR_BEGINS = 9  # September


class PeriodKind(StrEnum):
    """How long a period is, and for a year, which kind."""

    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    CALENDAR_YEAR = "calendar year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"

    @property
    def is_year(self) -> bool:
        """Whether the period is a whole year."""
        return self.value.endswith("year")

    @property
    def with_article(self) -> str:
        """The kind as a sentence names one."""
        return f"an {self.value}" if self is PeriodKind.ACADEMIC_YEAR else f"a {self.value}"


class YearType(StrEnum):
    """The kind of year that an indicator is reported for."""

    FINANCIAL = "financial"
    ACADEMIC = "academic"
    CALENDAR = "calendar"
    SNAPSHOT = "snapshot"

    @property
    def period_kind(self) -> PeriodKind:
        """The kind of period that a whole year's figure has."""
        if self is YearType.SNAPSHOT:
            return PeriodKind.DAY
        return PeriodKind(f"{self.value} year")


class Frequency(StrEnum):
    """How often an indicator is reported within its year."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"


def is_reported_for(kind: PeriodKind, year_type: YearType, frequency: Frequency) -> bool:
    """Say whether an indicator of a year type and a frequency has figures for a kind of period.

    A finer frequency has the whole year's figure too: monthly ones are reported by quarter and by
    year as well.
    """
    if kind is PeriodKind.QUARTER:
        return frequency is not Frequency.ANNUAL
    if kind is PeriodKind.MONTH:
        return frequency is Frequency.MONTHLY
    return kind is year_type.period_kind


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ReportingPeriod:
    """A period with its first and last day."""

    starts_on: date
    ends_on: date
    kind: PeriodKind

    @property
    def slug(self) -> str:
        """The period in an address."""
        first, last = self.starts_on, self.ends_on
        return {
            PeriodKind.FINANCIAL_YEAR: f"{first.year}-{last.year}",
            PeriodKind.ACADEMIC_YEAR: f"academic-{first.year}-{last.year}",
            PeriodKind.CALENDAR_YEAR: f"calendar-{first.year}",
            PeriodKind.QUARTER: _quarter_slug(first),
            PeriodKind.MONTH: f"{first:%B-%Y}".lower(),
            PeriodKind.DAY: f"{first.day}-{first:%B-%Y}".lower(),
        }[self.kind]

    @property
    def label(self) -> str:
        """The period in full, its kind of year named."""
        return _label(self)

    @property
    def short_label(self) -> str:
        """The period for an axis: ``08/09``, ``Q4 08/09``, ``Apr 09``."""
        return _short_label(self)

    def a_year_before(self) -> "ReportingPeriod":
        """Return the same period one year earlier."""
        return ReportingPeriod(
            starts_on=_shift_year(self.starts_on),
            ends_on=_shift_year(self.ends_on),
            kind=self.kind,
        )

    def before(self) -> "ReportingPeriod":
        """Return the period of the same kind that ended as this one began."""
        last = self.starts_on - timedelta(days=1)
        if self.kind is PeriodKind.MONTH:
            return month(last.year, last.month)
        if self.kind is PeriodKind.QUARTER:
            return quarter_of(last)
        return self.a_year_before()


@lru_cache(maxsize=1_000)  # a page names the same few periods for every indicator
def _label(period: ReportingPeriod) -> str:
    first, last = period.starts_on, period.ends_on
    return {
        PeriodKind.FINANCIAL_YEAR: f"{first.year}/{last.year}",
        PeriodKind.ACADEMIC_YEAR: f"academic year {first.year}/{last.year}",
        PeriodKind.CALENDAR_YEAR: f"calendar year {first.year}",
        PeriodKind.QUARTER: _quarter_label(first),
        PeriodKind.MONTH: f"{first:%B %Y}",
        PeriodKind.DAY: day_in_words(first),
    }[period.kind]


@lru_cache(maxsize=1_000)
def _short_label(period: ReportingPeriod) -> str:
    first, last = period.starts_on, period.ends_on
    year = f"{first:%y}/{last:%y}"
    return {
        PeriodKind.FINANCIAL_YEAR: year,
        PeriodKind.ACADEMIC_YEAR: f"Ac {year}",
        PeriodKind.CALENDAR_YEAR: f"{first.year}",
        PeriodKind.QUARTER: _quarter_short(first),
        PeriodKind.MONTH: f"{first:%b %y}",
        PeriodKind.DAY: f"{first.day} {first:%b %y}",
    }[period.kind]


def _shift_year(day: date) -> date:
    year = day.year - 1
    is_month_end = day.day == monthrange(day.year, day.month)[1]
    last = monthrange(year, day.month)[1]
    return date(year, day.month, last if is_month_end else min(day.day, last))


def _quarter_slug(day: date) -> str:
    found = quarter(day)
    return f"{found.year.starts_in}-{found.year.starts_in + 1}-q{found.number}"


def _quarter_label(day: date) -> str:
    found = quarter(day)
    year = f"{found.year.starts_in}/{found.year.starts_in + 1}"
    return f"quarter {found.number} of {year} ({QUARTERS[found.number - 1]})"


def _quarter_short(day: date) -> str:
    found = quarter(day)
    return f"Q{found.number} {found.year.starts_on:%y}/{found.year.ends_on:%y}"


def financial(starts_in: int) -> ReportingPeriod:
    """Return a financial year, by the year in which it begins."""
    year = FinancialYear(starts_in)
    return ReportingPeriod(
        starts_on=year.starts_on, ends_on=year.ends_on, kind=PeriodKind.FINANCIAL_YEAR
    )


def academic(starts_in: int) -> ReportingPeriod:
    """Return an academic year, 1 September to 31 August."""
    return ReportingPeriod(
        starts_on=date(starts_in, ACADEMIC_YEAR_BEGINS, 1),
        ends_on=date(starts_in + 1, ACADEMIC_YEAR_BEGINS - 1, 31),
        kind=PeriodKind.ACADEMIC_YEAR,
    )


def calendar(year: int) -> ReportingPeriod:
    """Return a calendar year."""
    return ReportingPeriod(
        starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), kind=PeriodKind.CALENDAR_YEAR
    )


def quarter_of(day: date) -> ReportingPeriod:
    """Return the quarter of the financial year that a day falls in."""
    found = quarter(day)
    return ReportingPeriod(
        starts_on=found.starts_on, ends_on=found.ends_on, kind=PeriodKind.QUARTER
    )


def month(year: int, number: int) -> ReportingPeriod:
    """Return a month."""
    return ReportingPeriod(
        starts_on=date(year, number, 1),
        ends_on=date(year, number, monthrange(year, number)[1]),
        kind=PeriodKind.MONTH,
    )


def snapshot(day: date) -> ReportingPeriod:
    """Return a single day, for what is counted on a day."""
    return ReportingPeriod(starts_on=day, ends_on=day, kind=PeriodKind.DAY)


def year_with(kind: PeriodKind, day: date) -> ReportingPeriod:
    """Return the year of a kind that a day falls in.

    Raises KeyError for a kind that is not a year.
    """
    builders = {
        PeriodKind.FINANCIAL_YEAR: lambda: financial(day.year - (day.month < 4)),
        PeriodKind.ACADEMIC_YEAR: lambda: academic(day.year - (day.month < ACADEMIC_YEAR_BEGINS)),
        PeriodKind.CALENDAR_YEAR: lambda: calendar(day.year),
    }
    return builders[kind]()


# A year of four digits begins with 1 or 2: 0000 is a slip, and the calendar has no such year.
FIRST = r"(?P<first>[12]\d{3})"
YEAR = rf"{FIRST}\s*(?:/|-|–|to)\s*(?P<last>[12]\d{{3}}|\d{{2}})"
LONGEST_PERIOD = 100  # characters
DAY = r"(?P<day>\d{1,2})"  # before the month, as everywhere on these pages
SHORT = r"(?P<first>[12]\d{3}|\d{2})"
FORMS = (
    ("academic", re.compile(rf"(?:academic|ac\.?|school)(?:[\s-]+year)?[\s-]*{YEAR}")),
    ("academic", re.compile(rf"{YEAR}\s*\(?(?:academic|school)(?: year)?\)?")),
    ("calendar", re.compile(rf"(?:calendar|cal\.?)(?:[\s-]+year)?[\s-]*{FIRST}")),
    ("calendar", re.compile(FIRST)),
    (
        "quarter",
        re.compile(rf"(?:q|quarter)\s*(?P<number>[1-4])(?:\s+of)?[\s,-]*{YEAR}(?:\s*\(.*\))?"),
    ),
    ("quarter", re.compile(rf"{YEAR}[\s,-]*(?:q|quarter)\s*(?P<number>[1-4])")),
    ("financial", re.compile(rf"(?:financial|fy)?(?:[\s-]*year)?[\s-]*{YEAR}")),
    ("named month", re.compile(rf"(?P<month>[a-z]+)\.?[\s-]+{SHORT}")),
    ("day", re.compile(rf"{DAY}(?:st|nd|rd|th)?[\s-]+(?P<month>[a-z]+)[\s-]+{SHORT}")),
    ("figures", re.compile(rf"{DAY}[/. -](?P<number>\d{{1,2}})[/. -]{SHORT}")),
    ("iso day", re.compile(rf"{FIRST}-(?P<number>\d{{2}})-(?P<day>\d{{2}})")),
)


def read_period(words: str) -> ReportingPeriod:
    """Return the period that words or a slug name.

    ``2008/2009``, ``academic 2007/2008``, ``calendar 2007``, ``Q1 2009/10``, ``April 2009`` and
    ``31 March 2009`` are read, a day as 31/03/2009 too. Raises ValueError with a sentence for
    anything else.
    """
    cleaned = " ".join(words.strip().lower().split())
    for name, form in FORMS if len(cleaned) <= LONGEST_PERIOD else ():
        if found := form.fullmatch(cleaned):
            return _period_of(name, found, words)
    raise ValueError(
        f"“{words[:LONGEST_PERIOD]}” is not a period. Write one like 2008/2009,"
        " academic 2007/2008, calendar 2007, Q1 2009/10, April 2009 or 31 March 2009."
    )


def _period_of(name: str, found: re.Match[str], words: str) -> ReportingPeriod:
    parts = found.groupdict()
    first = int(parts["first"])
    if "last" in parts:
        _check_years(first, parts["last"], words)
    if name in ("academic", "financial", "calendar"):
        return {"academic": academic, "financial": financial, "calendar": calendar}[name](first)
    if name == "quarter":
        return quarter_of(Quarter(FinancialYear(first), int(parts["number"])).starts_on)
    return _named(name, parts, first, words)


def _named(name: str, parts: dict[str, str], first: int, words: str) -> ReportingPeriod:
    number = int(parts["number"]) if "number" in parts else MONTHS.get(parts["month"])
    if number is None:
        raise ValueError(f"“{words}” names no month of the year.")
    if first < 100:
        first += 2000 if first < 69 else 1900  # as the day fields of the pages have it
    if name == "named month":
        return month(first, number)
    try:
        return snapshot(date(first, number, int(parts["day"])))
    except ValueError as error:
        raise ValueError(f"“{words}” is not a day in the calendar.") from error


def _check_years(first: int, last: str, words: str) -> None:
    """Refuse a year that does not end in the year after it began."""
    expected = first + 1
    if int(last) not in (expected, expected % 100):
        raise ValueError(f"“{words}” is not one year: {first} is followed by {expected}.")
