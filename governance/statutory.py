"""The statutory clock of a meeting: each day with the rule it comes from and how it is counted.

Sources: Local Government Act 1972, sections 100B to 100D, five clear days by SI 2002/715 since
1 October 2002; SI 2012/2089, regulations 5, 9 and 12, in force since 10 September 2012. Days for
questions, for call-in and for publishing decisions are each council's own (``OwnDays``). A meeting
that is older than a rule is counted by it all the same, and its line says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from herefordshire_cs.lib.calendar.working_days import (
    ENGLAND,
    CountedDay,
    WorkingCalendar,
    clear_calendar_days_before,
)
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

# The numbers of the law, each beside its words; nowhere else are they said.
CLEAR_DAYS, CLEAR_DAYS_WORDS = 5, "five clear working days"
NOTICE_DAYS, NOTICE_WORDS = 28, "28 clear days"
MINUTES_YEARS, BACKGROUND_YEARS = 6, 4
FIVE_DAYS_SINCE = date(2002, 10, 1)
NOTICE_SINCE = date(2012, 9, 10)

SMALL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
UNWRITTEN = "The council’s own rule"


def working_days_in_words(count: int) -> str:
    """Return ``five working days``; above ten in figures."""
    number = SMALL[count] if count < len(SMALL) else str(count)
    return f"{number} working day{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDays:
    """How many working days a council's own rules give, and where each is written."""

    questions: int = 2
    call_in: int = 5
    decisions: int = 2
    questions_source: str = ""
    call_in_source: str = ""
    decisions_source: str = ""


USUAL = OwnDays()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """One day of the clock: what is due by then, by which rule, and the days that were counted.

    ``since`` is when the rule came into force, where it is younger than the meeting.
    """

    rule: str
    title: str
    day: date
    explanation: str
    source: str
    counted: tuple[date, ...] = ()
    left_out: tuple[tuple[date, str], ...] = ()
    since: date | None = None

    @property
    def remark(self) -> str:
        """That the rule is today's, where the meeting is older than it."""
        if self.since is None:
            return ""
        return f"Today’s rule, in force since {day_in_words(self.since)}: later than this meeting."


def latest_publication(meeting_on: date, *, calendar: WorkingCalendar = ENGLAND) -> CountedDay:
    """Return the last day on which an agenda may be opened, in time for a meeting.

    For 31 May 2006, by 22 May 2006. Source: Local Government Act 1972, section 100B.
    """
    return calendar.working_day_leaving(meeting_on, clear_days=CLEAR_DAYS)


def call_in_ends(
    published_on: date, *, calendar: WorkingCalendar = ENGLAND, own: OwnDays = USUAL
) -> CountedDay:
    """Return the last day on which a published decision can be called in.

    By five working days, one published on Tuesday 21 March 2023 until Tuesday 28 March 2023.
    """
    return calendar.add_working_days(published_on, own.call_in)


def notice_due(decided_on: date) -> CountedDay:
    """Return the last day for notice of a key or private decision, weekends counted."""
    return clear_calendar_days_before(decided_on, NOTICE_DAYS)


def open_until(meeting_on: date, years: int) -> date:
    """Return the last day of a period of years "beginning with the date of the meeting".

    The meeting is the first day: six years from 31 May 2006 end on 30 May 2012. Minutes stay
    open six years and background papers four (Local Government Act 1972, sections 100C, 100D).
    """
    try:
        anniversary = meeting_on.replace(year=meeting_on.year + years)
    except ValueError:  # 29 February, in a year without one
        anniversary = date(meeting_on.year + years, 3, 1)
    return anniversary - timedelta(days=1)


def meeting_clock(
    held_on: date,
    *,
    is_executive: bool,
    calendar: WorkingCalendar = ENGLAND,
    own: OwnDays = USUAL,
) -> tuple[ClockLine, ...]:
    """Return the clock of a meeting, the earliest day first."""
    lines = [
        _publication(held_on, calendar),
        _open("minutes", "Minutes, agenda and public reports stay open", held_on, MINUTES_YEARS),
        _open("background papers", "Background papers stay open", held_on, BACKGROUND_YEARS),
    ]
    lines += (
        _executive(held_on, calendar, own)
        if is_executive
        else [_questions(held_on, calendar, own)]
    )
    return tuple(sorted(lines, key=lambda line: (line.day, line.rule)))


def _publication(held_on: date, calendar: WorkingCalendar) -> ClockLine:
    found = latest_publication(held_on, calendar=calendar)
    return _line(
        "publication",
        "Agenda and public reports open to inspection",
        found,
        f"{CLEAR_DAYS_WORDS} before {day_in_words(held_on)}, neither that day nor the day of"
        " publication counted",
        "Local Government Act 1972, section 100B",
        since=_if_later(FIVE_DAYS_SINCE, held_on),
    )


def _questions(held_on: date, calendar: WorkingCalendar, own: OwnDays) -> ClockLine:
    found = calendar.working_days_before(held_on, own.questions)
    return _line(
        "public questions",
        "Questions from the public",
        found,
        f"no later than {working_days_in_words(own.questions)} before {day_in_words(held_on)}",
        own.questions_source or UNWRITTEN,
    )


def _executive(held_on: date, calendar: WorkingCalendar, own: OwnDays) -> list[ClockLine]:
    notice = notice_due(held_on)
    out = calendar.add_working_days(held_on, own.decisions)
    called = call_in_ends(out.day, calendar=calendar, own=own)
    words = f"{NOTICE_WORDS} before {day_in_words(held_on)}, weekends counted"
    since = _if_later(NOTICE_SINCE, held_on)
    return [
        _line(
            "key decision notice",
            "Notice of a key decision",
            notice,
            words,
            "SI 2012/2089, regulation 9",
            since=since,
        ),
        _line(
            "private meeting notice",
            "Notice of a private meeting",
            notice,
            words,
            "SI 2012/2089, regulation 5",
            since=since,
        ),
        _line(
            "decisions published",
            "Decisions published",
            out,
            f"{working_days_in_words(own.decisions)} after {day_in_words(held_on)}",
            own.decisions_source or UNWRITTEN,
        ),
        _line(
            "call-in ends",
            "Last day of call-in",
            called,
            f"{working_days_in_words(own.call_in)} after publication on {day_in_words(out.day)}",
            own.call_in_source or UNWRITTEN,
        ),
    ]


def _open(rule: str, title: str, held_on: date, years: int) -> ClockLine:
    return ClockLine(
        rule=rule,
        title=title,
        day=open_until(held_on, years),
        explanation=f"{count_in_words(years, 'year')} beginning with the day of the meeting",
        source=f"Local Government Act 1972, section 100{'C' if years == MINUTES_YEARS else 'D'}",
    )


def _if_later(since: date, held_on: date) -> date | None:
    return since if held_on < since else None


def _line(
    rule: str,
    title: str,
    found: CountedDay,
    words: str,
    source: str,
    *,
    since: date | None = None,
) -> ClockLine:
    return ClockLine(
        rule=rule,
        title=title,
        day=found.day,
        explanation=words,
        source=source,
        counted=found.counted,
        left_out=tuple((left.day, left.reason) for left in found.left_out),
        since=since,
    )


def warn_of_day(held_on: date, *, calendar: WorkingCalendar = ENGLAND) -> str:
    """Say why a meeting's own day is no working day, or return nothing."""
    reason = calendar.why_not_working(held_on)
    return f"{day_in_words(held_on)} is not a working day: {reason}." if reason else ""


def warn_of_publication(
    published_on: date, held_on: date, *, calendar: WorkingCalendar = ENGLAND
) -> str:
    """Say that a day of publication leaves too few clear working days, or return nothing."""
    latest = latest_publication(held_on, calendar=calendar).day
    if published_on <= latest:
        return ""
    return (
        f"{day_in_words(published_on)} leaves fewer than {CLEAR_DAYS_WORDS};"
        f" the latest day was {day_in_words(latest)}."
    )
