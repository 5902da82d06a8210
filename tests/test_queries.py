"""Pages cost the same number of queries whatever the number of rows, and look nothing up."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import Plan, Recommendation
from actionplan.reports.action_plan import build_action_plan_report
from actionplan.reports.exceptions import build_exceptions_report
from actionplan.reports.summary import build_summary_report
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.conftest import DEMONSTRATION_DAY
from tests.factories import (
    make_action,
    make_by_when,
    make_lead,
    make_moderation,
    make_plan,
    make_recommendation,
    make_update,
)

BEGAN = date(2006, 1, 2)
PAGES = [
    "/",
    "/plans/",
    "/plans/{plan}/",
    "/plans/{plan}/recommendations/1/",
    "/plans/{plan}/actions/",
    "/plans/{plan}/actions/?rating=red&sort=-by_when&words=something",
    "/plans/{plan}/actions/?_export=csv",
    "/plans/{plan}/actions/1.1/",
    "/plans/{plan}/timeline/",
    "/plans/{plan}/doubts/",
    "/plans/{plan}/reports/",
    "/plans/{plan}/reports/summary/",
    "/plans/{plan}/reports/action-plan/",
    "/plans/{plan}/reports/exceptions/",
    "/officers/",
    "/officers/ZZ/",
    "/search/?words=something",
    "/my-actions/",
    "/plans/{plan}/actions/1.1/updates/new/",
]


@pytest.fixture
def director(make_user: Callable[..., User]) -> User:
    """A director whose own officer leads every Action made here."""
    return make_user(Role.DIRECTOR)


@pytest.fixture
def plan(db: None) -> Plan:
    """A plan that began after the one of 2006, so that the dashboard shows it."""
    plan = make_plan(starts_on=BEGAN)
    make_recommendation(plan)
    return plan


def add_actions(plan: Plan, author: User, *, how_many: int) -> None:
    """Add Actions of every kind: updated, late, moved, moderated, completed."""
    recommendation = Recommendation.objects.get(plan=plan, number=1)
    for number in range(how_many):
        action = make_action(recommendation, latest=BEGAN + timedelta(days=number * 20))
        make_lead(action)
        make_update(action, reported_on=BEGAN + timedelta(days=number + 1), rating="amber")
        make_by_when(
            action,
            latest=BEGAN + timedelta(days=number * 20 + 9),
            holds_from=BEGAN + timedelta(days=5),
        )
        if number % 3 == 0:
            make_moderation(action, made_on=BEGAN + timedelta(days=30), author=author)
        if number % 3 == 1:
            make_update(action, reported_on=BEGAN + timedelta(days=40), status="completed")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_for_two_rows_and_for_twelve(
    page: str, plan: Plan, director: User, client: Client
) -> None:
    client.force_login(director, "herefordshire_cs.accounts.backends.EmailBackend")
    address = page.format(plan=plan.slug)
    add_actions(plan, director, how_many=2)
    make_lead_of(director)

    few = statements(client, address)
    add_actions(plan, director, how_many=10)
    many = statements(client, address)

    assert many == few


def make_lead_of(user: User) -> None:
    """Tie the officer who leads every Action made here to a user."""
    from actionplan.models import Officer  # noqa: PLC0415

    Officer.objects.filter(initials="ZZ").update(user=user)


def statements(client: Client, address: str) -> int:
    """Return how many statements a page sends, read to its end; nothing is remembered for it."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert response.status_code == 200, address
        b"".join(response) if response.streaming else response.content
    return len(captured)


@pytest.mark.parametrize(
    ("page", "at_most"),
    [
        ("/", 26),  # of which the indicators are remembered until a figure is added
        ("/plans/jar-2005/actions/", 10),
        ("/plans/jar-2005/actions/?rating=red&words=threshold", 10),
        ("/plans/jar-2005/actions/5.6/", 10),
    ],
)
def test_a_page_of_the_2006_plan_keeps_to_its_budget(
    page: str, at_most: int, jar: Plan, officer: User, client: Client
) -> None:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")

    assert statements(client, page) <= at_most


def test_posting_an_update_keeps_to_its_budget(jar: Plan, officer: User, client: Client) -> None:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")
    address = "/plans/jar-2005/actions/5.6/updates/new/"
    seen = client.get(address).context["form"]["seen_update"].value()
    words = {
        "narrative": "The draft strategy went to the Board",
        "rating": "amber",
        "reported_on": "22 May 2006",
        "seen_update": seen,
    }

    with CaptureQueriesContext(connection) as captured:
        response = client.post(address, words)

    assert response.status_code == 302
    own = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(own) <= 12


@pytest.mark.parametrize(
    ("build", "template"),
    [
        (build_summary_report, "actionplan/print/summary.html"),
        (build_action_plan_report, "actionplan/print/action_plan.html"),
        (build_exceptions_report, "actionplan/print/exceptions.html"),
    ],
    ids=["summary", "action-plan", "exceptions"],
)
def test_a_document_looks_nothing_up_while_it_is_rendered(
    build: Callable[..., object], template: str, jar: Plan, django_assert_num_queries: object
) -> None:
    with clock.chosen_day(DEMONSTRATION_DAY):
        report = build("jar-2005", as_of=DEMONSTRATION_DAY)

    with django_assert_num_queries(0):
        html = render_to_string(template, {"report": report, "made_at": clock.now()})

    assert "Herefordshire Council" in html
