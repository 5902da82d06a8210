"""Somebody who is not signed in finds a decision, a member's attendance, a report, and asks."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from governance.forms import public_questions
from governance.models import Meeting, PublicSubmission
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.governance.issuing import issue_unprinted
from tests.tools.axe import violations

MAY = "childrens-services-scrutiny-2006-05-31"
MARCH = "childrens-services-scrutiny-2006-03-13"
REPORT = f"/papers/meetings/{MAY}/reports/safeguarding-report-2006-05-31"
QUESTION = "What will the visits of the Committee cost, and who pays for them?"


@pytest.fixture
def published(transactional_db: None) -> None:
    """Have the minutes of March approved, and the agenda of May issued."""
    Meeting.objects.filter(slug=MARCH).update(state=Meeting.State.MINUTES_APPROVED)
    issue_unprinted(Meeting.objects.get(slug=MAY))


def test_a_decision_is_found_from_its_subject_and_a_members_attendance_on_a_telephone(
    published: None, visit: Callable[..., Page]
) -> None:
    page = visit(viewport={"width": 390, "height": 844}, java_script_enabled=False)

    page.goto("/")
    pages = page.get_by_role("navigation", name="Public pages")
    pages.get_by_role("link", name="Decisions", exact=True).click()
    page.get_by_label("Find decisions").fill("fact-finding visits")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("1 decision on fact-finding visits")).to_be_visible()
    expect(page.get_by_text("Asked of Director of Children")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("link", name="JOINT AREA REVIEW").click()
    expect(page.get_by_role("heading", name="JOINT AREA REVIEW")).to_be_visible()

    page.goto("/papers/committees/")
    page.get_by_role("link", name="Children's Services Scrutiny Committee").click()
    page.get_by_role("link", name="Councillor J.P. Thomas").click()
    came = page.get_by_role("table", name="Attendance").get_by_role("row")
    expect(came.filter(has_text="Monday 13\u00a0March 2006")).to_contain_text("Present")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_report_is_read_as_page_pdf_and_word_and_a_question_is_put_on_it(
    published: None,
    page: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(public_questions, "LEAST", timedelta(0))

    page.goto(f"/papers/meetings/{MAY}/")
    page.get_by_role("link", name="Report").filter(has_text="SAFEGUARDING CHILDREN").click()
    agenda = page.get_by_role("navigation", name="Agenda of this meeting")
    expect(agenda.locator("[aria-current=page]")).to_contain_text("SAFEGUARDING CHILDREN")
    assert violations(page) == []

    printed = page.request.get(f"{REPORT}.pdf")
    assert printed.headers["content-type"] == "application/pdf"
    word = docx.Document(io.BytesIO(page.request.get(f"{REPORT}.docx").body()))
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 2"]
    assert "Purpose" in headings

    agenda.get_by_role("link", name="All of this meeting").click()
    page.get_by_role("link", name="a question on SAFEGUARDING CHILDREN").click()
    page.get_by_role("button", name="Send it").click()
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("Write your question or your suggestion")
    assert violations(page) == []
    chosen = page.get_by_label("What is it about?").locator("option:checked")
    expect(chosen).to_have_text("SAFEGUARDING CHILDREN IN HEREFORDSHIRE")
    page.get_by_label("Your question or suggestion").fill(QUESTION)
    page.get_by_label("write the word paper").fill("Paper")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="We have your question")).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert violations(page) == []

    # The clerk finds it, and its sender the answer.
    receipt = page.url
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/public/")
    expect(page.get_by_role("row").filter(has_text=QUESTION)).to_contain_text("Sent online")
    answered = PublicSubmission.objects.get()
    answered.state, answered.answer = "answered", "Nothing: members come by bus."
    answered.save()
    page.context.clear_cookies()
    page.goto(receipt)
    expect(page.get_by_text("members come by bus")).to_be_visible()
