"""The days of a year on which a body means to meet: a pattern, and what speaks against a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from herefordshire_cs.lib.bywhen import KnownTerm
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar

WEEK = timedelta(days=7)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST = -1  # the last of a month, instead of its first, second, third or fourth
LONGEST = 400  # days from the first to the last: a year and what it runs over


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The first Tuesday of every second month, from a day to a day.

    ``weekday`` counts from Monday, 0; ``nth`` from 1, or is ``LAST``; ``every`` counts months from
    that of the first day.
    """

    weekday: int
    nth: int
    every: int
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield the days, the first first."""
        year, month = self.first.year, self.first.month
        while date(year, month, 1) <= self.last:
            day = nth_weekday(year, month, weekday=self.weekday, nth=self.nth)
            if self.first <= day <= self.last:
                yield day
            month += self.every
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def nth_weekday(year: int, month: int, *, weekday: int, nth: int) -> date:
    """Return the first to fourth such day of a month, or its last."""
    first = date(year, month, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    if nth != LAST:
        return first + (nth - 1) * WEEK
    while (first + WEEK).month == month:
        first += WEEK
    return first


def against(day: date, *, calendar: WorkingCalendar, terms: Iterable[KnownTerm]) -> Iterator[str]:
    """Yield why a day is no good day to meet: it is no working day, or the schools are closed.

    Of the schools nothing is said before the first term on record or after the last.
    """
    if reason := calendar.why_not_working(day):
        yield f"Not a working day: {reason}"
    known = sorted(terms, key=lambda each: each.starts_on)
    if not known or not known[0].starts_on <= day <= known[-1].ends_on:
        return
    term = next((each for each in known if each.starts_on <= day <= each.ends_on), None)
    if term is None:
        yield "In the school holidays"
    elif (
        term.half_term_from
        and term.half_term_to
        and (term.half_term_from <= day <= term.half_term_to)
    ):
        yield "In half-term"
