"""Days that no calendar knew: entered once, left out of every count, counted again."""

from datetime import date

import pytest
from django.test import Client

from governance.models import OneOffHoliday
from governance.statutory import latest_publication
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(user_in(Role.COMMITTEE_CLERK))
    return client


def publication() -> date:
    calendar = OneOffHoliday.objects.working_calendar()
    return latest_publication(date(2026, 6, 17), calendar=calendar).day


def test_a_day_that_is_entered_is_left_out_until_it_is_counted_again(clerk: Client) -> None:
    before = publication()

    clerk.post("/closure-days/", {"day": "12 June 2026", "name": "Day of thanksgiving"})
    left_out = publication()
    clerk.post(f"/closure-days/{OneOffHoliday.objects.get().pk}/discarding/")

    assert (before, left_out, publication()) == (
        date(2026, 6, 9),
        date(2026, 6, 8),
        date(2026, 6, 9),
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"day": "", "name": "A"}, "Say which day it is."),
        ({"day": "12 June 2026", "name": ""}, "Say what the day is."),
        ({"day": "13 June 2026", "name": "A"}, "is no working day already: Saturday."),
        ({"day": "25 May 2026", "name": "A"}, "is no working day already: "),
        ({"day": "31 June 2026", "name": "A"}, "is not a day in the calendar"),
    ],
)
def test_what_is_no_such_day_is_told_beside_its_field(
    clerk: Client, typed: dict[str, str], told: str
) -> None:
    page = clerk.post("/closure-days/", typed).content.decode()

    assert told in page.replace("\N{NO-BREAK SPACE}", " ")
    assert not OneOffHoliday.objects.exists()


def test_a_day_is_entered_once(clerk: Client) -> None:
    for _ in range(2):
        answer = clerk.post("/closure-days/", {"day": "12 June 2026", "name": "Thanksgiving"})

    assert "is entered already: Thanksgiving." in answer.content.decode()
