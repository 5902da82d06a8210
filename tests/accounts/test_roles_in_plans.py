"""A role in one plan: it holds on the pages of that plan, and nowhere else."""

from collections.abc import Callable

import pytest
from django.test import Client

from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in

pytestmark = pytest.mark.django_db
EDIT = "/plans/jar-2005/actions/5.6/wording/"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


@pytest.fixture
def keeper() -> User:
    """An officer everywhere, who is a performance officer in the plan of 2006."""
    return user_in(Role.OFFICER, email="keeper@c.example")


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> Client:
    return browser_of(make_user(Role.ADMINISTRATOR))


def give(administrator: Client, person: User, plan: str = "jar-2005") -> str:
    key = RoleInPlan._meta.apps.get_model("actionplan", "Plan").objects.get(slug=plan).pk
    typed = {"plan": key, "role": Role.PERFORMANCE_OFFICER.value, "reason": "They keep it."}
    return administrator.post(f"/people/{person.pk}/roles/new/", typed).content.decode()


def test_a_role_in_one_plan_is_of_no_use_in_another(administrator: Client, keeper: User) -> None:
    client = browser_of(keeper)
    assert client.get(EDIT).status_code == 403

    give(administrator, keeper)

    assert client.get(EDIT).status_code == 200
    in_another = "/plans/directorate-2009/actions/1.1/wording/"
    assert client.get(in_another).status_code == 403
    assert client.post(in_another, {"text": "Otherwise"}).status_code == 403
    assert client.get("/plan-files/").status_code == 403
    assert client.get("/indicators/entry/").status_code in {403, 404}


def test_what_a_page_offers_follows_the_role_there(administrator: Client, keeper: User) -> None:
    give(administrator, keeper)
    client = browser_of(keeper)

    assert EDIT in client.get("/plans/jar-2005/actions/5.6/").content.decode()


def test_nobody_else_is_given_it_and_taken_away_it_is_gone(
    administrator: Client, keeper: User
) -> None:
    give(administrator, keeper)
    other = browser_of(user_in(Role.OFFICER, email="other@c.example"))
    assert other.get(EDIT).status_code == 403
    row = RoleInPlan.objects.get()
    page = administrator.get(f"/people/{keeper.pk}/").content.decode()
    assert "Performance officer in “JAR Performance Improvement Action Plan” alone" in page

    administrator.post(f"/people/{keeper.pk}/roles/{row.pk}/end/")

    assert browser_of(keeper).get(EDIT).status_code == 403
    assert "Taken in “JAR" in administrator.get(f"/people/{keeper.pk}/").content.decode()


def test_nobody_gives_themselves_one_nor_one_twice(
    administrator: Client, keeper: User, make_user: Callable[..., User]
) -> None:
    own = User.objects.get(email="administrator@test.example")
    assert "Nobody changes their own roles" in give(administrator, own)
    give(administrator, keeper)
    assert "They have this role already" in give(administrator, keeper)
    assert RoleInPlan.objects.count() == 1


def test_a_closed_account_has_nothing_of_it(administrator: Client, keeper: User) -> None:
    give(administrator, keeper)
    client = browser_of(keeper)
    User.objects.filter(pk=keeper.pk).update(is_active=False)

    assert client.get(EDIT).status_code == 302
