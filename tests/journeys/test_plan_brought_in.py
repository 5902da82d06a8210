"""A plan is brought in from its file, and next month's file says what it says anew."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from tests.tools.axe import violations

HEAD = "Ref,Theme,Action,Lead officer,By when,RAG,Status,Progress"
ROWS = [
    '1.1,Theme 1: Leadership,Agree the plan,HL,31 July 2006,Green,Complete,"01/05/06: Agreed."',
    "1.2,Theme 1: Leadership,Publish it,Head of Communications,Quarter 9,Amber,Slipping,",
]
NEXT = ROWS[0].replace("Agree the plan", "Agree the plan and publish it")


def file_of(*rows: str, name: str = "plan.csv") -> dict[str, Any]:
    """Return a plan's file as a browser sends it."""
    content = "\n".join((HEAD, *rows)).encode()
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def test_a_plan_is_brought_in_and_next_month_s_file_is_taken_over(
    visit: Callable[..., Page], sign_in: Callable[[Page, Any], None], director: User
) -> None:
    page = visit()
    sign_in(page, director)
    page.goto("/plans/")
    page.get_by_role("link", name="Bring a plan in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring a plan in")
    assert violations(page) == []
    page.get_by_label("File", exact=True).set_input_files(file_of(*ROWS))
    page.get_by_label("Title").fill("Borough plan")
    page.get_by_label("It begins on").fill("1 April 2006")
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_label("Lead officer")).to_have_value("leads")
    assert violations(page) == []
    page.get_by_role("button", name="See every row").click()
    expect(page.get_by_role("main")).to_contain_text("“Slipping” is no status")
    assert violations(page) == []
    page.get_by_label("By when", exact=True).fill("31 December 2006")
    page.get_by_role("button", name="All unknown leads are new").click()
    page.get_by_role("button", name="Leave the rest as written").click()
    expect(page.get_by_role("main")).to_contain_text("31 December 2006")
    page.get_by_role("button", name="Load 2 actions").click()
    expect(page.get_by_role("main")).to_contain_text("2 actions loaded into “Borough plan”")
    page.get_by_role("link", name="See the plan").click()
    expect(page.get_by_role("heading", name="Borough plan")).to_be_visible()

    page.goto("/plan-files/")
    page.get_by_label("File", exact=True).set_input_files(file_of(NEXT, ROWS[1], name="june.csv"))
    page.get_by_label("Plan", exact=True).select_option(label="Borough plan")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="See every row").click()
    expect(page.get_by_role("main")).to_contain_text("Agree the plan and publish it")
    assert violations(page) == []
    page.get_by_role("button", name="Take over what changed").click()
    expect(page.get_by_role("main")).to_contain_text("1 action changed.")
    page.goto("/plans/borough-plan/actions/1.1/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Agree the plan and publish it")
    page.get_by_role("link", name="Edit it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit action 1.1")
    assert violations(page) == []
    page.get_by_label("What is to be done").fill("Agree it")
    page.get_by_label("Why it is edited").fill("Shorter.")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("main")).to_contain_text("Shorter.")
