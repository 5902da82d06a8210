"""What is locked after wrong passwords, and how an administrator unlocks it."""

import logging
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.accounts.attempts import HOME, OFFICE, attempt, fill_every_limit, guess, let_pass
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

OFFICER = "officer@test.example"
PAGE = "/sign-in/locked/"


@pytest.fixture
def administrator(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_user(Role.ADMINISTRATOR))


def test_where_nothing_is_locked_the_page_says_so(administrator: Client) -> None:
    guess(9, OFFICER)

    assert "Nothing is locked" in administrator.get(PAGE).content.decode()


def test_the_page_shows_what_is_locked_with_how_many_tries_from_where_and_until_when(
    administrator: Client, officer: User
) -> None:
    fill_every_limit(OFFICER, place=OFFICE)
    response = administrator.get(PAGE)
    page = response.content.decode()
    locks = [(lock.counted_by, lock.name, lock.failures) for lock in response.context["locks"]]

    assert locks == [("account", OFFICER, 10), ("network", OFFICE, 20), ("everybody", "", 200)]
    for said in (f"The account <strong>{OFFICER}", f"Visitors from <strong>{OFFICE}"):
        assert said in page
    assert "and 6 more" in page  # of the eleven accounts that were tried from there


def test_what_has_unlocked_by_itself_is_not_shown(administrator: Client) -> None:
    guess(10, OFFICER)
    let_pass(minutes=15)

    assert not administrator.get(PAGE).context["locks"]


@pytest.mark.parametrize("which", [0, 1, 2], ids=["an account", "a place", "everything"])
def test_an_administrator_unlocks_what_is_locked_and_the_log_says_who(
    administrator: Client, officer: User, which: int, caplog: pytest.LogCaptureFixture
) -> None:
    fill_every_limit(OFFICER, place=OFFICE)
    lock = administrator.get(PAGE).context["locks"][which]
    form = {"counted_by": lock.counted_by, "name": lock.name}
    with caplog.at_level(logging.WARNING, logger="herefordshire_cs.accounts"):
        response = administrator.post(PAGE, form, follow=True)

    assert "Unlocked" in response.content.decode()
    shown = [(each.counted_by, each.name) for each in response.context["locks"]]
    assert (lock.counted_by, lock.name) not in shown
    said = f"Sign-in unlocked by administrator@test.example: {lock.counted_by} {lock.name!r}"
    assert said in caplog.text


def test_an_account_that_was_unlocked_takes_its_password_again(
    administrator: Client, officer: User
) -> None:
    guess(10, OFFICER)
    administrator.post(PAGE, {"counted_by": "account", "name": OFFICER})

    assert attempt(OFFICER).status_code == 302


def test_the_button_sends_what_it_stands_beside(administrator: Client) -> None:
    guess(10, OFFICER)
    sent = typed_in(administrator.get(PAGE))

    assert (sent["counted_by"], sent["name"]) == ("account", OFFICER)
    assert sent["once"]


def test_what_was_not_locked_is_said_not_to_be(administrator: Client) -> None:
    form = {"counted_by": "account", "name": OFFICER}
    response = administrator.post(PAGE, form, follow=True)

    assert "not locked any more" in response.content.decode()


def test_what_is_not_on_the_page_cannot_be_unlocked(administrator: Client) -> None:
    assert administrator.post(PAGE, {"counted_by": "nothing"}).status_code == 200


def test_a_command_unlocks_an_account_and_nothing_else(officer: User) -> None:
    fill_every_limit(OFFICER, place=OFFICE)
    said = StringIO()
    call_command("unlock_sign_in", "Officer@Test.Example", stdout=said)

    assert said.getvalue() == f"Unlocked: {OFFICER}.\n"
    guess(10, OFFICER, place="192.0.2.200")
    assert attempt(OFFICER, place=HOME).status_code == 429  # for all are locked again


def test_a_command_unlocks_everything(officer: User) -> None:
    fill_every_limit(OFFICER, place=OFFICE)
    call_command("unlock_sign_in", stdout=StringIO())

    assert attempt(OFFICER, place=OFFICE).status_code == 302
