"""A late item becomes a supplement whose pages continue; a correction says what it corrects."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from governance.models import AgendaItem, Appendix, Meeting, Pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.governance.issuing import REASON, add_late_item
from tests.tools.verapdf import check_pdf_ua

MAY = "childrens-services-scrutiny-2006-05-31"
PRINTING_MS = 120_000  # here the pack is built within the request


def small_meeting() -> Meeting:
    """Leave on the agenda of May its minutes and its eighth item alone, with nothing appended."""
    meeting = Meeting.objects.get(slug=MAY)
    AgendaItem.objects.filter(meeting=meeting).exclude(number__in=[4, 8]).delete()
    Appendix.objects.filter(report__items__meeting=meeting).delete()
    return meeting


@pytest.mark.document
def test_a_clerk_issues_a_late_item_as_a_supplement_and_then_a_correction(
    desk: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    page = desk
    meeting = small_meeting()
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto(f"/meetings/{MAY}/pack/")
    expect(page.get_by_text("2 parts will be printed anew")).to_be_visible()
    page.get_by_role("button", name="Print them now and count the pages").click(
        timeout=PRINTING_MS
    )
    page.goto(f"/meetings/{MAY}/pack/")
    expect(page.get_by_text("pages 1 to")).to_be_visible()
    page.get_by_role("button", name="Issue the pack").click()
    page.get_by_role("button", name="Issue it now").click(timeout=PRINTING_MS)
    expect(page.get_by_role("button", name="Open the members’ copy")).to_be_visible()
    first = Pack.objects.get()

    # The late item needs the chairman's reason; with it the supplement's pages continue.
    late = add_late_item(meeting, title="A matter that came late", late_reason="")
    page.goto(f"/meetings/{MAY}/pack/")
    expect(page.get_by_text("has no reason of the chairman for its urgency")).to_be_visible()
    expect(page.get_by_role("button", name="Issue the supplement")).to_have_count(0)
    AgendaItem.objects.filter(pk=late.pk).update(late_reason=REASON)
    page.reload()
    expect(page.get_by_label("A matter that came late")).to_be_checked()
    page.get_by_role("button", name="Issue the supplement").click()
    page.get_by_role("button", name="Issue it now").click(timeout=PRINTING_MS)
    expect(page.get_by_role("button", name="Open the members’ copy")).to_be_visible()
    supplement = Pack.objects.get(version=2)
    assert supplement.contents[0]["first"] == first.contents[-1]["last"] + 1
    copies = [bytes(each or b"") for each in (supplement.members_pdf, supplement.public_pdf)]
    assert check_pdf_ua(*copies) == []

    # A correction says what it corrects, to the clerk, on its front sheet and in the register.
    page.goto(f"/meetings/{MAY}/pack/?kind=correction")
    page.get_by_role("button", name="Issue the corrected pack").click()
    expect(page.get_by_role("link", name="Say what it corrects.")).to_be_visible()
    page.get_by_label("What it corrects").fill("Page 2: the day of the panel")
    page.get_by_role("button", name="Issue the corrected pack").click()
    page.get_by_role("button", name="Issue it now").click(timeout=PRINTING_MS)
    expect(page.get_by_role("button", name="Open the members’ copy")).to_be_visible()
    correction = Pack.objects.get(version=3)
    assert [each["number"] for each in correction.contents] == [1, 2, 3]
    assert "Page 2: the day of the panel" in correction.public_html

    public = visit()
    public.goto(f"/papers/meetings/{MAY}/")
    expect(public.get_by_text("It corrects: Page 2: the day of the panel")).to_be_visible()
    expect(public.get_by_text(REASON)).to_be_visible()
    pages = f"{correction.contents[2]['first']} - {correction.contents[2]['last']}"
    expect(public.get_by_role("cell", name=pages, exact=True)).to_be_visible()
    public.get_by_role("link", name="The supplement as one page").click()
    expect(public.get_by_role("heading", name="SUPPLEMENT 1 TO THE AGENDA")).to_be_visible()
