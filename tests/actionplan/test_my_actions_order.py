"""Which action a lead is led to after the one in hand."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import pytest

from actionplan.reports.my_actions import MyActions


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
