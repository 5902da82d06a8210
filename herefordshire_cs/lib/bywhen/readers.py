"""The forms in which a span of days is written, one small reader to a form.

Words that fit a form but name no real days (31 February, a month without its year) are not
passed on to a looser form: the reader raises ``NotUnderstood``. Where the words give no year,
the readers use the plan's ``year``, if they are given one.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from herefordshire_cs.lib.bywhen.span import NotUnderstood, Precision, Span
from herefordshire_cs.lib.calendar.years import FinancialYear, Quarter

Reader = Callable[[re.Match[str], int | None], Span]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?! be\b)|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
YEAR = r"(?:(?:19|20)\d\d|\d\d)(?!\d)"
JOINER = r" ?(?P<joiner>-|/|&|\bto\b|\band\b|\buntil\b) ?"


def _edge(name: str) -> str:
    """Return a pattern for one end of a range: "late feb", "end of mar 06", "7 march 06"."""
    return (
        rf"(?:\b(?P<part{name}>early|mid|late|end) (?:of )?)?"
        rf"(?:(?<!\d)(?P<day{name}>\d{{1,2}}) ?(?:of )?)?"
        rf"(?<![a-z])(?P<month{name}>{MONTH})(?:,? ?(?P<year{name}>{YEAR}))?"
    )


def _whole_year(digits: str | None, otherwise: int | None = None) -> int:
    """Return 2006 for "06" and 1998 for "98", or the other year where none is written."""
    if digits:
        century = 0 if len(digits) == 4 else 2000 if int(digits) < 50 else 1900
        return century + int(digits)
    if otherwise is None:
        raise NotUnderstood("no year")
    return otherwise


def _day(year: int, month: int, day: int) -> date:
    """Return the day; 31 February is refused, never rolled over to March."""
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise NotUnderstood("no such day") from impossible


def _month_number(name: str) -> int:
    """Return 2 for "feb." or "february"."""
    return MONTHS.index(name[:3]) + 1


def _read_edge(match: re.Match[str], name: str, year: int | None) -> Span:
    """Read one end: "4 jan 06", "feb 06", "mid feb 06", "end feb 06".

    The end of a month is its last day. Early, mid and late are its thirds, 1 to 10, 10 to 20
    and 20 to the end; they share their edge days because the words draw no line between them.
    """
    month = _month_number(match[f"month{name}"])
    year = _whole_year(match[f"year{name}"], year)
    if digits := match[f"day{name}"]:
        day = _day(year, month, int(digits))
        return Span(day, day, Precision.DAY)
    last = monthrange(year, month)[1]
    starts, ends, precision = {
        None: (1, last, Precision.MONTH),
        "end": (last, last, Precision.MONTH),
        "early": (1, 10, Precision.PERIOD),
        "mid": (10, 20, Precision.PERIOD),
        "late": (20, last, Precision.PERIOD),
    }[match[f"part{name}"]]
    return Span(date(year, month, starts), date(year, month, ends), precision)


def _read_month(match: re.Match[str], year: int | None) -> Span:
    """Read "4 Jan 06", "Feb 06" or "End Feb 06"."""
    return _read_edge(match, "", year)


def _read_range(match: re.Match[str], year: int | None) -> Span:
    """Read "Late Feb - 7 March 06", "Jan/Feb 06" or "Oct 06 - Apr 07".

    A first month without a year takes the second's, or the year before if it is later on.
    """
    last = _read_edge(match, "2", year)
    is_later_on = _month_number(match["month1"]) > last.latest.month
    first = _read_edge(match, "1", last.latest.year - is_later_on)
    are_months = first.precision == last.precision == Precision.MONTH
    return Span(
        first.earliest,
        last.latest,
        Precision.MONTHS if are_months and first.earliest.day == 1 else Precision.PERIOD,
        is_range=match["joiner"] in ("-", "to", "until"),
    )


def _read_days_of_month(match: re.Match[str], year: int | None) -> Span:
    """Read "3 - 7 March 06"."""
    last = _read_edge(match, "", year).latest
    first = _day(last.year, last.month, int(match["first"]))
    return Span(first, last, Precision.PERIOD, is_range=True)


def _read_numbers(match: re.Match[str], _year: int | None) -> Span:
    """Read "30/06/2006", "15.02.06", "21 02 06" or "2006-06-30"; the month is in the middle."""
    day = _day(_whole_year(match["year"]), int(match["month"]), int(match["day"]))
    return Span(day, day, Precision.DAY)


def _read_quarter(match: re.Match[str], year: int | None) -> Span:
    """Read "Q2 2019/20", or "Quarter 4" in the financial year that starts in the plan's year.

    "Q3 2019" is October to December either way of counting years; "Q4 2019" could be January
    of 2019 or of 2020, and is refused.
    """
    number = int(match["number"])
    starts_in = _whole_year(match["start"], year)
    if match["end"]:
        _check_consecutive(starts_in, _whole_year(match["end"]))
    elif match["start"] and number == 4:
        raise NotUnderstood("January to March of which year")
    quarter = Quarter(FinancialYear(starts_in), number)
    return Span(quarter.starts_on, quarter.ends_on, Precision.QUARTER)


def _check_consecutive(starts_in: int, ends_in: int) -> None:
    """Raise NotUnderstood unless the two years make one financial year."""
    if ends_in != starts_in + 1:
        raise NotUnderstood("not one financial year")


def _read_financial_years(match: re.Match[str], _year: int | None) -> Span:
    """Read "06/07", never June 2007, and "2009-2010" or "2009-2011", from 1 April to 31 March.

    The 2009 plan dates what it must save "for 2009/2010" as "2009-2010", and its targets for
    2009-2011 are those of two financial years: a dash between years means no more than a slash.
    """
    starts_in, ends_in = _whole_year(match["start"]), _whole_year(match["end"])
    if len(match["start"]) == 2 and match["joiner"] != "/":
        raise NotUnderstood("two numbers, which need not be years")
    is_one_year = ends_in == starts_in + 1
    if len(match["end"]) == 2:
        _check_consecutive(starts_in, ends_in)
    return Span(
        FinancialYear(starts_in).starts_on,
        FinancialYear(ends_in - 1).ends_on,
        Precision.FINANCIAL_YEAR if is_one_year else Precision.YEARS,
        is_range=not is_one_year,
    )


def _read_season(match: re.Match[str], year: int | None) -> Span:
    """Read "Autumn 06": 1 September to 30 November; a winter runs into the next year.

    No source settles when a season ends; these are the meteorological seasons.
    """
    starts_in, month = _whole_year(match["year"], year), SEASON_STARTS[match["season"]]
    ends_in, last_month = (starts_in + 1, 2) if month == 12 else (starts_in, month + 2)
    ends_on = date(ends_in, last_month, monthrange(ends_in, last_month)[1])
    return Span(date(starts_in, month, 1), ends_on, Precision.SEASON)


def _read_year(match: re.Match[str], _year: int | None) -> Span:
    """Read "2009" as a calendar year, and "end of 2009" as its last day."""
    year = int(match["year"])
    starts_on = date(year, 12, 31) if match["end"] else date(year, 1, 1)
    return Span(starts_on, date(year, 12, 31), Precision.YEAR)


_SEPARATOR = r" ?[-./ ] ?"
# Exact forms first: each takes its words away before a looser one can see them.
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"), _read_numbers),
    (
        re.compile(
            rf"(?<!\d)(?P<day>\d{{1,2}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}"
            rf"(?P<year>{YEAR})"
        ),
        _read_numbers,
    ),
    (re.compile(_edge("1") + JOINER + _edge("2")), _read_range),
    (re.compile(rf"(?<!\d)(?P<first>\d{{1,2}}){JOINER}{_edge('')}"), _read_days_of_month),
    (re.compile(_edge("")), _read_month),
    (
        re.compile(
            rf"\bq(?:uarter)? ?(?P<number>[1-4])(?!\d)"
            rf"(?:,? (?:of )?(?P<start>{YEAR})(?: ?[-/] ?(?P<end>{YEAR}))?)?"
        ),
        _read_quarter,
    ),
    (
        re.compile(rf"(?<!\d)(?P<start>{YEAR}) ?(?P<joiner>[-/]|\bto\b) ?(?P<end>{YEAR})"),
        _read_financial_years,
    ),
    (
        re.compile(
            rf"\b(?P<season>spring|summer|autumn|winter)\b(?! (?:term|half))"
            rf"(?:,? ?(?P<year>{YEAR}))?"
        ),
        _read_season,
    ),
    (re.compile(r"\b(?P<end>end (?:of )?)?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"), _read_year),
)
