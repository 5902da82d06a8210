"""The statutory clock of a meeting as it is shown: its days, the strip, the next deadline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q

from governance.models import (
    Meeting,
    OneOffHoliday,
    Pack,
)
from governance.models.deadlines import own_days
from governance.models.past import meetings_on
from governance.presenters.meetings import MeetingHead, in_order, meeting_head
from governance.statutory import (
    ClockLine,
    latest_publication,
    meeting_clock,
    warn_of_publication,
)
from herefordshire_cs.lib.calendar.working_days import CountedDay, WorkingCalendar
from herefordshire_cs.lib.recorded import changed_since
from herefordshire_cs.lib.text.words import count_in_words

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


DEADLINE_SHOWN_DAYS = 10  # a statutory date is shown on the dashboard within ten days


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDay:
    """A line of the clock as at a day: whether it has gone, is today, or is to come."""

    line: ClockLine
    when: str
    is_today: bool
    is_past: bool


def clock_of(head: MeetingHead, *, as_of: date) -> tuple[ClockDay, ...]:
    """Return the clock of a meeting as at a day; none where the public may not come.

    A meeting that is cancelled or postponed owes nothing, so it has none either.
    """
    if not head.is_open_to_public or head.is_called_off:
        return ()
    lines = meeting_clock(
        head.held_on,
        is_executive=head.is_executive,
        calendar=OneOffHoliday.objects.working_calendar(),
        own=own_days(),
    )
    return tuple(clock_day(line, as_of=as_of) for line in lines)


def clock_day(line: ClockLine, *, as_of: date) -> ClockDay:
    """Return one line of the clock, told from a day."""
    days = (line.day - as_of).days
    when = "Today" if not days else f"In {count_in_words(days, 'day')}"
    if days < 0:
        when = f"{count_in_words(-days, 'day')} ago"
    return ClockDay(line=line, when=when, is_today=not days, is_past=days < 0)


def publication_of(clock: Iterable[ClockDay]) -> ClockDay:
    """Return the line of the clock by which the papers must be out."""
    return next(day for day in clock if day.line.rule == "publication")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The next meeting whose papers are still to come out, and by when."""

    head: MeetingHead
    clock: ClockDay
    strip: tuple[StripDay, ...]


def next_deadline(*, as_of: date) -> Deadline | None:
    """Return the deadline of the next planned meeting, while it is within ten days."""
    rows = Meeting.objects.open_to_public().filter(
        Q(held_on__gte=as_of) | changed_since(Meeting, as_of=as_of)
    )
    coming = (
        each
        for each in in_order(meetings_on(rows, as_of=as_of))
        if each.held_on >= as_of and each.state == Meeting.State.PLANNED
    )
    row = next((each for each in coming if not each.is_called_off), None)
    if row is None:
        return None
    head = meeting_head(row)
    clock = publication_of(clock_of(head, as_of=as_of))
    if not 0 <= (clock.line.day - as_of).days <= DEADLINE_SHOWN_DAYS:
        return None
    return Deadline(head=head, clock=clock, strip=day_strip(clock.line, head.held_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """When an agenda was opened: the day that was typed, and that of the first pack issued here.

    ``warning`` says of the first of the two that it was too late; ``counted`` are the clear days
    that should have been left.
    """

    typed_on: date | None
    issued_on: date | None
    warning: str
    reason: str
    counted: tuple[date, ...]
    left_out: tuple[tuple[date, str], ...]

    @property
    def opened_on(self) -> date | None:
        """The day on which it was opened, as far as is known."""
        return self.typed_on or self.issued_on

    @property
    def issued_differs(self) -> bool:
        """Whether the first pack was issued on another day than the one typed."""
        return bool(self.typed_on and self.issued_on and self.typed_on != self.issued_on)


def opening_of(row: Meeting, *, calendar: WorkingCalendar, as_of: date) -> Opening:
    """Return when the agenda of a meeting was opened, as known on a day, and whether in time."""
    issued_on = first_issue(row, as_of=as_of)
    opened_on = row.published_on or issued_on
    latest = counted_days(row.held_on, calendar=calendar)
    return Opening(
        typed_on=row.published_on,
        issued_on=issued_on,
        warning=warn_of_publication(opened_on, row.held_on, calendar=calendar)
        if opened_on and row.is_open_to_public
        else "",
        reason=row.short_notice_reason,
        counted=latest.counted,
        left_out=tuple((left.day, left.reason) for left in latest.left_out),
    )


def first_issue(row: Meeting, *, as_of: date) -> date | None:
    """Return the day of the first pack that was issued of a meeting by a day."""
    rows = row.packs.filter(state=Pack.State.READY, as_of__lte=as_of).order_by("version")
    return rows.values_list("as_of", flat=True).first()


def counted_days(held_on: date, *, calendar: WorkingCalendar) -> CountedDay:
    """Return the clear working days before a meeting, and what was left out between them."""
    return latest_publication(held_on, calendar=calendar)
