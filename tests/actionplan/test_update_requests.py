"""Asking leads how their actions go: who is told, what answers it, to whom silence is raised."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import Action, Deputy, Escalation, JobShare, Plan, UpdateRequest
from actionplan.presenters.action_page import build_action_page
from actionplan.rag import Status
from actionplan.services.update_requests import (
    RaisedAlready,
    UpdatesAsked,
    add_step,
    ask_for_updates,
    raise_unanswered,
)
from actionplan.services.updates import post_progress_update
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.models import Message
from tests.conftest import user_in
from tests.factories import make_action, make_lead, make_plan, make_recommendation, make_update

pytestmark = pytest.mark.django_db
DAY = date(2006, 5, 22)
AT = datetime(2006, 5, 22, 9, tzinfo=UTC)


def ask(*actions: Action, by: User, on: date = DAY, words: str = "How is it?") -> UpdatesAsked:
    return ask_for_updates(actions=actions, author=by, words=words, wanted_by=None, on=on, at=AT)


def of_jar(reference: str) -> Action:
    return Action.objects.select_related("plan").get(plan__slug="jar-2005", reference=reference)


def told(kind: Kind) -> list[str]:
    rows = Message.objects.filter(kind=kind).order_by("person__email")
    return list(rows.values_list("person__email", flat=True))


def post(action: Action, author: User, *, on: date = DAY, **fields: Any) -> None:
    newest = action.updates.order_by("pk").last()
    values = {
        "reported_on": on,
        "recorded_on": on,
        "recorded_at": AT + timedelta(hours=1),
        "narrative": "It is agreed.",
        "status": Status.IN_PROGRESS,
        "seen_update": newest.pk if newest else None,
    }
    post_progress_update(action=action, author=author, **values | fields)


def test_the_lead_and_who_shares_and_stands_in_are_told(officer: User, director: User) -> None:
    sharer = user_in(Role.OFFICER, email="sharer@test.example")
    deputy = user_in(Role.OFFICER, email="deputy@test.example")
    over = user_in(Role.OFFICER, email="over@test.example")
    JobShare.objects.create(officer=officer.officers.get(initials="HL"), user=sharer)
    for who, until in ((deputy, DAY), (over, DAY - timedelta(days=1))):
        Deputy.objects.create(person=officer, deputy=who, from_on=date(2006, 5, 1), until_on=until)

    asked = ask(of_jar("5.6"), by=director)

    assert asked == UpdatesAsked(asked=("5.6",), unreached=(), waiting=(), closed=())
    assert told(Kind.UPDATE_ASKED) == sorted([officer.email, sharer.email, deputy.email])
    assert Message.objects.filter(about="/plans/jar-2005/actions/5.6/updates/new/").count() == 3


def test_what_is_asked_for_already_or_closed_is_left_out_and_said(director: User) -> None:
    recommendation = make_recommendation()
    open_one, done, nobodys = (make_action(recommendation) for _ in range(3))
    make_lead(open_one, "ZA")
    make_update(done, reported_on=date(2020, 4, 1), status="completed")
    on = date(2020, 6, 1)  # the plans of the factories run
    ask(open_one, by=director, on=on)

    again = ask(open_one, done, nobodys, by=director, on=on)

    assert again == UpdatesAsked(
        asked=(nobodys.reference,),
        unreached=(nobodys.reference,),
        waiting=(open_one.reference,),
        closed=(done.reference,),
    )


def test_the_next_update_answers_it_and_whoever_asked_is_told(
    officer: User, director: User
) -> None:
    action = of_jar("5.6")
    ask(action, by=director)

    post(action, officer)

    row = UpdateRequest.objects.get()
    assert (row.answered_on, row.answered_by) == (DAY, officer)
    assert told(Kind.UPDATE_POSTED) == [director.email]
    ask(action, by=director)  # the next may be asked for at once
    assert UpdateRequest.objects.waiting(as_of=DAY).count() == 1


def test_a_page_as_at_an_earlier_day_says_what_waited_then(officer: User, director: User) -> None:
    action = of_jar("5.6")
    ask(action, by=director, words="Is it agreed with health?")
    later = DAY + timedelta(days=3)
    post(action, officer, on=later)

    def waits(day: date) -> bool:
        return build_action_page("jar-2005", "5.6", as_of=day).update_asked is not None

    assert [waits(DAY - timedelta(days=1)), waits(DAY), waits(later)] == [False, True, False]
    history = build_action_page("jar-2005", "5.6", as_of=later).history
    (entry,) = [each for each in history if each.heading == "An update was asked for"]
    answered = f"Answered by Officer on {day_in_words(later)}."
    assert entry.text == f"“Is it agreed with health?” {answered}"


def test_silence_is_raised_once_to_each_who_is_named_and_recorded(
    officer: User, director: User
) -> None:
    action = of_jar("5.6")
    head = user_in(Role.DIRECTOR, email="head@test.example")
    add_step(plan=action.plan_id, after_days=7, person=head)
    add_step(plan=action.plan_id, after_days=14, person=director)
    with pytest.raises(RaisedAlready):
        add_step(plan=action.plan_id, after_days=3, person=head)
    asker = user_in(Role.PERFORMANCE_OFFICER)
    ask(action, by=asker)

    raised = [
        raise_unanswered(on=DAY + timedelta(days=days), at=AT) for days in (6, 7, 7, 13, 14, 20)
    ]

    assert raised == [0, 1, 0, 0, 1, 0]
    assert told(Kind.RAISED) == sorted([director.email, head.email])
    on = list(Escalation.objects.values_list("person", "raised_on"))
    assert on == [(head.pk, DAY + timedelta(days=7)), (director.pk, DAY + timedelta(days=14))]
    page = build_action_page("jar-2005", "5.6", as_of=DAY + timedelta(days=8))
    assert page.update_asked is not None
    assert page.update_asked.raised == f"Raised to {head} on {day_in_words(date(2006, 5, 29))}"


def test_what_was_answered_in_time_is_raised_to_nobody(officer: User, director: User) -> None:
    action = of_jar("5.6")
    add_step(plan=action.plan_id, after_days=7, person=director)
    ask(action, by=director)
    post(action, officer)

    assert raise_unanswered(on=DAY + timedelta(days=30), at=AT) == 0


def test_asking_for_many_costs_as_many_statements_as_for_few(director: User) -> None:
    recommendation = make_recommendation(make_plan())
    actions = [make_action(recommendation) for _ in range(12)]
    for place, action in enumerate(actions):
        make_lead(action, f"Z{place}")

    def cost(*asked: Action) -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(*asked, by=director, on=date(2020, 6, 1))
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    assert cost(*actions[2:]) == cost(*actions[:2])


def test_the_lead_reads_who_asks_and_in_which_words_on_the_form(
    officer: User, director: User, client: Client
) -> None:
    ask(of_jar("5.6"), by=director, words="Is it agreed with health?")
    client.force_login(officer)

    page = client.get("/plans/jar-2005/actions/5.6/updates/new/").content.decode()

    assert "Director asks for an update" in page
    assert "Is it agreed with health?" in page


def test_a_filter_of_the_list_is_asked_for_as_far_as_it_is_ticked(
    jar: Plan, director: User, client: Client
) -> None:
    client.force_login(director)
    address = "/plans/jar-2005/asking/?due=past"
    form = client.get(address).context["form"]
    offered = [value for value, _label in form.fields["actions"].choices]
    assert len(offered) == 54  # as the list counts them

    nobody = client.post(address, {"words": "How?", "wanted_by": "", "actions": []})
    assert "Tick at least one action" in nobody.content.decode()
    assert "How?" in nobody.content.decode()
    done = client.post(address, {"words": "How?", "wanted_by": "", "actions": offered[:2]})

    assert done.status_code == 302
    found = UpdateRequest.objects.values_list("action__reference", flat=True)
    assert sorted(found) == sorted(offered[:2])


def test_a_day_that_is_past_is_refused(jar: Plan, director: User, client: Client) -> None:
    client.force_login(director)
    address = "/plans/jar-2005/actions/5.6/asking/"

    refused = client.post(address, {"words": "", "wanted_by": "21 May 2006"})

    assert f"{day_in_words(date(2006, 5, 21))} is past." in refused.content.decode()
    assert not UpdateRequest.objects.exists()
