"""A plan is closed and opened again; its actions are carried on in another, with their history."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from actionplan.models import Action, CarriedOn, Plan, PlanClosing, ProgressUpdate
from actionplan.models.corrections import Recording
from actionplan.presenters.my_actions import count_needing_update
from actionplan.presenters.plans import running_plans
from actionplan.services.actions import drop_action
from actionplan.services.closings import Carrying, carry_on, close_plan, reopen_plan
from actionplan.services.standings import rebuild_standings
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.refusing import Refusal
from tests.factories import (
    make_action,
    make_lead,
    make_plan,
    make_recommendation,
    make_request,
    make_update,
)

TODAY = date(2006, 5, 22)
NOW = datetime(2006, 5, 22, 10, tzinfo=UTC)


def by(user: User, *, on: date = TODAY) -> Recording:
    return Recording(author=user, on=on, at=datetime(on.year, on.month, on.day, 10, tzinfo=UTC))


@pytest.fixture
def old(db: None) -> Action:
    """Return an Action of a plan that is to be closed, with a by-when and a note."""
    plan = make_plan(slug="old", title="The old plan", starts_on=date(2005, 4, 1))
    action = make_action(make_recommendation(plan), latest=date(2006, 4, 30), text="Audit files")
    make_update(action, reported_on=date(2006, 3, 1), narrative="Two audits were made.")
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return action


@pytest.fixture
def next_plan(db: None) -> Plan:
    """Return a plan with two recommendations, that goes on."""
    plan = make_plan(slug="next", title="The next plan", starts_on=date(2006, 4, 1))
    make_recommendation(plan)
    make_recommendation(plan)
    return plan


@pytest.fixture
def officer(make_user: Callable[..., User]) -> User:
    return make_user(Role.PERFORMANCE_OFFICER)


def close(client: Client, reason: str = "The inspectors came again.") -> str:
    return client.post("/plans/old/closing/", {"reason": reason}, follow=True).text


def test_a_closed_plan_takes_no_update_and_says_since_when(
    old: Action, officer: User, director: User, client: Client
) -> None:
    client.force_login(officer)
    assert "This plan was closed on 22\N{NO-BREAK SPACE}May 2006." in close(client)

    client.force_login(director)
    page = client.get("/plans/old/actions/1.1/").text
    assert "This plan was closed on" in page
    assert "Challenge this rating" not in page
    answer = client.post(
        "/plans/old/actions/1.1/dropping/", {"reason": "Nobody wants it any more"}
    )
    assert answer.status_code == 409
    assert "The plan was closed on 22\N{NO-BREAK SPACE}May 2006" in answer.text
    assert "Nobody wants it any more" in answer.text
    assert ProgressUpdate.objects.filter(action=old).count() == 1


def test_a_form_that_says_why_itself_says_it_beside_its_fields(
    old: Action, director: User, client: Client
) -> None:
    client.force_login(director)
    close(client)
    typed = {"rating": "amber", "reason": "Half of it is done"}

    answer = client.post("/plans/old/recommendations/1/moderation/", typed)

    assert "nothing more is reported on it" in answer.text
    assert "Half of it is done" in answer.text


def test_a_closed_plan_leaves_the_dashboard_and_my_actions_and_comes_back(
    old: Action, next_plan: Plan, officer: User
) -> None:
    lead = make_lead(old)
    lead.user = officer
    lead.save()
    before = count_needing_update(officer, as_of=TODAY)
    close_plan(old.plan_id, reason="It ended.", recording=by(officer))

    assert [
        head.slug
        for head in running_plans(as_of=TODAY, access=EVERY_PLAN)
        if head.slug in {"old", "next"}
    ] == ["next"]
    assert count_needing_update(officer, as_of=TODAY) == before - 1

    reopen_plan(old.plan_id, reason="It did not.", recording=by(officer, on=date(2006, 5, 24)))
    assert "old" in {
        head.slug for head in running_plans(as_of=date(2006, 5, 24), access=EVERY_PLAN)
    }
    assert "old" not in {
        head.slug for head in running_plans(as_of=date(2006, 5, 23), access=EVERY_PLAN)
    }
    assert "old" in {
        head.slug for head in running_plans(as_of=date(2006, 5, 21), access=EVERY_PLAN)
    }


def test_where_every_plan_is_closed_they_are_still_shown(old: Action, officer: User) -> None:
    Plan.objects.exclude(pk=old.plan_id).update(starts_on=date(2010, 1, 1))
    close_plan(old.plan_id, reason="It ended.", recording=by(officer))

    assert [head.slug for head in running_plans(as_of=TODAY, access=EVERY_PLAN)] == ["old"]


def test_a_plan_with_a_request_waiting_is_not_closed(
    old: Action, officer: User, director: User, client: Client
) -> None:
    make_request(old, asked_by=officer, approver=director)
    client.force_login(officer)

    page = close(client)

    assert "1 request in this plan waits for its answer" in page
    assert "The inspectors came again." in page
    assert not PlanClosing.objects.exists()


def test_a_plan_is_closed_once(old: Action, officer: User) -> None:
    close_plan(old.plan_id, reason="It ended.", recording=by(officer))
    with pytest.raises(Refusal, match="was closed on"):
        close_plan(old.plan_id, reason="Again.", recording=by(officer))
    reopen_plan(old.plan_id, reason="It did not.", recording=by(officer))
    with pytest.raises(Refusal, match="is open already"):
        reopen_plan(old.plan_id, reason="Again.", recording=by(officer))


def test_an_action_goes_on_with_its_words_its_lead_and_its_by_when(
    old: Action, next_plan: Plan, officer: User, client: Client
) -> None:
    make_lead(old, "QQ")
    client.force_login(officer)
    shown = client.get("/plans/old/carrying-on/?into=next&same=1").text
    assert f'name="to-{old.pk}"' in shown
    assert 'value="1"' in shown

    answer = client.post("/plans/old/carrying-on/?into=next", {f"to-{old.pk}": "2"}, follow=True)

    assert "1 action of The old plan carried on in The next plan." in answer.text
    later = Action.objects.get(plan=next_plan)
    assert (later.reference, later.text, later.lead_words) == ("2.1", "Audit files", "AA")
    assert [role.officer.initials for role in later.roles.all() if role.officer] == ["QQ"]
    assert later.by_whens.get().latest == date(2006, 4, 30)
    there = client.get("/plans/next/actions/2.1/").text
    assert "Carries on The old plan" in there
    assert "Two audits were made." in there
    here = client.get("/plans/old/actions/1.1/").text
    assert "Carried on in “The next plan” as 2.1." in here
    assert "Carried on in The next plan" in here
    assert "It is carried on in The next plan as" in here
    assert "Carries on" not in client.get("/plans/next/actions/2.1/?as_at=2006-05-21").text


def test_two_actions_become_one_and_one_becomes_two(
    old: Action, next_plan: Plan, officer: User, client: Client
) -> None:
    twin = make_action(old.recommendation, text="Audit files again")
    rebuild_standings(Action.objects.filter(pk=twin.pk))
    one, two = next_plan.recommendations.order_by("number")
    recording = by(officer)
    (later,) = carry_on([Carrying(action=old, into=one)], recording=recording)
    carry_on([Carrying(action=twin, into=later)], recording=recording)
    (other,) = carry_on([Carrying(action=old, into=two)], recording=recording)

    assert CarriedOn.objects.filter(later=later).count() == 2
    client.force_login(officer)
    page = client.get(later.get_absolute_url()).text
    assert page.count("Carries on The old plan") == 2
    page = client.get(old.get_absolute_url()).text
    assert page.count("Carried on in The next plan") == 2
    assert other.reference == "2.1"
    assert ProgressUpdate.objects.filter(action=old, status="dropped").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "“9” is neither a recommendation nor an action of that plan"),
        ("9.9", "“9.9” is neither a recommendation nor an action of that plan"),
        ("somewhere", "“somewhere” is neither"),
        ("", "Say of at least one action where it goes"),
        ("3" * 41, "41 characters were typed; 40 fit"),
    ],
)
def test_a_place_that_is_none_is_said_beside_its_action(
    typed: str, said: str, old: Action, next_plan: Plan, officer: User, client: Client
) -> None:
    client.force_login(officer)

    answer = client.post("/plans/old/carrying-on/?into=next", {f"to-{old.pk}": typed})

    assert said in answer.text
    assert f'value="{typed}"' in answer.text
    assert not CarriedOn.objects.exists()


def test_what_was_carried_on_while_somebody_typed_is_not_carried_twice(
    old: Action, next_plan: Plan, officer: User, director: User, client: Client
) -> None:
    drop_action(action=old, author=director, dropped_on=TODAY, recorded_at=NOW, reason="Done with")
    client.force_login(officer)

    answer = client.post("/plans/old/carrying-on/?into=next", {f"to-{old.pk}": "1"})

    assert "was completed or dropped meanwhile" in answer.text
    assert not Action.objects.filter(plan=next_plan).exists()


def test_nothing_is_carried_into_a_closed_plan(
    old: Action, next_plan: Plan, officer: User, client: Client
) -> None:
    close_plan(next_plan.pk, reason="It ended.", recording=by(officer))
    client.force_login(officer)

    page = client.get("/plans/old/carrying-on/?into=next").text

    assert "Choose one of the plans shown" in page


def test_the_list_of_plans_says_which_is_closed(
    old: Action, officer: User, client: Client
) -> None:
    client.force_login(officer)
    close(client)

    assert "closed 22\N{NO-BREAK SPACE}May 2006" in client.get("/plans/").text
    assert "closed 22" not in client.get("/plans/?as_at=2006-05-21").text
