"""A clerk plans the meeting of July 2006, writes its agenda, and puts it in order."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from governance.models import Meeting
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.journeys.keyboard import tab_to
from tests.tools.axe import violations

COMMITTEE = "Children's Services Scrutiny Committee"
JULY = "childrens-services-scrutiny-2006-07-10"
VISITS = "REPORT ON THE VISITS TO SERVICES"
MEALS = "SCHOOL MEALS"
LOOKS = 50  # how often a hand looks where the item stands before it gives up


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    return make_user(Role.COMMITTEE_CLERK)


def agenda(slug: str = JULY) -> list[str]:
    """Return the titles of an agenda in their order."""
    items = Meeting.objects.get(slug=slug).items.order_by("order")
    return list(items.values_list("title", flat=True))


def row_of(page: Page, title: str) -> Locator:
    """Return the line of an item on the page of its meeting."""
    return page.get_by_role("row").filter(has=page.locator(".gv-item", has_text=title))


def plan(page: Page, day: str) -> None:
    """Fill in the plan of a meeting on a day, and send it."""
    page.get_by_label("Committee").select_option(COMMITTEE)
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Time").fill("10.00 a.m.")
    page.get_by_label("Venue").fill("Brockington, 35 Hafod Road, Hereford")
    page.get_by_role("button", name="Plan the meeting").click()


def add(page: Page, title: str) -> None:
    """Put an item without a report on the agenda."""
    page.get_by_role("link", name="Add an item").click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Put it on the agenda").click()


def plan_july(page: Page) -> None:
    """Plan the meeting of July with its standing items."""
    page.goto("/meetings/new/")
    plan(page, "10 July 2006")


def test_a_clerk_plans_the_meeting_of_july(
    desk: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    page = desk
    sign_in(page, clerk)
    page.goto("/meetings/")
    page.get_by_role("button", name="Plan a meeting").click()

    # A bank holiday is warned of; what was typed stays, and the clerk mends the day.
    plan(page, "29 May 2006")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(
        page.get_by_role("link", name="29\u00a0May 2006 is not a working day: Spring bank holiday")
    ).to_be_visible()
    expect(page.get_by_label("Venue")).to_have_value("Brockington, 35 Hafod Road, Hereford")
    page.get_by_label("Day", exact=True).fill("10 July 2006")
    page.get_by_role("button", name="Check the days").click()
    expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
    expect(page.get_by_text("Friday 30\u00a0June 2006")).to_be_visible()
    page.get_by_role("button", name="Plan the meeting").click()

    # The standing items are there, and what March left open.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Monday 10\u00a0July 2006")
    expect(row_of(page, "MINUTES")).to_contain_text("held on 31st May 2006")
    assert agenda()[-1] == "MATTERS STILL OPEN FROM EARLIER RESOLUTIONS"

    # Items are added, one moves up, one is pulled.
    add(page, VISITS)
    add(page, MEALS)
    expect(row_of(page, VISITS)).to_contain_text("No report yet")
    row_of(page, MEALS).get_by_role("button", name=re.compile("^Up")).click()
    assert agenda()[-2:] == [MEALS, VISITS]
    row_of(page, MEALS).get_by_role("link", name="Pull").click()
    page.get_by_role("button", name="Pull the item").click()
    expect(page.get_by_text(f"“{MEALS}” is pulled.")).to_be_visible()
    expect(row_of(page, MEALS)).to_have_count(0)
    assert agenda()[-1] == VISITS


def test_an_item_is_dragged_to_its_place(
    page: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    sign_in(page, clerk)
    plan_july(page)
    before = agenda()

    drag(page, row_of(page, "SUGGESTIONS FROM"), row_of(page, "NAMED SUBSTITUTES"))

    expect(page.get_by_text("The agenda is in its new order.")).to_be_visible()
    assert agenda() == [before[0], before[4], before[1], before[2], before[3], *before[5:]]
    assert violations(page) == []


def test_a_clerk_who_drags_an_item_of_an_agenda_that_was_changed_meanwhile_is_told(
    page: Page, sign_in: Callable[[Page, Any], None], clerk: User, visit: Callable[..., Page]
) -> None:
    sign_in(page, clerk)
    plan_july(page)
    other = visit(viewport={"width": 1280, "height": 900})
    sign_in(other, clerk)
    other.goto(f"/meetings/{JULY}/")
    row_of(other, "MINUTES").get_by_role("button", name=re.compile("^Up")).click()
    expect(other.get_by_role("heading", level=1)).to_be_visible()
    stored = agenda()

    drag(page, row_of(page, "SUGGESTIONS FROM"), row_of(page, "NAMED SUBSTITUTES"))

    expect(page.get_by_text("Another clerk moved, added or pulled an item")).to_be_visible()
    assert agenda() == stored
    assert page.locator(".gv-item").all_inner_texts() == stored


def drag(page: Page, item: Locator, to: Locator) -> None:
    """Drag an item by its handle to where another stands, as a hand does.

    In small steps, and let go only once the item is seen to stand there: the browser draws the
    last step after the hand has made it.
    """
    expect(item.locator("[data-order-handle]")).to_be_visible()
    item.scroll_into_view_if_needed()
    to.scroll_into_view_if_needed()
    handle = item.locator("[data-order-handle]").bounding_box()
    target = to.bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 8, handle["y"] + 12)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 30, steps=20)
    page.mouse.move(target["x"] + 44, target["y"] + 6, steps=10)
    for step in range(LOOKS):
        if stands_before(item, to):
            break
        page.mouse.move(target["x"] + 44, target["y"] + 6 + step % 5)
    page.mouse.up()


def stands_before(item: Locator, other: Locator) -> bool:
    """Say whether an item is drawn right above another."""
    following = item.evaluate_handle("row => row.nextElementSibling")
    return bool(other.evaluate("(row, next) => row === next", following))


def test_an_item_is_moved_and_pulled_by_keyboard_alone(
    page: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    sign_in(page, clerk)
    plan_july(page)
    before = agenda()

    # The button keeps the focus, so that Enter moves the item on and on.
    tab_to(page, row_of(page, before[4]).get_by_role("button", name=re.compile("^Up")))
    for place in (3, 2):
        page.keyboard.press("Enter")
        up = row_of(page, before[4]).get_by_role("button", name=re.compile("^Up"))
        page.wait_for_url("**/?moved=*")
        expect(page.locator("tbody .gv-item").nth(place)).to_have_text(before[4])
        expect(up).to_be_focused()
    assert agenda() == [before[0], before[1], before[4], before[2], before[3], *before[5:]]

    tab_to(page, row_of(page, before[4]).get_by_role("link", name="Pull"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pull this item off the agenda?")
    tab_to(page, page.get_by_role("button", name="Pull the item"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("is pulled.")).to_be_visible()
    assert before[4] not in agenda()


def test_without_scripts_the_focus_stays_on_the_item_that_was_moved(
    no_script_page: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    page = no_script_page
    sign_in(page, clerk)
    plan_july(page)
    before = agenda()

    row_of(page, before[2]).get_by_role("button", name=re.compile("^Down")).click()

    down = row_of(page, before[2]).get_by_role("button", name=re.compile("^Down"))
    expect(down).to_be_focused()
    expect(page.locator("[data-order-handle]").first).to_be_hidden()


def test_a_late_item_is_marked_and_a_late_opening_explained(
    desk: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    page = desk
    sign_in(page, clerk)
    plan_july(page)
    Meeting.objects.filter(slug=JULY).update(state=Meeting.State.PUBLISHED)
    page.goto(f"/meetings/{JULY}/")

    page.get_by_role("link", name="Add a late item").click()
    page.get_by_label("Title").fill("A FLOODED SCHOOL")
    page.get_by_role("button", name="Put it on the agenda").click()
    expect(page.get_by_role("link", name="Give the chairman’s reason")).to_be_visible()
    page.get_by_label("The chairman’s reason").fill("Its pupils need a place by September.")
    page.get_by_role("button", name="Put it on the agenda").click()
    expect(row_of(page, "A FLOODED SCHOOL")).to_contain_text("Its pupils need a place by")
    expect(page.get_by_text("issue a supplement with it")).to_be_visible()


def test_a_member_is_added_and_leaves(
    desk: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    page = desk
    sign_in(page, clerk)
    page.goto("/committees/childrens-services-scrutiny/")
    page.get_by_role("link", name="Add a member").click()
    page.get_by_label("Name").fill("A. Example")
    page.get_by_label("In which capacity").select_option("Councillor")
    page.get_by_label("Office").select_option("Chairman")
    page.get_by_label("First day").fill("1 May 2006")
    page.get_by_role("button", name="Add the member").click()
    expect(page.get_by_role("link", name="Councillor B.F. Ashton is chairman")).to_be_visible()
    page.get_by_label("Office").select_option("None")
    page.get_by_role("button", name="Add the member").click()

    page.get_by_role("link", name="Councillor A. Example").click()
    page.get_by_label("Last day").fill("19 May 2006")
    page.get_by_role("button", name="End the membership").click()
    page.get_by_text(re.compile("^Past members")).click()
    expect(page.get_by_text("from 1\u00a0May 2006 to 19\u00a0May 2006")).to_be_visible()
