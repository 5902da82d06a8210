"""Numbers of minutes run through the municipal year, and limbs are lettered in their order."""

from datetime import date

import pytest

from governance.minute_numbers import (
    limb_letter,
    municipal_year_began,
    municipal_year_ends,
    next_number,
    warn_of_number,
)

COUNCIL = date(2006, 5, 12)


@pytest.mark.parametrize(
    ("day", "councils", "began", "ends"),
    [
        (date(2006, 3, 13), [], date(2005, 5, 1), date(2006, 5, 1)),
        (date(2006, 4, 30), [], date(2005, 5, 1), date(2006, 5, 1)),
        (date(2006, 5, 1), [], date(2006, 5, 1), date(2007, 5, 1)),
        (date(2006, 5, 31), [], date(2006, 5, 1), date(2007, 5, 1)),
        (date(2006, 5, 11), [COUNCIL], date(2005, 5, 1), COUNCIL),
        (COUNCIL, [COUNCIL], COUNCIL, date(2007, 5, 1)),
        (date(2006, 5, 31), [COUNCIL], COUNCIL, date(2007, 5, 1)),
        (date(2007, 4, 30), [COUNCIL, date(2007, 5, 18)], COUNCIL, date(2007, 5, 18)),
        (date(2007, 5, 17), [COUNCIL, date(2007, 5, 18)], COUNCIL, date(2007, 5, 18)),
        (date(2006, 1, 3), [COUNCIL], date(2005, 5, 1), COUNCIL),
    ],
    ids=[
        "in March, by default",
        "the last day, by default",
        "the first day, by default",
        "at the end of May, by default",
        "the day before the Annual Council",
        "the day of the Annual Council",
        "after the Annual Council",
        "before the next Annual Council, in April",
        "the day before the next Annual Council",
        "in January, the Council of the year before not on record",
    ],
)
def test_a_municipal_year_runs_from_one_annual_council_to_the_next(
    day: date, councils: list[date], began: date, ends: date
) -> None:
    assert municipal_year_began(day, councils=councils) == began
    assert municipal_year_ends(day, councils=councils) == ends


@pytest.mark.parametrize(
    ("taken", "number"),
    [([], 1), ([1], 2), (range(22, 30), 30), ([1, 5], 6)],
    ids=["the first of the year", "the second", "after 22 to 29", "after a gap"],
)
def test_the_next_number_follows_the_highest(taken: list[int], number: int) -> None:
    assert next_number(taken) == number


JUNE, SUMMER, AUTUMN = date(2006, 6, 1), date(2006, 7, 1), date(2006, 9, 1)
TAKEN = [(JUNE, 1), (JUNE, 2), (AUTUMN, 6)]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, ""),
        (5, "Number 5 leaves a gap: 4 is not minuted in this municipal year, and 7 would be"),
        (7, "out of order: the meeting of 1\u00a0September 2006 has only reached 6"),
    ],
    ids=["in its place", "after a gap", "above that of a later meeting"],
)
def test_a_number_that_disagrees_with_the_others_is_warned_of(number: int, words: str) -> None:
    found = warn_of_number(number, SUMMER, TAKEN)

    assert words in found
    assert bool(found) is bool(words)


def test_a_number_below_that_of_an_earlier_meeting_is_warned_of() -> None:
    found = warn_of_number(4, SUMMER, [(JUNE, 3), (JUNE, 5)])

    assert "out of order: the meeting of 1\u00a0June 2006 has already reached 5" in found


def test_the_first_number_of_a_year_leaves_no_gap() -> None:
    assert warn_of_number(1, SUMMER, []) == ""
    assert "leaves a gap" in warn_of_number(2, SUMMER, [])


@pytest.mark.parametrize(
    ("place", "letter"), [(1, "a"), (4, "d"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba")]
)
def test_limbs_are_lettered_in_their_order(place: int, letter: str) -> None:
    assert limb_letter(place) == letter
