"""Nobody gives themselves what another may open or say: as deputy, by a name or as a taker."""

import pytest
from django.test import Client

from actionplan.models import Deputy, JobShare, Officer
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return user_in(Role.ADMINISTRATOR)


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def leaver() -> User:
    return user_in(Role.DIRECTOR, initials="SF")


def named(user: User) -> str:
    return f"{user.name} <{user.email}>"


def test_an_administrator_names_no_deputy_that_they_are(
    desk: Client, administrator: User, leaver: User
) -> None:
    sent = {"deputy": named(administrator), "from_on": "22 May 2006", "until_on": "1 June 2006"}

    page = desk.post(f"/people/{leaver.pk}/deputies/new/", sent).content.decode()

    assert not Deputy.objects.exists()
    assert "may post no update" in page or "Nobody names themselves" in page


@pytest.mark.parametrize("before", ["", "officer@test.example"])
def test_an_administrator_stands_for_no_name_by_their_own_hand(
    desk: Client, administrator: User, before: str
) -> None:
    row = Officer.objects.get(initials="HL")
    first = named(user_in(Role.OFFICER, email=before)) if before else ""
    words = "; ".join(filter(None, [first, named(administrator)]))

    page = desk.post("/people/names/jar-2005/", {f"officer-{row.pk}": words}).content.decode()

    assert "Nobody lets themselves stand for a name." in page
    assert not Officer.objects.filter(user=administrator).exists()
    assert not JobShare.objects.exists()


def test_an_administrator_takes_over_nothing_by_their_own_hand(
    desk: Client, administrator: User, leaver: User
) -> None:
    sent = {"to": named(administrator), "kinds": ["leads"], "reason": "Leaves"}

    page = desk.post(f"/people/{leaver.pk}/leaving/", sent).content.decode()

    assert "takes over by their own hand" in page
    assert Officer.objects.get(initials="SF").user == leaver


@pytest.mark.parametrize(
    ("until_on", "told"),
    [
        ("31 December 2199", "A deputy stands in for a year at most"),
        ("", "Say until which day"),
        ("31 December 9999", "Type a day in a year from 1900 to 2199."),
    ],
)
def test_a_deputy_stands_in_for_a_year_at_most(
    desk: Client, leaver: User, until_on: str, told: str
) -> None:
    deputy = user_in(Role.OFFICER, email="deputy@test.example")
    sent = {"deputy": named(deputy), "from_on": "22 May 2006", "until_on": until_on}

    page = desk.post(f"/people/{leaver.pk}/deputies/new/", sent).content.decode()

    assert told in page
    assert not Deputy.objects.exists()


def test_who_may_post_no_update_is_nobody_s_deputy(desk: Client, leaver: User) -> None:
    member = user_in(Role.MEMBER, email="member@test.example")
    sent = {"deputy": named(member), "from_on": "22 May 2006", "until_on": "1 June 2006"}

    page = desk.post(f"/people/{leaver.pk}/deputies/new/", sent).content.decode()

    assert "may post no update. Give them the role first" in page
    assert not Deputy.objects.exists()
