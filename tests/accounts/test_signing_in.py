"""Signing in: by e-mail in any case, not by guessing, and with headers that keep it safe."""

import re
import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"  # what the fixture make_user gives
ADDRESS = "officer@test.example"
WRONG = "The e-mail address or the password is not right. Check both."
YEAR_IN_SECONDS = 31_536_000


def sign_in(client: Client, address: str = ADDRESS, password: str = PASSWORD) -> HttpResponse:
    """Send in the form of the sign-in page."""
    return client.post("/sign-in/", {"username": address, "password": password})


def is_signed_in(client: Client) -> bool:
    """Say whether the plans open without signing in."""
    return bool(client.get("/plans/").status_code == 200)


@pytest.mark.parametrize(
    "typed", [ADDRESS, "Officer@Test.Example", "OFFICER@TEST.EXAMPLE", f"  {ADDRESS} "]
)
def test_an_address_is_one_address_however_its_letters_are_typed(
    client: Client, officer: User, typed: str
) -> None:
    response = sign_in(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/my-actions/")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("address", "password"),
    [
        pytest.param(ADDRESS, "a wrong password", id="a wrong password"),
        pytest.param(ADDRESS, PASSWORD.upper(), id="a password in capitals"),
        pytest.param("nobody@test.example", PASSWORD, id="an address that nobody has"),
    ],
)
def test_a_refusal_does_not_say_whether_the_address_is_known(
    client: Client, officer: User, address: str, password: str
) -> None:
    response = sign_in(client, address, password)
    page = response.content.decode()
    assert response.status_code == 200
    assert WRONG in page
    assert f'value="{address}"' in page
    assert password not in page
    assert not is_signed_in(client)


# --- Demonstration accounts ----------------------------------------------------------------------


@pytest.fixture
def visitor(make_user: Callable[..., User]) -> User:
    """A demonstration account."""
    user = make_user(Role.OFFICER)
    user.is_demonstration = True
    user.save()
    return user


def test_a_demonstration_account_signs_in_to_a_demonstration(
    client: Client, visitor: User, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = date(2006, 5, 22)
    assert sign_in(client).status_code == 302
    assert is_signed_in(client)


def test_a_demonstration_account_is_refused_outside_a_demonstration(
    client: Client, visitor: User, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = None
    response = sign_in(client)
    assert response.status_code == 200
    assert WRONG in response.content.decode()
    assert not is_signed_in(client)


def test_a_demonstration_accounts_session_ends_with_the_demonstration(
    client: Client, visitor: User, settings: Any
) -> None:
    sign_in(client)
    settings.DEMONSTRATION_DATE = None
    assert not is_signed_in(client)


def test_other_accounts_sign_in_outside_a_demonstration(
    client: Client, officer: User, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = None
    assert sign_in(client).status_code == 302
    assert is_signed_in(client)


def test_a_closed_account_is_refused_and_its_session_ends(client: Client, officer: User) -> None:
    sign_in(client)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert not is_signed_in(client)
    assert sign_in(Client()).status_code == 200


# --- Headers and cookies -----------------------------------------------------------------------

PAGES = {
    "/sign-in/": 200,
    "/": 200,
    "/my-actions/": 200,
    "/plans/jar-2005/": 200,
    "/plans/jar-2005/actions/": 200,
    "/plans/jar-2005/actions/5.6/": 200,
    "/plans/jar-2005/actions/5.6/updates/new/": 200,
    "/plans/jar-2005/actions/5.6/moderation/": 403,
    "/plans/jar-2005/timeline/": 200,
    "/nowhere/": 404,
    "/health/": 200,
}


def policy_of(response: HttpResponse) -> dict[str, list[str]]:
    """Return the content security policy of an answer, directive by directive."""
    parts = response["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (part.split() for part in parts) if words}


@pytest.mark.parametrize(("address", "status"), PAGES.items(), ids=PAGES.keys())
def test_every_answer_forbids_what_is_inline_and_what_is_from_elsewhere(
    client: Client, officer: User, address: str, status: int
) -> None:
    if address != "/sign-in/":
        client.force_login(officer, backend="herefordshire_cs.accounts.backends.EmailBackend")
    response = client.get(address)
    assert response.status_code == status
    policy = policy_of(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    page = response.content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", page)
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.fixture
def served(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that takes on the settings of a machine with some variables set."""

    def serve(**variables: str) -> None:
        for name in ("HTTPS", "BEHIND_PROXY", "HSTS_SUBDOMAINS"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        path = Path(django_settings.BASE_DIR, "herefordshire_cs", "settings.py")
        for name, value in runpy.run_path(str(path)).items():
            if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")):
                setattr(settings, name, value)

    return serve


def test_with_https_on_plain_http_is_sent_to_https(
    served: Callable[..., None], client: Client
) -> None:
    served(HTTPS="1")
    response = client.get("/sign-in/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/sign-in/")


def test_names_below_this_one_are_asked_for_https_only_where_a_council_says_so(
    served: Callable[..., None], client: Client
) -> None:
    served(HTTPS="1", HSTS_SUBDOMAINS="1")
    opened = client.get("/sign-in/", secure=True)
    assert opened["Strict-Transport-Security"].split("; ") == [
        f"max-age={YEAR_IN_SECONDS}",
        "includeSubDomains",
        "preload",
    ]


def test_with_https_on_cookies_are_secure_and_browsers_stay_on_https(
    served: Callable[..., None], client: Client, officer: User
) -> None:
    served(HTTPS="1")
    opened = client.get("/sign-in/", secure=True)
    assert opened["Strict-Transport-Security"] == f"max-age={YEAR_IN_SECONDS}"
    client.post("/sign-in/", {"username": ADDRESS, "password": PASSWORD}, secure=True)
    for name in ("csrftoken", "sessionid", "known_device"):
        cookie = client.cookies[name]
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


def test_without_https_nothing_asks_for_it(
    served: Callable[..., None], client: Client, officer: User
) -> None:
    served()
    response = sign_in(client)
    assert response.status_code == 302
    assert "Strict-Transport-Security" not in response
    assert not client.cookies["sessionid"]["secure"]
    assert client.cookies["sessionid"]["httponly"]


@pytest.mark.parametrize(
    ("behind_proxy", "status"),
    [
        pytest.param("1", 200, id="behind a proxy"),
        pytest.param("0", 301, id="not behind one"),
    ],
)
def test_only_behind_a_proxy_is_its_word_for_https_taken(
    served: Callable[..., None], client: Client, behind_proxy: str, status: int
) -> None:
    served(HTTPS="1", BEHIND_PROXY=behind_proxy)
    response = client.get("/sign-in/", headers={"X-Forwarded-Proto": "https"})
    assert response.status_code == status


def test_a_session_lasts_a_working_day(client: Client, officer: User) -> None:
    sign_in(client)
    assert client.cookies["sessionid"]["max-age"] == 60 * 60 * 10


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.OFFICER, "/my-actions/"),
        (Role.PARTNER, "/my-actions/"),
        (Role.MEMBER, "/my-meetings/"),
        (Role.COMMITTEE_CLERK, "/my-meetings/"),
        (Role.PERFORMANCE_OFFICER, "/indicators/due/"),
        (Role.AUDITOR, "/log/"),
        (Role.DIRECTOR, "/"),
        (Role.ADMINISTRATOR, "/"),
    ],
)
def test_each_role_lands_on_the_page_that_answers_its_first_question(
    client: Client, role: Role, page: str
) -> None:
    user = user_in(role)
    user.set_password(PASSWORD)
    user.save()

    answer = sign_in(client, user.email)

    assert answer["Location"] == page
    assert client.get(page).status_code == 200
