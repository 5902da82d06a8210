"""A clerk prints the progress report for Scrutiny as an accessible PDF."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from governance.models import Pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.journeys.keyboard import tab_to
from tests.tools.verapdf import check_pdf_ua

PRINTING_MS = 120_000  # here the pack is built within the request


@pytest.mark.document
def test_a_clerk_reads_the_summary_and_takes_it_as_a_pdf(
    desk: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    page = desk
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/plans/jar-2005/reports/")
    page.get_by_role("link", name="Summary progress report").first.click()
    expect(
        page.get_by_role("heading", name="Since the report of 13\u00a0March 2006")
    ).to_be_visible()

    form = page.locator("form", has=page.get_by_role("button", name="Download PDF"))
    address = form.get_attribute("action") or ""
    token = form.locator("[name=csrfmiddlewaretoken]").input_value()
    sent = {"csrfmiddlewaretoken": token}
    response = page.request.post(address, form=sent, timeout=PRINTING_MS)

    assert response.headers["content-type"] == "application/pdf"
    assert check_pdf_ua(response.body()) == []
    again = page.request.get(address)
    assert again.body() == response.body()  # made once, served as it was made


def test_a_clerk_reaches_the_summary_and_its_pdf_by_keyboard_alone(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/plans/jar-2005/reports/")

    tab_to(page, page.get_by_role("link", name="Summary progress report").first)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Summary progress report")
    tab_to(page, page.get_by_role("button", name="Download PDF"))


@pytest.mark.document
def test_a_clerk_builds_the_pack_of_31_may_and_the_public_finds_its_copy(
    page: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/meetings/childrens-services-scrutiny-2006-05-31/")
    expect(page.get_by_role("heading", name="Papers must be out today")).to_be_visible()
    page.get_by_role("button", name="Build the pack").click()
    page.get_by_role("button", name="Issue the pack").click()
    page.get_by_role("button", name="Issue it now").click(timeout=PRINTING_MS)
    expect(page.get_by_role("button", name="Open the members’ copy")).to_be_visible()

    # The members' copy: the items of the paper in their order, each with its pages.
    pack = Pack.objects.get()
    assert pack.state == Pack.State.READY
    assert [item["number"] for item in pack.contents if item["first"]] == [4, 6, 7, 8]
    assert pack.contents[3]["first"] == 1
    members = bytes(pack.members_pdf or b"")
    assert check_pdf_ua(members, bytes(pack.public_pdf or b"")) == []

    # Anybody finds the public copy, byte for byte, without signing in.
    public = visit()
    public.goto("/")
    public.get_by_role("link", name="31 May 2006").first.click()
    expect(public.get_by_role("heading", level=1)).to_contain_text("31 May 2006")
    address = public.get_by_role("link", name="PDF").first.get_attribute("href")
    response = public.request.get(address or "")
    assert response.body() == bytes(pack.public_pdf or b"")
