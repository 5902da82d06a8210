"""Sessions: listed, ended, idle; and proof asked again before what cannot be taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from herefordshire_cs.accounts.models import KeptPost, SecurityEvent, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.sending import new_token
from herefordshire_cs.accounts.sessions import middleware, proving
from herefordshire_cs.lib import clock
from tests.accounts.attempts import PASSWORD, attempt
from tests.conftest import user_in

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"


class Later:
    """A clock that is so many minutes ahead."""

    def __init__(self, **time: int) -> None:
        self.ahead = timedelta(**time)

    def now(self) -> Any:
        return clock.now() + self.ahead


def test_somebody_sees_where_they_are_signed_in_and_ends_it_there(officer: User) -> None:
    here, there = Client(), Client(headers={"User-Agent": FIREFOX})
    attempt(officer.email, client=here)
    attempt(officer.email, client=there, place="203.0.113.1")

    page = here.get("/account/").content.decode()
    assert "Firefox on Windows" in page
    assert "203.0.113.1" in page
    assert page.count("(this one)") == 1
    assert here.post("/account/sessions/end-others/").status_code == 302
    assert there.get("/plans/").status_code == 302
    assert here.get("/plans/").status_code == 200
    assert SecurityEvent.objects.filter(what="session ended", user=officer).exists()


def test_nobody_ends_the_session_of_another(officer: User) -> None:
    theirs, stranger = Client(), Client()
    attempt(officer.email, client=theirs)
    attempt(user_in(Role.MEMBER).email, client=stranger)
    row = officer.usersession_set.get()

    assert stranger.post(f"/account/sessions/{row.pk}/end/").status_code == 404
    assert theirs.post(f"/account/sessions/{row.pk}/end/").status_code == 302
    assert theirs.get("/plans/").status_code == 200  # the one they are in ends by signing out


@pytest.mark.parametrize(
    ("minutes", "status"),
    [pytest.param(119, 200, id="within the limit"), pytest.param(121, 302, id="after it")],
)
def test_a_session_in_which_nobody_does_anything_ends(
    officer: User, monkeypatch: pytest.MonkeyPatch, minutes: int, status: int
) -> None:
    client = Client()
    attempt(officer.email, client=client)
    monkeypatch.setattr(middleware, "clock", Later(minutes=minutes))

    assert client.get("/plans/").status_code == status


def test_a_session_that_is_used_goes_on(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    attempt(officer.email, client=client)
    for minutes in (100, 200, 300):
        monkeypatch.setattr(middleware, "clock", Later(minutes=minutes))
        assert client.get("/plans/").status_code == 200


def test_roles_are_given_after_the_password_is_typed_again_and_nothing_typed_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    administrator, client = user_in(Role.ADMINISTRATOR), Client()
    attempt(administrator.email, client=client)
    monkeypatch.setattr(proving, "clock", Later(minutes=61))
    form = {
        "name": "A. New",
        "email": "new@test.example",
        "roles": ["Officer"],
        "once": new_token(administrator),
    }

    led = client.post("/people/new/", form)
    assert led["Location"] == "/sign-in/again/?next=%2Fsign-in%2Fkept%2F"
    assert not User.objects.filter(email="new@test.example").exists()
    assert (
        client.post("/sign-in/again/?next=/sign-in/kept/", {"password": "wrong"}).status_code
        == 200
    )
    assert client.get("/people/new/").status_code == 200  # it may be read without
    monkeypatch.setattr(proving, "clock", clock)
    proved = client.post("/sign-in/again/?next=/sign-in/kept/", {"password": PASSWORD})
    assert proved["Location"] == "/sign-in/kept/"
    assert "A. New" in client.get("/sign-in/kept/").content.decode()
    assert KeptPost.objects.get().path == "/people/new/"
    client.post("/people/new/", form | {"once": new_token(administrator)})
    assert User.objects.filter(email="new@test.example").exists()


def test_a_page_that_is_read_costs_no_statement_for_its_session(officer: User) -> None:
    signed_in, known = Client(), Client()
    attempt(officer.email, client=signed_in)
    known.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")
    costs = []
    for client in (signed_in, known):
        with CaptureQueriesContext(connection) as asked:
            client.get("/accessibility/")
        costs.append([query["sql"].partition(" ")[0] for query in asked])

    assert costs[0] == costs[1]
    assert set(costs[0]) == {"SELECT"}
