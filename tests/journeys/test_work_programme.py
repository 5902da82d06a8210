"""A suggestion of the public becomes work of the committee, and stands on the agenda of May."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from governance.models import Meeting
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.journeys.keyboard import tab_to

PROGRAMME = "/programme/childrens-services-scrutiny/"
MAY = "childrens-services-scrutiny-2006-05-31"
WORK = "School transport in rural parts of the county"
RESOLVED = "Performance monitoring report on performance against the JAR Improvement Plan"


def card(page: Page | Locator, title: str) -> Locator:
    """Return a piece of work as the programme shows it."""
    return page.get_by_role("listitem").filter(has_text=title)


def column(page: Page, title: str) -> Locator:
    """Return the column of a meeting, or of what is not placed."""
    return page.get_by_role("region", name=title)


def agenda() -> list[str]:
    """Return the titles on the agenda of 31 May 2006."""
    items = Meeting.objects.get(slug=MAY).items.order_by("order")
    return list(items.values_list("title", flat=True))


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    return make_user(Role.COMMITTEE_CLERK)


def enter_suggestion(page: Page) -> None:
    """Enter what somebody suggested, and take it into the programme."""
    page.goto("/public/")
    page.get_by_role("button", name="Enter a suggestion or a question").click()
    page.get_by_label("Suggestion for scrutiny").check()
    page.get_by_label("Committee").select_option("Children's Services Scrutiny Committee")
    page.get_by_label("What was suggested or asked").fill("How children get to school.")
    page.get_by_label("Day received").fill("19 May 2006")
    page.get_by_role("button", name="Enter it").click()
    page.get_by_role("link", name="Settle the suggestion").click()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("It is taken into the work programme").check()
    page.get_by_label("The piece of work").fill(WORK)
    page.get_by_role("button", name="Record it").click()


def test_a_suggestion_of_the_public_comes_onto_the_agenda(
    desk: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    page = desk
    sign_in(page, clerk)

    # The resolution of March is in the programme already, and says where it comes from.
    page.goto("/meetings/")
    page.get_by_role("link", name="Work programme").click()
    page.get_by_role("link", name="Children's Services Scrutiny Committee").click()
    resolved = card(column(page, "Not yet placed"), RESOLVED)
    expect(resolved).to_contain_text("Minute 27 (c) of 13\u00a0March 2006")

    enter_suggestion(page)
    page.get_by_role("link", name="In the work programme").click()
    placed = card(page, WORK)
    expect(placed).to_contain_text("a suggestion of the public")
    placed.get_by_label("Place").select_option("31\u00a0May 2006")
    placed.get_by_role("button", name="Place").click()

    expect(card(column(page, "31 May 2006"), WORK)).to_be_visible()
    assert agenda()[-1] == WORK
    page.get_by_role("link", name="item 9").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("31\u00a0May 2006")
    expect(page.get_by_role("row", name=WORK)).to_contain_text("No report yet")
    expect(page.get_by_role("table", name="From members of the public")).to_have_count(0)


def test_work_is_placed_by_keyboard_alone(
    page: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    sign_in(page, clerk)
    page.goto(PROGRAMME)

    choice = card(page, RESOLVED).get_by_label("Place")
    tab_to(page, choice)
    page.keyboard.press("ArrowDown")
    tab_to(page, card(page, RESOLVED).get_by_role("button", name="Place"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("is on the agenda of 31\u00a0May 2006.")).to_be_visible()
    assert agenda()[-1].startswith(RESOLVED)


def test_work_is_dragged_to_a_meeting_and_back(
    page: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    sign_in(page, clerk)
    page.goto(PROGRAMME)

    drag(page, card(page, RESOLVED), column(page, "31 May 2006").get_by_role("list"))
    expect(page.get_by_text("is on the agenda of 31\u00a0May 2006.")).to_be_visible()
    assert agenda()[-1].startswith(RESOLVED)

    drag(page, card(page, RESOLVED), column(page, "Not yet placed").get_by_role("list"))
    expect(page.get_by_text("is not placed on a meeting.")).to_be_visible()
    assert len(agenda()) == 8


def drag(page: Page, item: Locator, to: Locator) -> None:
    """Drag a card by its handle into a list, as a hand does: once it sees it, in small steps."""
    expect(item.locator("[data-order-handle]")).to_be_visible()
    handle = item.locator("[data-order-handle]").bounding_box()
    target = to.bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 8, steps=20)
    page.mouse.move(target["x"] + 60, target["y"] + 20, steps=10)
    page.mouse.up()


def test_the_agenda_of_a_published_meeting_refuses_in_words(
    page: Page, sign_in: Callable[[Page, Any], None], clerk: User
) -> None:
    sign_in(page, clerk)
    page.goto(PROGRAMME)
    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)

    card(page, RESOLVED).get_by_label("Place").select_option("31\u00a0May 2006")
    card(page, RESOLVED).get_by_role("button", name="Place").click()

    expect(page.get_by_text("The agenda of that meeting is published")).to_be_visible()
    assert len(agenda()) == 8
    expect(page.get_by_text("No planned meeting to place it on.")).to_be_visible()
