"""A reporting round: opened, chased, given late or not, returned, accepted, locked, called off."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Action, ReportingRound, RoundStatement
from actionplan.models.corrections import Recording
from actionplan.presenters.own_rounds import rounds_for
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.rounds import RoundPage, build_round_page
from actionplan.rag import Status
from actionplan.services import actions, corrections, rounds, updates
from actionplan.services.standings import rebuild_standings
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.refusing import Refusal
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.models import Message
from tests.conftest import user_in
from tests.factories import make_action, make_lead, make_recommendation

pytestmark = pytest.mark.django_db
OPENS, CLOSES = date(2020, 6, 1), date(2020, 6, 14)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def owner() -> User:
    return user_in(Role.DIRECTOR)


@pytest.fixture
def lead() -> User:
    return user_in(Role.OFFICER)


@pytest.fixture
def three(lead: User) -> list[Action]:
    """Three open actions of a plan, the first two led by one who signs in."""
    recommendation = make_recommendation()
    made = [make_action(recommendation, latest=date(2020, 12, 1)) for _ in range(3)]
    officer = make_lead(made[0])
    officer.user = lead
    officer.save()
    made[1].roles.create(officer=officer, part="lead", order=1)
    rebuild_standings(Action.objects.filter(plan=recommendation.plan))
    return made


def by(user: User, day: date) -> Recording:
    return Recording(author=user, on=day, at=at(day))


def opened(three: list[Action], owner: User) -> ReportingRound:
    return rounds.open_round(
        three[0].plan_id, title="June", opens_on=OPENS, closes_on=CLOSES, by=by(owner, OPENS)
    )


def post(action: Action, author: User, day: date, words: str = "It goes on") -> None:
    newest = action.updates.order_by("pk").last()
    updates.post_progress_update(
        action=action,
        author=author,
        reported_on=day,
        recorded_on=day,
        recorded_at=at(day),
        narrative=words,
        status=Status.IN_PROGRESS,
        rating="amber",
        seen_update=newest.pk if newest else None,
    )


def page(found: ReportingRound, day: date) -> RoundPage:
    found = ReportingRound.objects.select_related(
        "plan", "opened_by", "locked_by", "called_off_by"
    ).get(pk=found.pk)
    return build_round_page(build_plan_head(found.plan.slug, as_of=day), found, as_of=day)


def states(found: ReportingRound, day: date) -> list[str]:
    return [each.state for each in page(found, day).asked]


def test_an_update_is_the_statement_of_its_action_and_the_rest_is_missing_by_lead(
    three: list[Action], owner: User, lead: User
) -> None:
    found = opened(three, owner)
    post(three[0], lead, date(2020, 6, 3))

    said = page(found, date(2020, 6, 3))
    assert (said.ready, len(said.asked)) == (1, 3)
    lacking = [(name, [each.line.reference for each in rows]) for name, rows in said.missing]
    assert lacking == [("AA", ["1.2", "1.3"])]
    (own,) = rounds_for(lead, as_of=date(2020, 6, 3))
    assert (own.wanted, own.missing) == (2, 1)


def test_what_comes_after_the_last_day_says_how_late_it_is(
    three: list[Action], owner: User, lead: User
) -> None:
    found = opened(three, owner)
    post(three[0], lead, CLOSES)
    post(three[1], lead, CLOSES + timedelta(days=2))

    late = [
        each.statement.late_words
        for each in page(found, date(2020, 6, 20)).asked[:2]
        if each.statement
    ]
    assert late == ["", "2 days late"]


def test_a_returned_statement_is_missing_until_another_is_given(
    three: list[Action], owner: User, lead: User
) -> None:
    found = opened(three, owner)
    post(three[0], lead, date(2020, 6, 3))
    statement = RoundStatement.objects.get()
    rounds.give_back(statement, note="By when?", by=by(owner, date(2020, 6, 4)))
    assert states(found, date(2020, 6, 4))[0] == "Returned: another is wanted"
    told = Message.objects.get(subject__startswith="Your statement was returned")
    assert told.person == lead
    assert "By when?" not in repr(told.lines)

    post(three[0], lead, date(2020, 6, 5), words="By July")
    assert states(found, date(2020, 6, 5))[0] == "Waits to be accepted"
    assert states(found, date(2020, 6, 4))[0] == "Returned: another is wanted"  # as at that day
    with pytest.raises(Refusal, match="Something newer"):
        rounds.accept([statement.pk], found, by=by(owner, date(2020, 6, 6)))


def test_nobody_accepts_their_own_and_what_was_accepted_is_not_answered_again(
    three: list[Action], owner: User, lead: User
) -> None:
    found = opened(three, owner)
    post(three[0], lead, date(2020, 6, 3))
    key = RoundStatement.objects.get().pk
    with pytest.raises(Refusal, match="gave this statement yourself"):
        rounds.accept([key], found, by=by(lead, date(2020, 6, 3)))
    with pytest.raises(Refusal, match="has not come yet"):  # the clock was set back
        rounds.accept([key], found, by=by(owner, date(2020, 6, 2)))

    rounds.accept([key], found, by=by(owner, date(2020, 6, 4)))
    with pytest.raises(Refusal, match="accepted already"):
        rounds.accept([key], found, by=by(owner, date(2020, 6, 4)))


def test_a_correction_takes_the_place_of_the_statement_and_is_accepted_anew(
    three: list[Action], owner: User, lead: User
) -> None:
    found = opened(three, owner)
    post(three[0], lead, date(2020, 6, 3))
    rounds.accept([RoundStatement.objects.get().pk], found, by=by(owner, date(2020, 6, 4)))
    update = three[0].updates.get()
    corrections.correct_update(
        update=update,
        author=lead,
        narrative="It goes on.",
        reported_on=date(2020, 6, 3),
        status=Status.IN_PROGRESS,
        rating="amber",
        reason="A full stop",
        recorded_on=date(2020, 6, 5),
        recorded_at=at(date(2020, 6, 5)),
    )
    assert states(found, date(2020, 6, 4))[0] == "Accepted"
    assert states(found, date(2020, 6, 5))[0] == "Waits to be accepted"


def test_a_round_is_locked_when_all_is_accepted_or_with_the_reason_why_not(
    three: list[Action], owner: User, lead: User
) -> None:
    found = opened(three, owner)
    post(three[0], lead, date(2020, 6, 3))
    with pytest.raises(Refusal, match="2020, and 3 statements are"):
        rounds.lock_round(found, reason="Now", by=by(owner, CLOSES))
    after = CLOSES + timedelta(days=1)
    with pytest.raises(Refusal, match="say why it is locked without"):
        rounds.lock_round(found, reason="", by=by(owner, after))
    rounds.lock_round(found, reason="The board meets", by=by(owner, after))

    post(three[1], lead, after + timedelta(days=1), words="Too late")
    locked = page(found, after + timedelta(days=2))
    assert locked.head.state == "Locked"
    assert locked.ready == 1  # what was typed while it was locked stands in the record alone
    assert three[1].updates.get().narrative == "Too late"
    with pytest.raises(Refusal, match="It was locked on"):
        rounds.chase(found, by=by(owner, after + timedelta(days=2)))


def test_a_plan_has_one_round_at_a_time(three: list[Action], owner: User) -> None:
    found = opened(three, owner)
    with pytest.raises(Refusal, match="“June” is not over"):
        opened(three, owner)
    rounds.call_off(found, reason="The board moved", by=by(owner, OPENS))
    assert page(opened(three, owner), OPENS).head.state == "Open"


def test_an_action_dropped_without_a_statement_is_not_asked_for_any_more(
    three: list[Action], owner: User
) -> None:
    found = opened(three, owner)
    day = date(2020, 6, 3)
    actions.drop_action(
        action=three[2], author=owner, dropped_on=day, recorded_at=at(day), reason="No need"
    )
    assert len(page(found, day).asked) == 2
    assert len(page(found, date(2020, 6, 2)).asked) == 3


def test_leads_are_told_three_times_by_the_calendar_and_once_a_day_by_hand(
    three: list[Action], owner: User, lead: User
) -> None:
    found = opened(three, owner)
    for day in range(16):
        rounds.chase_by_the_calendar(on=OPENS + timedelta(days=day), at=at(OPENS))
        rounds.chase_by_the_calendar(on=OPENS + timedelta(days=day), at=at(OPENS))
    told = Message.objects.filter(kind=Kind.ROUND, person=lead)
    assert [row.once.split()[2] for row in told.order_by("pk")] == ["opened", "soon", "over"]
    assert Message.objects.get(person=owner).subject == "A reporting round has closed: A plan"

    for _ in range(2):
        rounds.chase(found, by=by(owner, date(2020, 6, 5)))
    assert told.count() == 4
    assert "June”" not in repr(
        [[row.subject, row.lines] for row in told]
    )  # no word that was typed


def test_the_page_of_a_round_costs_the_same_for_three_actions_and_for_ten(
    three: list[Action],
    owner: User,
    lead: User,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    found = opened(three, owner)
    day = date(2020, 6, 3)
    with CaptureQueriesContext(connection) as few:
        page(found, day)
    made = [make_action(three[0].recommendation, latest=None) for _ in range(7)]
    rebuild_standings(Action.objects.filter(plan=three[0].plan))
    for action in made:
        post(action, lead, day)
    with django_assert_num_queries(len(few)):
        assert page(found, day).ready == 7
