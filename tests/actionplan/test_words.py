"""What the list of Actions and the search find of a plan by words, as at a day."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client

from actionplan.filters import ActionFilter, in_order
from actionplan.models import Action, Plan, Standing
from actionplan.presenters.plans import plan_head
from actionplan.presenters.search import AT_MOST, build_search
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.lib.full_text import Says
from tests.factories import make_action, make_plan, make_recommendation, make_update

DAY = date(2020, 3, 1)
LIST = "/plans/jar-2005/actions/"


@pytest.fixture
def plan(db: None) -> Plan:
    """A plan of three Actions: 1.1 says medlar, a note of 1.2 does, and a later one of 1.3."""
    recommendation = make_recommendation(make_plan(slug="orchard"))
    plain, noted, later = (
        make_action(recommendation, text=text) for text in ("Grow medlars", "Prune", "Graft")
    )
    make_update(plain, reported_on=DAY, narrative="A medlar was grown")
    make_update(noted, reported_on=DAY, narrative="The MEDLAR’s branch was cut")
    make_update(later, reported_on=DAY + timedelta(days=1), narrative="A medlar was grafted")
    return Plan.objects.with_scheme().get(slug="orchard")


def listed(plan: Plan, words: str, *, as_of: date = DAY, are_few: bool = False) -> list[str]:
    """Return the references that the list shows for some words."""
    head = plan_head(plan, as_of=as_of)
    found = ActionFilter(
        QueryDict(urlencode({"words": words})),
        queryset=Standing.objects.of(plan.pk),
        plan=head,
        as_of=as_of,
    )
    assert found.is_valid(), found.errors
    rows = in_order(
        found.without_rating(), found.asked, head, as_of=as_of, ratings=[], are_few=are_few
    )
    return [row.action.reference for row in rows]


@pytest.mark.parametrize("are_few", [False, True])
@pytest.mark.parametrize(
    ("words", "references"),
    [
        ("medlar", ["1.1", "1.2"]),
        ("medlar grow", ["1.1"]),
        ("prune medlar", []),
        ("1.2", ["1.2"]),
        ("nowhere", []),
        ("***", []),
        ('"', []),
        ("", ["1.1", "1.2", "1.3"]),
    ],
)
def test_an_action_is_listed_if_it_or_a_note_up_to_the_day_says_the_words(
    words: str, references: list[str], are_few: bool, plan: Plan
) -> None:
    assert listed(plan, words, are_few=are_few) == references


def test_a_later_note_is_found_from_its_day(plan: Plan) -> None:
    assert listed(plan, "grafted") == []
    assert listed(plan, "grafted", as_of=DAY + timedelta(days=1)) == ["1.3"]


@pytest.mark.parametrize("are_few", [False, True])
def test_words_of_another_plan_are_not_listed(are_few: bool, plan: Plan) -> None:
    other = make_plan()
    make_action(make_recommendation(other), text="Medlars of another plan")

    assert listed(plan, "medlar", are_few=are_few) == ["1.1", "1.2"]
    assert listed(other, "medlar", are_few=are_few) == ["1.1"]


def test_what_the_search_finds_of_a_plan_is_what_was_said_by_the_day(plan: Plan) -> None:
    found = build_search("medlar", as_of=DAY, access=EVERY_PLAN)

    assert [line.reference for line in found.actions] == ["1.1"]
    assert [note.reference for note in found.notes] == ["1.2", "1.1"]
    assert found.notes[0].words == "The MEDLAR’s branch was cut"
    assert build_search("medlar", as_of=DAY + timedelta(days=1), access=EVERY_PLAN).count == 4
    assert (
        build_search("medlar", as_of=plan.starts_on - timedelta(days=1), access=EVERY_PLAN).count
        == 0
    )


def test_the_search_shows_the_first_of_many_in_their_order(plan: Plan) -> None:
    recommendation = make_recommendation(plan)
    for day in range(AT_MOST + 1):
        action = make_action(recommendation, text="Grow quinces")
        make_update(action, reported_on=DAY - timedelta(days=day), narrative="A quince grew")

    found = build_search("quince", as_of=DAY, access=EVERY_PLAN)

    assert [line.reference for line in found.actions] == [f"2.{n}" for n in range(1, AT_MOST + 1)]
    assert [note.reference for note in found.notes] == [f"2.{n}" for n in range(1, AT_MOST + 1)]


def test_an_action_that_is_told_otherwise_is_found_by_its_new_words(plan: Plan) -> None:
    Action.objects.filter(plan=plan, reference="1.1").update(text="Grow quinces")

    assert listed(plan, "quince") == ["1.1"]
    assert listed(plan, "medlars") == []


@pytest.mark.parametrize("words", ['"', "***", "’", "NEAR(", "a AND", "x" * 5_000, "😀"])
def test_no_words_break_a_page(words: str, jar: Plan, officer: User, client: Client) -> None:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")

    for address in (LIST, "/search/", "/indicators/"):
        assert client.get(address, {"words": words}).status_code == 200, address


def test_a_word_is_marked_to_its_end_where_it_was_found_by_its_beginning(
    jar: Plan, member: User, sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(member).get("/search/", {"words": "threshol"}).content.decode()

    assert "<mark>threshold" in page.lower()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL weighs what to read first")
@pytest.mark.parametrize("rows", ["actions", "standings"])
def test_words_are_looked_up_and_no_table_is_read_for_them(rows: str, plan: Plan) -> None:
    actions = Action.objects.filter(Says("medlar"))
    found = {
        "actions": actions,
        "standings": Standing.objects.of(plan.pk, found_otherwise=True)
        .on(DAY)
        .filter(action__in=actions),
    }[rows]

    plain = [step for step in found.order_by().explain().splitlines() if "SCAN" in step]

    assert all("VIRTUAL TABLE" in step for step in plain), plain
    assert "plan_id=?" not in found.order_by().explain()
