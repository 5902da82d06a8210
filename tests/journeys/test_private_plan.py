"""A plan is made private and a reader let in, who sees it; nobody else finds any of it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import violations

PLAN = "/plans/jar-2005/"
TITLE = "JAR Performance Improvement Action Plan"


def test_a_private_plan_is_seen_by_the_reader_who_was_let_in_and_by_no_other(
    page: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    owner, reader = make_user(Role.OFFICER), make_user(Role.AUDITOR)
    sign_in(page, make_user(Role.ADMINISTRATOR))
    page.goto("/people/names/")
    row = page.get_by_role("row").filter(has_text=TITLE)
    row.get_by_role("link", name="Everybody").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who may read and write it")
    assert violations(page) == []

    page.get_by_role("link", name="Keep it to its own people").click()
    page.get_by_label("Why").fill("It names children.")
    page.get_by_role("button", name="Make it private").click()
    expect(page.get_by_role("alert")).to_contain_text("Name another owner first")
    assert violations(page) == []
    for person, role in ((owner, "Plan owner"), (reader, "Plan reader")):
        page.goto(f"{PLAN}people/new/")
        page.get_by_label("Who", exact=True).fill(person.email)
        page.get_by_label(role).check()
        page.get_by_label("Why").fill("The board asked for it.")
        page.get_by_role("button", name="Give it").click()
        expect(page.get_by_role("table")).to_contain_text(role)

    page.get_by_role("link", name="Keep it to its own people").click()
    page.get_by_label("Why").fill("It names children.")
    page.get_by_role("button", name="Make it private").click()
    expect(page.get_by_role("main")).to_contain_text("for its own people alone")
    assert violations(page) == []

    theirs = visit(viewport={"width": 390, "height": 844})
    sign_in(theirs, reader)
    theirs.goto("/plans/")
    theirs.get_by_role("link", name=TITLE).first.click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(theirs.get_by_role("main")).to_contain_text("for its own people alone")

    others = visit()
    sign_in(others, make_user(Role.DIRECTOR))
    others.goto("/plans/")
    expect(others.get_by_role("heading", level=1)).to_have_text("Plans")
    expect(others.get_by_role("main")).not_to_contain_text(TITLE)
    answer = others.goto(PLAN)
    assert answer is not None
    assert answer.status == 404
