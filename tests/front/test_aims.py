"""Plans beside indicators: what each is meant to show, and where the two contradict."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from actionplan.models import Plan, Recommendation
from actionplan.presenters.plans import build_plan_head
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.front.presenters.aims import (
    PlanIndicators,
    RecommendationWithIndicators,
    build_aims,
    build_plan_indicators,
)
from herefordshire_cs.lib.rag import Rag
from indicators.models import Indicator, Purpose
from indicators.presenters.indicator_page import build_indicator_page
from tests.factories import (
    make_action,
    make_indicator,
    make_outturn,
    make_paper,
    make_plan,
    make_recommendation,
    make_target,
    make_update,
)

pytestmark = pytest.mark.django_db

# Before any paper of the council, so that only what is made here is in use.
BEGAN = date(2001, 4, 1)
DAY = date(2002, 4, 15)
QUARTER = "Q4 2001/2002"
BEFORE = "Q4 2000/2001"


@pytest.fixture
def plan() -> Plan:
    """A plan with three Recommendations, the first of them completed."""
    plan = make_plan(slug="zz-plan", starts_on=BEGAN)
    for text in ("Answer calls", "Visit children", "Train staff"):
        make_recommendation(plan, text=text)
    complete(plan, 1)
    return plan


def complete(plan: Plan, number: int) -> None:
    """Say of a Recommendation that it is completed, as its one Action is."""
    recommendation = Recommendation.objects.get(plan=plan, number=number)
    action = make_action(recommendation)
    update = make_update(action, reported_on=BEGAN, status="completed", rating="green")
    update.pk, update.action, update.recommendation = None, None, recommendation
    update.save()


def meant_for(number: int, **fields: object) -> Indicator:
    """Make an indicator that is meant to show a Recommendation working."""
    indicator = make_indicator(**fields)
    Purpose.objects.create(
        indicator=indicator,
        plan="zz-plan",
        number=number,
        wording="The words of the paper",
        place="page 7",
    )
    return indicator


def linked(*, as_of: date = DAY) -> PlanIndicators:
    """Return the plan beside its indicators."""
    return build_plan_indicators(build_plan_head("zz-plan", as_of=as_of), as_of=as_of)


def beside(number: int) -> RecommendationWithIndicators:
    """Return one Recommendation beside its indicators."""
    return next(each for each in linked().with_indicators if each.line.number == number)


def test_each_recommendation_stands_beside_its_own_indicators(plan: Plan) -> None:
    for number, ref in ((2, "ZZ 1"), (1, "ZZ 2"), (2, "ZZ 3")):
        meant_for(number, ref=ref)

    found = linked()

    assert [
        (each.line.number, [line.head.ref for line in each.indicators])
        for each in found.with_indicators
    ] == [(1, ["ZZ 2"]), (2, ["ZZ 1", "ZZ 3"])]
    assert [line.number for line in found.without] == [3]


def test_an_indicator_stands_beside_a_recommendation_from_the_day_of_its_paper(
    plan: Plan,
) -> None:
    meant_for(1, paper=make_paper(published_on=DAY))

    found = [len(linked(as_of=day).with_indicators) for day in (DAY - timedelta(days=1), DAY)]

    assert found == [0, 1]


def test_an_indicator_may_be_meant_for_two_recommendations(plan: Plan) -> None:
    indicator = meant_for(1, ref="ZZ 1")
    Purpose.objects.create(indicator=indicator, plan="zz-plan", number=2)

    assert [each.line.number for each in linked().with_indicators] == [1, 2]


def worsen(indicator: Indicator) -> None:
    make_outturn(indicator, BEFORE, "80")
    make_outturn(indicator, QUARTER, "70")


def miss(indicator: Indicator) -> None:
    make_target(indicator, QUARTER, "90")
    make_outturn(indicator, QUARTER, "70")


def improve(indicator: Indicator) -> None:
    make_target(indicator, QUARTER, "65")
    make_outturn(indicator, BEFORE, "60")
    make_outturn(indicator, QUARTER, "70")


def say_nothing(indicator: Indicator) -> None:
    make_outturn(indicator, QUARTER, None)


CONTRADICTIONS = [
    (
        1,
        worsen,
        "ZZ 1: worsened, from 80% in quarter 4 of 2000/2001 (January to March) to 70% in"
        " quarter 4 of 2001/2002 (January to March)",
    ),
    (
        1,
        miss,
        "ZZ 1: off target, 70%, 20 percentage points short of the target of 90%,"
        " and no tolerance is set",
    ),
    (1, improve, ""),
    (1, say_nothing, ""),
    (2, worsen, ""),
    (2, miss, ""),
]


@pytest.mark.parametrize(
    ("number", "move", "words"),
    CONTRADICTIONS,
    ids=[f"{move.__name__}, recommendation {number}" for number, move, _ in CONTRADICTIONS],
)
def test_only_a_green_recommendation_is_contradicted_by_what_its_indicators_say(
    number: int, move: Callable[[Indicator], None], words: str, plan: Plan
) -> None:
    move(meant_for(number, ref="ZZ 1"))

    found = beside(number)

    assert (found.line.rating.rag is Rag.GREEN) is (number == 1)
    assert found.contradictions == ((words,) if words else ())


def test_an_aim_has_the_words_and_the_rating_of_the_plan_that_is_here(plan: Plan) -> None:
    head = build_indicator_page(meant_for(1).slug, as_of=DAY).head

    (aim,) = build_aims(head.aims, as_of=DAY, access=EVERY_PLAN)

    assert (aim.label, aim.wording, aim.place) == ("Recommendation 1", "Answer calls", "page 7")
    assert aim.rating is not None
    assert aim.rating.rag is Rag.GREEN


@pytest.mark.parametrize(
    ("slug", "number", "as_of"),
    [("zz-other", 1, DAY), ("zz-plan", 9, DAY), ("zz-plan", 1, BEGAN - timedelta(days=1))],
    ids=["a plan that is not here", "a number that is not in it", "before the plan began"],
)
def test_an_aim_that_the_plan_does_not_hold_has_the_words_of_the_paper_and_no_rating(
    slug: str, number: int, as_of: date, plan: Plan
) -> None:
    indicator = make_indicator()
    Purpose.objects.create(indicator=indicator, plan=slug, number=number, wording="As written")
    head = build_indicator_page(indicator.slug, as_of=as_of).head

    (aim,) = build_aims(head.aims, as_of=as_of, access=EVERY_PLAN)

    assert (aim.label, aim.wording, aim.rating) == (f"Priority {number}", "As written", None)


def test_the_page_of_a_plan_says_the_contradiction_in_words(
    plan: Plan, member: User, sign_in: Callable[[User], Client]
) -> None:
    worsen(meant_for(1, ref="ZZ 1"))

    page = sign_in(member).get(f"/plans/{plan.slug}/indicators/?as_at={DAY}").content.decode()

    assert "Rated green, but ZZ 1: worsened, from 80%" in page


def test_a_plan_that_is_not_here_yet_has_no_page(
    plan: Plan, member: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(member)

    answers = [
        client.get(address).status_code
        for address in (
            f"/plans/zz-plan/indicators/?as_at={BEGAN - timedelta(days=1)}",
            f"/plans/zz-plan/indicators/?as_at={BEGAN}",
            "/plans/zz-404/indicators/",
        )
    ]

    assert answers == [404, 200, 404]
