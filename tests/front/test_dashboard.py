"""The dashboard shows one plan of those that run, and remembers which somebody chose."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from herefordshire_cs.accounts.models import User
from tests.factories import make_plan

pytestmark = pytest.mark.django_db
CHOSEN = 'aria-current="true">'


@pytest.fixture
def reader(director: User, sign_in: Callable[[User], Client]) -> Client:
    make_plan(slug="newer", title="The newer plan", starts_on=date(2006, 5, 1))
    return sign_in(director)


def test_the_plan_that_began_last_is_shown_first_and_all_are_offered(reader: Client) -> None:
    page = reader.get("/").content.decode()

    assert f"{CHOSEN}The newer plan</a>" in page
    assert "JAR Performance Improvement Action Plan</a></li>" in page
    assert "All plans" in page


def test_what_was_chosen_is_shown_the_next_time(reader: Client) -> None:
    reader.get("/?plan=jar-2005")

    assert (
        f"{CHOSEN}JAR Performance Improvement Action Plan</a>" in reader.get("/").content.decode()
    )
    reader.get("/?plan=newer")
    assert f"{CHOSEN}The newer plan</a>" in reader.get("/").content.decode()


@pytest.mark.parametrize("asked", ["nowhere", "", "x" * 4_000], ids=["unknown", "blank", "long"])
def test_a_plan_that_is_not_there_is_the_one_that_began_last(asked: str, reader: Client) -> None:
    reader.get("/?plan=jar-2005")

    assert f"{CHOSEN}The newer plan</a>" in reader.get(f"/?plan={asked}").content.decode()


def test_a_plan_that_does_not_run_on_the_day_gives_way(reader: Client) -> None:
    reader.get("/?plan=newer")

    page = reader.get("/?as_at=2006-04-30").content.decode()
    assert "The newer plan" not in page
    assert "JAR Performance Improvement Action Plan" in page
