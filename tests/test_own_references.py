"""A plan of another council, with references of its own shape, opens on every page of a plan."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from actionplan.models import Plan
from actionplan.models.corrections import Recording
from actionplan.services.import_steps import load
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import DEMONSTRATION_DAY, shared_rows, user_in
from tests.factories import RECORDED_AT, make_plan_file
from tests.test_access import TABLE
from tests.travelling import read_out

pytestmark = pytest.mark.django_db
REFERENCES = ["(1a)", "[22PR]", "SR (25/26) 01", "3.5 a)", "A&B#1?", "100%", "~2F"]
WORDS = "\n".join(
    ["Ref,Theme,Action,Lead,By when,Progress"]
    + [f'"{ref}",Theme,Deed {n},HL,May 2006,1/5/06: Begun' for n, ref in enumerate(REFERENCES)]
)
COLUMNS = {"1": "reference", "2": "heading", "3": "text", "4": "leads", "5": "by_when"}
# What the table opens of the plan of 2006, by the address after its slug.
OF_A_PLAN = sorted(
    {
        address.removeprefix("/plans/jar-2005/")
        for _name, address, method, _answers in TABLE
        if method == "get" and address.startswith("/plans/jar-2005/")
    }
)
WHOLE = [rest for rest in OF_A_PLAN if not re.search(r"\d|\{", rest)]
OF_AN_ACTION = [rest for rest in OF_A_PLAN if re.fullmatch(r"actions/5\.6/[a-z/-]*", rest)]
NOT_THERE = {"narrative/", "periodic-reports/new/yearly/"}
# Of whoever owns the plan, or administers people.
OF_ITS_OWNER = {"people/", "people/new/", "people/opening/", "people/privacy/"}


@pytest.fixture(scope="module", autouse=True)
def borough(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """A borough's plan, loaded from its file."""
    with shared_rows(django_db_blocker):
        author = user_in(Role.DIRECTOR, email="bringer@test.example", initials="HL")
        row = make_plan_file(author=author, words=WORDS)
        row.layout = {"columns": COLUMNS | {"6": "progress"}, "head_rows": 1}
        row.save()
        load(file=row, by=Recording(author=author, on=DEMONSTRATION_DAY, at=RECORDED_AT))
        yield Plan.objects.get(slug="borough-plan")


@pytest.fixture
def signed_in(client: Client, today: object) -> Client:
    client.force_login(
        User.objects.get(email="bringer@test.example"),
        backend="herefordshire_cs.accounts.backends.EmailBackend",
    )
    return client


@pytest.mark.parametrize("rest", WHOLE)
def test_every_page_of_the_plan_opens(signed_in, rest):
    response = signed_in.get(f"/plans/borough-plan/{rest}")
    refused = dict.fromkeys(NOT_THERE, 404) | dict.fromkeys(OF_ITS_OWNER, 403)
    assert response.status_code == refused.get(rest, 200)
    read_out(response)


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("rest", OF_AN_ACTION)
def test_every_page_of_an_action_opens(signed_in, borough, reference, rest):
    action = borough.actions.get(reference=reference)
    address = action.get_absolute_url() + rest.removeprefix("actions/5.6/")
    response = signed_in.get(address)
    assert response.status_code == 200, address
    assert borough.slug in response.request["PATH_INFO"]


@pytest.mark.parametrize(
    "address", ["/", "/my-actions/", "/search/?words=deed", "/plans/", "/officers/HL/"]
)
def test_pages_that_name_its_actions_open(signed_in, address):
    response = signed_in.get(address)
    assert response.status_code == 200
    assert "borough-plan" in response.content.decode()
