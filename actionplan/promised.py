"""Which days to come stand in the words of a note; values in, values out."""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = [name.lower() for name in month_name if name]
NAMED = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+"
    r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:\s+(\d{4}|\d{2})\b)?",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\b(\d{1,2})([./ ])(\d{1,2})\2(\d{4}|\d{2})\b")
CENTURY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedDay:
    """A day to come as it stands in a note, with the sentence that names it."""

    day: date
    as_written: str
    words: str


def promised_days(narrative: str, *, after: date) -> list[PromisedDay]:
    """Return the days after one that a note names, in its order, each once.

    A day is day, month and year, or day and month of the year of ``after``. Months, weeks and
    what is in no calendar are no days: nothing is guessed.
    """
    found = sorted(_days_in(narrative, after), key=lambda each: each[0])
    days: dict[date, PromisedDay] = {}
    for start, as_written, day in found:
        if day > after and day not in days:
            words = _sentence_round(narrative, start)
            days[day] = PromisedDay(day=day, as_written=as_written, words=words)
    return list(days.values())


def _days_in(narrative: str, after: date) -> Iterator[tuple[int, str, date]]:
    for match in NAMED.finditer(narrative):
        number, name, year = match.groups()
        month = next(
            place
            for place, each in enumerate(MONTHS, start=1)
            if each.startswith(name.lower()[:3])
        )
        if day := _day(year or str(after.year), month, number):
            yield match.start(), match[0].strip(" ."), day
    for match in NUMBERED.finditer(narrative):
        number, _mark, month_number, year = match.groups()
        if day := _day(year, int(month_number), number):
            yield match.start(), match[0], day


def _day(year: str, month: int, number: str) -> date | None:
    """Return the day of a year of two or four digits, or nothing where there is none."""
    years = int(year)
    try:
        return date(years if len(year) > 2 else CENTURY + years, month, int(number))
    except ValueError:
        return None


def _sentence_round(narrative: str, place: int) -> str:
    """Return the line, or the sentence of it, in which something stands."""
    start = narrative.rfind("\n", 0, place) + 1
    end = narrative.find("\n", place)
    line = narrative[start : len(narrative) if end < 0 else end]
    at = place - start
    begins = max((m.end() for m in re.finditer(r"[.;!?]\s+(?=[A-Z])", line[:at])), default=0)
    ends = re.search(r"[.;!?](?=\s+[A-Z]|\s*$)", line[at:])
    return line[begins : at + ends.end() if ends else len(line)].strip(" •-")
