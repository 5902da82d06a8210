"""Days and titles as people type them."""

from datetime import date

import pytest
from django.forms import ValidationError

from herefordshire_cs.lib.web.fields import DayField, TitleField

SUNDAY = date(2006, 7, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "2 July 2006",
        "Sunday 2 July 2006",
        "sunday, 2nd july 2006",
        "Sun 2 Jul 06",
        "Sun. 2/7/2006",
        "2006-07-02",
    ],
)
def test_a_day_may_be_typed_with_its_day_of_the_week(typed: str) -> None:
    assert DayField().clean(typed) == SUNDAY


@pytest.mark.parametrize("typed", ["Monday 2 July 2006", "Tues 2 July 2006", "Sat 2.7.06"])
def test_a_day_of_the_week_that_is_another_day_is_asked_about(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)

    assert "2\N{NO-BREAK SPACE}July 2006 is a Sunday" in refused.value.messages[0]


@pytest.mark.parametrize("typed", ["Sunday", "Sunday 31 June 2006", "someday 2 July 2006"])
def test_what_is_no_day_is_named_back(typed: str) -> None:
    with pytest.raises(ValidationError, match=f"“{typed}” is not a day in the calendar"):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7. BUDGET MONITORING", "BUDGET MONITORING"),
        ("  7) Budget monitoring ", "Budget monitoring"),
        ("12. The plan", "The plan"),
        ("2005 outturns", "2005 outturns"),
        ("1. 2005 outturns", "1. 2005 outturns"),
        ("3 year plan", "3 year plan"),
        ("7.", "7."),
    ],
)
def test_a_number_typed_before_a_title_is_left_to_who_numbers_it(typed: str, kept: str) -> None:
    assert TitleField().clean(typed) == kept
