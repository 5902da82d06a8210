"""Setting up: each step ticks itself off when what it asks for is there."""

from datetime import date, datetime

import pytest
from django.core.management import call_command
from django.test import Client

from actionplan.services.rating_schemes import make_scheme
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.models import Council
from herefordshire_cs.council.services import keep_council, record_backup_seen
from herefordshire_cs.front.presenters.setting_up import NEEDED_ROLES, Step, steps
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.council import forget
from herefordshire_cs.management.demonstration import unload_demonstration
from tests.conftest import superuser, user_in
from tests.council.test_council import EXAMPLE
from tests.factories import make_action, make_plan, make_recommendation

pytestmark = pytest.mark.django_db

TODAY = date(2006, 5, 22)


def step(title: str, *, as_of: date = TODAY) -> Step:
    (found,) = [each for each in steps(as_of=as_of) if each.title == title]
    return found


def test_the_council_says_which_words_are_missing() -> None:
    Council.objects.all().delete()
    forget()
    assert step("The council").missing == (
        "Missing: its name, its short name, an address, whom to ask about papers and"
        " whom to ask for another format."
    )

    keep_council(EXAMPLE)
    assert step("The council").is_done
    assert step("The council").found == "Borough of Example"


def test_people_are_there_when_each_needed_role_has_somebody_who_signs_in() -> None:
    superuser()
    assert step("People and their roles").missing == (
        "Nobody is an administrator, a committee clerk, a performance officer and a director."
    )

    for role in NEEDED_ROLES:
        user_in(role)
    assert step("People and their roles").is_done

    User.objects.filter(groups__name=Role.DIRECTOR).update(is_active=False)
    assert step("People and their roles").missing == "Nobody is a director."


def test_a_scheme_is_there_once_it_is_made() -> None:
    unload_demonstration()
    assert step("How plans are rated").missing.startswith("Make a rating scheme")

    make_scheme(name="Levels of the board", ready="seven", added_on=date(2006, 5, 22))
    assert step("How plans are rated").is_done
    assert step("How plans are rated").found == "Levels of the board"


def test_a_plan_without_an_action_is_not_there_yet() -> None:
    unload_demonstration()
    assert step("A plan").missing == "Bring one in from the file that you keep it in."

    plan = make_plan()
    assert step("A plan").missing == f"{plan.title} has no action."

    make_action(make_recommendation(plan))
    assert step("A plan").is_done


@pytest.mark.parametrize(
    ("seen_on", "is_done"),
    [(date(2006, 5, 22), True), (date(2005, 5, 22), True), (date(2005, 5, 21), False)],
)
def test_a_backup_seen_lasts_a_year(seen_on: date, is_done: bool) -> None:
    assert step("A backup seen").missing == "Nobody has seen a backup put back."
    by, at = user_in(Role.ADMINISTRATOR), clock.now()
    assert isinstance(at, datetime)
    record_backup_seen(seen_on=seen_on, words="All there", by=by, at=at)

    assert step("A backup seen").is_done is is_done


def test_the_page_links_what_its_reader_may_enter_and_says_that_others_enter_the_rest(
    client: Client,
) -> None:
    unload_demonstration()
    client.force_login(user_in(Role.COMMITTEE_CLERK))

    page = client.get("/setting-up/").content.decode()

    assert 'href="/committees/"' in page
    assert 'href="/plan-files/"' not in page
    assert "Somebody else enters it." in page


def test_the_command_ends_with_1_while_something_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    unload_demonstration()

    with pytest.raises(SystemExit) as ended:
        call_command("check_council")

    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert "A plan: Bring one in from the file that you keep it in." in said
    assert "A committee: Missing: a body, its members and its first meeting." in said
