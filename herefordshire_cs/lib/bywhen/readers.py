"""The forms in which days and months are written, one small reader to a form.

Words that fit a form but name no real days (31 February, a month without its year) are not
passed on to a looser form: the reader raises ``NotUnderstood``. A reader gives None where the
words only look like its form. Where the words give no year, the readers use the setting's.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from herefordshire_cs.lib.bywhen.setting import Setting
from herefordshire_cs.lib.bywhen.span import NotUnderstood, Precision, Span

Reader = Callable[[re.Match[str], Setting], Span | None]
Form = tuple[re.Pattern[str], Reader]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?! be\b)|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
YEAR = r"(?:(?:19|20)\d\d|\d\d)(?!\d)"
WHOLE_YEAR = r"(?:19|20)\d\d(?!\d)"
# From one to the other, or one beside the other.
TO = r"(?:-|\bto\b|\buntil\b|\bthrough\b)"
BESIDE = r"(?:/|&|\band\b|\bor\b)"
# What stands between a month and its year: "dec 26", "dec, 2026", "dec-26", "dec/26".
_TO_YEAR = r"(?:,? ?|[-/](?=\d{2,4}(?![-./\d])(?! ?[a-z]{3})))"


def _edge(name: str) -> str:
    """Return a pattern for one end of a range: "late feb", "end of mar 06", "7 march 06"."""
    return (
        rf"(?:\b(?P<part{name}>early|mid|late|end) (?:of )?)?"
        rf"(?:(?<!\d)(?P<day{name}>\d{{1,2}})(?: ?(?:of )?|[-/]))?"
        rf"(?<![a-z])(?P<month{name}>{MONTH})(?:{_TO_YEAR}(?P<year{name}>{YEAR}))?"
    )


def day_of(year: int, month: int, day: int) -> date:
    """Return the day; 31 February is refused, never rolled over to March."""
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise NotUnderstood("no such day") from impossible


def month_span(year: int, month: int) -> Span:
    """Return a whole month."""
    last = monthrange(year, month)[1]
    return Span(date(year, month, 1), date(year, month, last), Precision.MONTH)


def month_number(name: str) -> int:
    """Return 2 for "feb." or "february"."""
    return MONTHS.index(name[:3]) + 1


def _read_edge(match: re.Match[str], name: str, setting: Setting, year: int | None = None) -> Span:
    """Read one end: "4 jan 06", "feb 06", "mid feb 06", "end feb 06".

    The end of a month is its last day. Early, mid and late are its thirds, 1 to 10, 10 to 20
    and 20 to the end; they share their edge days because the words draw no line between them.
    """
    month = month_number(match[f"month{name}"])
    written = match[f"year{name}"]
    if written or year is None:
        year = setting.whole_year(written)
    if digits := match[f"day{name}"]:
        day = day_of(year, month, int(digits))
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


def _read_month(match: re.Match[str], setting: Setting) -> Span:
    """Read "4 Jan 06", "Feb 06" or "End Feb 06"."""
    return _read_edge(match, "", setting)


def _read_range(match: re.Match[str], setting: Setting) -> Span:
    """Read "Late Feb - 7 March 06" or "Oct 06 - Apr 07".

    A first month without a year takes the second's, or the year before if it is later on.
    """
    last = _read_edge(match, "2", setting)
    is_later_on = month_number(match["month1"]) > last.latest.month
    first = _read_edge(match, "1", setting, last.latest.year - is_later_on)
    are_months = first.precision == last.precision == Precision.MONTH
    return Span(
        first.earliest,
        last.latest,
        Precision.MONTHS if are_months and first.earliest.day == 1 else Precision.PERIOD,
        is_range=True,
    )


def _read_neighbours(match: re.Match[str], setting: Setting) -> Span | None:
    """Read "Jan/Feb 06" and "June and July 06": months that follow one another, of one year.

    "January and March" and two months with a year each are two dates.
    """
    first, second = month_number(match["month1"]), month_number(match["month2"])
    is_whole = not any(match[name] for name in ("year1", "day1", "day2", "part1", "part2"))
    if not is_whole or second != first % 12 + 1:
        return None
    last = _read_edge(match, "2", setting)
    earlier = _read_edge(match, "1", setting, last.latest.year - (first > second))
    return Span(earlier.earliest, last.latest, Precision.MONTHS)


def _read_days_of_month(match: re.Match[str], setting: Setting) -> Span:
    """Read "3 - 7 March 06" and "March 3-7, 2006"."""
    last = _read_edge(match, "", setting).latest
    first = day_of(last.year, last.month, int(match["first"]))
    return Span(first, last, Precision.PERIOD, is_range=True)


def _read_numbers(match: re.Match[str], setting: Setting) -> Span:
    """Read "30/06/2006", "15.02.06", "21 02 06" or "2006-06-30"; the month is in the middle."""
    day = day_of(setting.whole_year(match["year"]), int(match["month"]), int(match["day"]))
    return Span(day, day, Precision.DAY)


def _read_month_in_figures(match: re.Match[str], setting: Setting) -> Span:
    """Read "12/2026" and "12.2026"."""
    return month_span(setting.whole_year(match["year"]), int(match["month"]))


_SEPARATOR = r" ?[-./ ] ?"
ISO_DAY: Form = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    _read_numbers,
)
# Exact forms first: each takes its words away before a looser one can see them.
DAYS_AND_MONTHS: tuple[Form, ...] = (
    (
        re.compile(
            rf"(?P<part>$^)?(?<![a-z])(?P<month>{MONTH}) (?P<first>\d{{1,2}}) ?{TO} ?"
            rf"(?P<day>\d{{1,2}}),? (?P<year>{WHOLE_YEAR})"
        ),
        _read_days_of_month,
    ),
    (
        re.compile(
            rf"(?<!\d)(?P<day>\d{{1,2}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}"
            rf"(?P<year>{YEAR})"
        ),
        _read_numbers,
    ),
    (re.compile(rf"{_edge('1')} ?{TO} ?{_edge('2')}"), _read_range),
    (re.compile(rf"{_edge('1')} ?{BESIDE} ?{_edge('2')}"), _read_neighbours),
    (re.compile(rf"\bbetween {_edge('1')} and {_edge('2')}"), _read_range),
    (re.compile(rf"(?<!\d)(?P<first>\d{{1,2}}) ?{TO} ?(?=\d){_edge('')}"), _read_days_of_month),
    (re.compile(_edge("")), _read_month),
    (
        re.compile(rf"(?<![\d/.])(?P<month>0?[1-9]|1[0-2]) ?[/.] ?(?P<year>{WHOLE_YEAR})"),
        _read_month_in_figures,
    ),
)
