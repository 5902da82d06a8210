"""The strip of days between a publication and a meeting."""

from datetime import date

import pytest

from governance.presenters.deadlines import StripDay, day_strip
from governance.statutory import meeting_clock

MAY_2006 = [
    "Mon 22 papers out",
    "Tue 23 day 1",
    "Wed 24 day 2",
    "Thu 25 day 3",
    "Fri 26 day 4",
    "Sat, Sun 27–28 not counted",
    "Mon 29 Spring bank holiday",
    "Tue 30 day 5",
    "Wed 31 meeting",
]
EASTER_2006 = [
    "Mon 10 papers out",
    "Tue 11 day 1",
    "Wed 12 day 2",
    "Thu 13 day 3",
    "Fri 14 Good Friday",
    "Sat, Sun 15–16 not counted",
    "Mon 17 Easter Monday",
    "Tue 18 day 4",
    "Wed 19 day 5",
    "Thu 20 meeting",
]
TWO_WEEKENDS = [
    "Fri 9 papers out",
    "Sat, Sun 10–11 not counted",
    "Mon 12 day 1",
    "Tue 13 day 2",
    "Wed 14 day 3",
    "Thu 15 day 4",
    "Fri 16 day 5",
    "Sat, Sun 17–18 not counted",
    "Mon 19 meeting",
]


@pytest.mark.parametrize(
    ("held_on", "expected"),
    [
        pytest.param(date(2006, 5, 31), MAY_2006, id="a bank holiday after a weekend"),
        pytest.param(date(2006, 4, 20), EASTER_2006, id="Easter on both sides of a weekend"),
        pytest.param(date(2006, 6, 19), TWO_WEEKENDS, id="two weekends stay two"),
    ],
)
def test_a_strip_shows_every_day_from_the_papers_to_the_meeting(
    held_on: date, expected: list[str]
) -> None:
    cells = _strip(held_on)
    assert [f"{cell.weekday} {cell.number} {cell.words}" for cell in cells] == expected


def test_days_left_out_are_marked_and_so_are_both_ends() -> None:
    kinds = [cell.kind for cell in _strip(date(2006, 5, 31))]
    assert kinds == ["end", "", "", "", "", "out", "out", "", "end"]


def _strip(held_on: date) -> tuple[StripDay, ...]:
    lines = meeting_clock(held_on, is_executive=False)
    line = next(line for line in lines if line.rule == "publication")
    return day_strip(line, held_on)
