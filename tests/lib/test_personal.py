"""What in words may tell who a child is, and what is no such thing."""

import pytest

from herefordshire_cs.lib.text.personal import asked, findings, is_nhs_number, is_upn

NHS, UPN, CASE = "an NHS number", "a unique pupil number", "a case number"
BIRTH, ADDRESS, AGED = "a date of birth", "an address", "a child’s name and age"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Seen, 943 476 5919, on Monday", NHS),
        ("Seen, 943-476-5919.", NHS),
        ("Pupil X123456789010 moved", UPN),
        ("Pupil X12345678901A moved", UPN),
        ("Case no. 55012 is open", CASE),
        ("case file ref LCS/55012 is open", CASE),
        ("Mosaic ID 4471203", CASE),
        ("DOB 03/04/2001", BIRTH),
        ("d.o.b. 3.4.01", BIRTH),
        ("born on 3 April 2001", BIRTH),
        ("date of birth: 3rd April 2001", BIRTH),
        ("moved to 12 Example Lane last week", ADDRESS),
        ("lives at ZZ1 2AB".replace("ZZ1", "HR1"), ADDRESS),
        ("Tamsin, aged 9, moved", AGED),
        ("Tamsin (aged nine) moved", AGED),
        ("Tamsin (9) moved", AGED),
        ("the 9-year-old Tamsin moved", AGED),
        ("a 9 year old girl called Tamsin", AGED),
        ("Tamsin is 9 and moved", AGED),
        ("Tamsin B, 9 years, moved", AGED),
    ],
)
def test_what_may_tell_who_a_child_is_is_asked_about(words: str, kind: str) -> None:
    [found] = asked(words)

    assert found.kind == kind


@pytest.mark.parametrize(
    "words",
    [
        "943 476 5918 is no such number: its check digit is another",
        "111 111 1111",
        "£9,434,765,919 was spent",
        "X123456789011 is no such number",
        "Children aged 9 moved",
        "Pupils aged 11 and Young People aged 16",
        "Recommendation 9 is 3 actions",
        "The case number of 2005 rose",
        "12 Schools and 30 Places were found",
        "Action (9) is done",
        "Reported on 3 April 2001",
        "The panel was born of the plan in 2001",
        "Key Stage 2 results; Year 9 pupils",
        "By 30 June 2006 the team of 12 will be in place",
    ],
)
def test_what_is_ordinary_is_not(words: str) -> None:
    assert asked(words) == ()


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("Two children moved", ["Two children"]),
        (
            "3 looked after children and one young person",
            ["3 looked after children", "one young person"],
        ),
        ("only one pupil was excluded", ["only one pupil"]),
        ("Twelve children moved", []),
        ("26 children moved", []),
    ],
)
def test_a_small_count_is_pointed_at_and_asks_nothing(words: str, counts: list[str]) -> None:
    assert [each.words for each in findings(words)] == counts
    assert asked(words) == ()


def test_numbers_are_known_by_their_own_check() -> None:
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert is_upn("X123456789010")
    assert not is_upn("A123456789010")
