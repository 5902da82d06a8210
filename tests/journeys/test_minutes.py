"""A clerk minutes a meeting from its attendance to the approval at the next one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from governance.models import AgendaItem, Meeting, Resolution
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

MARCH = "childrens-services-scrutiny-2006-03-13"
MAY = "childrens-services-scrutiny-2006-05-31"
JULY = "childrens-services-scrutiny-2006-07-20"
AFTER = date(2006, 6, 1)


@pytest.fixture
def held(settings: Any) -> None:
    """Stand the clock on the day after the meeting of May, whose agenda was published."""
    settings.DEMONSTRATION_DATE = AFTER


@pytest.mark.usefixtures("held")
def test_a_clerk_minutes_the_meeting_of_may_and_the_one_of_july_approves_it(
    desk: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    settings: Any,
) -> None:
    page = desk
    meeting = Meeting.objects.get(slug=MAY)
    meeting.state = Meeting.State.PUBLISHED
    meeting.save()
    sign_in(page, make_user(Role.COMMITTEE_CLERK))

    page.goto(f"/meetings/{MAY}/")
    page.get_by_role("link", name="Take the minutes").click()
    take_attendance(page)
    declare(page)
    minute_the_standing_items(page)
    minute_the_briefing(page)

    page.get_by_role("button", name="Record that the draft was circulated").click()
    expect(page.get_by_role("heading", name="It cannot be undone")).to_be_visible()
    page.get_by_role("button", name="Yes, they were circulated today").click()
    expect(page.get_by_role("alert")).to_contain_text("the draft minutes were circulated today")
    expect(page.get_by_text("The committee had 18 members on that day")).to_be_visible()
    see_minutes(page)

    settings.DEMONSTRATION_DATE = date(2006, 7, 21)
    hold_july(meeting)
    approve(page)


def to_minute(page: Page, title: str) -> None:
    """Go to the minute of an item."""
    row = page.get_by_role("row").filter(has_text=title).filter(has=page.get_by_text("Minute it"))
    row.get_by_role("link", name="Minute it").click()


def take_attendance(page: Page) -> None:
    """Say that the Chairman sent apologies and that everybody else came."""
    page.get_by_role("link", name="Take the attendance").click()
    chairman = page.get_by_role("radiogroup", name="Councillor B.F. Ashton")
    chairman.get_by_label("Apologies").check()
    page.get_by_role("button", name="Everybody else was present").click()
    expect(chairman.get_by_label("Apologies")).to_be_checked()
    page.get_by_label("Who was in the chair").select_option("Councillor J.P. Thomas")
    page.get_by_label("Name").fill("A. Example")
    page.get_by_label("What they are").fill("An officer")
    page.get_by_role("button", name="Add another person").click()
    expect(page.get_by_label("Name").first).to_have_value("A. Example")
    page.get_by_label("Time at which it ended").fill("12:05")
    page.get_by_role("button", name="Save the attendance").click()
    expect(
        page.get_by_text("The Vice-Chairman, Councillor J.P. Thomas in the Chair.")
    ).to_be_visible()


def declare(page: Page) -> None:
    """Take one interest down."""
    page.get_by_role("link", name=re.compile("Take them down.*declarations of interest")).click()
    page.get_by_label("Who declared it").select_option("Councillor G. Lucas")
    page.get_by_label("In which item").select_option(index=7)
    page.get_by_label("Nature of the interest").fill("governor of a school")
    page.get_by_role("button", name="Save the declarations").click()
    expect(page.get_by_role("alert")).to_contain_text("The declarations are taken down.")


def minute_the_standing_items(page: Page) -> None:
    """Keep what is proposed of the first items, numbered from 1."""
    for number, title in enumerate(("APOLOGIES", "NAMED", "DECLARATIONS"), start=1):
        to_minute(page, title)
        expect(page.get_by_label("Number")).to_have_value(f"{number}")
        page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("link", name="Minute 3")).to_be_visible()


def minute_the_briefing(page: Page) -> None:
    """Resolve two limbs on a report; the second asks the Director for something."""
    to_minute(page, "BRIEFING")
    page.get_by_label("What was said and done").fill("The Committee was briefed.")
    page.get_by_label("Points, one a line").fill("A first point.\nA second point.")
    page.get_by_label("What was resolved").first.fill("the report be noted; and")
    page.get_by_role("button", name="Add another limb").click()
    expect(page.get_by_label("What was said and done")).to_have_value("The Committee was briefed.")
    page.get_by_label("What was resolved").nth(1).fill("the structure be reported on again.")
    page.get_by_label("Asked of").nth(1).fill("Director of Children's Services")
    page.get_by_label("By the day").nth(1).fill("31 02 06")
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text("is not a day in the calendar")
    expect(page.get_by_label("What was resolved").nth(1)).to_have_value(
        "the structure be reported on again."
    )
    page.get_by_label("By the day").nth(1).fill("20 July 2006")
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text("Minute 4 is kept.")


def see_minutes(page: Page) -> None:
    """Read what was kept, as it is printed."""
    page.get_by_role("link", name="Read them").click()
    expect(page.get_by_text("Apologies were received from Councillor B.F. Ashton")).to_be_visible()
    expect(page.get_by_text("Councillor G. Lucas declared an interest in item 7")).to_be_visible()
    expect(page.get_by_text("(b) the structure be reported on again.")).to_be_visible()
    asked = Resolution.objects.get(minute__meeting__slug=MAY, letter="b")
    assert (asked.state, asked.due_on) == (Resolution.State.OPEN, date(2006, 7, 20))


def hold_july(may: Meeting) -> None:
    """Let the meeting of July have been held, with the minutes of May on its agenda."""
    july = Meeting.objects.create(
        slug=JULY, committee=may.committee, held_on=date(2006, 7, 20), state=Meeting.State.HELD
    )
    AgendaItem.objects.create(
        meeting=july, order=1, title="MINUTES", kind="minutes", minutes_of=may
    )


def approve(page: Page) -> None:
    """Minute at the meeting of July that the minutes of May are a correct record."""
    page.goto(f"/meetings/{JULY}/minutes/take/")
    to_minute(page, "MINUTES")
    expect(page.get_by_label("Number")).to_have_value("5")
    expect(page.get_by_label("What was resolved").first).to_have_value(
        "the minutes of the meeting held on 31st May, 2006, be approved as a correct record and"
        " signed by the Chairman."
    )
    page.get_by_label("The minutes of 31\u00a0May 2006 were approved as a correct record").check()
    page.get_by_role("button", name="Save the minute").click()

    page.goto(f"/meetings/{MAY}/minutes/take/")
    expect(page.get_by_text("nothing can be changed")).to_be_visible()
    expect(page.get_by_role("link", name="Minute 4")).to_have_count(0)
    page.context.clear_cookies()
    page.goto(f"/papers/meetings/{MAY}/minutes/")
    expect(page.get_by_text("Approved as a correct record on 20\u00a0July 2006.")).to_be_visible()
