"""By-whens inside one action: the earliest that is not met says when it is due, and when red."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from actionplan.models import Action, Milestone, Plan, Standing
from actionplan.presenters.action_page import build_action_page
from actionplan.services import milestones
from actionplan.services.by_whens import move_by_when
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag

pytestmark = pytest.mark.django_db

NOON = datetime(2006, 7, 15, 12, tzinfo=UTC)
JULY_15 = date(2006, 7, 15)


def action_of(plan: Plan, reference: str) -> Action:
    return Action.objects.get(plan=plan, reference=reference)


def rated(reference: str, day: date) -> tuple[Rag, str]:
    line = build_action_page("jar-2005", reference, as_of=day).line
    return line.rating.rag, line.lateness


def meet(milestone: Milestone, author: User, day: date) -> Any:
    return milestones.meet_milestone(
        milestone=milestone, author=author, completed_on=day, recorded_on=day, at=NOON
    )


@pytest.mark.parametrize("reference", ["2.13", "9.4"])
@pytest.mark.parametrize(
    ("day", "rag"),
    [(date(2006, 6, 30), Rag.NONE), (date(2006, 7, 1), Rag.RED), (JULY_15, Rag.RED)],
    ids=["the end of June", "the day after", "15 July"],
)
def test_as_at_15_july_2006_the_june_milestones_of_two_actions_are_past(
    jar: Plan, reference: str, day: date, rag: Rag
) -> None:
    assert rated(reference, day)[0] is rag


def test_a_milestone_that_is_met_hands_on_to_the_next(jar: Plan, director: User) -> None:
    action = action_of(jar, "2.13")
    first = action.milestones.order_by("order")[0]

    meet(first, director, JULY_15)

    assert rated("2.13", date(2006, 7, 14))[0] is Rag.RED
    assert rated("2.13", JULY_15) == (Rag.NONE, "Due in 77 days")  # the end of September
    lines = build_action_page("jar-2005", "2.13", as_of=JULY_15).milestones
    assert [line.level.rag for line in lines] == [Rag.GREEN, Rag.NONE, Rag.NONE, Rag.NONE]


def test_what_was_said_to_be_met_by_mistake_is_taken_back(jar: Plan, director: User) -> None:
    action = action_of(jar, "2.13")
    first = action.milestones.order_by("order")[0]
    meet(first, director, JULY_15)

    milestones.take_back_milestone(
        milestone=first,
        author=director,
        reason="It was another review",
        withdrawn_on=date(2006, 7, 20),
    )

    assert rated("2.13", date(2006, 7, 19))[0] is Rag.NONE
    assert rated("2.13", date(2006, 7, 20))[0] is Rag.RED
    with pytest.raises(milestones.NotMet):
        milestones.take_back_milestone(
            milestone=first, author=director, reason="Again", withdrawn_on=date(2006, 7, 20)
        )


def test_a_milestone_is_met_once(jar: Plan, director: User) -> None:
    first = action_of(jar, "2.13").milestones.order_by("order")[0]
    meet(first, director, JULY_15)

    with pytest.raises(milestones.MetAlready):
        meet(first, director, JULY_15)


def test_a_by_when_that_was_moved_takes_the_place_of_milestones(jar: Plan, director: User) -> None:
    action = action_of(jar, "2.13")
    move_by_when(
        action=action,
        author=director,
        by_when=parse_by_when("31 May 2007"),
        reason="The reviews are put together",
        agreed_by="Second director",
        agreed_on=JULY_15,
        recorded_on=JULY_15,
        recorded_at=NOON,
    )

    assert Standing.objects.on(JULY_15).get(action=action).by_when_latest == date(2007, 5, 31)


def test_a_director_says_on_its_page_that_one_is_met(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    milestone = action_of(jar, "2.13").milestones.order_by("order")[0]
    address = f"/plans/jar-2005/actions/2.13/milestones/{milestone.pk}/"
    assert address in client.get("/plans/jar-2005/actions/2.13/").content.decode()

    refused = client.post(address, {"completed_on": "23 May 2006"}).content.decode()
    assert "has not come yet" in refused
    assert client.post(address, {"completed_on": "20 May 2006"}).status_code == 302

    shown = client.get("/plans/jar-2005/actions/2.13/").content.decode()
    assert "Met 20" in shown
    assert (
        "Say why it is not met after all" in client.post(address, {"reason": " "}).content.decode()
    )


def test_who_leads_something_else_does_not(
    jar: Plan, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    milestone = action_of(jar, "2.13").milestones.order_by("order")[0]
    client = sign_in(make_user(Role.OFFICER, initials="ZZ"))

    address = f"/plans/jar-2005/actions/2.13/milestones/{milestone.pk}/"
    assert client.get(address).status_code == 404


def test_milestones_are_taken_out_with_their_columns(jar: Plan, capsys: Any) -> None:
    call_command("export", "milestones", plan="jar-2005", as_at="2006-07-15", format="csv")

    lines = capsys.readouterr().out.lstrip("\ufeff").splitlines()
    assert lines[0] == (
        "plan,reference,text,by_when_as_written,by_when_latest,completed_on,rating"
    )
    of_reviews = [line for line in lines if line.startswith("jar-2005,2.13,")]
    assert len(of_reviews) == 4
    assert of_reviews[0].endswith("End June 06,2006-06-30,,red")
    assert of_reviews[1].endswith("End September 06,2006-09-30,,none")
