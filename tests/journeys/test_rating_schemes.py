"""An administrator makes a scheme, edits its levels, and is told of a level that is missing."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import violations


def test_a_scheme_is_made_edited_and_read(
    page: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    sign_in(page, make_user(Role.ADMINISTRATOR))
    page.goto("/plans/")
    page.get_by_role("link", name="The rating schemes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rating schemes")
    assert violations(page) == []
    page.get_by_role("link", name="Make a scheme").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make a rating scheme")
    assert violations(page) == []
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("alert")).to_contain_text("Type a name for the scheme")
    assert violations(page) == []
    page.get_by_label("Name").fill("Levels of the board")
    page.get_by_label("Seven levels, from not started to complete and embedded").check()
    page.get_by_role("button", name="Make it").click()

    expect(page.get_by_role("heading", name="Edit Levels of the board")).to_be_visible()
    assert violations(page) == []
    late = page.get_by_role("group", name="Off track")
    late.get_by_label("Word").fill("Late")
    late.get_by_label("Take it out of use").check()
    page.get_by_label("Why it is edited").fill("The board agreed it.")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("alert")).to_contain_text("No level is off track")
    assert violations(page) == []
    late = page.get_by_role("group", name="Off track")
    expect(late.get_by_label("Word")).to_have_value("Late")
    late.get_by_label("Take it out of use").uncheck()
    late.get_by_label("Colour").select_option(label="Black")
    page.get_by_role("button", name="Save it").click()

    expect(page.get_by_role("heading", name="Levels of the board")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Late: word changed. From ‘Off track’ to")
    assert violations(page) == []
