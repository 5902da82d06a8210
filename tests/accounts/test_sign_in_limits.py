"""Wrong passwords lock an account, a place or everything, and never a known device."""

import logging
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from herefordshire_cs.accounts import signing_in
from herefordshire_cs.accounts.devices import COOKIE
from herefordshire_cs.accounts.models import SignInFailure, User
from herefordshire_cs.accounts.roles import Role
from tests.accounts.attempts import (
    HOME,
    OFFICE,
    PASSWORD,
    attempt,
    cookie_of,
    device_of,
    fill_every_limit,
    guess,
    let_pass,
    tried,
)

pytestmark = pytest.mark.django_db

OFFICER = "officer@test.example"
DIRECTOR = "director@test.example"
NOBODY = "nobody@test.example"
TAKEN, WRONG, LOCKED = 302, 200, 429


def forge(device: Client, written: str) -> Client:
    """Return a device with a cookie that holds something else."""
    device.cookies[COOKIE] = written
    return device


# --- An unknown device -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failures", "status"),
    [pytest.param(9, TAKEN, id="9"), pytest.param(10, LOCKED, id="10")],
)
def test_ten_wrong_passwords_lock_an_account_even_to_the_right_one(
    officer: User, failures: int, status: int
) -> None:
    tried(*[(OFFICER, f"192.0.2.{number}") for number in range(failures)])

    assert attempt(OFFICER).status_code == status


@pytest.mark.parametrize(
    ("failures", "status"),
    [pytest.param(19, TAKEN, id="19"), pytest.param(20, LOCKED, id="20")],
)
def test_twenty_wrong_passwords_over_many_accounts_lock_a_place(
    officer: User, failures: int, status: int
) -> None:
    tried(*[(f"somebody{number}@test.example", HOME) for number in range(failures)])

    assert attempt(OFFICER, place=HOME).status_code == status
    assert attempt(OFFICER, place=OFFICE).status_code == TAKEN


@pytest.mark.parametrize(
    ("failures", "status"),
    [pytest.param(199, TAKEN, id="199"), pytest.param(200, LOCKED, id="200")],
)
def test_two_hundred_wrong_passwords_from_many_places_lock_everything(
    officer: User, failures: int, status: int
) -> None:
    tried(*[(f"somebody{each}@test.example", f"192.0.2.{each}") for each in range(failures)])

    assert attempt(OFFICER).status_code == status


def test_thirty_accounts_with_one_password_each_from_one_place_are_stopped_at_twenty() -> None:
    answers = [guess(1, f"officer{number}@test.example").status_code for number in range(30)]

    assert answers == [WRONG] * 20 + [LOCKED] * 10


def test_one_account_locked_leaves_the_others_alone(officer: User, member: User) -> None:
    guess(10, OFFICER)

    assert attempt(member.email).status_code == TAKEN


def test_capitals_and_blanks_give_no_further_tries(officer: User) -> None:
    spellings = [OFFICER, "Officer@test.example", "OFFICER@TEST.EXAMPLE", f" {OFFICER} "]
    for number in range(10):
        guess(1, spellings[number % 4])

    assert attempt(OFFICER).status_code == LOCKED


def test_neighbours_in_one_ipv6_network_are_one_place(officer: User) -> None:
    tried(*[(f"somebody{each}@test.example", f"2001:db8::{each:x}") for each in range(20)])

    assert attempt(OFFICER, place="2001:db8::ffff").status_code == LOCKED
    assert attempt(OFFICER, place="2001:db8:0:1::1").status_code == TAKEN


def test_ipv4_addresses_written_as_ipv6_are_places_of_their_own(officer: User) -> None:
    tried(*[(f"somebody{each}@test.example", "::ffff:192.0.2.1") for each in range(20)])

    assert attempt(OFFICER, place="192.0.2.1").status_code == LOCKED
    assert attempt(OFFICER, place="::ffff:192.0.2.2").status_code == TAKEN


def test_signing_in_never_counts(officer: User) -> None:
    answers = {attempt(OFFICER).status_code for _time in range(25)}

    assert answers == {TAKEN}


def test_signing_in_forgets_the_wrong_passwords_before_it(officer: User) -> None:
    guess(9, OFFICER)
    attempt(OFFICER)

    assert guess(9, OFFICER).status_code == WRONG
    assert attempt(OFFICER).status_code == TAKEN


def test_signing_in_does_not_forget_what_was_tried_elsewhere(officer: User) -> None:
    guess(9, OFFICER, place=HOME)
    attempt(OFFICER, place=OFFICE)
    guess(1, OFFICER, place=HOME)

    assert attempt(OFFICER, place=HOME).status_code == LOCKED


@pytest.mark.parametrize(
    ("minutes", "status"),
    [pytest.param(14, LOCKED, id="14 minutes"), pytest.param(15, TAKEN, id="15 minutes")],
)
def test_after_the_window_the_right_password_is_taken_again(
    officer: User, minutes: int, status: int
) -> None:
    guess(10, OFFICER)
    let_pass(minutes=minutes)

    assert attempt(OFFICER).status_code == status


def test_what_is_tried_while_it_is_locked_does_not_keep_it_locked(officer: User) -> None:
    guess(10, OFFICER)
    let_pass(minutes=14)
    guess(10, OFFICER)
    let_pass(minutes=1)

    assert attempt(OFFICER).status_code == TAKEN


def test_nothing_is_kept_of_wrong_passwords_after_the_window(officer: User) -> None:
    guess(10, NOBODY)
    let_pass(minutes=15)
    guess(1, OFFICER)

    assert [row.account for row in SignInFailure.objects.all()] == [OFFICER]


def test_what_is_kept_of_an_attack_does_not_grow() -> None:
    for number in range(25):
        guess(1, f"somebody{number}@test.example")

    assert SignInFailure.objects.count() == 20


# --- A known device ----------------------------------------------------------------------------


def test_the_director_signs_in_on_a_known_device_though_every_limit_is_filled(
    director: User,
) -> None:
    device = device_of(DIRECTOR)
    fill_every_limit(DIRECTOR, place=OFFICE)

    assert attempt(DIRECTOR, place=OFFICE).status_code == LOCKED
    assert attempt(DIRECTOR, place=OFFICE, client=device).status_code == TAKEN
    assert SignInFailure.objects.count() == 200


def test_what_is_typed_on_a_known_device_counts_against_nobody_else(officer: User) -> None:
    device = device_of(OFFICER)
    guess(5, OFFICER, client=device)
    guess(9, OFFICER)

    assert attempt(OFFICER).status_code == TAKEN


@pytest.mark.parametrize(
    ("failures", "status"),
    [pytest.param(4, TAKEN, id="4"), pytest.param(5, LOCKED, id="5")],
)
def test_after_five_wrong_passwords_a_known_device_is_as_any_other(
    officer: User, failures: int, status: int
) -> None:
    device = device_of(OFFICER)
    tried(*[(OFFICER, "192.0.2.1")] * 10)
    guess(failures, OFFICER, client=device)

    assert attempt(OFFICER, client=device).status_code == status


def test_after_five_wrong_passwords_a_known_device_still_has_the_tries_of_any_other(
    officer: User,
) -> None:
    device = device_of(OFFICER)
    assert guess(15, OFFICER, client=device).status_code == WRONG
    assert guess(1, OFFICER, client=device).status_code == LOCKED


def test_a_device_that_failed_too_often_is_known_again_after_the_window(officer: User) -> None:
    device = device_of(OFFICER)
    guess(5, OFFICER, client=device)
    let_pass(minutes=15)
    tried(*[(OFFICER, "192.0.2.1")] * 10)

    assert attempt(OFFICER, client=device).status_code == TAKEN


def locked_to(device: Client) -> bool:
    """Say whether a device is taken for an unknown one, once the officer's account is locked."""
    tried(*[(OFFICER, "192.0.2.1")] * 10)
    return attempt(OFFICER, client=device).status_code == LOCKED


def test_a_changed_password_ends_a_known_device(officer: User) -> None:
    device = device_of(OFFICER)
    officer.set_password("another long password")
    officer.save()
    tried(*[(OFFICER, "192.0.2.1")] * 10)

    assert attempt(OFFICER, "another long password", client=device).status_code == LOCKED


def test_the_cookie_of_another_account_does_not_help(officer: User, director: User) -> None:
    assert locked_to(device_of(DIRECTOR))


@pytest.mark.parametrize(
    "written", ["nonsense", "~", "~~~~~~", "a:b:c~d:e:f", "x" * 4_000], ids=lambda text: text[:8]
)
def test_a_cookie_that_somebody_wrote_does_not_help(officer: User, written: str) -> None:
    assert locked_to(forge(device_of(OFFICER), written))


def test_a_cookie_that_was_changed_does_not_help(officer: User) -> None:
    device = device_of(OFFICER)
    written = cookie_of(device)

    assert locked_to(forge(device, written[:-1] + ("a" if written[-1] != "a" else "b")))


def test_a_cookie_is_no_longer_believed_after_a_year(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = device_of(OFFICER)
    with monkeypatch.context() as patch:
        patch.setattr("herefordshire_cs.accounts.devices.KEPT_FOR", -1)
        assert locked_to(device)
    assert attempt(OFFICER, client=device).status_code == TAKEN


def test_a_device_that_two_people_use_is_known_to_both(officer: User, director: User) -> None:
    device = device_of(OFFICER)
    device_of(DIRECTOR, client=device)
    fill_every_limit(OFFICER, place=OFFICE)
    tried(*[(DIRECTOR, OFFICE)] * 10)

    assert attempt(OFFICER, client=device).status_code == TAKEN
    assert attempt(DIRECTOR, client=device_of(OFFICER, client=device)).status_code == TAKEN


def test_a_device_is_known_to_the_last_five_who_signed_in_on_it(
    make_user: Callable[..., User],
) -> None:
    people = [make_user(role, email=f"{role.name}@test.example") for role in list(Role)[:6]]
    device = Client()
    for person in people:
        device_of(person.email, client=device)
    assert cookie_of(device).count("~") == 4
    for person in people:
        tried(*[(person.email, f"192.0.2.{person.pk}")] * 10)

    assert attempt(people[0].email, client=device).status_code == LOCKED
    assert attempt(people[1].email, client=device).status_code == TAKEN


def test_the_cookie_does_not_name_the_address_and_is_sent_to_the_sign_in_page_alone(
    officer: User,
) -> None:
    cookie = device_of(OFFICER).cookies[COOKIE]

    assert OFFICER not in cookie.value
    assert officer.password not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (cookie["path"], cookie["max-age"]) == ("/sign-in/", 365 * 24 * 60 * 60)


# --- What is said --------------------------------------------------------------------------------


def test_who_is_locked_out_is_told_how_long_to_wait_and_whom_to_ask_and_keeps_the_address(
    officer: User,
) -> None:
    guess(10, OFFICER)
    let_pass(minutes=3)
    response = attempt(OFFICER)
    page = response.content.decode()

    assert "Too many wrong passwords were typed for this e-mail address." in page
    assert "Wait 12 minutes, then try again." in page
    assert "An administrator can let you in sooner" in page
    assert f'value="{OFFICER}"' in page
    assert PASSWORD not in page
    assert 11 * 60 < int(response["Retry-After"]) <= 12 * 60


def test_the_last_minute_is_not_said_to_be_none(officer: User) -> None:
    guess(10, OFFICER)
    let_pass(minutes=14, seconds=58)

    assert "Wait 1 minute, then try again." in attempt(OFFICER).content.decode()


def test_nothing_says_whether_somebody_has_an_address(officer: User) -> None:
    answers = {}
    for address in (OFFICER, NOBODY):
        tried(*[(address, "192.0.2.1")] * 10)
        response = attempt(address)
        page = response.content.decode().replace(address, "")
        answers[address] = (response.status_code, page)

    assert answers[OFFICER][0] == LOCKED
    assert shape_of(answers[OFFICER][1]) == shape_of(answers[NOBODY][1])


def shape_of(page: str) -> list[str]:
    """Return the lines of a page but for the token of its form, which is new each time."""
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_no_password_is_looked_at_while_it_is_locked(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess(10, OFFICER)
    monkeypatch.setattr(User, "check_password", lambda self, raw: pytest.fail("looked at"))

    assert attempt(OFFICER).status_code == LOCKED


def test_the_log_names_who_came_in_who_was_refused_and_what_was_locked(
    officer: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="herefordshire_cs.accounts"):
        device = device_of(OFFICER)
        attempt(OFFICER, client=device)
        guess(11, "some\nbody@test.example", place=HOME)

    assert f"Signed in: '{OFFICER}' from {OFFICE} on an unknown device" in caplog.text
    assert f"Signed in: '{OFFICER}' from {HOME} on a known device" in caplog.text
    name = r"'some\nbody@test.example'"
    assert f"Sign-in failed: {name} from {HOME} on an unknown device" in caplog.text
    assert f"Sign-in locked: account {name} until" in caplog.text
    assert f"Sign-in refused: {name} from {HOME} on an unknown device; account" in caplog.text
    assert "wrong password'" not in caplog.text
    assert PASSWORD not in caplog.text


def test_who_signs_in_is_logged_however_little_else_is() -> None:
    assert signing_in.logger.level == logging.INFO


# --- What it costs -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_known", "password", "statements"),
    [
        pytest.param(False, "a wrong password", 7, id="a wrong password"),
        pytest.param(True, "a wrong password", 8, id="a wrong password on a known device"),
        pytest.param(False, PASSWORD, 25, id="the right one"),
        pytest.param(True, PASSWORD, 28, id="the right one on a known device"),
    ],
)
def test_a_sign_in_costs_few_statements(
    officer: User, is_known: bool, password: str, statements: int
) -> None:
    device = device_of(OFFICER) if is_known else Client()
    with CaptureQueriesContext(connection) as asked:
        attempt(OFFICER, password, client=device)

    assert len(asked) == statements


def test_a_refusal_costs_one_statement_and_writes_nothing(officer: User) -> None:
    guess(10, OFFICER)
    with CaptureQueriesContext(connection) as asked:
        attempt(OFFICER)

    assert len(asked) == 1


# --- Other doors ---------------------------------------------------------------------------------


def test_the_administration_pages_send_whoever_signs_in_to_the_one_page() -> None:
    form = {"username": OFFICER, "password": PASSWORD}
    response = Client().post("/administration/login/", form)

    assert response["Location"] == "/sign-in/?next=/administration/"


@pytest.mark.parametrize("written", ["0", "-1", "2.5", "many"])
def test_a_limit_that_is_no_number_is_refused_at_the_start(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_IN_FAILURES_OF_A_NETWORK", written)

    with pytest.raises(ImproperlyConfigured, match="SIGN_IN_FAILURES_OF_A_NETWORK"):
        runpy.run_path(str(Path(django_settings.BASE_DIR, "herefordshire_cs", "settings.py")))
