"""An officer updates an action: the form, the preview, the next one, the committee's words."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from actionplan.models import ProgressUpdate
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.council import council_words

WORDS = (
    "A draft Information Sharing strategy was presented to the CYPPB on 15th May 2006; "
    "this is for consultation till the end of June 2006."
)
PASSWORD = "a long enough password"


def sign_in_by_form(page: Page, user: User) -> None:
    """Sign in as people do."""
    page.goto("/")
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_an_officer_reports_and_goes_on_to_the_next_action(page: Page, officer: User) -> None:
    sign_in_by_form(page, officer)
    page.get_by_role("link", name="My actions").click()
    page.get_by_role("link", name="Information sharing protocol development").click()
    expect(page.get_by_role("heading", level=2, name="5.6 Information sharing")).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_be_focused()

    page.get_by_label("What has happened?").fill(WORDS)
    page.get_by_label("When will it be done?").fill("when it is")
    page.keyboard.press("Control+Enter")

    # Nothing typed is lost, and the message leads to the field.
    expect(page.get_by_role("alert")).to_contain_text("when it is")
    expect(page.get_by_label("What has happened?")).to_have_value(WORDS)
    expect(page).to_have_title(f"Error: Update action 5.6 - {council_words().title}")

    page.get_by_label("When will it be done?").fill("")
    expect(page.locator("#preview")).to_contain_text(WORDS)
    expect(page.locator("#preview")).to_contain_text("Its by-when has passed")

    page.get_by_label("What has happened?").press("Control+Enter")
    expect(page.get_by_text("Your update on 5.6 is posted.")).to_be_visible()
    expect(page.locator(".cs-own__fields h2")).to_contain_text("13.9")  # the next below
    expect(page.get_by_label("What has happened?")).to_be_focused()

    page.goto("/plans/jar-2005/actions/5.6/")
    expect(page.locator(".cs-timeline")).to_contain_text(WORDS)
    expect(page.locator(".cs-verdict")).to_contain_text("Red")


def test_an_officer_without_a_script_completes_an_action_by_keyboard(
    no_script_page: Page, officer: User
) -> None:
    page = no_script_page
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(officer.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto("/plans/jar-2005/actions/13.9/updates/new/")

    page.get_by_label("What has happened?").focus()
    page.keyboard.type("The audit was carried out on 28 April and its results reviewed.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # from still open, which the Tab reached, to all of it done
    for _ in ("when", "what is needed", "who is asked", "what more there is"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Which day is this about?")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Your update on 13.9 is posted.")).to_be_visible()
    update = ProgressUpdate.objects.latest("pk")
    assert (update.status, update.rating, update.author) == ("completed", "green", officer)


def test_two_people_write_at_once_and_neither_loses_a_word(
    visit: Callable[..., Page], sign_in: Callable[[Page, Any], None], officer: User, director: User
) -> None:
    # 4.8 is led by SF and supported by HL.
    first, second = visit(), visit()
    sign_in(first, officer)
    sign_in(second, director)
    for page in (first, second):
        page.goto("/plans/jar-2005/actions/4.8/updates/new/")
        page.get_by_label("In progress and on target").check()
    first.get_by_label("What has happened?").fill("Visited on 12 May.")
    second.get_by_label("What has happened?").fill("No visit in April.")
    first.get_by_role("button", name="Post").click()
    expect(first.get_by_text("Your update on 4.8 is posted.")).to_be_visible()

    second.get_by_role("button", name="Post").click()

    expect(second.get_by_text("Another update was posted while you wrote")).to_be_visible()
    expect(second.get_by_role("blockquote")).to_have_text("Visited on 12 May.")
    expect(second.get_by_label("What has happened?")).to_have_value("No visit in April.")
    second.get_by_role("button", name="Post").click()
    expect(second.get_by_text("Your update on 4.8 is posted.")).to_be_visible()
    said = ProgressUpdate.objects.filter(action__reference="4.8", author__isnull=False)
    assert [row.narrative for row in said.order_by("pk")] == [
        "Visited on 12 May.",
        "No visit in April.",
    ]


@pytest.mark.parametrize("words", ["<script>alert(1)</script><b>bold</b>"])
def test_a_script_in_a_note_is_shown_as_typed(
    page: Page, sign_in: Callable[[Page, Any], None], officer: User, words: str
) -> None:
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    sign_in(page, officer)
    page.goto("/plans/jar-2005/actions/5.6/updates/new/")
    page.get_by_label("What has happened?").fill(words)
    page.get_by_label("Still open").check()
    page.get_by_role("button", name="Post").click()

    page.goto("/plans/jar-2005/actions/5.6/")

    expect(page.locator(".cs-timeline")).to_contain_text(words)
    assert asked == []
