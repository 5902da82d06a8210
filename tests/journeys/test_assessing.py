"""A self-assessment is made again and compared; a judgement is entered and answered by a plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User


def test_a_self_assessment_is_made_again_and_compared(
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    director: User,
    settings: Any,
) -> None:
    settings.DEMONSTRATION_DATE = date(2006, 5, 22)
    page = visit(viewport={"width": 1280, "height": 900})
    sign_in(page, director)
    page.goto("/indicators/self-assessments/")
    page.get_by_role("button", name="Assess again").click()
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("link", name="Answer Q1", exact=True).click()
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a level")
    page.get_by_label("Developing", exact=True).check()
    page.get_by_label("Comments").fill("The team was halved.")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.locator("#q1")).to_contain_text("The team was halved.")

    page.get_by_role("link", name="Compare with 12").click()
    changed = page.get_by_role("row").filter(has_text="Q1 How is the local area")
    expect(changed).to_contain_text("Mature")
    expect(changed).to_contain_text("Lower")


def test_a_judgement_is_entered_and_answered_by_the_plan(
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    director: User,
    settings: Any,
) -> None:
    settings.DEMONSTRATION_DATE = date(2006, 5, 22)
    page = visit(viewport={"width": 1280, "height": 900})
    sign_in(page, director)
    page.goto("/indicators/judgements/")
    page.get_by_role("button", name="Enter a judgement").click()
    page.get_by_label("What was judged").select_option("Stay Safe")
    page.get_by_label("Grade").select_option("1: inadequate")
    page.get_by_label("Period or year").fill("2005")
    page.get_by_label("Day of the letter or report").fill("1 December 2005")
    page.get_by_label("Judged by").fill("Inspectors")
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stay Safe")
    expect(page.get_by_role("main")).to_contain_text("1: inadequate")

    page.get_by_role("button", name="Say what answers it").click()
    page.get_by_label("Where it stands").select_option("jar-2005")
    page.get_by_label("Number or reference").fill("5.6")
    page.get_by_role("button", name="It answers this").click()
    page.get_by_role("link", name="Action 5.6").click()
    page.get_by_role("link", name="Judgements that it answers").click()
    expect(page.get_by_role("link", name="Stay Safe")).to_be_visible()
