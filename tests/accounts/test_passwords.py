"""Passwords: changed, forgotten, chosen by an invitation; never one that was breached."""

import re
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from herefordshire_cs.notices.models import Message
from herefordshire_cs.notices.sending import send_due
from tests.accounts.attempts import PASSWORD, attempt
from tests.conftest import superuser, user_in
from tests.notices.mail_servers import sent_by

pytestmark = pytest.mark.django_db
NEW = "three horses by the weir"


@pytest.fixture
def posted(settings: Any) -> None:
    """Let mail leave, into a box that the test looks into."""
    sent_by(settings, "django.core.mail.backends.locmem.EmailBackend")
    settings.DEMONSTRATION_DATE = None


def link_sent() -> str:
    """Send what waits, and return the path of the link in the newest message."""
    send_due(at=clock.now())
    found = re.search(r"https://[^/]+(/password/\S+)", mail.outbox[-1].body)
    assert found is not None
    return found[1]


def choose(client: Client, link: str, password: str = NEW) -> Any:
    """Open a link and choose a password."""
    opened = client.get(link)
    form = {"new_password1": password, "new_password2": password}
    return client.post(opened["Location"], form)


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_no_table_keeps(
    officer: User, posted: None
) -> None:
    client = Client()
    page = client.post("/forgotten-password/", {"email": "Officer@Test.Example"})
    assert "is on its way" in page.content.decode()
    link = link_sent()
    token = link.rstrip("/").rpartition("/")[2]
    message = Message.objects.get()
    assert token not in f"{message.about} {message.lines} {message.subject}"
    assert message.state == "sent"
    kept = " ".join(str(row.about) for row in SecurityEvent.objects.all())
    assert token not in kept

    assert choose(client, link).status_code == 302
    assert attempt(officer.email, NEW).status_code == 302
    assert "no longer works" in client.get(link, follow=True).content.decode()  # used once


def test_the_page_says_the_same_of_an_address_that_nobody_has(posted: None) -> None:
    superuser()
    for address in ("nobody@test.example", "everything@test.example"):
        page = Client().post("/forgotten-password/", {"email": address}).content.decode()
        assert "If somebody here has that address" in page

    assert not Message.objects.exists()


def test_links_are_asked_for_under_the_throttle(officer: User, posted: None) -> None:
    answers = [
        Client().post("/forgotten-password/", {"email": officer.email}) for _time in range(11)
    ]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Wait" in answers[-1].content.decode()


def test_an_invitation_is_sent_and_leads_to_the_first_sign_in(posted: None) -> None:
    administrator, person = (
        user_in(Role.ADMINISTRATOR),
        User.objects.create_user("new@test.example", None, name="New"),
    )
    client = Client()
    client.force_login(administrator, "herefordshire_cs.accounts.backends.EmailBackend")
    page = client.post(f"/people/{person.pk}/link/", follow=True).content.decode()
    assert "on its way to new@test.example" in page
    assert "/password/" not in page
    link = link_sent()

    assert choose(Client(), link).status_code == 302
    assert attempt("new@test.example", NEW).status_code == 302


def test_a_password_is_changed_by_who_knows_it_and_ends_other_sessions(officer: User) -> None:
    here, there = Client(), Client()
    attempt(officer.email, client=here)
    attempt(officer.email, client=there)
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert "not right" in here.post("/password/", form).content.decode()

    changed = here.post("/password/", form | {"old_password": PASSWORD})

    assert changed["Location"] == "/account/"
    assert here.get("/plans/").status_code == 200
    assert there.get("/plans/").status_code == 302
    assert SecurityEvent.objects.filter(what="password", user=officer).exists()


@pytest.mark.parametrize(
    "password", ["password1234", "qwertyuiop123", "liverpoolfc1892", "iloveyou12345"]
)
def test_a_password_that_was_breached_is_refused_without_asking_anybody(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_three_words_are_no_breached_password() -> None:
    validate_password(NEW)
