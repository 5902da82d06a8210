"""Days counted to meetings and deadlines."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herefordshire_cs.lib.calendar.working_days import (
    ENGLAND,
    LeftOutDay,
    WorkingCalendar,
    clear_calendar_days_before,
    clear_days,
)

CABINET_ON = date(2006, 5, 31)
DAYS = st.dates(min_value=date(1980, 1, 1), max_value=date(2080, 12, 31))
CALENDARS = st.builds(WorkingCalendar, st.frozensets(DAYS, max_size=5))
COUNTS = st.integers(min_value=1, max_value=120)
# The first count of all loads the bank holidays, which is longer than one example may take.
unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2006, 5, 26), ""),
        (date(2006, 5, 27), "Saturday"),
        (date(2006, 5, 28), "Sunday"),
        (date(2006, 5, 29), "Spring bank holiday"),
        (date(2006, 5, 30), ""),
        (date(2006, 4, 13), ""),
        (date(2006, 4, 14), "Good Friday"),
        (date(2006, 4, 17), "Easter Monday"),
        (date(2006, 4, 18), ""),
        (date(2006, 12, 22), ""),
        (date(2006, 12, 25), "Christmas Day"),
        (date(2006, 12, 26), "Boxing Day"),
        (date(2006, 12, 27), ""),
        (date(2006, 1, 2), "New Year's Day (substitute day)"),
        (date(2006, 1, 3), ""),
        (date(2020, 12, 28), "Boxing Day (substitute day)"),
        (date(2022, 5, 30), ""),  # the spring bank holiday moved to 2 June for the jubilee
        (date(2022, 6, 2), "Spring bank holiday"),
        (date(2006, 3, 17), ""),  # St Patrick's Day is no bank holiday in England
    ],
    ids=str,
)
def test_a_day_says_why_it_is_not_a_working_day(day: date, reason: str) -> None:
    assert ENGLAND.why_not_working(day) == reason
    assert ENGLAND.is_working_day(day) == (not reason)


def test_a_one_off_day_is_not_a_working_day() -> None:
    assert ENGLAND.is_working_day(CABINET_ON)
    assert not WorkingCalendar(frozenset([CABINET_ON])).is_working_day(CABINET_ON)
    assert (
        WorkingCalendar(frozenset([CABINET_ON])).why_not_working(CABINET_ON)
        == "One-off non-working day"
    )


@pytest.mark.parametrize(
    ("meeting_on", "clear", "published_on"),
    [
        (CABINET_ON, 5, date(2006, 5, 22)),
        (date(2006, 6, 1), 5, date(2006, 5, 23)),
        (date(2006, 5, 26), 5, date(2006, 5, 18)),
        (date(2006, 6, 12), 5, date(2006, 6, 2)),  # a Monday: published on a Friday, not a Sunday
        (date(2006, 4, 19), 5, date(2006, 4, 7)),  # Easter between
        (CABINET_ON, 0, date(2006, 5, 30)),
        (CABINET_ON, 1, date(2006, 5, 26)),
        (CABINET_ON, 3, date(2006, 5, 24)),  # three until 2002
    ],
    ids=str,
)
def test_the_latest_publication_leaves_the_clear_days(
    meeting_on: date, clear: int, published_on: date
) -> None:
    assert ENGLAND.working_day_leaving(meeting_on, clear_days=clear).day == published_on
    assert ENGLAND.clear_working_days(published_on, meeting_on) == clear


def test_the_count_to_a_publication_can_be_explained_day_by_day() -> None:
    publication = ENGLAND.working_day_leaving(CABINET_ON, clear_days=5)
    assert publication.counted == tuple(date(2006, 5, day) for day in (23, 24, 25, 26, 30))
    assert publication.left_out == (
        LeftOutDay(day=date(2006, 5, 27), reason="Saturday"),
        LeftOutDay(day=date(2006, 5, 28), reason="Sunday"),
        LeftOutDay(day=date(2006, 5, 29), reason="Spring bank holiday"),
    )


def test_a_one_off_day_moves_a_publication_back() -> None:
    calendar = WorkingCalendar(frozenset({date(2006, 5, 25)}))
    publication = calendar.working_day_leaving(CABINET_ON, clear_days=5)
    assert publication.day == date(2006, 5, 19)
    assert publication.left_out[2] == LeftOutDay(
        day=date(2006, 5, 25), reason="One-off non-working day"
    )


def test_an_agenda_of_5_december_2007_left_four_clear_working_days() -> None:
    assert ENGLAND.clear_working_days(date(2007, 12, 5), date(2007, 12, 12)) == 4


def test_the_three_counts_of_the_same_days_differ() -> None:
    published_on = date(2006, 5, 22)
    assert ENGLAND.clear_working_days(published_on, CABINET_ON) == 5
    assert ENGLAND.working_days_within(published_on, CABINET_ON) == 6
    assert clear_days(published_on, CABINET_ON) == 8


@pytest.mark.parametrize("days_late", [0, 1, 40])
def test_a_notice_on_or_after_the_day_leaves_no_days(days_late: int) -> None:
    noticed_on = CABINET_ON + timedelta(days=days_late)
    assert ENGLAND.clear_working_days(noticed_on, CABINET_ON) == 0
    assert ENGLAND.working_days_within(noticed_on, CABINET_ON) == 0
    assert clear_days(noticed_on, CABINET_ON) == 0


@pytest.mark.parametrize(
    ("day", "days", "due_on"),
    [
        (CABINET_ON, 1, date(2006, 5, 30)),
        (CABINET_ON, 2, date(2006, 5, 26)),
        (CABINET_ON, 3, date(2006, 5, 25)),
        (date(2006, 5, 28), 1, date(2006, 5, 26)),  # counted from a Sunday
    ],
    ids=str,
)
def test_a_question_is_due_working_days_before_a_meeting(
    day: date, days: int, due_on: date
) -> None:
    assert ENGLAND.working_days_before(day, days).day == due_on


@pytest.mark.parametrize(
    ("received_on", "days", "due_on"),
    [
        (date(2023, 5, 9), 70, date(2023, 8, 16)),
        (date(2023, 5, 9), 69, date(2023, 8, 15)),
        (date(2023, 5, 9), 71, date(2023, 8, 17)),
        (date(2023, 5, 26), 1, date(2023, 5, 30)),  # over the spring bank holiday
        (date(2023, 5, 27), 1, date(2023, 5, 30)),  # received on a Saturday
        (date(2023, 5, 9), 20, date(2023, 6, 7)),
        (date(2023, 5, 9), 30, date(2023, 6, 21)),
    ],
    ids=str,
)
def test_a_plan_is_due_working_days_after_receipt(
    received_on: date, days: int, due_on: date
) -> None:
    assert ENGLAND.add_working_days(received_on, days).day == due_on
    assert ENGLAND.working_days_within(received_on, due_on) == days


def test_the_day_of_receipt_is_not_counted_and_the_last_day_is() -> None:
    deadline = ENGLAND.add_working_days(date(2023, 5, 26), 2)
    assert deadline.counted == (date(2023, 5, 30), date(2023, 5, 31))
    assert [left.reason for left in deadline.left_out] == [
        "Saturday",
        "Sunday",
        "Spring bank holiday",
    ]


@pytest.mark.parametrize(
    ("day", "days", "noticed_on"),
    [
        (CABINET_ON, 28, date(2006, 5, 2)),
        (CABINET_ON, 27, date(2006, 5, 3)),
        (CABINET_ON, 5, date(2006, 5, 25)),
        (CABINET_ON, 0, date(2006, 5, 30)),
    ],
    ids=str,
)
def test_clear_calendar_days_count_weekends_and_bank_holidays(
    day: date, days: int, noticed_on: date
) -> None:
    notice = clear_calendar_days_before(day, days)
    assert notice.day == noticed_on
    assert len(notice.counted) == days == clear_days(noticed_on, day)
    assert not notice.left_out


@pytest.mark.parametrize("days", [0, -1])
def test_fewer_than_one_working_day_cannot_be_counted(days: int) -> None:
    with pytest.raises(ValueError, match="At least one working day"):
        ENGLAND.add_working_days(CABINET_ON, days)
    with pytest.raises(ValueError, match="At least one working day"):
        ENGLAND.working_days_before(CABINET_ON, days)


def test_clear_days_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="At least one working day"):
        ENGLAND.working_day_leaving(CABINET_ON, clear_days=-1)
    with pytest.raises(ValueError, match="cannot be negative"):
        clear_calendar_days_before(CABINET_ON, -1)


@unhurried
@given(start=DAYS, days=COUNTS, calendar=CALENDARS)
def test_working_days_added_are_the_working_days_counted(
    start: date, days: int, calendar: WorkingCalendar
) -> None:
    deadline = calendar.add_working_days(start, days)
    assert calendar.is_working_day(deadline.day)
    assert calendar.working_days_within(start, deadline.day) == days


@unhurried
@given(start=DAYS, days=COUNTS, calendar=CALENDARS)
def test_working_days_added_and_taken_back_end_where_they_began(
    start: date, days: int, calendar: WorkingCalendar
) -> None:
    first = calendar.add_working_days(start, 1).day
    last = calendar.add_working_days(first, days).day
    assert calendar.working_days_before(last, days).day == first


@unhurried
@given(start=DAYS, days=COUNTS, calendar=CALENDARS)
def test_every_day_on_the_way_is_counted_or_left_out_once(
    start: date, days: int, calendar: WorkingCalendar
) -> None:
    deadline = calendar.add_working_days(start, days)
    walked = sorted([*deadline.counted, *(left.day for left in deadline.left_out)])
    assert walked == [start + timedelta(days=n + 1) for n in range((deadline.day - start).days)]


@unhurried
@given(meeting_on=DAYS, clear=st.integers(min_value=0, max_value=40), calendar=CALENDARS)
def test_a_publication_one_working_day_later_leaves_too_few_clear_days(
    meeting_on: date, clear: int, calendar: WorkingCalendar
) -> None:
    publication = calendar.working_day_leaving(meeting_on, clear_days=clear)
    too_late_on = calendar.add_working_days(publication.day, 1).day
    assert calendar.is_working_day(publication.day)
    assert len(publication.counted) == clear
    assert calendar.clear_working_days(publication.day, meeting_on) == clear
    assert calendar.clear_working_days(too_late_on, meeting_on) < max(clear, 1)
