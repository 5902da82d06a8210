"""School terms: by-whens are read by the days that the council published."""

from datetime import date

import pytest
from django.test import Client

from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.models import SchoolTerm
from herefordshire_cs.council.terms import known_terms
from herefordshire_cs.lib.bywhen import Period, understand
from tests.conftest import user_in

pytestmark = pytest.mark.django_db

PLAN = Period(starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31))
SPRING = {
    "name": "spring",
    "starts_on": "4 January 2027",
    "half_term_from": "15 February 2027",
    "half_term_to": "19 February 2027",
    "ends_on": "25 March 2027",
}
SUMMER = {"name": "summer", "starts_on": "12 April 2027", "ends_on": "21 July 2027"}


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(user_in(Role.ADMINISTRATOR))
    return client


def enter(client: Client, **typed: str) -> str:
    return client.post("/council/terms/new/", typed, follow=True).content.decode()


def days_of(words: str) -> tuple[date, date | None]:
    (reading,) = understand(words, period=PLAN, terms=known_terms()).readings
    assert reading.earliest is not None
    return reading.earliest, reading.latest


@pytest.mark.parametrize(
    ("words", "usual", "published"),
    [
        (
            "spring term 2027",
            (date(2027, 1, 1), date(2027, 3, 31)),
            (date(2027, 1, 4), date(2027, 3, 25)),
        ),
        (
            "1st half of the spring term 2027",
            (date(2027, 1, 1), date(2027, 2, 15)),
            (date(2027, 1, 4), date(2027, 2, 14)),
        ),
        (
            "2nd half of the spring term 2027",
            (date(2027, 2, 16), date(2027, 3, 31)),
            (date(2027, 2, 20), date(2027, 3, 25)),
        ),
        (
            "February half-term 2027",
            (date(2027, 2, 15), date(2027, 2, 19)),
            (date(2027, 2, 15), date(2027, 2, 19)),
        ),
        (
            "Easter holidays 2027",
            (date(2027, 3, 26), date(2027, 4, 9)),
            (date(2027, 3, 26), date(2027, 4, 11)),
        ),
        (
            "summer term 2027",
            (date(2027, 4, 1), date(2027, 7, 31)),
            (date(2027, 4, 12), date(2027, 7, 21)),
        ),
        (
            "autumn term 2026",
            (date(2026, 9, 1), date(2026, 12, 31)),
            (date(2026, 9, 1), date(2026, 12, 31)),
        ),
    ],
)
def test_a_by_when_is_read_by_the_terms_that_are_entered(
    administrator: Client,
    words: str,
    usual: tuple[date, date],
    published: tuple[date, date],
) -> None:
    assert days_of(words) == usual

    enter(administrator, **SPRING)
    enter(administrator, **SUMMER)

    assert days_of(words) == published


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": ""}, "Choose the term."),
        ({"starts_on": ""}, "Say on which day it begins."),
        ({"starts_on": "30 February 2027"}, "is not a day in the calendar"),
        ({"ends_on": "4 January 2027"}, "It ends after it begins."),
        ({"half_term_to": ""}, "Type both days of half-term, or neither."),
        ({"half_term_from": ""}, "Type both days of half-term, or neither."),
        ({"half_term_from": "20 February 2027"}, "Half-term lies within the term"),
        ({"half_term_to": "25 March 2027"}, "Half-term lies within the term"),
        ({"half_term_from": "4 January 2027"}, "Half-term lies within the term"),
    ],
)
def test_days_that_cannot_be_are_told(
    administrator: Client, change: dict[str, str], told: str
) -> None:
    assert told in enter(administrator, **(SPRING | change))
    assert not SchoolTerm.objects.exists()


def test_a_term_is_entered_once_and_overlaps_no_other(administrator: Client) -> None:
    enter(administrator, **SPRING)

    again = enter(administrator, **SPRING)
    met = enter(administrator, **(SUMMER | {"starts_on": "25 March 2027"}))

    assert "Spring term 2027 is entered already. Change that one." in again
    assert "Two terms never overlap." in met
    assert SchoolTerm.objects.count() == 1


def test_a_term_taken_away_is_read_by_whole_months_again(administrator: Client) -> None:
    enter(administrator, **SPRING)
    row = SchoolTerm.objects.get()

    administrator.post(f"/council/terms/{row.pk}/discarding/")

    assert days_of("spring term 2027") == (date(2027, 1, 1), date(2027, 3, 31))
