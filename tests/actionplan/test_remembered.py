"""What is remembered of a plan's standings is exact, and a short list begins the whole list."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import Action, Plan, Recommendation, Standing
from actionplan.presenters.attentions import CONTRADICTIONS_AT_MOST
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.progress import PlanProgress, build_plan_progress
from actionplan.presenters.recommendations import counts_of_plan
from actionplan.rag import Status
from actionplan.services.actions import drop_action
from actionplan.services.by_whens import move_by_when
from actionplan.services.moderations import moderate, withdraw_moderation
from actionplan.services.standings import mark, rebuild_standings
from actionplan.services.updates import post_progress_update
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag
from tests.factories import make_action, make_plan, make_recommendation, make_update

DAY = date(2020, 3, 2)
NOW = datetime(2020, 3, 2, 12, tzinfo=UTC)

type Verb = Callable[[Action, User], object]


@pytest.fixture
def author(make_user: Callable[..., User]) -> User:
    """Somebody who writes."""
    return make_user(Role.DIRECTOR)


def counts(plan: Plan) -> dict[str, int]:
    """Return how many Actions have each rating, as the pages ask for it."""
    found = counts_of_plan(build_plan_head(plan.slug, as_of=DAY), as_of=DAY)
    return {rag.value: found.of(rag) for rag in Rag if found.of(rag)}


def post(action: Action, author: User) -> None:
    post_progress_update(
        action=action,
        author=author,
        reported_on=DAY,
        recorded_on=DAY,
        recorded_at=NOW,
        narrative="Done",
        status=Status.COMPLETED,
        rating=Rag.GREEN,
    )


def move(action: Action, author: User) -> None:
    move_by_when(
        action=action,
        author=author,
        by_when=parse_by_when("1 February 2020"),
        reason="It was too late",
        agreed_by="The board",
        agreed_on=DAY,
        recorded_on=DAY,
        recorded_at=NOW,
    )


def rate(action: Action, author: User) -> None:
    moderate(
        action=action,
        author=author,
        rating=Rag.AMBER,
        reason="It goes well",
        made_on=DAY,
        recorded_at=NOW,
    )


def rate_and_withdraw(action: Action, author: User) -> None:
    rate(action, author)
    counts(action.plan)
    moderation = action.moderations.get()
    withdraw_moderation(moderation=moderation, author=author, withdrawn_on=DAY)


def drop(action: Action, author: User) -> None:
    rate(action, author)
    counts(action.plan)
    later = NOW + timedelta(hours=1)
    drop_action(action=action, author=author, dropped_on=DAY, recorded_at=later, reason="No need")


def rebuild(action: Action, author: User) -> None:
    action.by_whens.update(earliest=None, latest=date(2020, 2, 1))
    rebuild_standings(Action.objects.filter(pk=action.pk))


@pytest.mark.parametrize(
    ("verb", "afterwards"),
    [
        (post, {"green": 1}),
        (move, {"red": 1}),
        (rate, {"amber": 1}),
        (rate_and_withdraw, {"none": 1}),
        (drop, {"none": 1}),
        (rebuild, {"red": 1}),
    ],
    ids=["an update", "a move", "a rating", "a withdrawal", "a dropped action", "a rebuilding"],
)
def test_a_remembered_count_follows_every_verb(
    verb: Verb, afterwards: dict[str, int], author: User
) -> None:
    action = make_action(latest=date(2020, 6, 1))

    assert counts(action.plan) == {"none": 1}
    verb(action, author)
    assert counts(action.plan) == afterwards


def test_a_count_is_asked_of_the_database_once_until_something_changes(
    db: None, django_assert_num_queries: Callable[..., object]
) -> None:
    action = make_action(latest=date(2020, 2, 1))
    plan = build_plan_head(action.plan.slug, as_of=DAY)

    with django_assert_num_queries(1):
        once = counts_of_plan(plan, as_of=DAY)
        again = counts_of_plan(plan, as_of=DAY)

    assert once == again


def report_of(plan: Plan) -> PlanProgress:
    """Return how the plan stands, as its dashboard is given it."""
    return build_plan_progress(plan.slug, as_of=DAY, since=date(2020, 1, 1), at_most=2)


def report_anew(plan: Plan) -> PlanProgress:
    """Return the same where nothing is remembered."""
    caches["near"].clear()
    return report_of(plan)


@pytest.fixture
def grown(author: User) -> list[Action]:
    """Actions of two plans, of three Recommendations each, in every state."""
    actions = []
    for plan in (make_plan(), make_plan()):
        for _ in range(3):
            recommendation = make_recommendation(plan)
            for number in range(4):
                action = make_action(recommendation, latest=date(2020, 2 + number % 3, 9))
                make_update(action, reported_on=date(2020, 1, 5 + number), rating="amber")
                actions.append(action)
    return actions


def test_what_is_counted_again_after_a_change_is_what_a_fresh_count_gives(
    grown: list[Action], author: User
) -> None:
    plans = [grown[0].plan, grown[-1].plan]
    before = [report_of(plan) for plan in plans]
    verbs: list[Verb] = [drop, move, rate, rate_and_withdraw, rebuild]

    for at, action in enumerate(grown):
        verbs[at % len(verbs)](action, author)
        if at % 3 == 0:  # now and then two changes, of other Recommendations, before it is asked
            remembered = [report_of(plan) for plan in plans]
            kept = caches["near"]._cache.copy()
            assert remembered == [report_anew(plan) for plan in plans]
            caches["near"]._cache.update(kept)

    assert [report_of(plan) for plan in plans] != before


def test_after_a_change_only_its_recommendation_is_counted_again(
    grown: list[Action], author: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    plan = grown[0].plan
    counts(plan)
    move(grown[0], author)

    with CaptureQueriesContext(connection) as captured:
        counts(plan)

    asked = [query["sql"] for query in captured if "rating" in query["sql"].lower()]
    (counting,) = [sql for sql in asked if "GROUP BY" in sql]
    assert f'"recommendation_id" IN ({grown[0].recommendation_id})' in counting


def test_what_no_standing_follows_from_is_not_counted_again(
    grown: list[Action], author: User
) -> None:
    plan = grown[0].plan
    counts(plan)
    recommendation = grown[0].recommendation
    moderate(
        recommendation=recommendation,
        author=author,
        rating=Rag.RED,
        reason="It stands still",
        made_on=DAY,
        recorded_at=NOW,
    )

    with CaptureQueriesContext(connection) as captured:
        counts(plan)

    assert not [query for query in captured if "GROUP BY" in query["sql"]]


def test_a_recommendation_that_was_removed_counts_no_more(
    grown: list[Action], author: User
) -> None:
    plan = grown[0].plan
    before = counts(plan)
    Recommendation.objects.filter(pk=grown[0].recommendation_id).delete()
    mark(Plan.objects.filter(pk=plan.pk))

    assert sum(counts(plan).values()) == sum(before.values()) - 4


def test_a_recommendation_whose_actions_turn_out_to_begin_later_counts_no_more(db: None) -> None:
    plan = make_plan()
    actions = [make_action(make_recommendation(plan)) for _ in range(2)]
    assert counts(plan) == {"none": 2}

    Action.objects.filter(pk=actions[0].pk).update(added_on=DAY + timedelta(days=1))
    rebuild_standings(Action.objects.filter(pk=actions[0].pk))

    assert counts(plan) == {"none": 1}


def test_an_action_that_is_written_to_while_a_page_is_made_leaves_its_list(
    grown: list[Action],
) -> None:
    plan = grown[0].plan
    lines = report_of(plan).red.lines

    Standing.objects.filter(action=lines[0].pk).delete()  # as a verb does that is not yet done

    assert report_of(plan).red.lines == lines[1:]


@pytest.mark.parametrize("at_most", [1, 2, 3, 50])
def test_each_list_begins_with_the_first_of_the_whole_plan(
    at_most: int, grown: list[Action], author: User
) -> None:
    for action in grown[:9]:
        move(action, author)
        make_update(action, reported_on=date(2020, 2, 20), status="completed")
    plan = grown[0].plan
    whole = build_plan_progress(plan.slug, as_of=DAY, at_most=100)
    cut = build_plan_progress(plan.slug, as_of=DAY, at_most=at_most)

    for each, other in zip(whole.attentions, cut.attentions, strict=True):
        assert other.lines == each.lines[:at_most]
        assert other.count == each.count == len(each.lines)
    assert cut.completed.lines == whole.completed.lines[:at_most]


def test_a_longer_reporting_cycle_counts_at_once(db: None) -> None:
    action = make_action()
    make_update(action, reported_on=DAY - timedelta(days=40), rating="amber")

    assert counts(action.plan) == {"none": 1}
    Plan.objects.filter(pk=action.plan_id).update(reporting_cycle_days=60)
    assert counts(action.plan) == {"amber": 1}


def test_actions_stand_by_number_not_by_letter(db: None) -> None:
    plan = make_recommendation().plan
    numbers = [make_recommendation(plan, number=number) for number in (10, 2)]
    for recommendation in numbers:
        for _ in range(11):
            make_action(recommendation)

    rows = Standing.objects.filter(plan=plan).on(DAY).order_by("position")

    assert [row.action.reference for row in rows.select_related("action")] == [
        f"{number}.{order}" for number in (2, 10) for order in range(1, 12)
    ]


@pytest.mark.parametrize(
    "as_of",
    [date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2), date(2020, 2, 29), date(2020, 3, 1)],
    ids=str,
)
def test_the_first_standings_on_a_day_are_the_standings_on_that_day(as_of: date, db: None) -> None:
    action = make_action(added_on=date(2020, 2, 1))
    make_update(action, reported_on=date(2020, 3, 1))

    on_the_day = Standing.objects.filter(plan=action.plan_id).on(as_of)
    first = Standing.objects.filter(plan=action.plan_id).first_on(as_of)

    assert list(first) == list(on_the_day)
    assert len(first) == (1 if as_of >= date(2020, 2, 1) else 0)


def test_contradictions_beyond_the_longest_list_are_counted_and_one_link_away(
    client: Client, author: User, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = DAY
    recommendation = make_recommendation()
    plan = recommendation.plan
    how_many = CONTRADICTIONS_AT_MOST + 1
    for _ in range(how_many):
        action = make_action(recommendation, latest=date(2020, 2, 1))
        make_update(action, reported_on=date(2020, 1, 15), rating="amber")

    report = build_plan_progress(plan.slug, as_of=DAY)
    client.force_login(author, "herefordshire_cs.accounts.backends.EmailBackend")
    page = client.get(f"/plans/{plan.slug}/actions/?attention=contradicted")

    assert len(report.contradictions) == CONTRADICTIONS_AT_MOST
    assert report.contradictions_count == report.rated_against_facts == how_many
    assert page.context["shown"] == how_many
