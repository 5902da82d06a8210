"""A clerk lays a year’s calendar and takes three of its meetings to approved minutes.

One between them is cancelled; one has an exempt appendix, a late item, a supplement, a correction
and, in the end, a report that is taken down.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from governance.models import AgendaItem, Meeting, Pack, Report
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.governance.issuing import add_late_item
from tests.governance.rows_of_an_exempt_meeting import one_page
from tests.tools.axe import violations

BODY = "childrens-services-scrutiny"
MAY = f"{BODY}-2006-05-31"
JULY = f"{BODY}-2006-07-10"
SEPTEMBER = f"{BODY}-2006-09-11"
JANUARY = f"{BODY}-2007-01-08"
REPORT = "A new home"
PRINTING_MS = 120_000  # here the pack is built within the request


@pytest.mark.document
def test_a_clerk_does_the_cycle_of_a_year_of_meetings(
    page: Page,
    visit: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    settings: Any,
) -> None:
    settings.DEMONSTRATION_DATE = date(2006, 6, 1)
    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)
    sign_in(page, make_user(Role.COMMITTEE_CLERK))

    lay_the_year(page)
    cancel_november(page)
    take_attendance(page)
    vote(page)
    issue_decisions(page)
    circulate(page, MAY)
    settings.DEMONSTRATION_DATE = date(2006, 6, 30)
    put_papers_before_july(page)
    issue(page, "Issue the pack", "Issue it now")
    add_what_came_late(page)
    correct(page)
    settings.DEMONSTRATION_DATE = date(2006, 7, 11)
    approve(page, MAY, at=JULY)
    minute_what_is_exempt(page)
    circulate(page, JULY)
    settings.DEMONSTRATION_DATE = date(2006, 9, 12)
    Meeting.objects.filter(slug=SEPTEMBER).update(state=Meeting.State.HELD)
    approve(page, JULY, at=SEPTEMBER)
    circulate(page, SEPTEMBER)
    # That of November is cancelled, so January approves what September left.
    settings.DEMONSTRATION_DATE = date(2007, 1, 9)
    Meeting.objects.filter(slug=JANUARY).update(state=Meeting.State.HELD)
    approve(page, SEPTEMBER, at=JANUARY)
    read_as_anybody(visit())
    take_down_the_report(page, visit())


def lay_the_year(page: Page) -> None:
    """Plan every second month’s second Monday, the days seen first."""
    page.goto(f"/committees/{BODY}/calendar/")
    page.get_by_role("button", name="Plan a year’s meetings").click()
    page.get_by_label("Which of the month").select_option("Second")
    page.get_by_label("Day of the week").select_option("Monday")
    page.get_by_label("How often").select_option("Every second month")
    page.get_by_label("From").fill("1 July 2006")
    page.get_by_label("To", exact=True).fill("31/3/07")
    page.get_by_label("Other days").fill("1 January 2007")
    page.get_by_label("Time").fill("10.00 a.m.")
    page.get_by_label("Venue").fill("The council chamber")
    page.get_by_role("button", name="Show the days").click()
    holiday = page.get_by_role("row").filter(has_text="Monday 1\u00a0January 2007")
    expect(holiday).to_contain_text("Not a working day: New Year's Day")
    expect(holiday.get_by_role("checkbox")).not_to_be_checked()
    assert violations(page) == []
    page.get_by_role("button", name="Plan those that are ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("5 meetings planned")
    expect(page.get_by_role("link", name="Monday 13\u00a0November 2006")).to_be_visible()


def cancel_november(page: Page) -> None:
    """Cancel the meeting of November: its page and the register say so."""
    page.get_by_role("link", name="Monday 13\u00a0November 2006").click()
    page.get_by_role("link", name="Cancel, postpone or adjourn it").click()
    page.get_by_label("It is cancelled").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("link", name="Say why")).to_be_visible()
    page.get_by_label("Why", exact=True).fill("There is no business.")
    assert violations(page) == []
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("This meeting is cancelled. There is no business.")).to_be_visible()
    expect(page.get_by_role("button", name="Build the pack")).to_have_count(0)
    page.goto("/papers/")
    row = page.get_by_role("row").filter(has_text="Monday 13\u00a0November 2006")
    expect(row.get_by_role("cell", name="Cancelled")).to_be_visible()


def take_attendance(page: Page) -> None:
    """Say that everybody came, and that one member left before the seventh item."""
    page.goto(f"/meetings/{MAY}/attendance/")
    page.get_by_role("button", name="Everybody else was present").click()
    page.get_by_label("Who was in the chair").select_option("Councillor B.F. Ashton")
    page.get_by_role("button", name="Save the attendance").click()
    page.get_by_role("link", name=re.compile("arrivals and departures")).click()
    page.get_by_label("Who", exact=True).select_option("Councillor G. Lucas")
    page.get_by_label("What they did").select_option("Left")
    page.get_by_label("Time").fill("11.15 a.m.")
    page.get_by_label("Before item").select_option(index=7)
    page.get_by_role("button", name="Save the arrivals and departures").click()
    expect(
        page.get_by_text("Councillor G. Lucas left the meeting at 11.15 a.m., before item 7.")
    ).to_be_visible()


def vote(page: Page) -> None:
    """Minute the seventh item: a vote that does not add up is refused, one that does is kept."""
    row = page.get_by_role("row").filter(has_text="BRIEFING")
    row.get_by_role("link", name="Minute it").click()
    there = page.get_by_text(re.compile(r"\d+ members with a vote are on record"))
    number = int(re.findall(r"(\d+) members", there.inner_text())[0])
    page.get_by_label("What was resolved").first.fill("the report be noted.")
    page.get_by_label("Asked of").first.fill("Director of Children's Services")
    page.get_by_label("By the day").first.fill("20 July 2006")
    page.get_by_label("Moved by").select_option("Councillor B.F. Ashton")
    page.get_by_label("Seconded by").select_option("Councillor J.P. Thomas")
    page.get_by_label("For", exact=True).fill(str(number))
    page.get_by_label("Against", exact=True).fill("1")
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text(f"the votes make {number + 1}")
    page.get_by_label("For", exact=True).fill(str(number - 1))
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text("is kept.")


def issue_decisions(page: Page) -> None:
    """Issue the decision sheet; anybody reads it the same day."""
    page.get_by_role("link", name="Decision sheet").click()
    expect(page.get_by_text("seconded by Councillor J.P. Thomas")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Issue it to the public").click()
    page.get_by_role("link", name="As the public reads it").click()
    expect(page.get_by_role("row").filter(has_text="Director of Children")).to_contain_text(
        "20\u00a0July 2006"
    )
    assert violations(page) == []


def circulate(page: Page, slug: str) -> None:
    """Record that the draft minutes of a meeting were circulated; it is asked once more."""
    page.goto(f"/meetings/{slug}/minutes/take/")
    page.get_by_role("button", name="Record that the draft was circulated").click()
    page.get_by_role("button", name="Yes, they were circulated today").click()
    expect(page.get_by_role("alert")).to_contain_text("circulated today")


def approve(page: Page, slug: str, *, at: str) -> None:
    """Minute at a later meeting that the minutes of one are a correct record."""
    page.goto(f"/meetings/{at}/minutes/take/")
    row = page.get_by_role("row").filter(has_text="MINUTES").filter(has_text="Minute it")
    row.get_by_role("link", name="Minute it").first.click()
    page.get_by_label(re.compile("were approved as a correct record")).check()
    page.get_by_role("button", name="Save the minute").click()
    expect(page.get_by_role("alert")).to_contain_text("is kept.")
    assert Meeting.objects.get(slug=slug).state == Meeting.State.MINUTES_APPROVED


def put_papers_before_july(page: Page) -> None:
    """Put a report before July, and append to it a paper that is exempt."""
    july = Meeting.objects.get(slug=JULY)
    AgendaItem.objects.filter(meeting=july).exclude(kind__in=["minutes", "exclusion"]).delete()
    add_late_item(july, title=REPORT, late_reason="")
    page.goto(f"/meetings/{JULY}/reports/a-new-home/")
    page.get_by_role("link", name="Add an appendix").click()
    page.get_by_label("Label").fill("Appendix 1")
    page.get_by_label("Title", exact=True).fill("Tender of Larkspur Farms")
    page.get_by_label("PDF").set_input_files(
        {"name": "tender.pdf", "mimeType": "application/pdf", "buffer": one_page()}
    )
    page.get_by_label(re.compile("Exempt, paragraph 3")).check()
    page.get_by_label("Why the public interest is in withholding it").fill("A firm is named.")
    page.get_by_label("Title that the public may read").fill("A contract")
    page.get_by_role("button", name="Add it to the report").click()
    expect(
        page.get_by_role("heading", name="Appendix 1: Tender of Larkspur Farms")
    ).to_be_visible()


def issue(page: Page, button: str, then: str) -> None:
    """Issue what the page of the pack of July offers."""
    if "kind=" not in page.url:
        page.goto(f"/meetings/{JULY}/pack/")
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=then).click(timeout=PRINTING_MS)
    expect(page.get_by_role("button", name="Open the members’ copy")).to_be_visible()


def add_what_came_late(page: Page) -> None:
    """Add a late item with the chairman’s reason; the supplement holds it."""
    page.goto(f"/meetings/{JULY}/")
    page.get_by_role("link", name="Add a late item").click()
    page.get_by_label("Title").fill("A FLOODED SCHOOL")
    page.get_by_label("The chairman’s reason").fill("Its pupils need a place by September.")
    page.get_by_role("button", name="Put it on the agenda").click()
    expect(page.get_by_text("issue a supplement with it")).to_be_visible()
    issue(page, "Issue the supplement", "Issue it now")


def correct(page: Page) -> None:
    """Correct the pack; it says what it corrects."""
    page.goto(f"/meetings/{JULY}/pack/?kind=correction")
    page.get_by_label("What it corrects").fill("The time of the meeting")
    issue(page, "Issue the corrected pack", "Issue it now")


def minute_what_is_exempt(page: Page) -> None:
    """Minute the item with the exempt appendix: it is exempt, with a summary for the public."""
    row = page.get_by_role("row").filter(has_text=REPORT)
    row.get_by_role("link", name="Minute it").click()
    expect(page.get_by_text("A part of this item is exempt under paragraph 3.")).to_be_visible()
    page.get_by_label("What was said and done").fill("The offer of Larkspur Farms was heard.")
    page.get_by_label("What was resolved").first.fill("the offer of Larkspur Farms be taken.")
    page.get_by_role("button", name="Save the minute").click()
    page.get_by_role("row").filter(has_text=REPORT).get_by_role("link", name="Minute").click()
    page.get_by_role("link", name="Exempt or not").click()
    page.get_by_label("Summary that the public may read").fill("A contract was let.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("withheld as its item is")


def read_as_anybody(public: Page) -> None:
    """Read what anybody finds of the three meetings: nothing of what is exempt."""
    public.goto(f"/papers/meetings/{MAY}/minutes/")
    expect(public.get_by_text("left the meeting at 11.15 a.m.")).to_be_visible()
    expect(public.get_by_text("Carried.")).to_be_visible()
    public.goto(f"/papers/meetings/{SEPTEMBER}/minutes/")
    expect(public.get_by_text("Approved as a correct record on 8\u00a0January")).to_be_visible()
    public.goto(f"/papers/meetings/{JULY}/minutes/")
    expect(public.get_by_text("A contract was let.")).to_be_visible()
    packs = [f"packs/{pack.pk_uuid}/" for pack in Pack.objects.filter(meeting__slug=JULY)]
    assert len(packs) == 3
    for told in (f"meetings/{JULY}/", f"meetings/{JULY}/minutes/", "feed.atom", *packs):
        answer = public.request.get(f"/papers/{told}")
        assert answer.ok
        assert "Larkspur" not in answer.text()


def take_down_the_report(page: Page, public: Page) -> None:
    """Take the report of July down: its page says so, and the packs that hold it are closed."""
    page.goto(f"/meetings/{JULY}/take-down/")
    page.get_by_label(f"The report “{REPORT}”").check()
    page.get_by_label("Why", exact=True).fill("A child can be known from it.")
    page.get_by_label("What the public is told").fill("It held personal data.")
    page.get_by_role("button", name="Take it down now").click()
    expect(page.get_by_role("alert")).to_contain_text("taken down")
    address = f"/papers/meetings/{JULY}/reports/{Report.objects.get(title=REPORT).slug}/"
    public.goto(address)
    expect(public.get_by_text("It held personal data.")).to_be_visible()
    pack = Pack.objects.get(meeting__slug=JULY, version=3)
    assert public.request.get(f"/papers/packs/{pack.pk_uuid}/").status == 410
