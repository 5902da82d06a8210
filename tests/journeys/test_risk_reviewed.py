"""A director reviews a risk, is asked why it is lower, and signs the quarter off."""

from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from tests.tools.axe import violations

WORDS = "The other four were reviewed orally on 12 June."


def test_a_risk_is_reviewed_and_the_register_signed_off(
    page: Page, sign_in: Callable[[Page, Any], None], director: User, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = date(2009, 6, 15)
    sign_in(page, director)
    page.goto("/")
    page.get_by_role("link", name="Risks", exact=True).click()
    page.get_by_role("link", name="Directorate Risk Register 2009-2010").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Directorate Risk Register 2009-2010"
    )
    assert violations(page) == []
    page.get_by_role("link", name="CYP2", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Failure to meet the needs")
    assert violations(page) == []

    page.get_by_role("button", name="Review").click()
    page.get_by_label("What was considered").fill("Eight posts are filled.")
    page.get_by_label("Residual severity").select_option("1")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("falls from 4 to 2")
    expect(page.get_by_label("What was considered")).to_have_value("Eight posts are filled.")
    assert violations(page) == []
    page.get_by_label("Why").fill("The audit of May found no case without a worker.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("main")).to_contain_text("residual down from 4 to 2")

    page.get_by_role("link", name="Directorate Risk Register").click()
    page.get_by_role("button", name="Sign the register off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign the register off")
    assert violations(page) == []
    page.get_by_label("Quarter 1").check()
    page.get_by_label("What you say of it").fill(WORDS)
    page.get_by_role("button", name="Sign it off").click()

    expect(page.get_by_role("main")).to_contain_text("4 needing attention. Signed off: Quarter 1")
    expect(page.get_by_role("main")).to_contain_text(WORDS)
