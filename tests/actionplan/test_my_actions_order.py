"""Which action a lead is led to after the one in hand."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import pytest

from actionplan.models import Action, Officer, Plan
from actionplan.presenters.my_actions import MyActions, build_my_actions
from actionplan.services import actions
from herefordshire_cs.accounts.models import User
from tests.factories import RECORDED_AT


@dataclass
class Line:
    """What an action's line is known by."""

    plan: str
    reference: str


def mine(*references: str) -> MyActions:
    lines = tuple(Line(*reference.split()) for reference in references)
    return MyActions(
        officer="HL",
        as_of=date(2006, 5, 22),
        plans=(),
        needing_update=cast(Any, lines),
        due_next=(),
        closed=(),
    )


@pytest.mark.parametrize(
    ("waiting", "current", "following"),
    [
        (("a 1.1", "a 1.2", "a 1.3"), "a 1.1", "a 1.2"),
        (("a 1.1", "a 1.2", "a 1.3"), "a 1.2", "a 1.3"),
        (("a 1.1", "a 1.2", "a 1.3"), "a 1.3", "a 1.1"),
        (("a 1.1", "b 1.1"), "b 1.1", "a 1.1"),
        (("a 1.1", "a 1.2"), "a 9.9", "a 1.1"),
        (("a 1.1",), "a 1.1", None),
        ((), "a 1.1", None),
    ],
)
def test_skipping_leads_through_all_that_wait_and_round_again(
    waiting: tuple[str, ...], current: str, following: str | None
) -> None:
    found = mine(*waiting).after(*current.split())

    assert (f"{found.plan} {found.reference}" if found else None) == following


@pytest.mark.django_db
def test_what_waits_for_a_lead_follows_each_change_of_the_plan_and_of_who_they_are(
    officer: User, jar: Plan
) -> None:
    as_of = date(2006, 5, 22)
    before = build_my_actions(officer, as_of=as_of)
    assert before is not None
    first = before.needing_update[0]

    actions.drop_action(
        action=Action.objects.get(plan=jar, reference=first.reference),
        author=officer,
        reason="It is done by another body.",
        dropped_on=as_of,
        recorded_at=RECORDED_AT,
    )
    after = build_my_actions(officer, as_of=as_of)
    assert after is not None
    assert first.reference not in {line.reference for line in after.needing_update}

    Officer.objects.filter(user=officer).update(name="Named Otherwise")
    renamed = build_my_actions(officer, as_of=as_of)
    assert renamed is not None
    assert "Named Otherwise" in renamed.officer

    Officer.objects.filter(user=officer).update(user=None)
    assert build_my_actions(officer, as_of=as_of) is None
