"""Whether a standing arrangement is kept: values in, a judgement and its words out.

An arrangement has no day by which it is done. It says how often something is to happen, and is
judged by the days on which that is recorded. Weeks run from Monday to Sunday, months are those of
the calendar: what was done in March at least monthly is to be done again by the end of April.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from herefordshire_cs.lib.text.words import day_in_words, month_in_words


class Frequency(StrEnum):
    """How often something is to happen, at the least."""

    WEEK = "week"
    MONTH = "month"
    TWO_MONTHS = "two months"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def words(self) -> str:
        """The frequency as it is printed."""
        return FREQUENCY_WORDS[self]


class Observance(StrEnum):
    """What the record shows of an arrangement."""

    KEPT = "kept"
    NOT_KEPT = "not kept"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementFact:
    """That an Action is a standing arrangement, from and until when that is known."""

    in_place_on: date
    counts_from: date | None
    every: Frequency | None
    recorded_on: date
    withdrawn_on: date | None = None

    def holds(self, *, on: date) -> bool:
        """Say whether the arrangement was known to be in place on a day."""
        is_over = self.withdrawn_on is not None and self.withdrawn_on <= on
        return self.recorded_on <= on and not is_over


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingFact:
    """A day on which an arrangement was kept, from and until when that is known."""

    kept_on: date
    recorded_on: date
    withdrawn_on: date | None = None


FREQUENCY_WORDS = {
    Frequency.WEEK: "at least weekly",
    Frequency.MONTH: "at least monthly",
    Frequency.TWO_MONTHS: "at least every two months",
    Frequency.QUARTER: "at least quarterly",
    Frequency.YEAR: "at least yearly",
}
MONTHS = {
    Frequency.MONTH: 1,
    Frequency.TWO_MONTHS: 2,
    Frequency.QUARTER: 3,
    Frequency.YEAR: 12,
}
PERIOD_WORDS = {
    Frequency.WEEK: "week",
    Frequency.MONTH: "month",
    Frequency.TWO_MONTHS: "two-month period",
    Frequency.QUARTER: "quarter",
    Frequency.YEAR: "year",
}
YEAR_MONTHS = 12
LAST_WEEKDAY = 6


def kept_until(
    every: Frequency | None, *, kept_on: date | None, counts_from: date | None
) -> date | None:
    """Return the last day on which the arrangement is not behind, or none where none follows.

    After a keeping that is the end of the period after it; before the first, the end of the period
    that begins with ``counts_from``.
    """
    if every is None:
        return None
    if kept_on is not None:
        return end_of_period(kept_on, every, further=1)
    return end_of_period(counts_from, every, further=0) if counts_from else None


def end_of_period(day: date, every: Frequency, *, further: int) -> date:
    """Return the last day of the period of a day, or of one further on."""
    if every is Frequency.WEEK:
        return day + timedelta(days=LAST_WEEKDAY - day.weekday() + 7 * further)
    # A day that was kept ends its own period with its month: two months on from March is May.
    months = MONTHS[every] if further else MONTHS[every] - 1
    return end_of_month(day, months)


def end_of_month(day: date, months: int) -> date:
    """Return the last day of the month that is so many months after that of a day."""
    years, month = divmod(day.month - 1 + months, YEAR_MONTHS)
    return date(day.year + years, month + 1, monthrange(day.year + years, month + 1)[1])


def periods_kept(
    every: Frequency | None, *, counts_from: date | None, kept_on: Iterable[date], as_of: date
) -> tuple[int, int]:
    """Return in how many of the periods that ended before a day it was kept, and how many ended.

    They begin with ``counts_from``, or with the first day on which it was kept.
    """
    days = sorted(kept_on)
    begin = min([*days[:1], *([counts_from] if counts_from else [])], default=None)
    kept = ended = 0
    while every is not None and begin is not None:
        end = end_of_period(begin, every, further=0)
        if end >= as_of:
            break
        ended += 1
        kept += bisect_left(days, begin) < bisect_right(days, end)
        begin = end + timedelta(days=1)
    return kept, ended


def judge(*, kept_on: date | None, until: date | None, as_of: date) -> Observance:
    """Say whether an arrangement is kept on a day; ``until`` is from ``kept_until``."""
    if until is None:
        return Observance.NOT_SHOWN
    if until < as_of:
        return Observance.NOT_KEPT
    return Observance.KEPT if kept_on else Observance.NOT_SHOWN


def in_words(
    every: Frequency | None,
    *,
    kept_on: date | None,
    counts_from: date | None,
    until: date | None,
    as_of: date,
) -> str:
    """Return the judgement with what it rests on, in lower case and without a full stop."""
    judged = judge(kept_on=kept_on, until=until, as_of=as_of)
    often = every.words if every else ""
    if judged is Observance.KEPT and kept_on and until:
        return f"kept: last {day_in_words(kept_on)}; {often}, next by {day_in_words(until)}"
    since = kept_on or counts_from
    if judged is Observance.NOT_KEPT and every and since and until:
        missed = f"{often}: {what_is_missed(every, until)} not recorded"
        if kept_on is None:
            return f"not kept since {day_in_words(since)}, when it was to begin ({missed})"
        return f"not kept since {day_in_words(since)} ({missed})"
    return f"nothing shows whether it is kept: {why_not_shown(every, kept_on, until)}"


def what_is_missed(every: Frequency, until: date) -> str:
    """Return the first period of which nothing is recorded, with its verb."""
    if every is Frequency.MONTH:
        return f"{month_in_words(until)} is"
    verb = "are" if every is Frequency.TWO_MONTHS else "is"
    return f"the {every.value} to {day_in_words(until)} {verb}"


def why_not_shown(every: Frequency | None, kept_on: date | None, until: date | None) -> str:
    """Return why nothing can be said: no frequency, no day, or not yet due."""
    last = f"; last recorded {day_in_words(kept_on)}" if kept_on else ""
    if every is None:
        return f"its words give no frequency{last}"
    if until is None:
        return f"{every.words}, and no day is recorded"
    return f"{every.words}, the first by {day_in_words(until)}"
