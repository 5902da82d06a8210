"""An officer is locked out by a stranger, and an administrator lets them in."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.accounts.attempts import OFFICE, PASSWORD, fill_every_limit, tried
from tests.tools.axe import violations

NARROWEST = 320
LONG = "somebody.with.a.long.name@childrens-services.council.example"
OVER = "document.documentElement.scrollWidth - window.innerWidth"


def sign_in_by_form(page: Page, user: User) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_an_administrator_lets_in_who_was_locked_out_by_a_stranger(
    page: Page,
    phone: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    officer: User,
) -> None:
    fill_every_limit(officer.email, place=OFFICE)
    tried(*[(LONG, "2001:db8:1111:2222:3333:4444:5555:6666")] * 20)

    sign_in_by_form(phone, officer)
    expect(phone.get_by_role("alert")).to_contain_text("Wait 15 minutes, then try again.")
    expect(phone.get_by_label("E-mail address")).to_have_value(officer.email)
    assert violations(phone) == []

    sign_in(page, make_user(Role.ADMINISTRATOR))
    page.goto("/sign-in/locked/")
    assert violations(page) == []
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    assert (page.evaluate(OVER), violations(page)) == (0, [])
    page.get_by_role("button", name="Unlock every account").click()
    expect(page.get_by_role("alert")).to_have_text("Unlocked: Every account.")
    expect(page.get_by_text("Nothing is locked")).to_be_visible()
    assert violations(page) == []

    sign_in_by_form(phone, officer)
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("Sign in")
