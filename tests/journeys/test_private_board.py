"""A clerk adds a private board and plans its meeting; who does not belong finds nothing of it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from governance.models import Committee
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import violations

BOARD = "/committees/improvement-board/"


def test_a_private_board_is_added_meets_and_shows_to_those_alone_who_belong_to_it(
    page: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    partner = make_user(Role.PARTNER)
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/committees/")
    page.get_by_role("link", name="Add a body").click()
    page.get_by_role("button", name="Add the body").click()
    expect(page.get_by_role("alert")).to_contain_text("Give the body a name.")
    assert violations(page) == []
    page.get_by_label("Name").fill("Improvement Board")
    page.get_by_label("Board", exact=True).check()
    page.get_by_label("Its members and officers alone").check()
    page.get_by_role("button", name="Add the body").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Improvement Board")
    assert violations(page) == []

    page.get_by_role("link", name="Add a member").click()
    page.get_by_label("Name").fill("A. Example")
    page.get_by_label("In which capacity").select_option("Independent chair")
    page.get_by_label("Office").select_option("chairman")
    page.get_by_label("First day").fill("1 May 2006")
    page.get_by_label("Account").select_option(label=f"{partner.name}, {partner.email}")
    page.get_by_role("button", name="Add the member").click()
    expect(page.get_by_role("main")).to_contain_text("A. Example")

    page.get_by_role("link", name="Change offices").click()
    page.get_by_label("Name").first.fill("Convenor")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("main")).to_contain_text("Convenor")

    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Day", exact=True).fill("5 June 2006")
    page.get_by_role("button", name="Plan the meeting").click()
    expect(page.get_by_role("main")).to_contain_text("APOLOGIES FOR ABSENCE")

    theirs = visit(viewport={"width": 390, "height": 844})
    sign_in(theirs, partner)
    theirs.goto(BOARD)
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Improvement Board")
    assert violations(theirs) == []

    others = visit()
    sign_in(others, make_user(Role.DIRECTOR))
    others.goto("/committees/")
    expect(others.get_by_role("main")).not_to_contain_text("Improvement Board")
    answer = others.goto(BOARD)
    assert answer is not None
    assert answer.status == 404
    assert Committee.objects.get(slug="improvement-board").is_open_to_public is False
