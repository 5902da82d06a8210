"""Every figure is split by what it rests on, and says to which day the record of actions runs."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.test import Client

from actionplan.grounds import Ground, ground_of
from actionplan.models import Plan
from actionplan.presenters.grounds import Split, build_grounds
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.recommendations import counts_of_plan
from actionplan.rag import Facts, Scheme, Status
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.rag import Rag
from tests.conftest import DEMONSTRATION_DAY

TODAY = date(2006, 5, 22)
SCHEME = Scheme(meanings={rag: rag.value for rag in Rag}, lapses_after_days=35)
HEARD = {"updates_count": 1, "last_reported_when": "20 May 2006"}


@pytest.mark.parametrize(
    ("facts", "ground"),
    [
        ({"by_when_latest": date(2006, 5, 21)}, Ground.NEVER_REPORTED),
        ({"by_when_latest": TODAY}, Ground.NOT_DUE),
        ({}, Ground.NO_BY_WHEN),
        (
            {"by_when_latest": date(2006, 5, 21), "status": Status.IN_PROGRESS},
            Ground.UNDER_WAY,
        ),
        (
            {
                "by_when_latest": TODAY,
                "status": Status.IN_PROGRESS,
                "last_reported_on": date(2006, 4, 17),
            },
            Ground.WITH_WORD,
        ),
        (
            {
                "by_when_latest": TODAY,
                "status": Status.IN_PROGRESS,
                "last_reported_on": date(2006, 4, 16),
            },
            Ground.NO_WORD,
        ),
        ({"status": Status.IN_PROGRESS}, Ground.NO_WORD),
        ({"status": Status.IN_PROGRESS, "last_reported_on": TODAY}, Ground.NO_BY_WHEN),
        ({"status": Status.DROPPED, "by_when_latest": date(2006, 5, 1)}, Ground.DROPPED),
        ({"status": Status.COMPLETED, "by_when_latest": date(2006, 5, 1)}, None),
        (
            {"moderated_rating": Rag.RED, "moderated_on": TODAY, "moderation_reason": "So"},
            Ground.RATED_SO,
        ),
        (
            {"moderated_rating": Rag.AMBER, "moderated_on": TODAY, "moderation_reason": "So"},
            None,
        ),
        (
            {"lead_rating": Rag.RED, "lead_rated_on": TODAY, "last_reported_on": TODAY},
            Ground.RATED_SO,
        ),
    ],
    ids=[
        "past, nothing said",
        "due today, nothing said",
        "no by-when, nothing said",
        "past, under way",
        "in time, heard 35 days ago",
        "in time, heard 36 days ago",
        "no by-when, under way, never dated",
        "no by-when, heard today",
        "dropped",
        "completed",
        "a director's red",
        "a director's amber",
        "a lead's red",
    ],
)
def test_what_a_rating_rests_on(facts: dict[str, Any], ground: Ground | None) -> None:
    assert ground_of(Facts(**facts), SCHEME, as_of=TODAY) is ground


def parts_of(split: Split) -> dict[str, int]:
    return {part.words: part.count for part in split.parts}


@pytest.mark.parametrize(
    ("day", "red", "none", "unheard", "disputed"),
    [
        (date(2006, 3, 13), (11, 12), 121, 0, 14),
        (date(2006, 4, 30), (27, 9), 99, 17, 24),
        (date(2006, 5, 22), (32, 22), 81, 35, 33),
        (date(2006, 7, 15), (42, 38), 55, 61, 33),
    ],
    ids=str,
)
@pytest.mark.django_db
def test_the_figures_of_the_2006_plan_by_what_they_rest_on(
    jar: Plan, day: date, red: tuple[int, int], none: int, unheard: int, disputed: int
) -> None:
    head = build_plan_head(jar.slug, as_of=day)
    grounds, counts = build_grounds(head, as_of=day), counts_of_plan(head, as_of=day)

    found = parts_of(grounds.red)
    assert (found["under way"], found["nothing ever reported"]) == red
    assert (grounds.red.count, grounds.none.count) == (counts.red, counts.none) == (sum(red), none)
    assert grounds.disputed == disputed
    late = [part.count for part in grounds.red.among if part.words.startswith("fell due after")]
    assert late == ([unheard] if unheard else [])


@pytest.mark.django_db
def test_81_not_rated_are_68_and_13_arrangements_in_place(jar: Plan) -> None:
    grounds = build_grounds(
        build_plan_head(jar.slug, as_of=DEMONSTRATION_DAY), as_of=DEMONSTRATION_DAY
    )

    assert parts_of(grounds.none) == {
        "not due yet, nothing reported": 32,
        "under way, no word within the reporting cycle": 17,
        "no by-when": 19,
        "in place but not kept": 8,
        "in place with nothing to show whether kept": 5,
    }
    assert grounds.last_reported_on == date(2006, 3, 25)


@pytest.mark.django_db
def test_each_part_leads_to_the_list_that_holds_exactly_it(
    jar: Plan, director: User, client: Client
) -> None:
    client.force_login(director, "herefordshire_cs.accounts.backends.EmailBackend")
    grounds = build_grounds(
        build_plan_head(jar.slug, as_of=DEMONSTRATION_DAY), as_of=DEMONSTRATION_DAY
    )
    parts = [part for split in grounds.splits for part in (*split.parts, *split.among)]

    shown = [
        client.get("/plans/jar-2005/actions/", dict(parse_qsl(part.query))).context["shown"]
        for part in parts
    ]

    assert shown == [part.count for part in parts]
    assert len(parts) == 9


@pytest.mark.django_db
def test_the_dashboard_says_what_its_figures_are_made_of(
    jar: Plan, director: User, client: Client
) -> None:
    client.force_login(director, "herefordshire_cs.accounts.backends.EmailBackend")

    shown = client.get("/").content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "The record of actions runs to 25 March 2006, its last dated note." in shown
    assert "32 under way" in shown
    assert "8 in place but not kept" in shown
    assert "35 fell due after the last dated note, of 25 March 2006" in shown
    assert "33 disputed by other words of the record" in shown
