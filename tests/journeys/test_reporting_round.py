"""A round is opened, chased, given, returned, given again, accepted and locked, on its pages."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from actionplan.models import Action, ActionRole, Plan, ReportingRound
from actionplan.services.standings import rebuild_standings
from herefordshire_cs.accounts.models import User
from tests.tools.axe import violations

PLAN = "/plans/jar-2005/"


def leave_two_open() -> None:
    """Leave 5.6 and one more open, so that the round is a short one."""
    kept = list(Action.objects.filter(plan__slug="jar-2005", reference__in=["5.6", "9.1"]))
    gone = Action.objects.filter(plan__slug="jar-2005").exclude(pk__in=[row.pk for row in kept])
    gone.update(added_on="2006-12-01")
    rebuild_standings(Action.objects.filter(plan__slug="jar-2005"))


def post(page: Page, words: str) -> None:
    page.get_by_label("What has happened?").fill(words)
    page.get_by_label("Still open").check()
    page.get_by_role("button", name="Post").first.click()


def test_a_round_goes_from_its_opening_to_its_lock(
    page: Page,
    no_script_page: Page,
    officer: User,
    director: User,
    sign_in: Callable[[Page, Any], None],
) -> None:
    leave_two_open()
    sign_in(page, director)
    page.goto(PLAN)
    page.get_by_role("link", name="Reporting rounds").click()
    page.get_by_role("button", name="Open a round").click()
    page.get_by_label("What it is called").fill("June 2006")
    page.get_by_label("Opens on").fill("22 May 2006")
    page.get_by_label("Closes on").fill("9 June 2006")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("link", name="June 2006").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("0 of 2 ready")
    page.get_by_role("button", name="Remind them").click()
    expect(main).to_contain_text("2 missing")
    assert violations(page) == []

    desk = no_script_page
    sign_in(desk, officer)
    desk.goto("/inbox/")
    desk.get_by_role("button", name=re.compile("1 statement is wanted of you")).click()
    expect(desk).to_have_url(re.compile("/rounds/"))
    desk.goto("/my-actions/")
    expect(desk.get_by_role("main")).to_contain_text("1 of your 1 statement is missing")
    desk.goto(f"{PLAN}actions/5.6/updates/new/")
    post(desk, "Health was asked.")
    expect(desk.get_by_text("It is your statement in the round “June 2006”.")).to_be_visible()

    page.reload()
    expect(main).to_contain_text("1 of 2 ready")
    page.get_by_role("link", name=re.compile("Read or return it")).click()
    page.get_by_role("button", name="Return it").click()
    expect(page.get_by_text("Say what is to be said otherwise").first).to_be_visible()
    page.get_by_label("What is to be said otherwise").fill("By when?")
    assert violations(page) == []
    page.get_by_role("button", name="Return it").click()
    expect(main).to_contain_text("Returned: another is wanted")

    desk.goto("/inbox/")
    desk.get_by_role("button", name=re.compile("Your statement was returned")).click()
    expect(desk.get_by_role("main")).to_contain_text("By when?")
    post(desk, "Health answers in June.")
    expect(desk.get_by_text("Your update on 5.6 is posted.")).to_be_visible()

    page.reload()
    page.get_by_label(re.compile("Accept.*5.6")).check(force=True)
    page.get_by_role("button", name="Accept what is ticked").click()
    expect(main).to_contain_text("1 accepted")
    ReportingRound.objects.update(opens_on="2006-05-20", closes_on="2006-05-21")
    page.get_by_role("link", name="Lock it for the report").click()
    page.get_by_role("button", name="Lock it").click()
    expect(main).to_contain_text("say why it is locked without")
    page.get_by_label("Why it is locked").fill("The board meets today.")
    page.get_by_role("button", name="Lock it").click()
    expect(main).to_contain_text("Locked")
    expect(main).to_contain_text("1 day late")
    expect(main).to_contain_text("Never given")
    assert Plan.objects.get(slug="jar-2005").rounds.get().locked_by == director
    assert ActionRole.objects.filter(action__reference="9.1").exists()
