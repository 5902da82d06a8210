"""A meeting is held on an issued pack, and the plan knows since when its committee has seen it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from governance.models import AgendaItem, Appendix, Meeting
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.governance.issuing import issue_unprinted
from tests.journeys.days import go_to_day

MAY = "childrens-services-scrutiny-2006-05-31"


def test_a_held_meeting_moves_since_on_the_plan_s_page(
    desk: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    page = desk
    meeting = Meeting.objects.get(slug=MAY)
    report = meeting.items.get(number=8).report
    assert report is not None
    Appendix.objects.filter(report__items__meeting=meeting).delete()
    Appendix.objects.create(
        report=report, order=1, title="Summary", kind="live", document="summary", plan="jar-2005"
    )
    AgendaItem.objects.filter(meeting=meeting).exclude(number=8).delete()
    issue_unprinted(meeting)
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/plans/jar-2005/")
    seen = page.locator("#last-seen + ul")
    expect(seen).to_contain_text("since 13\N{NO-BREAK SPACE}March 2006")

    go_to_day(page, "5 June 2006")
    page.goto(f"/meetings/{MAY}/")
    page.get_by_role("button", name="The meeting was held").click()
    expect(page.get_by_text("The meeting was held.")).to_be_visible()

    page.goto("/plans/jar-2005/")
    expect(seen).to_contain_text("since 31\N{NO-BREAK SPACE}May 2006")
    page.get_by_role("link", name="pages 4 to 6").click()
    expect(page).to_have_url(re.compile("/packs/"))
