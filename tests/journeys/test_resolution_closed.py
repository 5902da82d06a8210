"""Limb b) of minute 27 is followed from the meeting of March to its closing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from governance.models import Meeting, Resolution
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

MAY = "childrens-services-scrutiny-2006-05-31"
JULY = "childrens-services-scrutiny-2006-07-20"
LIMB = "27 (b)"


def test_what_the_committee_asked_for_in_march_is_answered_and_leaves_the_next_agenda(
    desk: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    director: User,
    settings: Any,
) -> None:
    page = desk
    settings.DEMONSTRATION_DATE = date(2006, 5, 22)
    clerk = make_user(Role.COMMITTEE_CLERK)

    # It stands on the next agenda, and on the director's dashboard.
    sign_in(page, clerk)
    page.goto(f"/meetings/{MAY}/")
    open_limbs = page.get_by_role("table", name="Still open from earlier resolutions")
    expect(open_limbs).to_contain_text("the Improvement Plan resulting from the JAR inspection")
    own = open_limbs.get_by_role("row").filter(has_text=LIMB)
    own.get_by_role("button", name="Put it on this agenda").click()
    expect(page.get_by_role("table", name="Agenda")).to_contain_text("RESOLUTION 27 b)")

    page.context.clear_cookies()
    sign_in(page, director)
    page.goto("/")
    page.get_by_role("link", name="3 resolutions open").click()
    limb(page).get_by_role("link", name="Reply or close").click()
    reply(page)

    # The clerk closes it, and it is on no later agenda.
    page.context.clear_cookies()
    sign_in(page, clerk)
    page.goto("/resolutions/?state=replied")
    limb(page).get_by_role("link", name="Reply or close").click()
    expect(page.get_by_label("Reply", exact=True)).to_have_value(
        "The plan is before the Committee."
    )
    page.get_by_label("Nothing more is to be done").check()
    page.get_by_role("button", name="Post the reply").click()
    expect(limb(page)).to_contain_text("Closed 22\u00a0May 2006")

    may = Meeting.objects.get(slug=MAY)
    Meeting.objects.create(slug=JULY, committee=may.committee, held_on=date(2006, 7, 20))
    page.goto(f"/meetings/{JULY}/")
    open_limbs = page.get_by_role("table", name="Still open from earlier resolutions")
    expect(open_limbs).to_contain_text("27 (c)")
    expect(open_limbs).not_to_contain_text(LIMB)
    closed = Resolution.objects.get(minute__number=27, letter="b")
    assert [each.state for each in closed.history.order_by("history_id")] == [
        *("open", "replied", "closed"),
    ]


def limb(page: Page) -> Locator:
    """Return the line of the limb in the tracker."""
    return page.get_by_role("row").filter(has_text=LIMB)


def reply(page: Page) -> None:
    """Reply, first with an action that is in no plan, then with the one that it became."""
    page.get_by_label("Reply", exact=True).fill("The plan is before the Committee.")
    page.get_by_label("Plan of the action that it became").select_option("jar-2005")
    page.get_by_label("Reference of the action").fill("99.9")
    page.get_by_role("button", name="Post the reply").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no action 99.9")
    expect(page.get_by_label("Reply", exact=True)).to_have_value(
        "The plan is before the Committee."
    )
    page.get_by_label("Reference of the action").fill("1.6")
    page.get_by_role("button", name="Post the reply").click()
    expect(limb(page)).to_contain_text("Replied")
    limb(page).get_by_role("link", name="action 1.6").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/plans/jar-2005/actions/1.6/")
