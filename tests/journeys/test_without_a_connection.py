"""A member keeps the papers of the next meeting, and reads all of them with the network off."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from governance.models import Meeting, Pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import sit
from tests.governance.issuing import issue_unprinted
from tests.tools.axe import violations

MAY = "childrens-services-scrutiny-2006-05-31"
MINE = "/my-meetings/"
# What a reader's browser gets of an address: its status, type and how many bytes.
GOT = """async (address) => {
  const answer = await fetch(address)
  const bytes = await answer.arrayBuffer()
  return [answer.status, answer.headers.get('Content-Type'), bytes.byteLength]
}"""
KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('papers-')).length"


def test_a_member_reads_the_whole_pack_with_the_network_off_until_they_sign_out(
    page: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    transactional_db: None,
) -> None:
    pack = issue_unprinted(Meeting.objects.get(slug=MAY))
    members = bytes(Pack.objects.get(pk=pack.pk).members_pdf or b"")
    address = f"/packs/{pack.pk_uuid}/members.pdf"
    sign_in(page, sit(make_user(Role.MEMBER), "childrens-services-scrutiny"))
    page.goto(MINE)
    page.get_by_role("button", name="Keep on this device").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kept on this device on")).to_be_visible()
    assert violations(page) == []

    page.context.set_offline(True)

    page.goto(MINE)
    expect(page.get_by_role("heading", name="Next meeting")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Kept on this device on")).to_be_visible()
    assert page.evaluate(GOT, address) == [200, "application/pdf", len(members)]
    page.goto(f"{MINE}page/?number=9999")
    expect(page.get_by_text("The papers have pages 1 to")).to_be_visible()
    page.goto("/meetings/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.get_by_role("link", name="The papers that are kept").click()
    expect(page.get_by_role("heading", name="Next meeting")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Not signed out yet")).to_be_visible()
    assert page.evaluate(KEPT) == 0
    page.context.set_offline(False)
