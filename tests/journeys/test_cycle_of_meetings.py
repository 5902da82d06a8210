"""A clerk lays a year’s calendar, cancels a meeting, and takes one through votes to approval."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from governance.models import Meeting
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import violations

BODY = "childrens-services-scrutiny"
MAY = f"{BODY}-2006-05-31"
JULY = f"{BODY}-2006-07-10"
SEPTEMBER = f"{BODY}-2006-09-11"


def test_a_clerk_does_the_cycle_of_a_year_of_meetings(
    page: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    settings: Any,
) -> None:
    settings.DEMONSTRATION_DATE = date(2006, 6, 1)
    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)
    sign_in(page, make_user(Role.COMMITTEE_CLERK))

    lay_the_year(page)
    cancel_september(page)
    take_attendance(page)
    vote(page)
    issue_decisions(page)
    circulate_and_approve(page, settings)


def lay_the_year(page: Page) -> None:
    """Plan every second month’s second Monday, the days seen first."""
    page.goto(f"/committees/{BODY}/calendar/")
    page.get_by_role("button", name="Plan a year’s meetings").click()
    page.get_by_label("Which of the month").select_option("Second")
    page.get_by_label("Day of the week").select_option("Monday")
    page.get_by_label("How often").select_option("Every second month")
    page.get_by_label("From").fill("1 July 2006")
    page.get_by_label("To", exact=True).fill("31/3/07")
    page.get_by_label("Other days").fill("1 January 2007")
    page.get_by_label("Time").fill("10.00 a.m.")
    page.get_by_role("button", name="Show the days").click()
    holiday = page.get_by_role("row").filter(has_text="Monday 1\u00a0January 2007")
    expect(holiday).to_contain_text("Not a working day: New Year's Day")
    expect(holiday.get_by_role("checkbox")).not_to_be_checked()
    assert violations(page) == []
    page.get_by_role("button", name="Plan those that are ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("5 meetings planned")
    expect(page.get_by_role("link", name="Monday 11\u00a0September 2006")).to_be_visible()


def cancel_september(page: Page) -> None:
    """Cancel the meeting of September: its page and the register say so."""
    page.get_by_role("link", name="Monday 11\u00a0September 2006").click()
    page.get_by_role("link", name="Cancel, postpone or adjourn it").click()
    page.get_by_label("It is cancelled").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("link", name="Say why")).to_be_visible()
    page.get_by_label("Why", exact=True).fill("There is no business.")
    assert violations(page) == []
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("This meeting is cancelled. There is no business.")).to_be_visible()
    expect(page.get_by_role("button", name="Build the pack")).to_have_count(0)
    page.goto("/papers/")
    row = page.get_by_role("row").filter(has_text="Monday 11\u00a0September 2006")
    expect(row.get_by_role("cell", name="Cancelled")).to_be_visible()


def take_attendance(page: Page) -> None:
    """Say that everybody came, and that one member left before the seventh item."""
    page.goto(f"/meetings/{MAY}/attendance/")
    page.get_by_role("button", name="Everybody else was present").click()
    page.get_by_label("Who was in the chair").select_option("Councillor B.F. Ashton")
    page.get_by_role("button", name="Save the attendance").click()
    page.get_by_role("link", name=re.compile("arrivals and departures")).click()
    page.get_by_label("Who", exact=True).select_option("Councillor G. Lucas")
    page.get_by_label("What they did").select_option("Left")
    page.get_by_label("Time").fill("11.15 a.m.")
    page.get_by_label("Before item").select_option(index=7)
    page.get_by_role("button", name="Save the arrivals and departures").click()
    expect(
        page.get_by_text("Councillor G. Lucas left the meeting at 11.15 a.m., before item 7.")
    ).to_be_visible()


def vote(page: Page) -> None:
    """Minute the seventh item: a vote that does not add up is refused, one that does is kept."""
    row = page.get_by_role("row").filter(has_text="BRIEFING")
    row.get_by_role("link", name="Minute it").click()
    there = page.get_by_text(re.compile(r"\d+ members with a vote are on record"))
    number = int(re.findall(r"(\d+) members", there.inner_text())[0])
    page.get_by_label("What was resolved").first.fill("the report be noted.")
    page.get_by_label("Asked of").first.fill("Director of Children's Services")
    page.get_by_label("By the day").first.fill("20 July 2006")
    page.get_by_label("Moved by").select_option("Councillor B.F. Ashton")
    page.get_by_label("Seconded by").select_option("Councillor J.P. Thomas")
    page.get_by_label("For", exact=True).fill(str(number))
    page.get_by_label("Against", exact=True).fill("1")
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text(f"the votes make {number + 1}")
    page.get_by_label("For", exact=True).fill(str(number - 1))
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text("is kept.")


def issue_decisions(page: Page) -> None:
    """Issue the decision sheet; anybody reads it the same day."""
    page.get_by_role("link", name="Decision sheet").click()
    expect(page.get_by_text("seconded by Councillor J.P. Thomas")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Issue it to the public").click()
    page.get_by_role("link", name="As the public reads it").click()
    expect(page.get_by_role("row").filter(has_text="Director of Children")).to_contain_text(
        "20\u00a0July 2006"
    )
    assert violations(page) == []


def circulate_and_approve(page: Page, settings: Any) -> None:
    """Circulate the draft, and approve it at the meeting that the calendar laid for July."""
    page.goto(f"/meetings/{MAY}/minutes/take/")
    page.get_by_role("button", name="Record that the draft was circulated").click()
    page.get_by_role("button", name="Yes, they were circulated today").click()
    expect(page.get_by_role("alert")).to_contain_text("circulated today")
    settings.DEMONSTRATION_DATE = date(2006, 7, 11)
    Meeting.objects.filter(slug=JULY).update(state=Meeting.State.HELD)
    page.goto(f"/meetings/{JULY}/minutes/take/")
    row = page.get_by_role("row").filter(has_text="MINUTES").filter(has_text="Minute it")
    row.get_by_role("link", name="Minute it").first.click()
    page.get_by_label(re.compile("were approved as a correct record")).check()
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text("is kept.")
    page.goto(f"/papers/meetings/{MAY}/minutes/")
    expect(page.get_by_text("left the meeting at 11.15 a.m.")).to_be_visible()
    expect(page.get_by_text("Carried.")).to_be_visible()
