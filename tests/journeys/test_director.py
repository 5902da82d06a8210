"""A director sees what is red and why, and challenges a rating."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.journeys.keyboard import tab_to


def test_a_director_goes_from_a_figure_to_the_rows_behind_it_and_to_the_reason(
    desk: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    page = desk
    sign_in(page, director)
    page.goto("/")
    figure = page.locator(".cs-counts").get_by_role("link").first
    red = int(re.findall(r"\d+", figure.inner_text())[0])

    figure.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Actions")
    expect(page.locator(".cs-result")).to_contain_text(f"{red} of 176 actions")
    rows = page.locator("tbody tr").count()
    while page.get_by_role("link", name=re.compile("^Next")).count():
        following = page.get_by_role("link", name=re.compile("^Next")).get_attribute("href")
        page.get_by_role("link", name=re.compile("^Next")).click()
        expect(page).to_have_url(re.compile(re.escape(str(following)) + "$"))
        rows += page.locator("tbody tr").count()
    assert rows == red

    page.goto("/plans/jar-2005/actions/4.10/")
    expect(page.locator(".cs-verdict")).to_contain_text("due 15\u00a0April 2006, no completion")


def test_a_director_challenges_a_rating_and_withdraws_the_challenge(
    desk: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    page = desk
    sign_in(page, director)
    page.goto("/plans/jar-2005/actions/7.4/")
    page.get_by_role("link", name="Challenge this rating").click()
    page.get_by_role("button", name="Set this rating").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a rating")

    page.get_by_label("Past its date, not complete").check()
    page.get_by_label("Why").fill("Children still wait for a plan")
    page.get_by_role("button", name="Set this rating").click()

    verdict = page.locator(".cs-verdict")
    expect(verdict).to_contain_text("Red")
    expect(verdict).to_contain_text("Children still wait for a plan")
    page.get_by_role("button", name="Withdraw the director’s rating").click()
    expect(verdict).to_contain_text("Not rated")
    expect(page.locator(".cs-timeline")).to_contain_text("Director’s rating withdrawn")


def test_a_director_sees_the_plan_as_it_stood_and_cannot_change_the_past(
    desk: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    page = desk
    sign_in(page, director)
    page.goto("/plans/jar-2005/actions/1.5/")
    expect(page.locator(".cs-verdict")).to_contain_text("Red")
    page.get_by_text("See another day").click()
    page.get_by_label("Day to show").fill("3 February 2006")
    page.get_by_role("button", name="Show this day").click()

    expect(page.locator(".cs-asat")).to_contain_text("Friday 3\u00a0February 2006")
    expect(page.locator(".cs-verdict")).to_contain_text("Not rated")
    expect(page.get_by_role("link", name="Challenge this rating")).to_have_count(0)
    page.get_by_role("link", name="Recommendation 1", exact=True).click()
    expect(page.locator(".cs-asat")).to_contain_text("3\u00a0February 2006")


@pytest.mark.parametrize("is_agreed", [True, False], ids=["agreed", "refused"])
def test_a_new_by_when_is_asked_for_and_another_director_answers(
    desk: Page,
    sign_in: Callable[[Page, Any], None],
    director: User,
    make_user: Callable[..., User],
    is_agreed: bool,
) -> None:
    page = desk
    second = make_user(Role.DIRECTOR, email="second@test.example")
    sign_in(page, director)
    page.goto("/plans/jar-2005/actions/1.5/by-when/")
    page.get_by_label("New by-when").fill("31 02 06")
    page.get_by_label("Why it has to move").fill("Devon has yet to answer")
    page.get_by_label("Who is asked to agree").select_option(str(second.pk))
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("alert")).to_contain_text("“31 02 06” could not be read")
    expect(page.get_by_label("Why it has to move")).to_have_value("Devon has yet to answer")
    page.get_by_label("New by-when").fill("end June 2006")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.locator(".cs-timeline")).to_contain_text(f"Waits for {second.name}")
    expect(page.locator(".cs-verdict")).to_contain_text("due 3\u00a0February 2006")

    sign_in(page, second)
    page.goto("/")
    page.get_by_role("link", name="Requests 1 waiting for an answer").click()
    page.get_by_role("link", name=re.compile("^1.5 ")).click()
    if is_agreed:
        page.get_by_role("button", name="Agree").click()
    else:
        page.get_by_role("button", name="Refuse").click()
        expect(page.get_by_role("alert")).to_contain_text("Say why you refuse it")
        page.get_by_label("Your words").fill("Write to them again")
        page.get_by_role("button", name="Refuse").click()
    expect(page.locator("main")).to_contain_text("Nothing waits for your answer")

    sign_in(page, director)
    page.goto("/requests/")
    expect(page.locator("main")).to_contain_text(
        "Agreed by" if is_agreed else "Write to them again"
    )
    page.goto("/plans/jar-2005/actions/1.5/")
    expect(page.locator(".govuk-summary-list")).to_contain_text(
        "Moved once; first 3\u00a0February 2006" if is_agreed else "Never moved"
    )


def test_a_recommendation_is_reported_on_and_stands_in_the_summary(
    desk: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    page = desk
    sign_in(page, director)
    page.goto("/plans/jar-2005/recommendations/9/")
    expect(page.locator(".cs-verdict")).to_contain_text("Read from words of 19\u00a0May 2006")
    page.get_by_role("link", name="Report on it").click()
    page.get_by_label("What has happened?").fill("The taskforce met.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a rating")
    page.get_by_label("In progress and on target").check()
    page.get_by_role("button", name="Record it").click()

    expect(page.locator(".cs-verdict")).to_contain_text("Lead's rating of 22\u00a0May 2006")
    page.goto("/plans/jar-2005/reports/summary/")
    expect(page.locator("main")).to_contain_text("The taskforce met.")


def test_a_director_reaches_what_is_red_by_keyboard_alone(
    page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    tab_to(page, page.locator(".cs-counts").get_by_role("link").first)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Actions")
    tab_to(page, page.get_by_label("Words in the action or its notes"))
    page.keyboard.type("benchmarking")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    tab_to(page, page.get_by_role("link", name="Action 1.5", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Comparisons")
