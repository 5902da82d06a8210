"""A day that a note promised is listed when it has passed with nothing said since."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from actionplan.models import Action, Plan, Promise
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.promises import build_promises_page, count_passed
from actionplan.rag import Status
from actionplan.services import corrections, updates
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.rag import Rag
from tests.conftest import DEMONSTRATION_DAY
from tests.factories import make_action, make_update

pytestmark = pytest.mark.django_db

SAID_ON, PROMISED_FOR = date(2006, 5, 2), date(2006, 5, 15)
NOON = datetime(2006, 5, 2, 12, tzinfo=UTC)


def passed(plan: Plan, day: date) -> list[str]:
    head = build_plan_head(plan.slug, as_of=day)
    found = build_promises_page(head, as_of=day).passed
    assert count_passed(head, as_of=day) == len(found)
    return [line.reference for line in found]


def test_the_promises_of_the_2006_plan_that_passed_in_silence(jar: Plan) -> None:
    page = build_promises_page(
        build_plan_head(jar.slug, as_of=DEMONSTRATION_DAY), as_of=DEMONSTRATION_DAY
    )

    contracts = [line for line in page.passed if line.reference == "1.10"]
    assert [line.words for line in contracts] == [
        "Target date for list to be agreed and contracts in place 07 04 06"
    ]
    assert contracts[0].promised_by == date(2006, 4, 7)
    assert contracts[0].is_lead_from_above
    assert len(page.passed) + len(page.others) == 14
    assert passed(jar, date(2006, 4, 7)) == passed(jar, date(2006, 4, 6))
    assert "1.10" not in passed(jar, date(2006, 4, 7))
    assert "1.10" in passed(jar, date(2006, 4, 8))


@pytest.fixture
def action(db: None) -> Action:
    return make_action(latest=date(2006, 12, 31), added_on=date(2006, 1, 2))


def post(action: Action, author: User, narrative: str, **fields: Any) -> Any:
    defaults = {
        "reported_on": SAID_ON,
        "recorded_on": SAID_ON,
        "recorded_at": NOON,
        "status": Status.IN_PROGRESS,
        "rating": Rag.AMBER,
    }
    newest = action.updates.order_by("pk").last()
    return updates.post_progress_update(
        action=action,
        author=author,
        narrative=narrative,
        seen_update=newest.pk if newest else None,
        **defaults | fields,
    )


@pytest.mark.parametrize(
    ("since", "day", "is_listed"),
    [
        (None, PROMISED_FOR, False),
        (None, date(2006, 5, 16), True),
        ({"status": "in progress"}, date(2006, 5, 16), False),
        ({"status": "completed"}, date(2006, 5, 16), False),
    ],
    ids=["the day itself", "the day after", "spoken of since", "completed since"],
)
def test_a_posted_promise_is_listed_when_it_passed_with_nothing_since(
    action: Action,
    make_user: Callable[..., User],
    since: dict[str, str] | None,
    day: date,
    is_listed: bool,
) -> None:
    post(action, make_user(Role.OFFICER), "The list is agreed by 15 May.")
    if since:
        make_update(action, reported_on=date(2006, 5, 10), **since)

    assert passed(action.plan, day) == ([action.reference] if is_listed else [])


def test_a_promise_that_was_taken_back_is_none(
    action: Action, make_user: Callable[..., User]
) -> None:
    author = make_user(Role.OFFICER)
    update = post(action, author, "The list is agreed by 15 May.")
    corrections.correct_update(
        update=update,
        author=author,
        narrative="The list is agreed by 19 May.",
        reported_on=SAID_ON,
        status=Status.IN_PROGRESS,
        rating=Rag.AMBER,
        reason="It was another day",
        recorded_on=date(2006, 5, 3),
        recorded_at=NOON,
    )

    assert Promise.objects.filter(action=action).count() == 2
    assert passed(action.plan, date(2006, 5, 16)) == []
    assert passed(action.plan, date(2006, 5, 20)) == [action.reference]


def test_the_page_lists_them_and_the_action_says_what_it_promised(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)

    shown = client.get("/plans/jar-2005/promises/").content.decode()
    assert "contracts in place 07 04 06" in shown
    assert "Passed, and nothing said since" in shown
    of_action = client.get("/plans/jar-2005/actions/1.10/").content.decode()
    assert "contracts in place 07 04 06" in of_action


def test_promises_are_taken_out_with_their_columns(jar: Plan, capsys: Any) -> None:
    call_command("export", "promises", plan="jar-2005", as_at="2006-05-22", format="csv")

    lines = capsys.readouterr().out.lstrip("\ufeff").splitlines()
    assert lines[0] == "plan,reference,promised_for,words,said_on,kept"
    assert len(lines) == 15
    assert any(line.startswith("jar-2005,1.10,2006-04-07,Target date for list") for line in lines)
