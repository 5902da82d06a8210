"""A form is taken once, and what was sent after the session had ended is kept for its writer."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.models import ProgrammeItem, Report
from herefordshire_cs.accounts.models import KeptPost, SentForm, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.sending import FIELD, TWICE, new_token
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

NEW_WORK = "/programme/childrens-services-scrutiny/new/"
NEW_REPORT = "/reports/new/"
WORDS = "To look at attendance"


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    return make_user(Role.COMMITTEE_CLERK)


def work_typed(client: Client) -> dict[str, str]:
    return typed_in(client.get(NEW_WORK)) | {"title": WORDS}


def works() -> int:
    return ProgrammeItem.objects.filter(title=WORDS).count()


@pytest.mark.parametrize("times", [1, 2, 8])
def test_a_form_that_is_sent_again_makes_nothing_again(
    times: int, clerk: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(clerk)
    typed = work_typed(client)

    answers = [client.post(NEW_WORK, typed) for _ in range(times)]

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert works() == 1
    if times > 1:
        assert TWICE in client.get(answers[0]["Location"]).content.decode()


def test_two_clicks_on_new_report_begin_one(
    clerk: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(clerk)
    typed = typed_in(client.get(NEW_REPORT)) | {"title": "Attendance", "form": "scrutiny"}
    before = Report.objects.count()

    answers = [client.post(NEW_REPORT, typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Report.objects.count() == before + 1


def test_a_form_that_was_refused_may_be_sent_again_with_its_token(
    clerk: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(clerk)
    typed = work_typed(client)

    assert client.post(NEW_WORK, typed | {"title": ""}).status_code == 200
    assert SentForm.objects.count() == 0
    assert client.post(NEW_WORK, typed).status_code == 302
    assert works() == 1


def test_two_forms_of_two_pages_are_both_taken(
    clerk: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(clerk)

    for typed in (work_typed(client), work_typed(client)):
        client.post(NEW_WORK, typed)

    assert works() == 2


def test_the_token_of_another_is_no_token(
    clerk: User, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(clerk)
    typed = work_typed(client) | {FIELD: new_token(director)}

    for _ in range(2):
        client.post(NEW_WORK, typed)

    assert works() == 2
    assert SentForm.objects.count() == 0


def test_every_form_has_its_own_token(clerk: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(clerk).get("/meetings/childrens-services-scrutiny-2006-05-31/")

    tokens = re.findall(f'name="{FIELD}" value="([^"]+)"', page.content.decode())

    assert len(tokens) > 8
    assert len(set(tokens)) == len(tokens)


def sent_after_the_end(client: Client, typed: dict[str, str]) -> Any:
    """Send a form once the session is over."""
    client.cookies.pop("sessionid")
    return client.post(NEW_WORK, typed)


def signed_in_again(client: Client, user: User) -> Client:
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


def test_what_is_sent_after_the_session_has_ended_is_kept_until_its_writer_is_back(
    clerk: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(clerk)
    typed = work_typed(client)

    answer = sent_after_the_end(client, typed)
    assert answer["Location"] == "/sign-in/?next=/sign-in/kept/"
    assert works() == 0

    page = signed_in_again(client, clerk).get("/sign-in/kept/")
    assert WORDS in page.content.decode()
    again = typed_in(page)
    assert client.post(NEW_WORK, again).status_code == 302
    assert works() == 1
    assert KeptPost.objects.count() == 0


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.OFFICER])
def test_nobody_else_is_shown_what_was_kept(
    role: Role,
    clerk: User,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    client = sign_in(clerk)
    sent_after_the_end(client, work_typed(client))

    other = make_user(role, email="another@test.example")
    answer = signed_in_again(client, other).get("/sign-in/kept/")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.post("/sign-in/kept/").status_code == 302
    assert KeptPost.objects.count() == 1  # it is not theirs to throw away


def test_its_writer_may_throw_it_away(clerk: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(clerk)
    sent_after_the_end(client, work_typed(client))

    signed_in_again(client, clerk).post("/sign-in/kept/")

    assert KeptPost.objects.count() == 0


@pytest.mark.parametrize("token", ["", "forged", "a:b:c"])
def test_what_nobody_is_known_to_have_typed_is_not_kept(token: str, client: Client) -> None:
    answer = client.post(NEW_WORK, {"title": WORDS, FIELD: token})

    assert answer["Location"].startswith("/sign-in/?next=/programme/")
    assert KeptPost.objects.count() == 0
