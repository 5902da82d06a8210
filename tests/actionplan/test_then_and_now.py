"""How a plan moved since a body last saw it, as the dashboard says it first."""

from datetime import date

import pytest
from django.test import Client

from actionplan.models import Plan, Standing
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.then_and_now import ThenAndNow, build_then_and_now
from herefordshire_cs.accounts.models import User

pytestmark = pytest.mark.django_db
THEN, NOW = date(2006, 3, 13), date(2006, 5, 22)


def moved(since: date = THEN, body: str = "Scrutiny Committee") -> ThenAndNow:
    head = build_plan_head("jar-2005", as_of=NOW)
    return build_then_and_now(head, {5: "One referral"}, since=since, body=body, as_of=NOW)


def test_the_figures_then_and_now_are_those_of_the_pages_of_the_two_days(jar: Plan) -> None:
    head = build_plan_head("jar-2005", as_of=NOW)

    def count(day: date, level: str) -> int:
        rows = Standing.objects.filter(plan=jar).on(day).with_rating(head.scheme, as_of=day)
        return rows.filter(rating=level).count()

    figures = moved().figures

    assert figures
    for figure in figures:
        assert figure.now == count(NOW, figure.level.key)
        assert figure.then == count(THEN, figure.level.key)
        assert figure.months[-1] == figure.now


def test_the_sentence_says_how_many_are_red_how_many_more_and_what_became_of_green(
    jar: Plan,
) -> None:
    assert moved().sentence == (
        "54 actions are red, 31 more than when the Scrutiny Committee met on"
        " 13\N{NO-BREAK SPACE}March 2006; green went from 32 to 41."
    )
    assert "as many as on 21\N{NO-BREAK SPACE}May 2006; green stands at 41" in (
        moved(since=date(2006, 5, 21), body="").sentence
    )


def test_what_got_worse_and_who_is_behind_stand_the_most_first(jar: Plan) -> None:
    worse, behind = moved().worse, moved().behind

    assert (worse[0].number, worse[0].then, worse[0].now) == (5, 2, 11)
    assert [line.more for line in worse] == sorted((line.more for line in worse), reverse=True)
    assert [line.red for line in behind] == sorted((line.red for line in behind), reverse=True)
    assert behind[0].initials == "SF"


def test_the_dashboard_begins_with_the_movement_and_compares_with_another_day_on_asking(
    jar: Plan, director: User, client: Client
) -> None:
    client.force_login(director, "herefordshire_cs.accounts.backends.EmailBackend")

    first = client.get("/").content.decode()
    other = client.get("/", {"since": "31/01/2006"}).content.decode()

    assert "31 more than when the Children" in first
    assert "Who is behind" in first
    assert "than on 31\N{NO-BREAK SPACE}January 2006" in other
