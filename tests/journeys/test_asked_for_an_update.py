"""A director asks for an update; its lead reads the message, opens the form and answers it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from actionplan.models import UpdateRequest
from herefordshire_cs.accounts.models import User
from tests.tools.axe import violations

WORDS = "Is the protocol agreed with health?"


def test_an_update_is_asked_for_read_of_posted_and_so_answered(
    page: Page,
    no_script_page: Page,
    officer: User,
    director: User,
    sign_in: Callable[[Page, Any], None],
) -> None:
    sign_in(page, director)
    page.goto("/plans/jar-2005/actions/5.6/")
    page.get_by_role("link", name="Ask for an update").click()
    page.get_by_label("What you would like to know").fill(WORDS)
    page.get_by_label("By which day").fill("26 May 2006")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("1 update is asked for: 5.6.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Director asks for an update")

    # The message, as anybody of the demonstration reads it, without a script.
    desk = no_script_page
    sign_in(desk, officer)
    desk.goto("/inbox/")
    expect(desk.get_by_role("main")).to_contain_text("Updates asked of you")
    desk.get_by_role("link", name="Messages to everybody").click()
    desk.get_by_role("link", name=re.compile("An update is asked of you: 5.6")).click()
    plain = desk.locator(".cs-message")
    expect(plain).to_contain_text("Director asks how it goes")
    expect(plain).not_to_contain_text(WORDS)
    desk.get_by_role("link", name="Open it").click()
    expect(desk).to_have_url(re.compile("/plans/jar-2005/actions/5.6/updates/new/$"))
    expect(desk.get_by_role("main")).to_contain_text(WORDS)
    desk.get_by_label("What has happened?").fill("Health agreed to it on 19 May.")
    desk.get_by_label("Still open").check()
    desk.get_by_role("button", name="Post").first.click()
    expect(desk.get_by_text("Your update on 5.6 is posted.")).to_be_visible()
    assert UpdateRequest.objects.get().answered_by == officer

    page.goto("/inbox/")
    said = page.get_by_role("button", name=re.compile("The update that you asked for is posted"))
    expect(said).to_be_visible()
    assert violations(page) == []
    said.click()
    expect(page).to_have_url(re.compile("/plans/jar-2005/actions/5.6/$"))
    expect(page.locator(".cs-timeline")).to_contain_text("Answered by Officer")
