"""The notes of a cell of progress: each from where a day opens it, and what is in doubt.

Plain values, no database. The words of an undated note stay with the note before it.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MONTHS = {name: number for number, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
     "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()}  # fmt: skip
NOTE_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?P<mark>[/. -])\s*(?P<month>\d{1,2}|[A-Za-z]{3,9})\.?"
    r"(?:\s*[/., -]\s*(?P<year>\d{4}|\d{2}))?(?![\d/])"
)
OPENS_NOTE = re.compile(
    r"^(?:update |updated |on |as at |position at |w/?c |\[|\()?$", re.IGNORECASE
)
AFTER_DAY = re.compile(r"\s*[\])]?\s*(?:[:–—]|-(?=\s)|\.(?=\s))\s*|[\])]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of progress, with the day it speaks of where it names one."""

    said_on: date | None
    text: str


def read_notes(
    words: str, *, starts_on: date | None = None, ends_on: date | None = None
) -> tuple[tuple[Note, ...], str]:
    """Return the notes of a cell, each from where a day opens a line or sentence; and a question.

    A day without a year is one only where the plan's period holds it once.
    """
    notes: list[Note] = []
    question = ""
    for line in words.split("\n"):
        for part in _parts(line):
            said_on, text, doubt = _note(part, starts_on, ends_on)
            question = question or doubt
            is_more = said_on is None and not doubt and notes and not _opens(part)
            if is_more:
                notes[-1] = Note(said_on=notes[-1].said_on, text=f"{notes[-1].text}\n{text}")
            elif text:
                notes.append(Note(said_on=said_on, text=text))
    return tuple(notes), question


def _opens(part: str) -> bool:
    found = NOTE_DAY.search(part)
    return found is not None and bool(OPENS_NOTE.match(part[: found.start()]))


def _parts(line: str) -> list[str]:
    """Return a line cut before each sentence that a day opens."""
    cuts = [
        found.start()
        for found in NOTE_DAY.finditer(line)
        if re.search(r"[.;!?)]\s+$", line[: found.start()]) and AFTER_DAY.match(line, found.end())
    ]
    places = [0, *cuts, len(line)]
    parts = [line[begins:ends].strip() for begins, ends in pairwise(places)]
    return [part for part in parts if part]


def _note(part: str, starts_on: date | None, ends_on: date | None) -> tuple[date | None, str, str]:
    found = NOTE_DAY.search(part)
    if found is None or not OPENS_NOTE.match(part[: found.start()]):
        return None, part, ""
    after = AFTER_DAY.match(part, found.end())
    if after is None and found["year"]:
        after = re.compile(r"\s+").match(part, found.end())
    if after is None and found.end() < len(part):
        return None, part, ""
    day, doubt = _day(found, starts_on, ends_on)
    if day is None:
        return None, part, doubt
    text = part[after.end() :].strip() if after else ""
    return (day, text, "") if text else (None, part, "")


def _day(
    found: re.Match[str], starts_on: date | None, ends_on: date | None
) -> tuple[date | None, str]:
    month = (
        int(found["month"])
        if found["month"].isdigit()
        else MONTHS.get(found["month"].casefold(), 0)
    )
    doubt = f"“{found[0].strip()}” is no day that the calendar has."
    if not month:
        return None, ""
    if found["year"]:
        year = int(found["year"])
        return _made(year + 2000 if year < 100 else year, month, int(found["day"]), doubt)
    if starts_on is None:
        return None, f"“{found[0].strip()}” names no year."
    last = ends_on or starts_on.replace(year=starts_on.year + 1)
    days = [
        day
        for year in range(starts_on.year, last.year + 1)
        if (day := _made(year, month, int(found["day"]), doubt)[0]) and starts_on <= day <= last
    ]
    if len(days) == 1:
        return days[0], ""
    return None, f"“{found[0].strip()}” names no year."


def _made(year: int, month: int, day: int, doubt: str) -> tuple[date | None, str]:
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, doubt
