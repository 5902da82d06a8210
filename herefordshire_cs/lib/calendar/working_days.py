"""The three ways a council counts days to a meeting or a deadline.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in
England and Wales under the Banking and Financial Dealings Act 1971 (SI 2005/1973 and
SI 2007/462 define it so). Bank holidays come from the ``holidays`` library, which covers 1872
to 2100; one proclaimed after that library was published is a one-off holiday of the calendar.

The counting rules are never interchangeable:

* ``clear_working_days``: whole working days between two days, neither of them counted
  (Local Government Act 1972 section 100B, amended by SI 2002/715; clear days as in
  R v Herefordshire Justices 1820 and R v Swansea ex p Elitestone 1993).
* ``clear_days``: whole calendar days between two days, neither of them counted (SI 2012/2089
  regulations 5 and 9, counted in calendar days in practice).
* ``working_days_within``: working days after the first day, up to and including the last
  (SI 2005/1973 regulation 3, SI 2015/1792 regulation 4).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

ONE_DAY = timedelta(days=1)
WEEKEND = {5: "Saturday", 6: "Sunday"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutDay:
    """A day passed over while counting, and why ("Saturday", "Spring bank holiday")."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDay:
    """A day arrived at by counting, with every day that was counted or left out on the way.

    Both lists run from the earliest day to the latest.
    """

    day: date
    counted: tuple[date, ...]
    left_out: tuple[LeftOutDay, ...]


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    """Return a year's bank holidays in England by day, named as a page names them.

    One year at a time and never expanded: the library's own object fills itself in while it is
    being read, which two requests at once must not share.
    """
    names = country_holidays("GB", subdiv="ENG", years=year, expand=False)
    return {
        day: name.replace("Bank Holiday", "bank holiday").replace("observed", "substitute day")
        for day, name in names.items()
    }


def _days_between(first: date, last: date) -> Iterator[date]:
    """Yield every whole day after ``first`` and before ``last``."""
    return (first + number * ONE_DAY for number in range(1, (last - first).days))


def clear_days(published_on: date, meeting_on: date) -> int:
    """Count the clear calendar days between notice and meeting, leaving both out."""
    return max(0, (meeting_on - published_on).days - 1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of England, less the one-off holidays that a council has entered."""

    one_off_holidays: frozenset[date] = frozenset()

    def why_not_working(self, day: date) -> str:
        """Say why ``day`` is not a working day, or return an empty string for a working day."""
        if reason := WEEKEND.get(day.weekday()) or _bank_holidays(day.year).get(day):
            return reason
        return "One-off non-working day" if day in self.one_off_holidays else ""

    def is_working_day(self, day: date) -> bool:
        """Say whether ``day`` counts as a working day."""
        return not self.why_not_working(day)

    def clear_working_days(self, published_on: date, meeting_on: date) -> int:
        """Count the clear working days between publication and meeting, leaving both out.

        5 December 2007 to 12 December 2007 is 4. A publication after the meeting has none.
        """
        between = _days_between(published_on, meeting_on)
        return sum(self.is_working_day(day) for day in between)

    def working_days_within(self, received_on: date, done_on: date) -> int:
        """Count the working days after ``received_on``, up to and including ``done_on``."""
        days = _days_between(received_on, done_on + ONE_DAY)
        return sum(self.is_working_day(day) for day in days)

    def _count_working_days(self, start: date, days: int, step: timedelta) -> CountedDay:
        """Walk from ``start``, itself not counted, until ``days`` working days are counted.

        Raises ValueError for fewer than one day, since the answer might not be a working day.
        """
        if days < 1:
            raise ValueError(f"At least one working day must be counted, not {days}.")
        counted: list[date] = []
        left_out: list[LeftOutDay] = []
        day = start
        while len(counted) < days:
            day += step
            if reason := self.why_not_working(day):
                left_out.append(LeftOutDay(day=day, reason=reason))
            else:
                counted.append(day)
        return CountedDay(
            day=day,
            counted=tuple(sorted(counted)),
            left_out=tuple(sorted(left_out, key=lambda left: left.day)),
        )

    def add_working_days(self, received_on: date, days: int) -> CountedDay:
        """Return the last day of a period of working days that excludes the day of receipt.

        The last day counted is the day itself: 9 May 2023 and 70 days is 16 August 2023.
        Raises ValueError for fewer than one day.
        """
        return self._count_working_days(received_on, days, ONE_DAY)

    def working_days_before(self, day: date, days: int) -> CountedDay:
        """Return the latest day for what is due "no later than two working days before" a day.

        The last day counted back is that day: two before 31 May 2006 is 26 May 2006.
        Raises ValueError for fewer than one day.
        """
        return self._count_working_days(day, days, -ONE_DAY)

    def working_day_leaving(self, meeting_on: date, *, clear_days: int) -> CountedDay:
        """Return the last working day that leaves ``clear_days`` clear working days to a meeting.

        It is one working day beyond the clear ones: of five before 31 May 2006 it is 22 May 2006.
        Raises ValueError for a negative number of days. Weekends and bank holidays are left out as
        the safe rule.
        """
        walk = self._count_working_days(meeting_on, clear_days + 1, -ONE_DAY)
        return CountedDay(day=walk.day, counted=walk.counted[1:], left_out=walk.left_out)


ENGLAND = WorkingCalendar()


def clear_calendar_days_before(day: date, days: int) -> CountedDay:
    """Return the last day that leaves ``days`` clear calendar days before a day.

    Neither day is counted and weekends are: 28 before 31 May 2006 is 2 May 2006.
    Raises ValueError for a negative number of days. Source: SI 2012/2089, regulations 5 and 9.
    """
    if days < 0:
        raise ValueError(f"A number of clear days cannot be negative: {days}.")
    noticed_on = day - (days + 1) * ONE_DAY
    return CountedDay(day=noticed_on, counted=tuple(_days_between(noticed_on, day)), left_out=())
