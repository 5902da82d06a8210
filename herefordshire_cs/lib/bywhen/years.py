"""The forms in which years and parts of years are written: quarters, halves, seasons."""

import re
from calendar import monthrange
from datetime import date

from herefordshire_cs.lib.bywhen.readers import (
    BESIDE,
    MONTHS,
    TO,
    WHOLE_YEAR,
    YEAR,
    Form,
    month_span,
)
from herefordshire_cs.lib.bywhen.setting import Setting
from herefordshire_cs.lib.bywhen.span import NotUnderstood, Precision, Span
from herefordshire_cs.lib.calendar.years import FinancialYear, Quarter

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
SEASONS = tuple(SEASON_STARTS)


def _check_consecutive(starts_in: int, ends_in: int) -> None:
    """Raise NotUnderstood unless the two years make one financial year."""
    if ends_in != starts_in + 1:
        raise NotUnderstood("not one financial year")


def year_of(match: re.Match[str], setting: Setting, name: str = "") -> tuple[int, bool]:
    """Return the year a form gives, and whether it is one of two ("2026/27")."""
    year = setting.whole_year(match[f"start{name}"])
    if match[f"end{name}"]:
        _check_consecutive(year, setting.whole_year(match[f"end{name}"]))
    return year, bool(match[f"end{name}"])


def _quarter_span(number: int, starts_in: int) -> Span:
    quarter = Quarter(FinancialYear(starts_in), number)
    return Span(quarter.starts_on, quarter.ends_on, Precision.QUARTER)


def _read_quarter(match: re.Match[str], setting: Setting) -> Span:
    """Read "Q2 2019/20", or "Quarter 4" in the financial year that starts in the plan's year.

    A council's quarters are those of financial years. "Q3 2019" is October to December of the
    one that starts in 2019; "Q4 2019" is January to March of 2019 or of 2020.
    """
    number = int(match["number"])
    year, is_pair = year_of(match, setting)
    if number == 4 and match["start"] and not is_pair:
        return setting.pick(_quarter_span(4, year), _quarter_span(4, year - 1))
    return _quarter_span(number, year)


def _read_quarters(match: re.Match[str], setting: Setting) -> Span | None:
    """Read "Q1 - Q3 2026/27" and "Q1/Q2": one span; "Q1 and Q3" are two dates."""
    first, last = int(match["number1"]), int(match["number2"])
    if not match["to"] and (last != first + 1 or match["start1"]):
        return None
    ends = _quarter_span(last, year_of(match, setting, "2")[0])
    ends_in = ends.earliest.year - (last == 4)
    starts_in = year_of(match, setting, "1")[0] if match["start1"] else ends_in
    starts = _quarter_span(first, starts_in)
    return Span(starts.earliest, ends.latest, Precision.MONTHS, is_range=bool(match["to"]))


def _read_half(match: re.Match[str], setting: Setting) -> Span:
    """Read "H2 2026/27"; "H1 2027", a year alone, is of the calendar year."""
    year, is_pair = year_of(match, setting)
    first = 1 if match["start"] and not is_pair else 4
    starts_on = date(year, first + 6 * (match["number"] == "2"), 1)
    last_month = month_span(*_months_later(starts_on, 5))
    return Span(starts_on, last_month.latest, Precision.MONTHS)


def _months_later(day: date, months: int) -> tuple[int, int]:
    """Return the year and the month that are so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _read_financial_year(match: re.Match[str], setting: Setting) -> Span:
    """Read "financial year", "financial year 2026/27" and "FY27", which is the one to or from."""
    starts_in, is_pair = year_of(match, setting)
    spans = [_financial_years(starts_in, starts_in + 1)]
    if match["start"] and not is_pair:
        spans.append(_financial_years(starts_in - 1, starts_in))
    return setting.pick(*spans)


def _financial_years(starts_in: int, ends_in: int) -> Span:
    is_one = ends_in == starts_in + 1
    return Span(
        FinancialYear(starts_in).starts_on,
        FinancialYear(ends_in - 1).ends_on,
        Precision.FINANCIAL_YEAR if is_one else Precision.YEARS,
        is_range=not is_one,
    )


def _calendar_years(starts_in: int, ends_in: int) -> Span:
    return Span(date(starts_in, 1, 1), date(ends_in, 12, 31), Precision.PERIOD, is_range=True)


def _read_years(match: re.Match[str], setting: Setting) -> Span:
    """Read "06/07" and "2009-2010" as financial years; "2009-2011" may be calendar years.

    The 2009 plan dates what it must save "for 2009/2010" as "2009-2010", and its targets for
    2009-2011 are those of two financial years: a dash between years means no more than a slash.
    Two years of two digits are one financial year or nothing. "2026-12" is a month.
    """
    starts_in, ends_in = setting.whole_year(match["start"]), setting.whole_year(match["end"])
    if len(match["start"]) == 2 and match["joiner"] != "/":
        raise NotUnderstood("two numbers, which need not be years")
    if len(match["start"]) == 2 or ends_in == starts_in + 1:
        _check_consecutive(starts_in, ends_in)
        return _financial_years(starts_in, ends_in)
    if len(match["end"]) == 2 and match["joiner"] == "-" and int(match["end"]) <= len(MONTHS):
        month = _read_iso_month(match)
        if ends_in < starts_in:
            return month
        return setting.pick(month, _financial_years(starts_in, ends_in))
    years = _financial_years(starts_in, ends_in)
    if match["named"] or setting.choice is None:
        return years
    return setting.pick(years, _calendar_years(starts_in, ends_in))


def _read_iso_month(match: re.Match[str]) -> Span:
    """Read "2026-12"."""
    if match["end"] == "00":
        raise NotUnderstood("no such month")
    return month_span(int(match["start"]), int(match["end"]))


def _read_season(match: re.Match[str], setting: Setting) -> Span:
    """Read "Autumn 06": 1 September to 30 November; a winter runs into the next year.

    No source settles when a season ends; these are the meteorological seasons.
    """
    starts_in = year_of(match, setting)[0]
    return _season(match["season"], starts_in)


def _season(name: str, starts_in: int) -> Span:
    month = SEASON_STARTS[name]
    ends_in, last_month = (starts_in + 1, 2) if month == 12 else (starts_in, month + 2)
    ends_on = date(ends_in, last_month, monthrange(ends_in, last_month)[1])
    return Span(date(starts_in, month, 1), ends_on, Precision.SEASON)


def _read_seasons(match: re.Match[str], setting: Setting) -> Span | None:
    """Read "spring/summer 2026": seasons that follow one another."""
    first, second = match["first"], match["season"]
    if SEASONS.index(second) != SEASONS.index(first) + 1:
        return None
    year = setting.whole_year(match["year"])
    starts_on, ends_on = _season(first, year).earliest, _season(second, year).latest
    return Span(starts_on, ends_on, Precision.MONTHS)


def _read_year(match: re.Match[str], setting: Setting) -> Span:
    """Read "2009" as a calendar year, "end of 2009" as its last day, and its vague parts.

    No line is drawn between early, mid and late: they are a third of the year, or the quarter
    (for mid, the two months) that nobody would call otherwise.
    """
    year = int(match["year"])
    if match["part"] in (None, "end"):
        starts_on = date(year, 12, 31) if match["part"] else date(year, 1, 1)
        return Span(starts_on, date(year, 12, 31), Precision.YEAR)
    months = {"early": ((1, 3), (1, 4)), "mid": ((5, 8), (6, 7)), "late": ((10, 12), (9, 12))}
    spans = (
        Span(date(year, first, 1), month_span(year, last).latest, Precision.MONTHS)
        for first, last in months[match["part"]]
    )
    return setting.pick(*spans)


def in_year(name: str = "") -> str:
    """Return a pattern for the year of a quarter or a term: "2026", "26/27" or "(2026-27)"."""
    return (
        rf"(?:,? ?(?:of )?(?:the )?\(?(?P<start{name}>{YEAR})(?!/\d\d/)"
        rf"(?: ?(?:[-/]|\bto\b) ?(?P<end{name}>{YEAR}))?\)?)?"
    )


_FINANCIAL = r"\b(?:financial year|fy|year ending march)"
PAIR = rf"(?P<start>{YEAR}) ?[-/] ?(?P<end>{YEAR})"
QUARTERS_AND_HALVES: tuple[Form, ...] = (
    (
        re.compile(
            rf"\bq(?P<number1>[1-4])(?!\d){in_year('1')} ?(?:(?P<to>{TO})|{BESIDE}) ?"
            rf"q?(?P<number2>[1-4])(?![\d/.]){in_year('2')}"
        ),
        _read_quarters,
    ),
    (re.compile(rf"\bq(?P<number>[1-4])(?!\d){in_year()}"), _read_quarter),
    (re.compile(rf"\bh(?P<number>[12])(?!\d){in_year()}"), _read_half),
)
YEARS_AND_SEASONS: tuple[Form, ...] = (
    (re.compile(rf"{PAIR} financial year"), _read_financial_year),
    (
        re.compile(
            rf"{_FINANCIAL}(?!s) ?(?:(?P<start>{YEAR})(?: ?(?:[-/]|\bto\b) ?(?P<end>{YEAR}))?)?"
        ),
        _read_financial_year,
    ),
    (
        re.compile(
            rf"\b(?P<first>spring|summer|autumn) ?{BESIDE} ?(?P<season>summer|autumn|winter)"
            rf"(?:,? ?(?P<year>{YEAR}))?"
        ),
        _read_seasons,
    ),
    (
        re.compile(
            rf"\b(?P<season>spring|summer|autumn|winter)\b(?! (?:term|half))"
            rf"(?:,? ?(?P<start>{YEAR})(?: ?(?:[-/]|\bto\b) ?(?P<end>{YEAR}))?)?"
        ),
        _read_season,
    ),
    (
        re.compile(
            rf"(?P<named>financial years )?(?<!\d)(?P<start>{YEAR}) ?(?P<joiner>[-/]|\bto\b) ?"
            rf"(?P<end>{YEAR})"
        ),
        _read_years,
    ),
    (
        re.compile(rf"\b(?:(?P<part>early|mid|late|end) (?:of )?)?(?<!\d)(?P<year>{WHOLE_YEAR})"),
        _read_year,
    ),
)
