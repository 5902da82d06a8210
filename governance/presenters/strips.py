"""The days from a publication to a meeting, as a strip of cells: what counts, what does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from governance.statutory import ClockLine

WEEKEND = ("Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDay:
    """One cell; ``kind`` is "end" for papers and meeting, "out" for a day left out, or blank."""

    weekday: str
    number: str
    words: str
    kind: str = ""


def day_strip(line: ClockLine, held_on: date) -> tuple[StripDay, ...]:
    """Return the cells from the day of publication to that of the meeting, weekends in one."""
    return (
        _cell(line.day, "papers out", kind="end"),
        *_between(line),
        _cell(held_on, "meeting", kind="end"),
    )


def _between(line: ClockLine) -> Iterator[StripDay]:
    reasons = dict(line.left_out)
    days = sorted({*line.counted, *reasons})
    numbers = {day: number for number, day in enumerate(sorted(line.counted), start=1)}
    # Saturday and the Sunday after it have one ISO week; nothing else shares a key.
    for _key, group in groupby(days, key=lambda day: _key_of(day, reasons)):
        together = list(group)
        if len(together) > 1:
            yield _weekend(*together)
        elif together[0] in reasons:
            yield _cell(together[0], _why(reasons[together[0]]), kind="out")
        else:
            yield _cell(together[0], f"day {numbers[together[0]]}")


def _key_of(day: date, reasons: dict[date, str]) -> tuple[int, int, int]:
    year, week, weekday = day.isocalendar()
    return (year, week, 0 if reasons.get(day) in WEEKEND else weekday)


def _why(reason: str) -> str:
    return "not counted" if reason in WEEKEND else reason


def _weekend(first: date, last: date) -> StripDay:
    return StripDay(
        weekday=f"{first:%a}, {last:%a}",
        number=f"{first.day}–{last.day}",
        words="not counted",
        kind="out",
    )


def _cell(day: date, words: str, *, kind: str = "") -> StripDay:
    return StripDay(weekday=f"{day:%a}", number=str(day.day), words=words, kind=kind)
