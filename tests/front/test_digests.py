"""The messages of the calendar: digests and what falls due, each once however often it runs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import resolve

from actionplan.models import Action, Deputy
from actionplan.services.update_requests import ask_for_updates
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.front.presenters.waiting import waiting_of
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.management.digests import Told, tell_by_the_calendar
from herefordshire_cs.notices.kinds import Kind, When
from herefordshire_cs.notices.models import Message
from herefordshire_cs.notices.services import choose
from tests.conftest import user_in
from tests.factories import make_action, make_lead, make_plan, make_recommendation

pytestmark = pytest.mark.django_db
MONDAY = date(2006, 5, 22)
LATER = date(2020, 6, 1)  # a Monday on which the plans of the factories run
AT = datetime(2006, 5, 22, 6, tzinfo=UTC)


def run(on: date = MONDAY) -> Told:
    return tell_by_the_calendar(on=on, at=AT + (on - MONDAY))


def digest_of(user: User) -> Message:
    return Message.objects.get(person=user, kind=Kind.DIGEST)


def test_a_lead_gets_what_is_late_and_due_and_asked_with_links_to_the_forms(
    officer: User, director: User
) -> None:
    action = Action.objects.select_related("plan").get(plan__slug="jar-2005", reference="5.6")
    ask_for_updates(
        actions=[action], author=director, words="How?", wanted_by=None, on=MONDAY, at=AT
    )

    run()

    lines = [tuple(line) for line in digest_of(officer).lines]
    title = "JAR Performance Improvement Action Plan"
    form = "/plans/jar-2005/actions/5.6/updates/new/"
    assert ("Updates asked of you (1)", "") in lines
    late = f"By {day_in_words(date(2006, 4, 30))}. 22 days past"
    assert (f"5.6 of {title}. Asked by Director on {day_in_words(MONDAY)}", form) in lines
    assert (f"5.6 of {title}. {late}", form) in lines
    assert all(path == "" or resolve(path.partition("#")[0]) for _words, path in lines)


def test_a_digest_is_made_once_a_week(officer: User) -> None:
    counted = [run(MONDAY + timedelta(days=day)).digests for day in (0, 0, 1, 6, 7)]

    assert counted[0] > 0
    assert counted[1:4] == [0, 0, 0]
    assert counted[4] == counted[0]


def test_a_machine_that_stood_still_on_monday_sends_it_on_tuesday(officer: User) -> None:
    assert run(MONDAY + timedelta(days=1)).digests > 0


def test_a_deputy_gets_what_the_absent_person_would(officer: User) -> None:
    deputy = user_in(Role.OFFICER, email="deputy@test.example")
    Deputy.objects.create(
        person=officer, deputy=deputy, from_on=MONDAY, until_on=MONDAY + timedelta(days=5)
    )

    run()

    assert digest_of(deputy).lines == digest_of(officer).lines


def test_who_has_nothing_waiting_gets_no_digest() -> None:
    idle = user_in(Role.OFFICER)

    run()

    assert waiting_of(idle, as_of=MONDAY) == ()
    assert not Message.objects.filter(person=idle).exists()


def test_what_was_held_is_told_by_the_digest_and_held_no_longer(
    officer: User, director: User
) -> None:
    choose(officer, when={Kind.UPDATE_ASKED: When.DIGEST}, since=None, until=None)
    action = Action.objects.select_related("plan").get(plan__slug="jar-2005", reference="5.6")
    ask_for_updates(actions=[action], author=director, words="", wanted_by=None, on=MONDAY, at=AT)
    assert Message.objects.get().state == Message.State.HELD

    run()

    subjects = [words for words, _path in digest_of(officer).lines]
    assert "What you were told since" in subjects
    assert not Message.objects.filter(state=Message.State.HELD, person=officer).exists()


def test_what_falls_due_is_told_once_a_week_before_and_once_when_it_is_late() -> None:
    lead = user_in(Role.OFFICER)
    action = make_action(make_recommendation(make_plan()), latest=LATER + timedelta(days=8))
    officer = make_lead(action)
    officer.user = lead
    officer.save()

    days = [day for day in range(14) if run(LATER + timedelta(days=day)).due]

    assert days == [1, 9]
    subjects = Message.objects.filter(kind=Kind.DUE).order_by("made_on")
    assert list(subjects.values_list("subject", flat=True)) == [
        "1 action falls due within a week",
        "1 action is late",
    ]


def test_days_on_which_nothing_ran_are_caught_up_with() -> None:
    lead = user_in(Role.OFFICER)
    action = make_action(make_recommendation(make_plan()), latest=LATER + timedelta(days=8))
    officer = make_lead(action)
    officer.user = lead
    officer.save()

    days = [day for day in (0, 4, 12) if run(LATER + timedelta(days=day)).due]

    assert days == [4, 12]


def test_the_command_says_what_it_made(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("send_digests")
    call_command("send_digests")

    first, second = capsys.readouterr().out.splitlines()
    assert first != second == "New: digests 0, of what falls due 0, raised 0."
