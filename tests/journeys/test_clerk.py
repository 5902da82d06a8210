"""A clerk prints the progress report for Scrutiny as an accessible PDF."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.journeys.keyboard import tab_to
from tests.tools.verapdf import check_pdf_ua


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

    address = page.get_by_role("link", name="PDF").first.get_attribute("href")
    response = page.request.get(address or "")

    assert response.headers["content-type"] == "application/pdf"
    assert check_pdf_ua(response.body()) == []
    again = page.request.get(address or "")
    assert again.body() == response.body()  # made once, served as it was made


def test_a_clerk_reaches_the_summary_and_its_pdf_by_keyboard_alone(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/plans/jar-2005/reports/")

    tab_to(page, page.get_by_role("link", name="Summary progress report").first)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Summary progress report")
    tab_to(page, page.get_by_role("link", name="PDF").first)
