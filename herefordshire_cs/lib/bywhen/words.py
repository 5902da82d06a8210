"""A by-when in the words of a page: what was understood, never more."""

from datetime import date

from herefordshire_cs.lib.bywhen.by_when import ByWhen
from herefordshire_cs.lib.bywhen.span import Precision
from herefordshire_cs.lib.calendar.years import financial_year, quarter
from herefordshire_cs.lib.text.words import NO_BREAK_SPACE, day_in_words, month_in_words

SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def describe(by_when: ByWhen) -> str:
    """Return "28 February 2006", "from April 2006, no end stated" or "to be confirmed"."""
    parts = [_days(by_when), _recurrence(by_when), _end(by_when)]
    if by_when.is_to_be_confirmed:
        parts.append("to be confirmed")
    words = ", ".join(part for part in parts if part)
    if words:
        return words
    return "not understood" if by_when.as_written.strip() else "not stated"


def _is_start(by_when: ByWhen) -> bool:
    """Say whether the days are only the start of what has no end, or ends in a review."""
    return by_when.is_open_ended and by_when.latest in (None, by_when.review_on)


def _recurrence(by_when: ByWhen) -> str:
    """Return "at least monthly" from a start, "then monthly" after a first day that is due."""
    is_later = by_when.recurrence and by_when.is_open_ended and not _is_start(by_when)
    return f"then {by_when.recurrence}" if is_later else by_when.recurrence


def _end(by_when: ByWhen) -> str:
    """Return what the words say of a review, until when it goes on, or that no end is stated."""
    if by_when.review_on:
        return f"review by {day_in_words(by_when.review_on)}"
    if by_when.latest and by_when.earliest is None:
        return f"until {day_in_words(by_when.latest)}"
    return "no end stated" if by_when.is_open_ended else ""


def _days(by_when: ByWhen) -> str:
    """Return the days it is for, or only the day it starts from."""
    earliest, latest = by_when.earliest, by_when.latest
    if earliest is None:
        return "ongoing" if by_when.is_open_ended else ""
    if latest is None or _is_start(by_when):
        return f"from {_start(earliest, by_when.precision)}"
    if earliest == latest:
        return day_in_words(latest)
    return _span(earliest, latest, by_when.precision)


def _start(earliest: date, precision: Precision) -> str:
    """Return the day or month that something starts in, as exactly as it was written."""
    is_exact = precision in (Precision.DAY, Precision.PERIOD) or earliest.day > 1
    return day_in_words(earliest) if is_exact else _span(earliest, earliest, precision)


def _span(earliest: date, latest: date, precision: Precision) -> str:
    """Return the span between two days, as exactly as it was written."""
    match precision:
        case Precision.MONTH | Precision.MONTHS:
            return _months(earliest, latest)
        case Precision.QUARTER:
            return str(quarter(earliest))
        case Precision.SEASON:
            return f"{SEASONS[earliest.month]} {_years(earliest, latest)}"
        case Precision.FINANCIAL_YEAR:
            return f"financial year {financial_year(earliest)}"
        case Precision.YEARS:
            ends_in = financial_year(latest).starts_in + 1
            return f"financial years {earliest.year} to {ends_in}"
        case Precision.YEAR:
            return str(earliest.year)
        case _:
            return _period(earliest, latest)


def _years(earliest: date, latest: date) -> str:
    """Return "2006" or "2006 to 2007"."""
    if earliest.year == latest.year:
        return str(earliest.year)
    return f"{earliest.year} to {latest.year}"


def _months(earliest: date, latest: date) -> str:
    """Return "February 2006", "January to February 2006" or "October 2006 to April 2007"."""
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return month_in_words(latest)
    if earliest.year == latest.year:
        return f"{earliest:%B} to {month_in_words(latest)}"
    return f"{month_in_words(earliest)} to {month_in_words(latest)}"


def _period(earliest: date, latest: date) -> str:
    """Return "10 to 20 February 2006", "20 February to 7 March 2006" or two whole days."""
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day} to {day_in_words(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day}{NO_BREAK_SPACE}{earliest:%B} to {day_in_words(latest)}"
    return f"{day_in_words(earliest)} to {day_in_words(latest)}"
