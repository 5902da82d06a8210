"""What is typed and not sent is kept for its writer alone, offered again, gone once it is sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from actionplan.models import Plan
from herefordshire_cs.accounts.models import UnsentForm, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.sending import MOST_CHARACTERS
from herefordshire_cs.accounts.unsent import KEPT_FOR, TOKEN
from herefordshire_cs.lib import clock
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

FORM = "/plans/jar-2005/recommendations/9/updates/new/"
WORDS = "The protocol was signed by all"
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def director(jar: Plan, make_user: Callable[..., User]) -> User:
    return make_user(Role.DIRECTOR)


def keep(client: Client, page: HttpResponse, **typed: Any) -> HttpResponse:
    """Do what the script of an opened form does."""
    sent = typed_in(page) | {"narrative": WORDS, TOKEN: page.context["unsent"].token} | typed
    return client.post("/unsent/", sent, headers=IN_PLACE)


def test_what_is_typed_is_kept_and_offered_where_the_form_is_opened_again(
    director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    answer = keep(client, client.get(FORM), rating="amber")
    assert answer.content.decode().strip().startswith("Draft kept ")

    page = client.get(FORM)
    assert "You began this at " in page.content.decode()
    assert (typed_in(page)["narrative"], typed_in(page)["rating"]) == (WORDS, "amber")
    assert "There is a problem" not in page.content.decode()

    assert client.post(FORM, typed_in(page)).status_code == 302
    assert not UnsentForm.objects.exists()


def test_nobody_else_is_offered_it_nor_keeps_anything_in_its_place(
    director: User, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    page = client.get(FORM)
    keep(client, page)
    other = Client()
    other.force_login(
        make_user(Role.DIRECTOR, email="another@test.example"),
        "herefordshire_cs.accounts.backends.EmailBackend",
    )

    assert WORDS not in other.get(FORM).content.decode()
    assert keep(other, page, narrative="Mine").status_code == 403
    assert (
        other.post("/unsent/discarding/", {TOKEN: page.context["unsent"].token}).status_code == 403
    )
    assert UnsentForm.objects.get().user == director


def test_it_is_kept_after_the_session_has_ended_which_is_said_in_its_place(
    director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    page = client.get(FORM)
    client.cookies.pop("sessionid")

    answer = keep(client, page)

    assert answer.status_code == 401
    said = answer.content.decode()
    assert "You are signed out." in said
    assert "your words are kept" in said
    assert "/sign-in/?next=%2Fplans%2Fjar-2005%2Frecommendations%2F9%2Fupdates%2Fnew%2F" in said
    assert "<html" not in said
    assert UnsentForm.objects.get().user == director


def test_it_may_be_discarded(director: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(director)
    page = client.get(FORM)
    keep(client, page)

    answer = client.post("/unsent/discarding/", {TOKEN: page.context["unsent"].token})

    assert answer["Location"] == FORM
    assert WORDS not in client.get(FORM).content.decode()


def test_what_is_too_long_is_not_kept_and_what_is_old_is_forgotten(
    director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    page = client.get(FORM)
    assert keep(client, page, narrative="x" * (MOST_CHARACTERS + 1)).status_code == 413
    assert not UnsentForm.objects.exists()

    old = UnsentForm.objects.create(
        user=director,
        path="/elsewhere/",
        fields=[],
        kept_at=clock.now() - KEPT_FOR - timedelta(seconds=1),
    )
    keep(client, page)
    assert not UnsentForm.objects.filter(pk=old.pk).exists()


def test_a_part_of_a_page_that_finds_its_reader_signed_out_says_so_in_its_place(
    client: Client,
) -> None:
    answer = client.get("/plans/jar-2005/reports/", headers=IN_PLACE)

    assert answer.status_code == 401
    said = answer.content.decode()
    assert "You are signed out." in said
    assert 'href="/sign-in/?next=/plans/jar-2005/reports/"' in said
    assert "your words are kept" not in said
    assert "<html" not in said
