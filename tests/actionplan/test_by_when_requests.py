"""Nobody moves their own by-when: one asks, another agrees or refuses, and the asker is told."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from actionplan.models import Action, ByWhenRequest, Standing
from actionplan.models.requests import approvers_of
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.requests import build_requests_page, count_to_answer
from actionplan.rag import Status
from actionplan.services import by_whens, updates
from actionplan.services.requests import AnsweredAlready, NotTheirs
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when
from tests.factories import make_action, make_by_when, make_request, make_update

pytestmark = pytest.mark.django_db

DUE_ON, ASKED_ON, ANSWERED_ON = date(2006, 4, 30), date(2006, 5, 10), date(2006, 5, 22)
NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)


@pytest.fixture
def action(db: None) -> Action:
    return make_action(latest=DUE_ON, added_on=date(2006, 1, 2))


@pytest.fixture
def officer(make_user: Callable[..., User]) -> User:
    return make_user(Role.OFFICER)


@pytest.fixture
def director(make_user: Callable[..., User]) -> User:
    return make_user(Role.DIRECTOR)


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.DIRECTOR, email="second.director@test.example")


def ask(action: Action, author: User, approver: User, **fields: Any) -> ByWhenRequest:
    defaults = {
        "by_when": parse_by_when("31 August 2006"),
        "reason": "The consultation runs until July.",
        "beyond_reason": "",
        "asked_on": ASKED_ON,
        "asked_at": NOON,
    }
    return by_whens.ask_to_move(
        action=action, author=author, approver=approver, **defaults | fields
    )


def agree(request: ByWhenRequest, author: User) -> object:
    return by_whens.agree(
        request=request, author=author, words="", answered_on=ANSWERED_ON, answered_at=NOON
    )


def refuse(request: ByWhenRequest, author: User) -> None:
    by_whens.refuse(
        request=request,
        author=author,
        words="It cannot wait",
        answered_on=ANSWERED_ON,
        answered_at=NOON,
    )


def latest(action: Action, day: date) -> date | None:
    return Standing.objects.on(day).get(action=action).by_when_latest


def test_the_old_by_when_holds_until_the_new_one_is_agreed(
    action: Action, officer: User, director: User
) -> None:
    request = ask(action, officer, director)
    assert latest(action, ANSWERED_ON) == DUE_ON

    agree(request, director)

    assert latest(action, date(2006, 5, 21)) == DUE_ON
    assert latest(action, ANSWERED_ON) == date(2006, 8, 31)
    moved = action.by_whens.get(order=2)
    assert (moved.agreed_by, moved.holds_from) == (director.name, ANSWERED_ON)
    assert moved.reason == "The consultation runs until July."


def test_a_refused_by_when_stays_and_the_asker_reads_why(
    action: Action, officer: User, director: User
) -> None:
    refuse(ask(action, officer, director), director)

    assert latest(action, ANSWERED_ON) == DUE_ON
    (line,) = build_requests_page(officer, as_of=ANSWERED_ON).answered
    words = line.answer.in_words.replace("\N{NO-BREAK SPACE}", " ")
    assert words == f"Refused by {director.name} on 22 May 2006"
    assert line.answer.words == "It cannot wait"


@pytest.mark.parametrize("answer", [agree, refuse], ids=["agree", "refuse"])
def test_nobody_answers_their_own(
    action: Action, director: User, second: User, answer: Callable[..., object]
) -> None:
    request = ask(action, director, second)

    with pytest.raises(NotTheirs):
        answer(request, director)

    answer(request, second)


def test_nobody_asks_themselves_nor_somebody_who_may_not_agree(
    action: Action, director: User, officer: User
) -> None:
    for author, approver in [(director, director), (director, officer)]:
        with pytest.raises(NotTheirs):
            ask(action, author, approver)


def test_the_database_refuses_a_request_to_oneself(action: Action, director: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(action, asked_by=director, approver=director)


def test_who_is_named_for_the_recommendation_may_agree_and_an_officer_else_may_not(
    action: Action, officer: User, make_user: Callable[..., User]
) -> None:
    named = make_user(Role.PERFORMANCE_OFFICER)
    assert named not in approvers_of(action.recommendation, asked_by=officer)
    action.recommendation.approver = named
    action.recommendation.save()

    request = ask(action, officer, named)

    assert count_to_answer(named, as_of=ANSWERED_ON) == 1
    agree(request, named)
    assert count_to_answer(named, as_of=ANSWERED_ON) == 0


def test_another_director_may_answer_in_the_place_of_the_one_who_was_asked(
    action: Action, officer: User, director: User, second: User
) -> None:
    request = ask(action, officer, director)

    assert count_to_answer(second, as_of=ASKED_ON) == 1
    agree(request, second)


def test_who_left_is_not_asked(action: Action, officer: User, director: User) -> None:
    director.is_active = False
    director.save()

    assert not approvers_of(action.recommendation, asked_by=officer).exists()


def test_the_second_of_two_approvers_is_told(
    action: Action, officer: User, director: User, second: User
) -> None:
    request = ask(action, officer, director)
    agree(request, director)

    with pytest.raises(AnsweredAlready) as told:
        refuse(request, second)

    assert told.value.request.answered_by == director
    assert action.by_whens.count() == 2


def test_one_request_waits_at_a_time(action: Action, officer: User, director: User) -> None:
    ask(action, officer, director)

    with pytest.raises(by_whens.AskedAlready):
        ask(action, officer, director)


def test_an_action_that_was_completed_meanwhile_is_not_moved(
    action: Action, officer: User, director: User
) -> None:
    request = ask(action, officer, director)
    make_update(action, reported_on=date(2006, 5, 20), status=Status.COMPLETED)

    with pytest.raises(updates.ActionClosed):
        agree(request, director)

    request.refresh_from_db()
    assert request.answer == ""


def test_a_by_when_that_moved_further_meanwhile_is_not_moved_back(
    action: Action, officer: User, director: User
) -> None:
    request = ask(action, officer, director)
    make_by_when(action, latest=date(2006, 9, 30), holds_from=date(2006, 5, 20))

    with pytest.raises(by_whens.NoLater):
        agree(request, director)


def test_a_request_is_taken_back_by_who_asked_alone(
    action: Action, officer: User, director: User
) -> None:
    request = ask(action, officer, director)
    back = {"request": request, "answered_on": ANSWERED_ON, "answered_at": NOON}
    with pytest.raises(NotTheirs):
        by_whens.take_back(author=director, **back)

    by_whens.take_back(author=officer, **back)

    assert count_to_answer(director, as_of=ANSWERED_ON) == 0


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2006, 5, 9), None),
        (ASKED_ON, "Waits for Director"),
        (ANSWERED_ON, "Refused by Director on 22 May 2006"),
    ],
    ids=["the day before", "the day it was asked", "the day of the answer"],
)
def test_the_history_says_what_was_asked_and_answered_by_a_day(
    action: Action, officer: User, director: User, day: date, words: str | None
) -> None:
    refuse(ask(action, officer, director), director)

    page = build_action_page(action.plan.slug, action.reference, as_of=day)

    found = [entry for entry in page.history if entry.heading.startswith("New by-when asked for")]
    said = [entry.text.replace("\N{NO-BREAK SPACE}", " ") for entry in found]
    assert said == ([f"The consultation runs until July. {words}."] if words else [])


# --- Pages ---------------------------------------------------------------------------------------

JAR = "/plans/jar-2005/actions/5.6/"  # led by HL; due 30 April 2006


@pytest.fixture
def asked(jar: Any, officer: User, director: User) -> ByWhenRequest:
    action = Action.objects.get(plan=jar, reference="5.6")
    return make_request(action, asked_by=officer, approver=director)


def test_a_director_sees_what_waits_agrees_and_the_asker_reads_it(
    asked: ByWhenRequest, officer: User, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    address = f"/plans/jar-2005/requests/{asked.pk}/"
    assert address in client.get("/requests/").content.decode()
    assert "Two posts are vacant" in client.get(address).content.decode()

    answer = client.post(address, {"answer": "agreed", "words": ""})

    assert answer["Location"] == "/requests/"
    assert "Nothing waits for your answer" in client.get("/requests/").content.decode()
    told = sign_in(officer).get("/requests/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert f"Agreed by {director.name} on 22 May 2006" in told


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"answer": "refused", "words": " "}, "Say why you refuse it"),
        ({"words": "Perhaps"}, "Agree or refuse"),
        ({"answer": "perhaps", "words": "Perhaps"}, "Agree or refuse"),
    ],
    ids=["refused without a reason", "neither", "something else"],
)
def test_an_answer_that_is_none_is_refused_and_what_was_typed_stays(
    asked: ByWhenRequest,
    director: User,
    sign_in: Callable[[User], Client],
    sent: dict[str, str],
    words: str,
) -> None:
    shown = sign_in(director).post(f"/plans/jar-2005/requests/{asked.pk}/", sent)

    assert words in shown.content.decode()
    assert sent["words"].strip() in shown.content.decode()
    asked.refresh_from_db()
    assert asked.answer == ""


def test_a_second_answer_is_told_of_the_first(
    asked: ByWhenRequest, director: User, second: User, sign_in: Callable[[User], Client]
) -> None:
    client, address = sign_in(second), f"/plans/jar-2005/requests/{asked.pk}/"
    refuse(asked, director)

    shown = client.post(address, {"answer": "agreed", "words": "So be it"}).content.decode()

    assert f"{director.name} answered it meanwhile: refused." in shown
    assert "It cannot wait" in shown


def test_who_asked_reads_the_request_and_may_not_answer_it(
    asked: ByWhenRequest, officer: User, sign_in: Callable[[User], Client]
) -> None:
    client, address = sign_in(officer), f"/plans/jar-2005/requests/{asked.pk}/"
    shown = client.get(address).content.decode()
    assert "Take your request back" in shown
    assert 'value="agreed"' not in shown
    assert client.post(address, {"answer": "agreed", "words": ""}).status_code == 403

    client.post(f"{address}taking-back/")

    asked.refresh_from_db()
    assert asked.answer == "taken back"


def test_a_request_of_others_is_not_read_by_a_colleague(
    asked: ByWhenRequest, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    colleague = sign_in(make_user(Role.OFFICER, email="colleague@test.example"))

    assert colleague.get(f"/plans/jar-2005/requests/{asked.pk}/").status_code == 403


def test_where_nobody_else_may_agree_the_page_says_so(
    jar: Any, director: User, sign_in: Callable[[User], Client]
) -> None:
    shown = sign_in(director).get(f"{JAR}by-when/").content.decode()

    assert "Nobody else may agree" in shown
