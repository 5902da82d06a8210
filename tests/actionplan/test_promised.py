"""Days to come that stand in the words of a note."""

from datetime import date

import pytest

from actionplan.promised import promised_days

SAID_ON = date(2006, 3, 17)


@pytest.mark.parametrize(
    ("narrative", "found"),
    [
        ("Target date for contracts in place 07 04 06", [(date(2006, 4, 7), "07 04 06")]),
        ("To be agreed by 7 April 2006.", [(date(2006, 4, 7), "7 April 2006")]),
        ("To be agreed by 7th April.", [(date(2006, 4, 7), "7th April")]),
        ("Due 30/06/2006 or 30.06.06", [(date(2006, 6, 30), "30/06/2006")]),
        ("Agreed 3 March, to be signed 1 May", [(date(2006, 5, 1), "1 May")]),
        ("Signed on 17 March", []),
        ("Signed on 18 March", [(date(2006, 3, 18), "18 March")]),
        ("By the end of April", []),
        ("By 31 February 2007", []),
        ("In post no later than May 06", []),
        ("7.4 per cent of 12 06", []),
        ("", []),
    ],
    ids=str,
)
def test_a_day_after_the_note_is_promised_and_nothing_is_guessed(
    narrative: str, found: list[tuple[date, str]]
) -> None:
    days = promised_days(narrative, after=SAID_ON)
    assert [(each.day, each.as_written) for each in days] == found


def test_the_sentence_that_names_the_day_is_kept_with_it() -> None:
    narrative = "The list was drawn up. Contracts are in place by 7 April 2006. Nothing else."
    (found,) = promised_days(narrative, after=SAID_ON)
    assert found.words == "Contracts are in place by 7 April 2006."


def test_a_day_named_twice_is_promised_once() -> None:
    days = promised_days("Done by 7 April, that is 07 04 06", after=SAID_ON)
    assert [each.as_written for each in days] == ["7 April"]
