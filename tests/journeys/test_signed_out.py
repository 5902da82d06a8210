"""A session that ends in the middle of a text: nothing is lost, and it is said in its place."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from governance.models import Report
from herefordshire_cs.accounts.models import User

PASSWORD = "a long enough password"
WORDS = "The draft strategy went to the Board, which asked for costs."


def sign_in_by_form(page: Page, user: User) -> None:
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def considerations(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Considerations", exact=True)


def test_a_session_that_ends_in_the_middle_of_a_text_loses_nothing(
    page: Page, sign_in: Callable[[Page, Any], None], officer: User
) -> None:
    sign_in(page, officer)
    page.goto("/plans/jar-2005/actions/5.6/updates/new/")
    Session.objects.all().delete()
    page.get_by_label("What has happened?").press_sequentially(WORDS)
    said = page.get_by_role("status").filter(has_text="You are signed out.")
    expect(said).to_contain_text("your words are kept", timeout=10_000)

    page.get_by_role("button", name="See what will be read").click()
    expect(page.locator("#preview")).to_contain_text("You are signed out.")
    expect(page.get_by_label("E-mail address")).to_have_count(0)
    said.get_by_role("link", name="Sign in and go on").click()
    sign_in_by_form(page, officer)
    expect(page.get_by_text("You began this at")).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_have_value(WORDS)

    Report.objects.create(slug="mine", form="scrutiny", title="Mine", author=officer)
    page.goto("/reports/mine/edit/")
    considerations(page).click()
    page.keyboard.type(WORDS)
    expect(page.get_by_role("status").filter(has_text="Draft kept")).to_be_visible(timeout=10_000)
    Session.objects.all().delete()
    page.keyboard.type(" More.")
    expect(page.get_by_role("status").filter(has_text="You are signed out.")).to_be_visible(
        timeout=10_000
    )
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Sign in and go on").click()
    sign_in_by_form(page, officer)
    expect(page.get_by_text("You began this at")).to_be_visible()
    expect(considerations(page)).to_contain_text(f"{WORDS} More.")
