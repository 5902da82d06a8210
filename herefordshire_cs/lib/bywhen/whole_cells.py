"""What a cell means as a whole: no day, at once, so long from an event, a serial, two figures."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from herefordshire_cs.lib.bywhen.by_when import ByWhen, read
from herefordshire_cs.lib.bywhen.readers import MONTHS
from herefordshire_cs.lib.bywhen.setting import Period, Setting
from herefordshire_cs.lib.bywhen.span import NotUnderstood, Precision
from herefordshire_cs.lib.text.words import day_in_words

FROM_WHAT = "From which day is it counted? From {day} it would end on {latest}."
WORKING_DAYS = "From which day are the working days counted? By when is it?"
HOW_SOON = "It names no day. By when at the latest?"
DONE_OR_DUE = "Is this when it was done, or by when it is due?"
NOT_A_SERIAL = "A number, but not of a day near this plan. By when is it?"
WHICH_YEAR = "31 December or 31 March?"
NOT_ITS_YEAR = "The plan has no such year. By when is it?"
WHICH = "Which of these is meant?"

NO_DAY = {
    *(
        "",
        "-",
        "--",
        "?",
        ".",
        "n/a",
        "na",
        "n.a",
        "n.a.",
        "n/k",
        "not applicable",
        "none",
        "nil",
        "blank",
    ),
    *("complete", "completed", "done", "closed", "achieved", "finished", "delivered", "met"),
    *("implemented", "not started", "started", "in progress", "underway", "under way", "on track"),
    *("in place", "already in place", "existing", "in operation"),
    *("on hold", "paused", "superseded", "withdrawn", "cancelled", "dropped", "carried forward"),
    *("not yet known", "not known", "unknown", "not set", "no date", "date to follow", "pending"),
}
_to_come = re.compile(
    r"(?:date )?(?:tb[acd]|t\.b\.[acd]\.?|to be (?:advised|agreed|announced|arranged|confirmed|"
    r"decided|determined|set))"
)
_at_once = re.compile(
    r"(?:with )?immediate(?:ly)?(?: effect| action)?|straight ?away|at once|now|from day (?:1|one)"
)
_at_once_and_on = re.compile(rf"(?:{_at_once.pattern})(?: and|,|/|;| -)? ?on-?going")
_vague = re.compile(
    r"(?:24/7|as soon as possible|asap|urgent(?:ly)?|soon|(?:short|medium|long)(?:er)?[ -]term"
    r"|in due course|when available|next (?:board|meeting|year|month|term|week).*"
    r"|(?:by )?(?:the )?year[ -]end|(?:by )?end of (?:the )?year|(?:by )?half[ -]term)"
)
_year_end = re.compile(r"(?:by )?(?:the )?year[ -]end|(?:by )?(?:the )?end of (?:the )?year")
_whole_plan = re.compile(
    r"(?:(?:for )?(?:the )?(?:duration|life|lifetime|length) of (?:the |this )?plan"
    r"|throughout(?: the)? plan|whole plan)"
)
_end_of_plan = re.compile(r"(?:by )?(?:the )?end of (?:the |this )?plan")
_plan_year = re.compile(r"(?:by |in )?(?P<end>(?:the )?end (?:of )?)?year (?P<number>[1-9])")
_serial = re.compile(r"(?P<days>\d{5})(?:\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)  # Excel’s day 0, as its calendar counts from March 1900
_YEARS_ROUND_A_PLAN = 5
_pair = re.compile(r"(?:by |in )?(?P<first>\d{1,2})/(?P<second>\d{1,2})")
_done = re.compile(r"(?:completed?|done|closed|achieved|implemented|delivered)\b(?! by\b)[ :,(-]*")
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_COUNT = r"(?:\d{1,3}|" + "|".join(_NUMBERS) + ")"
_PLAN_START = r"(?:the )?(?:start of (?:the |this )?plan|plan start(?: date)?|plan starting)"
_duration = re.compile(
    rf"(?:(?:with)?in |by )?(?:the next )?(?P<count>{_COUNT})(?: ?(?:-|to) ?(?P<most>{_COUNT}))?"
    r"[ -]?(?P<working>working )?(?:calendar )?(?P<unit>day|week|month|year)s?"
    rf"(?: (?:of|from|after|following|post) (?:(?P<plan>{_PLAN_START})|.+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a cell may mean. Without a question the period settles it, unless all are meant."""

    readings: tuple[ByWhen, ...] = ()
    question: str = ""
    are_all_meant: bool = False


def whole_cell(words: str, text: str, period: Period) -> Meant | None:
    """Return what mended words mean as a whole cell, or None where they are to be read.

    ``text`` is the cell as it was written, for figures that mending would break.
    """
    words = words.strip(" .") if len(words) > 1 else words
    for reader in READERS:
        if (meant := reader(words, text, period)) is not None:
            return meant
    return None


def _one(earliest: date | None, latest: date | None, **fields: object) -> ByWhen:
    precision = Precision.DAY if earliest == latest else Precision.PERIOD
    known = {"earliest": earliest, "latest": latest, "precision": precision}
    return ByWhen(as_written="", **known | fields)  # type: ignore[arg-type]


def _no_day(words: str, _text: str, _period: Period) -> Meant | None:
    if words in NO_DAY or _to_come.fullmatch(words):
        return Meant(are_all_meant=True)
    return None


def _of_the_plan(words: str, _text: str, period: Period) -> Meant | None:
    """Read "immediate", "duration of the plan" and "end of plan"."""
    if _at_once_and_on.fullmatch(words):
        reading = _one(period.starts_on, None, precision=Precision.DAY, is_open_ended=True)
    elif _at_once.fullmatch(words):
        reading = _one(period.starts_on, period.starts_on)
    elif _whole_plan.fullmatch(words):
        reading = _one(period.starts_on, period.ends_on)
    elif _end_of_plan.fullmatch(words):
        reading = _one(period.ends_on, period.ends_on)
    else:
        return None
    return Meant(readings=(reading,), are_all_meant=True)


def _without_days(words: str, _text: str, _period: Period) -> Meant | None:
    """Ask of "asap", "short term" and "year end"."""
    if _year_end.fullmatch(words):
        return Meant(question=WHICH_YEAR)
    return Meant(question=HOW_SOON) if _vague.fullmatch(words) else None


def _year_of_the_plan(words: str, _text: str, period: Period) -> Meant | None:
    """Read "Year 2" as the second year of the plan, where it has one."""
    found = _plan_year.fullmatch(words)
    if found is None:
        return None
    starts_on = months_after(period.starts_on, 12 * (int(found["number"]) - 1))
    ends_on = months_after(starts_on, 12) - timedelta(days=1)
    if not period.holds(starts_on, ends_on):
        return Meant(question=NOT_ITS_YEAR)
    return Meant(readings=(_one(ends_on if found["end"] else starts_on, ends_on),))


def _excel_serial(_words: str, text: str, period: Period) -> Meant | None:
    """Read the number by which a spreadsheet keeps a day, if the day is near the plan."""
    found = _serial.fullmatch(text)
    if found is None:
        return None
    day = _SERIAL_ZERO + timedelta(days=int(found["days"]))
    near = 365 * _YEARS_ROUND_A_PLAN
    if not -near < (day - period.starts_on).days < near + (period.ends_on - period.starts_on).days:
        return Meant(question=NOT_A_SERIAL)
    return Meant(readings=(_one(day, day),))


def _from_an_event(words: str, _text: str, period: Period) -> Meant | None:
    """Read "within 3 months": from the plan's first day, asked unless the words say so."""
    found = _duration.fullmatch(words)
    if found is None:
        return None
    if found["working"]:
        return Meant(question=WORKING_DAYS)
    count, unit, start = _number(found["count"]), found["unit"], period.starts_on
    earliest, latest = start, _later(start, count, unit)
    if found["most"]:
        earliest, latest = latest, _later(start, _number(found["most"]), unit)
    if earliest > latest:
        return Meant(question=HOW_SOON)
    asked = FROM_WHAT.format(day=day_in_words(start), latest=day_in_words(latest))
    question = "" if found["plan"] else asked
    return Meant(readings=(_one(earliest, latest),), question=question, are_all_meant=True)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1


def _later(day: date, count: int, unit: str) -> date:
    """Return the day that is so long after another; a month ends on the day of its number."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return months_after(day, count * (12 if unit == "year" else 1))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _two_figures(words: str, _text: str, period: Period) -> Meant | None:
    """Read "06/07": a financial year, a month of a year, or a day of a month.

    Years come first. Only where none of them touches the plan may it be a day of the plan; if
    the figures could be a financial year all the same, that is asked.
    """
    found = _pair.fullmatch(words)
    if found is None:
        return None
    first, second = found["first"], found["second"]
    years = [*_financial_year(first, second), *_month_of_year(first, second)]
    if any(_touches(period, reading) for reading in years):
        return Meant(readings=tuple(years))
    days = _days_of_month(first, second, period)
    if not years or (days and not _financial_year(first, second)):
        return Meant(readings=tuple(days), question="" if days else NOT_A_SERIAL)
    return Meant(readings=(*years, *days), question=WHICH)


def _financial_year(first: str, second: str) -> list[ByWhen]:
    return _read(f"{first}/{second}") if len(first) == len(second) == 2 else []


def _month_of_year(first: str, second: str) -> list[ByWhen]:
    is_month = 1 <= int(first) <= len(MONTHS) and len(second) == 2
    return _read(f"{first}/20{second}") if is_month else []


def _days_of_month(first: str, second: str, period: Period) -> list[ByWhen]:
    years = range(period.starts_on.year, period.ends_on.year + 1)
    found = [reading for year in years for reading in _read(f"{first}/{second}/{year}")]
    return [reading for reading in found if _touches(period, reading)]


def _read(words: str) -> list[ByWhen]:
    """Return what words mean that name a year, or nothing."""
    try:
        reading = read("", words, Setting(choice=0))
    except NotUnderstood:
        return []
    return [reading] if reading.latest else []


def _touches(period: Period, reading: ByWhen) -> bool:
    return bool(reading.earliest and reading.latest) and period.touches(
        reading.earliest or date.min, reading.latest or date.max
    )


def _done_on(words: str, _text: str, _period: Period) -> Meant | None:
    """Ask of "completed June 2026" whether that was the day it was due."""
    found = _done.match(words)
    readings = _read(words[found.end() :].strip(" )")) if found else []
    return Meant(readings=tuple(readings), question=DONE_OR_DUE) if readings else None


READERS: tuple[Callable[[str, str, Period], Meant | None], ...] = (
    _no_day,
    _of_the_plan,
    _without_days,
    _year_of_the_plan,
    _excel_serial,
    _from_an_event,
    _two_figures,
    _done_on,
)
