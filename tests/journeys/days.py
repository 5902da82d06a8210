"""Moves the demonstration in the browser to another day."""

from playwright.sync_api import Page, expect


def go_to_day(page: Page, day: str) -> None:
    """Move the demonstration to a day, as people write it: "27 May 2006"."""
    page.goto("/demonstration-day/")
    page.get_by_label("Demonstration day").fill(day)
    page.get_by_role("button", name="Go to this day").click()
    expect(page.locator("body")).to_contain_text(f"today is {day}")
