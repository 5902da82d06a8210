"""An administrator adds a person, hands over a link, and the person chooses a password."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import violations

PASSWORD = "medlars and quinces 1806"


def test_a_person_is_added_chooses_a_password_and_sees_what_they_lead(
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
    expect(page.get_by_role("heading", level=1)).to_have_text("A. Person")
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
    expect(theirs).to_have_url(page.url.split("/people/")[0] + "/my-actions/")


LIST = (
    "Name\tE-mail address\tJob title\tTeam\tRoles\n"
    "A. Person\ta.person@herefordshire.example\tManager\tPlacements\tOfficer\n"
    "B. Person\tb.person@herefordshire.example\tManager\tPlacements\tGardener\n"
)


def test_a_list_is_put_right_added_tied_to_a_name_and_handed_over_by_a_leaver(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    leaver = make_user(Role.OFFICER, email="leaver@herefordshire.example", initials="HL")
    sign_in(page, make_user(Role.ADMINISTRATOR))
    page.goto("/people/")
    page.get_by_role("button", name="Add a list of people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a list of people")
    assert violations(page) == []
    page.get_by_label("Or paste the rows").fill(LIST)
    page.get_by_role("button", name="Read the list").click()
    expect(page.get_by_role("alert")).to_contain_text("1 row has a fault")
    assert violations(page) == []
    page.get_by_label("Roles of row 3").fill("Performance officer")
    page.get_by_role("button", name="Add the people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Links to hand over")
    assert violations(page) == []

    page.get_by_role("link", name="People").first.click()
    page.get_by_role("link", name="Names in the plans").click()
    page.get_by_role("link", name="JAR Performance Improvement Action Plan", exact=True).click()
    page.get_by_label("Who stands for SF").fill("a.person@herefordshire.example")
    page.get_by_role("button", name="Keep who stands for whom").click()
    expect(page.get_by_label("Who stands for SF")).to_have_value(
        "A. Person <a.person@herefordshire.example>"
    )
    assert violations(page) == []

    page.goto(f"/people/{leaver.pk}/")
    page.get_by_role("link", name="This person leaves").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Officer leaves")
    assert violations(page) == []
    page.get_by_label("Who takes over").fill("A. Person")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_role("cell", name="Account closed.")).to_be_visible()
    page.goto("/plans/jar-2005/actions/5.6/")
    expect(page.get_by_role("main")).to_contain_text("SF")
