"""Days as people type them, told from Monday 22 May 2006: what each means, or why it is asked."""

from datetime import date

import pytest

from herefordshire_cs.lib.bywhen.days import Ambiguous, OtherWeekday, read_day
from herefordshire_cs.lib.bywhen.span import NotUnderstood

TODAY = date(2006, 5, 22)
MEANS = {
    "22 may": date(2006, 5, 22),
    "22 May 2006": date(2006, 5, 22),
    "22nd of May": date(2006, 5, 22),
    "the 22nd May, 2006": date(2006, 5, 22),
    "May 22": date(2006, 5, 22),
    "May 22, 2006": date(2006, 5, 22),
    "22/5/06": date(2006, 5, 22),
    "22/05": date(2006, 5, 22),
    "22.5.06": date(2006, 5, 22),
    "22-5-2006": date(2006, 5, 22),
    "22-May-06": date(2006, 5, 22),
    "2006-05-22": date(2006, 5, 22),
    "Mon 22 May": date(2006, 5, 22),
    "  monday   22  may ": date(2006, 5, 22),
    "22 Sept 2006": date(2006, 9, 22),
    "3 june": date(2006, 6, 3),
    "28 february": date(2006, 2, 28),
    "29 february 2008": date(2008, 2, 29),
    "Sunday 31 December": date(2006, 12, 31),
    "today": TODAY,
    "Tomorrow": date(2006, 5, 23),
    "yesterday": date(2006, 5, 21),
    "this Friday": date(2006, 5, 26),
    "next Monday": date(2006, 5, 29),
    "last Friday": date(2006, 5, 19),
    "last Sunday": date(2006, 5, 21),
}


@pytest.mark.parametrize(("typed", "day"), MEANS.items(), ids=list(MEANS))
def test_what_has_one_meaning_is_read(typed: str, day: date) -> None:
    assert read_day(typed, today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("31 December", "31\xa0December 2005", "31\xa0December 2006"),
        ("1/11", "1\xa0November 2005", "1\xa0November 2006"),
        ("next Friday", "26\xa0May 2006", "2\xa0June 2006"),
    ],
)
def test_what_has_two_meanings_is_asked_about(typed: str, first: str, second: str) -> None:
    with pytest.raises(Ambiguous) as asked:
        read_day(typed, today=TODAY)

    assert first in str(asked.value)
    assert second in str(asked.value)


def test_next_friday_of_a_saturday_is_the_only_one() -> None:
    assert read_day("next Friday", today=date(2006, 5, 27)) == date(2006, 6, 2)


def test_last_tuesday_of_a_thursday_is_asked_about() -> None:
    with pytest.raises(Ambiguous, match=r"16.May 2006 or 23.May 2006"):
        read_day("last Tuesday", today=date(2006, 5, 25))


def test_another_day_of_the_week_is_said() -> None:
    with pytest.raises(OtherWeekday, match=r"22.May 2006 is a Monday"):
        read_day("Tues 22 May", today=TODAY)


@pytest.mark.parametrize(
    "typed",
    ["Friday", "next week", "31 June", "29 february", "31 02 06", "22", "May", "5/22/06", "soon"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_day(typed, today=TODAY)
