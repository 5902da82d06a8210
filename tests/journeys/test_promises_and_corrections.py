"""What was said is corrected in the open; what was promised is asked for later."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from tests.journeys.days import go_to_day

PLAN = "/plans/jar-2005/"
SIGNED_WRONGLY = "The contracts were signed on 8 March."
SIGNED = "The contracts were signed on 8 May."
PROMISED = "The list will be agreed by 26 May 2006."


def say(page: Page, reference: str, words: str) -> None:
    """Post an update of an action that is past its by-when and still open."""
    page.goto(f"{PLAN}actions/{reference}/updates/new/")
    page.get_by_label("What has happened?").fill(words)
    page.get_by_label("Still open").check()
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text(f"Your update on {reference} is posted.")).to_be_visible()


def test_what_was_said_by_mistake_is_corrected_and_its_old_words_stay(
    page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)
    say(page, "1.10", SIGNED_WRONGLY)
    page.goto(f"{PLAN}actions/1.10/")
    page.get_by_role("link", name="Correct the record").click()
    page.get_by_role("row", name=SIGNED_WRONGLY).get_by_role("link", name="Correct").click()
    page.get_by_label("What has happened").fill(SIGNED)
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what was wrong with it")
    expect(page.get_by_label("What has happened")).to_have_value(SIGNED)
    page.get_by_label("What was wrong with it").fill("It was May")
    page.get_by_role("button", name="Correct it").click()

    history = page.locator(".cs-timeline")
    expect(history).to_contain_text(SIGNED)
    expect(history.get_by_role("listitem").filter(has_text=SIGNED_WRONGLY)).to_contain_text(
        "It was May"
    )


def test_a_promise_is_listed_once_its_day_has_passed_with_nothing_said(
    page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)
    page.goto(f"{PLAN}promises/")
    passed = page.get_by_role("rowgroup").filter(has_text="Passed, and nothing said since")
    expect(passed).to_contain_text("contracts in place 07 04 06")
    say(page, "1.10", PROMISED)
    page.goto(f"{PLAN}promises/")
    expect(passed).not_to_contain_text("contracts in place 07 04 06")
    expect(passed).not_to_contain_text(PROMISED)

    go_to_day(page, "27 May 2006")
    page.goto(f"{PLAN}promises/")
    expect(passed).to_contain_text(PROMISED)
