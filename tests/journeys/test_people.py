"""An administrator adds a person, hands over a link, and the person chooses a password."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import violations

PASSWORD = "medlars and quinces 1806"


def test_a_person_is_added_chooses_a_password_and_sees_the_dashboard(
    page: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    sign_in(page, make_user(Role.ADMINISTRATOR))
    page.goto("/")
    page.get_by_role("link", name="People").click()
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Name").fill("A. Person")
    page.get_by_label("E-mail address").fill("A.Person@herefordshire.example")
    page.get_by_label("Officer", exact=True).check()
    page.get_by_role("button", name="Add the person and make their link").click()
    assert violations(page) == []
    link = page.get_by_label("Hand it to A. Person and to nobody else").input_value()

    theirs = visit(viewport={"width": 390, "height": 844})
    theirs.goto(link)
    assert violations(theirs) == []
    theirs.get_by_label("New password", exact=True).fill(PASSWORD)
    theirs.get_by_label("The same again", exact=True).fill(PASSWORD)
    theirs.get_by_role("button", name="Keep this password").click()
    theirs.get_by_label("E-mail address").fill("a.person@herefordshire.example")
    theirs.get_by_label("Password", exact=True).fill(PASSWORD)
    theirs.get_by_role("button", name="Sign in").click()

    expect(theirs.get_by_role("banner")).to_contain_text("A. Person")
    expect(theirs).to_have_url(page.url.split("/people/")[0] + "/")
