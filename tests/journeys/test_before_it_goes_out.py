"""A pack is checked, mended, proofed and issued by a second person; nothing exempt is out."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from governance.models import AgendaItem, Committee, Meeting, Pack, PackRequest
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.governance.rows_of_an_exempt_meeting import MARK, SLUG, make_exempt_meeting
from tests.tools.axe import runs_scripts, violations

PRINTING_MS = 120_000  # here the pack is built within the request


def meeting_to_be_mended() -> Meeting:
    """Make a meeting with exempt papers, of a body that wants a second person; it has no place."""
    meeting = make_exempt_meeting()
    Committee.objects.filter(pk=meeting.committee_id).update(is_issued_by_second=True)
    Meeting.objects.filter(pk=meeting.pk).update(venue="")
    # A name that an exempt paper has too, and what looks like a child’s.
    AgendaItem.objects.filter(meeting=meeting, order=2).update(
        purpose=f"To hear of {MARK}title, and of Jamie, aged 7."
    )
    return meeting


@pytest.mark.document
def test_a_pack_is_checked_mended_proofed_and_issued_by_a_second_person(
    desk: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    page = desk
    meeting = meeting_to_be_mended()
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    address = f"/meetings/{SLUG}/pack/"
    page.goto(address)

    # What stops it is led to and mended.
    expect(page.get_by_role("heading", name="It cannot be issued yet")).to_be_visible()
    assert not runs_scripts(page) or violations(page) == []
    expect(page.get_by_role("button", name="Ask a second person")).to_have_count(0)
    page.get_by_role("link", name="Change the meeting").first.click()
    page.get_by_label("Venue").fill("The council chamber")
    page.get_by_role("button", name="Save the meeting").click()
    expect(page.get_by_text("The council chamber").first).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", name="Nothing stops it")).to_be_visible()

    # A proof of both copies, of which nothing is published.
    page.get_by_role("button", name="Make a proof of both copies").click(timeout=PRINTING_MS)
    expect(page.get_by_role("link", name="Open the members’ copy")).to_be_visible()
    assert not runs_scripts(page) or violations(page) == []
    assert not Pack.objects.filter(meeting=meeting).exists()

    # What looks like a child goes; what repeats an exempt word asks for a reason.
    page.goto(address)
    expect(page.get_by_text("“Jamie, aged 7” looks like a child’s name and age")).to_be_visible()
    AgendaItem.objects.filter(meeting=meeting, order=2).update(purpose="To hear of Cherry Farms.")
    AgendaItem.objects.filter(meeting=meeting, order=1).update(purpose="Cherry Farms tendered.")
    page.reload()
    page.get_by_role("button", name="Ask a second person").click()
    expect(page.get_by_role("link", name="Say why it goes out")).to_be_visible()
    page.get_by_label("Why it goes out").fill("The firm’s name is known from its planning notice.")
    page.get_by_role("button", name="Ask a second person").click()
    expect(page.get_by_role("heading", name="It waits for a second person")).to_be_visible()
    expect(page.get_by_role("button", name="Issue the pack")).to_have_count(0)

    # Another clerk finds it, is asked once more, and issues it.
    second = visit()
    sign_in(second, make_user(Role.COMMITTEE_CLERK, email="second.clerk@test.example"))
    second.goto(address)
    expect(second.get_by_role("heading", name="asks you to issue it")).to_be_visible()
    second.get_by_role("button", name="Issue the pack").click()
    expect(second.get_by_role("heading", name="It cannot be undone")).to_be_visible()
    assert violations(second) == []
    second.get_by_role("button", name="Issue it now").click(timeout=PRINTING_MS)
    expect(second.get_by_role("button", name="Open the members’ copy")).to_be_visible()
    pack = Pack.objects.get(meeting=meeting)
    assert pack.reason.startswith("The firm’s name is known")
    assert PackRequest.objects.get().answer == PackRequest.Answer.ISSUED

    # Nobody who is not signed in finds a word of what is exempt.
    public = visit()
    for told in ("", f"meetings/{SLUG}/", f"packs/{pack.pk_uuid}/", "feed.atom"):
        answer = public.request.get(f"/papers/{told}")
        assert answer.ok
        assert MARK not in answer.text()
