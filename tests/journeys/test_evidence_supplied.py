"""Evidence is asked for, supplied and accepted, and completes an action with a note alone."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from actionplan.models import Plan
from herefordshire_cs.accounts.models import User
from tests.tools.axe import violations

EVIDENCE = "/plans/jar-2005/evidence/"
LIST = {"name": "Vacancies.csv", "mimeType": "text/csv", "buffer": b"Post,Filled\nDuty,yes\n"}


def test_evidence_asked_for_supplied_and_accepted_completes_an_action(
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    director: User,
    officer: User,
) -> None:
    Plan.objects.filter(slug="jar-2005").update(completion=Plan.Completion.EVIDENCE)
    head, lead = visit(), visit()
    sign_in(head, director)
    head.goto("/plans/jar-2005/actions/5.6/")
    head.get_by_role("link", name="Ask for evidence").click()
    head.get_by_label("What is wanted").fill("The list of posts that are filled")
    head.get_by_label("Of whom").fill("HL")
    head.get_by_label("By which day").fill("29 May 2006")
    head.get_by_role("button", name="Ask for it").click()
    expect(head.get_by_role("main")).to_contain_text("Has not come yet")

    sign_in(lead, officer)
    lead.goto(EVIDENCE)
    lead.get_by_role("link", name="Supply it for 5.6").click()
    lead.get_by_label("Title").fill("Posts filled in May")
    lead.get_by_label("File (optional)").set_input_files(LIST)
    assert violations(lead) == []
    lead.get_by_role("button", name="Add it").click()
    expect(lead.get_by_role("main")).to_contain_text("Came on 22 May 2006")

    head.goto(EVIDENCE)
    head.get_by_role("link", name="Posts filled in May").click()
    expect(head.get_by_role("heading", level=1)).to_have_text("Posts filled in May")
    assert violations(head) == []
    head.get_by_role("button", name="Accept it").click()
    expect(head.get_by_role("main")).to_contain_text("By Director on 22 May 2006")

    lead.goto("/plans/jar-2005/actions/5.6/updates/new/")
    lead.get_by_label("What has happened?").fill("Every post is filled.")
    lead.get_by_label("All of it is done").check()
    lead.get_by_role("button", name="Post, and go to").click()
    expect(lead.get_by_text("5.6 is posted")).to_be_visible()
    lead.goto("/plans/jar-2005/actions/5.6/")
    expect(lead.get_by_role("main")).to_contain_text("Green: completed 22 May 2006")
    expect(lead.get_by_role("main")).not_to_contain_text("no evidence")
    expect(lead.get_by_role("main")).to_contain_text("accepted by Director")
