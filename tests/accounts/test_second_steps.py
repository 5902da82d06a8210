"""Second steps: an authenticator, recovery codes, who is asked for one, and the one throttle."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import council
from tests.accounts.attempts import PASSWORD, attempt, tried
from tests.conftest import user_in

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    """Return the code that an authenticator shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


@pytest.fixture
def secret(officer: User) -> str:
    """The secret of the officer's authenticator."""
    made = generate_totp_secret()
    TOTP.activate(officer, made)
    return made


def test_an_authenticator_is_set_up_and_asked_for_at_the_next_sign_in(officer: User) -> None:
    client = Client()
    attempt(officer.email, client=client)
    page = client.get("/account/second-step/authenticator/").content.decode()
    made = re.search(r"Key: <code>(\w+)</code>", page)
    assert made is not None
    kept = client.post("/account/second-step/authenticator/", {"code": code_of(made[1])})
    codes = client.get(kept["Location"]).content.decode()
    assert len(re.findall(r"<li><code>", codes)) == 10
    assert "<code>" not in client.get(kept["Location"]).content.decode()  # shown once
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert made[1] not in stored

    again = Client()
    led = attempt(officer.email, client=again)
    assert led["Location"] == "/sign-in/second-step/"
    assert again.get("/plans/").status_code == 302
    recovery = re.findall(r"<li><code>(\w+)", codes)[0]
    assert again.post("/sign-in/second-step/", {"code": recovery})["Location"] == "/my-actions/"
    assert again.get("/plans/").status_code == 200
    once = Client()
    attempt(officer.email, client=once)
    assert "not right" in once.post("/sign-in/second-step/", {"code": recovery}).content.decode()


def test_a_code_signs_in_and_leads_to_what_was_asked_for(officer: User, secret: str) -> None:
    client = Client()
    client.post("/sign-in/?next=/plans/", {"username": officer.email, "password": PASSWORD})
    answer = client.post("/sign-in/second-step/", {"code": code_of(secret)})

    assert answer["Location"] == "/plans/"
    assert SecurityEvent.objects.get(what="sign-in").about == "password, mfa"


def test_wrong_codes_lock_and_a_right_password_does_not_forget_them(
    officer: User, secret: str
) -> None:
    client = Client()
    for _time in range(10):
        attempt(officer.email, client=client)
        page = client.post("/sign-in/second-step/", {"code": "000000"}).content.decode()
        assert "not right" in page
    attempt(officer.email, client=client)
    right = client.post("/sign-in/second-step/", {"code": code_of(secret)})

    assert "Too many wrong" in right.content.decode()
    assert client.get("/plans/").status_code == 302
    locked = SecurityEvent.objects.filter(what="sign-in locked").values_list("account", flat=True)
    assert f"{officer.email} (code)" in locked


def test_who_administers_sets_a_second_step_up_before_anything_else(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(monkeypatch, is_asked=True)
    person, client = user_in(Role.ADMINISTRATOR), Client()
    attempt(person.email, client=client)

    led = client.get("/people/")
    assert (led.status_code, led["Location"]) == (302, "/account/second-step/")
    assert "Set one up to go on" in client.get("/account/second-step/").content.decode()
    TOTP.activate(person, generate_totp_secret())
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    ("role", "is_asked", "is_demonstration", "status"),
    [
        pytest.param(Role.DIRECTOR, True, False, 302, id="who reads exempt papers"),
        pytest.param(Role.OFFICER, True, False, 200, id="who reads none"),
        pytest.param(Role.ADMINISTRATOR, False, False, 200, id="where the council asks nobody"),
        pytest.param(Role.ADMINISTRATOR, True, True, 200, id="an account of the demonstration"),
    ],
)
def test_a_second_step_is_asked_of_those_who_could_do_most_harm(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    role: Role,
    is_asked: bool,
    is_demonstration: bool,
    status: int,
) -> None:
    ask(monkeypatch, is_asked=is_asked)
    person, client = user_in(role), Client()
    User.objects.filter(pk=person.pk).update(is_demonstration=is_demonstration)
    attempt(person.email, client=client)

    assert client.get("/plans/").status_code == status


def ask(monkeypatch: pytest.MonkeyPatch, *, is_asked: bool) -> None:
    """Let the council ask for a second step, or not."""
    words = council.CouncilWords(asks_second_step=is_asked)
    monkeypatch.setitem(council._kept, "words", (float("inf"), words))


def test_the_throttle_of_passwords_holds_on_the_page_that_asks_again(
    officer: User, client: Client
) -> None:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")
    tried(*[(officer.email, "198.51.100.7")] * 10)

    page = client.post("/sign-in/again/", {"password": PASSWORD}).content.decode()

    assert "Too many wrong passwords" in page


def test_no_passkey_of_another_is_taken(officer: User, client: Client, settings: Any) -> None:
    answer = client.post("/sign-in/passkey/", {"credential": "{}"})

    assert answer.status_code in (200, 302)
    assert client.get("/plans/").status_code == 302
