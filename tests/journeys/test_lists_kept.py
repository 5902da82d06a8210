"""The owner of a plan keeps its glossary: adds a term, is told what is missing, takes it out."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import violations


def test_a_term_is_added_edited_and_taken_out(
    page: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, make_user(Role.PERFORMANCE_OFFICER))
    page.goto("/plans/jar-2005/")
    page.get_by_role("link", name="What it is made of").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is made of")
    assert violations(page) == []
    page.get_by_role("link", name="Glossary").click()
    page.get_by_role("link", name="Add a term").click()
    expect(page.get_by_role("heading", name="Add a term")).to_be_visible()
    page.get_by_label("Term").fill("ZZZ")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("Fill in “What it means”")
    assert violations(page) == []
    expect(page.get_by_label("Term")).to_have_value("ZZZ")
    page.get_by_label("What it means").fill("The last of all")
    page.get_by_role("button", name="Add it").click()

    expect(page.get_by_text("“ZZZ” is added.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="ZZZ").click()
    expect(page.get_by_role("heading", name="Edit term")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Take it out").click()
    expect(page.get_by_role("heading", name="Take out term")).to_be_visible()
    page.get_by_label("Why it is taken out").fill("Nobody uses it")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("“ZZZ” is taken out.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Why: Nobody uses it")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
