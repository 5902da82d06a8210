"""Which way each line went between two days, and the counts month by month."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.grounds import Ground
from actionplan.models import Plan
from actionplan.movements import Direction, Position, movement
from actionplan.presenters.months import build_months_page, month_ends
from actionplan.presenters.plans import build_plan_head
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import rag

MARCH_13 = date(2006, 3, 13)
RED, AMBER, GREEN = (Position(level=level) for level in (rag.RED, rag.AMBER, rag.GREEN))
NONE = Position(level=rag.NOT_RATED, ground=Ground.NOT_DUE)
KEPT, NOT_KEPT, NOT_SHOWN = (
    Position(level=rag.NOT_RATED, ground=ground)
    for ground in (Ground.KEPT, Ground.NOT_KEPT, Ground.NOT_SHOWN)
)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (NONE, RED, "Worse since 13 March 2006: was not rated, now red"),
        (RED, GREEN, "Better since 13 March 2006: was red, now green"),
        (RED, RED, "Same as on 13 March 2006: red"),
        (AMBER, NONE, "Same as on 13 March 2006: was amber, now not rated"),
        (NONE, GREEN, "Better since 13 March 2006: was not rated, now green"),
        (GREEN, NONE, "Worse since 13 March 2006: was green, now not rated"),
        (
            KEPT,
            NOT_KEPT,
            "Worse since 13 March 2006: was in place and kept, now in place but not kept",
        ),
        (RED, NOT_KEPT, "Better since 13 March 2006: was red, now in place but not kept"),
        (
            NONE,
            NOT_SHOWN,
            "Same as on 13 March 2006: was not rated,"
            " now in place with nothing to show whether kept",
        ),
        (None, RED, "New since 13 March 2006"),
    ],
)
def test_which_way_a_rating_went_is_said_in_words(
    was: Position | None, now: Position, sentence: str
) -> None:
    found = movement(was, now, since=MARCH_13)

    assert found.sentence.replace("\N{NO-BREAK SPACE}", " ") == sentence
    assert sentence.lower().startswith(found.direction.value)


def test_the_ends_of_months_are_whole_but_for_the_last() -> None:
    assert month_ends(date(2005, 12, 1), date(2006, 2, 10)) == [
        date(2005, 12, 31),
        date(2006, 1, 31),
        date(2006, 2, 10),
    ]
    assert month_ends(date(2006, 2, 1), date(2006, 2, 28)) == [date(2006, 2, 28)]
    assert month_ends(date(2006, 2, 10), date(2006, 2, 10)) == [date(2006, 2, 10)]


@pytest.mark.django_db
def test_the_counts_of_the_2006_plan_month_by_month(jar: Plan) -> None:
    page = build_months_page(
        build_plan_head(jar.slug, as_of=date(2006, 5, 22)), as_of=date(2006, 5, 22)
    )

    assert [tuple(each.count for each in line.counts) for line in page.months] == [
        (54, 0, 41, 13, 68),  # 22 May
        (36, 0, 41, 13, 86),
        (19, 0, 41, 11, 105),
        (10, 0, 20, 9, 137),
        (5, 0, 11, 4, 156),
        (1, 0, 1, 0, 174),  # December 2005
    ]
    assert {line.total.count for line in page.months} == {176}


@pytest.mark.django_db
def test_each_number_of_a_month_leads_to_its_rows(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    shown = client.get("/plans/jar-2005/months/?as_at=2006-03-31").content.decode()
    page = build_months_page(
        build_plan_head(jar.slug, as_of=date(2006, 3, 31)), as_of=date(2006, 3, 31)
    )

    for each in [figure for line in page.months[:2] for figure in (*line.counts, line.total)]:
        if each.count:
            found = client.get("/plans/jar-2005/actions/", dict(parse_qsl(each.query)))
            assert found.context["shown"] == each.count, each
            assert each.query.replace("&", "&amp;") in shown


@pytest.mark.django_db
def test_a_year_of_months_needs_as_many_statements_as_one(jar: Plan) -> None:
    head = build_plan_head(jar.slug, as_of=date(2006, 5, 22))

    def statements(day: date) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            build_months_page(head, as_of=day)
        return sum("actionplan_standing" in each["sql"] for each in asked.captured_queries)

    assert (statements(date(2005, 12, 10)), statements(date(2006, 12, 31))) == (1, 1)


@pytest.mark.django_db
def test_each_row_says_which_way_it_went_since_the_day_asked_for(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    address = "/plans/jar-2005/actions/"

    lines = {each.reference: each for each in client.get(address).context["lines"]}
    assert {each.movement.since for each in lines.values()} == {MARCH_13}
    assert lines["2.6"].movement.direction is Direction.WORSE
    assert lines["1.17"].movement.direction is Direction.BETTER
    assert lines["2.3"].movement.direction is Direction.SAME
    asked = client.get(address, {"since": "30 April 2006"})
    assert {each.movement.since for each in asked.context["lines"]} == {date(2006, 4, 30)}
    page = asked.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "where its rating is not as on 30 April 2006." in page
    for which in (Direction.BETTER, Direction.WORSE, Direction.NEW):
        moved = sum(each.movement.direction is which for each in asked.context["lines"])
        assert page.count(f'<span class="cs-flag">{which}</span>') == moved
    assert '<span class="cs-flag">same</span>' not in page
    file = client.get(address, {"since": "30 April 2006", "_export": "csv"}).getvalue().decode()
    assert "Same as on 30 April 2006" in file.replace("\N{NO-BREAK SPACE}", " ")
    for odd in ("no day", "30 April 2099", "31 February 2006"):
        since = {
            each.movement.since for each in client.get(address, {"since": odd}).context["lines"]
        }
        assert since == {MARCH_13}, odd


@pytest.mark.django_db
def test_each_recommendation_says_which_way_it_went(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(director).get("/plans/jar-2005/").content.decode()
    shown = page.replace("\N{NO-BREAK SPACE}", " ")

    assert sum(shown.count(f"{each} 13 March 2006: ") for each in ("as on", "since")) == 17


@pytest.mark.django_db
def test_the_page_of_a_recommendation_says_which_way_it_went(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    pages = [
        client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        for address in ("/plans/jar-2005/", "/plans/jar-2005/recommendations/10/")
    ]

    of_plan, of_itself = (
        set(re.findall(r"(?:Same as on|Better since|Worse since) 13 March 2006: [^<]+", page))
        for page in pages
    )
    assert len(of_itself) == 1
    assert of_itself <= of_plan


@pytest.mark.django_db
def test_movements_and_months_are_taken_out_with_their_columns(jar: Plan, capsys: Any) -> None:
    call_command("export", "movements", plan="jar-2005", as_at="2006-05-22", format="csv")
    lines = capsys.readouterr().out.lstrip("\ufeff").splitlines()
    assert lines[0] == "plan,reference,since,as_at,rating_then,rating_now,direction,words"
    assert len(lines) == 177
    assert 'jar-2005,2.6,2006-03-13,2006-05-22,none,red,worse,"was not rated, now red"' in lines

    call_command("export", "months", plan="jar-2005", as_at="2006-05-22", format="csv")
    lines = capsys.readouterr().out.lstrip("\ufeff").splitlines()
    assert lines[0] == "plan,as_at,red,amber,green,in_place,not_rated,actions"
    assert lines[-1] == "jar-2005,2006-05-22,54,0,41,13,68,176"

    call_command("export", "actions", plan="jar-2005", as_at="2006-05-22", format="csv")
    statuses = [line for line in capsys.readouterr().out.splitlines() if ",in place,none," in line]
    assert len(statuses) == 13
