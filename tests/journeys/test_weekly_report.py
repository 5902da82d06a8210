"""A weekly report is drafted from the record, edited and issued by a director, and read."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from tests.tools.axe import violations

WORDS = "Most is in hand; the reds are gone through one by one."


def test_a_weekly_report_is_drafted_edited_issued_and_read(
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    director: User,
    member: User,
) -> None:
    head, reader = visit(), visit()
    sign_in(head, director)
    head.goto("/plans/jar-2005/reports/")
    head.get_by_role("link", name="weekly, exception and highlight reports").click()
    head.get_by_role("link", name=re.compile("Draft it.*Weekly report")).click()
    head.get_by_role("button", name="Draft it from the record").click()
    expect(head.get_by_role("main")).to_contain_text("54 actions are red now.")

    head.get_by_role("button", name="Edit it").click()
    head.get_by_label("Your words").first.fill(WORDS)
    head.get_by_label("Red now: 10.5").uncheck()
    assert violations(head) == []
    head.get_by_role("button", name="Save the draft").click()
    head.get_by_role("button", name="Issue it as it stands").click()
    expect(head.get_by_role("main")).to_contain_text("by Director")

    sign_in(reader, member)
    reader.goto("/plans/jar-2005/")
    reader.get_by_role("link", name=re.compile("Last issued.*Weekly report")).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Weekly report")
    expect(reader.get_by_role("main")).to_contain_text(WORDS)
    expect(reader.get_by_role("main")).to_contain_text("9 shown")
    expect(reader.get_by_role("link", name="Withdraw it")).to_have_count(0)
    assert violations(reader) == []
