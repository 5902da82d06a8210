"""Words beside a time that make its reading a guess: a question is asked in place of it."""

import re
from collections.abc import Callable
from datetime import date

from herefordshire_cs.lib.bywhen.by_when import ByWhen
from herefordshire_cs.lib.bywhen.readers import MONTH
from herefordshire_cs.lib.bywhen.span import Precision
from herefordshire_cs.lib.bywhen.whole_cells import DONE_OR_DUE, WHICH
from herefordshire_cs.lib.text.words import day_in_words

NOT_EXACT = "It names a time, but no days that can be relied on. By when is it?"
OTHER_WEEKDAY = "{day} is a {weekday}. Which day is meant?"
WHOSE_QUARTER = "Is it counted in calendar years? By when is it?"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_weekday = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|rs|r|nes|ur|urs)?(?:day)?\b")
_arrow = re.compile(r"[-=]+>|[\u2192\u21d2\u2794\u27a1]")
_done = re.compile(r"\b(?:actual(?:ly)?|(?<!be )(?:completed|achieved|done|delivered))\b(?! by\b)")
_calendar = re.compile(r"\b(?:calendar|cy)\b")
_quarter_or_half = re.compile(r"\b[qh][1-4]\b")
_ORDINAL = (
    r"(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth|last|penultimate)"
)
_in_words = re.compile(
    rf"\b{_ORDINAL} (?:(?:of )?{MONTH}|(?:full )?(?:week|weekend|fortnight|few|working day|half)\b"
    rf"|(?:{'|'.join(WEEKDAYS)})\b)"
)
_before_year = re.compile(r"(?<![a-z])([a-z]{2,}) (?:in )?(?:19|20)\d\d(?!\d)")
# What may stand before a year without saying which part of it is meant.
_ADDS_NOTHING = {
    *(
        "by",
        "in",
        "during",
        "of",
        "end",
        "the",
        "before",
        "until",
        "till",
        "to",
        "from",
        "and",
        "or",
    ),
    *("early", "mid", "late", "calendar", "year", "years", "for", "within", "throughout", "into"),
    *("then", "is", "at", "around", "circa", "about", "approx", "approximately", "date", "due"),
    *("deadline", "target", "start", "starts", "starting", "begin", "begins", "beginning", "now"),
    *("commence", "commences", "commencing", "complete", "completed", "completion", "review"),
    *(
        "ongoing",
        "revised",
        "extended",
        "moved",
        "deferred",
        "delayed",
        "tbc",
        "sometime",
        "through",
    ),
    *("annually", "monthly", "quarterly", "weekly", "termly", "yearly", "later", "than", "latest"),
}


def doubt(words: str, readings: tuple[ByWhen, ...]) -> str:
    """Return what is to be asked of readings of some words in lower case; blank for nothing."""
    return next((asked for asks in ASKING if (asked := asks(words, readings))), "")


def _of_the_weekday(words: str, readings: tuple[ByWhen, ...]) -> str:
    """Ask of "Tuesday 5 October 2026", which is a Monday."""
    day = _only_day(readings)
    named = {found[1] for found in _weekday.finditer(words)}
    weekday = WEEKDAYS[day.weekday()] if day else ""
    if day is None or len(named) != 1 or weekday[:3] in named:
        return ""
    return OTHER_WEEKDAY.format(day=day_in_words(day), weekday=weekday.capitalize())


def _only_day(readings: tuple[ByWhen, ...]) -> date | None:
    is_one_day = len(readings) == 1 and readings[0].precision == Precision.DAY
    return readings[0].latest if is_one_day else None


def _of_two_days(words: str, readings: tuple[ByWhen, ...]) -> str:
    """Ask of "30 June → 30 September" which holds, of "target June, actual July" what was due."""
    if len(readings) < 2:
        return ""
    if _done.search(words):
        return DONE_OR_DUE
    return WHICH if _arrow.search(words) else ""


def _of_calendar_quarters(words: str, readings: tuple[ByWhen, ...]) -> str:
    """Ask of "Q4 2026 (calendar)": a council's quarters are of financial years."""
    if _calendar.search(words) and _quarter_or_half.search(words):
        return WHOSE_QUARTER
    return ""


def _of_places_in_words(words: str, readings: tuple[ByWhen, ...]) -> str:
    """Ask of "first week of October" and "thirty-first December", read as the month alone."""
    names_days = any(reading.latest for reading in readings)
    return NOT_EXACT if names_days and _in_words.search(words) else ""


def _of_an_event_of_a_year(words: str, readings: tuple[ByWhen, ...]) -> str:
    """Ask of "Whitsun 2027": a whole year is more than the words say."""
    if all(reading.precision != Precision.YEAR for reading in readings):
        return ""
    events = [word for word in _before_year.findall(words) if word not in _ADDS_NOTHING]
    return NOT_EXACT if events else ""


ASKING: tuple[Callable[[str, tuple[ByWhen, ...]], str], ...] = (
    _of_the_weekday,
    _of_two_days,
    _of_calendar_quarters,
    _of_places_in_words,
    _of_an_event_of_a_year,
)
