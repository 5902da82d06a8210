"""A performance officer loads a quarter, and the director and the Digest see it."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from indicators.models import Outturn
from tests.journeys.days import go_to_day
from tests.journeys.keyboard import tab_to
from tests.tools.axe import violations
from tests.tools.verapdf import check_pdf_ua

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ["Ref", "Period", "Outturn", "Numerator", "Denominator", "Note"]
QUARTER = "Q1 2009/10"
PRINTING_MS = 60_000  # here the document is made within the request
LINES = [
    ["NI 59", QUARTER, 61.5, 123, 200, ""],
    ["NI 60", QUARTER, "sixty", "", "", ""],  # words in a number cell
    ["NI 999", QUARTER, 50, "", "", ""],  # an unknown reference
    ["NI 68", QUARTER, 106, "", "", ""],  # a percentage over 100
    ["CH142", QUARTER, 24, "", "", "Two large families"],
    ["NI 67", QUARTER, 100, 40, 40, ""],
    ["NI 62", QUARTER, 25, 2, 8, "A cohort of eight"],
]


def workbook() -> bytes:
    """Return the quarter as a spreadsheet, three of its lines at fault."""
    book = Workbook()
    for row in [HEAD, *LINES]:
        book.active.append(row)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def send(page: Page) -> None:
    """Send the spreadsheet to be checked."""
    page.goto("/indicators/loading/")
    page.get_by_label("File of outturns").set_input_files(
        {"name": "quarter-1.xlsx", "mimeType": XLSX, "buffer": workbook()}
    )
    page.get_by_role("button", name="Check the file").click()


def correct(page: Page, line: int, column: str, words: str) -> None:
    """Correct a cell where it stands."""
    page.get_by_label(f"{column} of line {line}").fill(words)


@pytest.mark.document
def test_a_quarter_with_three_faulty_lines_is_corrected_loaded_and_seen_in_the_digest(
    desk: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    page = desk
    sign_in(page, make_user(Role.PERFORMANCE_OFFICER))
    go_to_day(page, "20 July 2009")
    send(page)

    # Each fault is told with its line and the words that were there; nothing is loaded.
    expect(page.get_by_role("heading", name="3 lines cannot be loaded")).to_be_visible()
    told = page.locator(".govuk-error-summary li").all_inner_texts()
    assert told == [
        "Line 3: “sixty” is not a number.",
        "Line 4: “NI 999” is the reference of no indicator.",
        "Line 5: “106” is over 100, which a percentage cannot be.",
    ]
    assert page.get_by_role("button", name="Load").count() == 0
    assert not Outturn.objects.filter(paper=None).exists()

    correct(page, 3, "Value", "77")
    correct(page, 4, "Reference", "NI 65")
    correct(page, 4, "Value", "9")
    correct(page, 5, "Value", "76")
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("button", name="Load 7 outturns").click()
    expect(page.get_by_text("Loaded: 7 outturns added.")).to_be_visible()

    # The Digest of the quarter rates each figure against the target of its year.
    page.goto("/indicators/digest/2009-2010-q1/")
    digest = page.locator("main").inner_text()
    for sentence in (
        "61.5%, 3.5 percentage points short of the target of 65%, within the tolerance",
        "77%, target of 75% met",
        "24%, 6 percentage points above the target of 18%, beyond the tolerance",
        "9%, 1 percentage point outside the good range of 10% to 15%, within the tolerance",
    ):
        assert sentence in " ".join(digest.split()), sentence
    # Two children of eight are for officers to see, and not for the Digest.
    assert "2 of 8" not in digest
    page.goto("/indicators/ni-62/")
    expect(page.get_by_text("2 of 8: a cohort below 10 is not rated")).to_be_visible()

    # The same file once more changes nothing.
    send(page)
    correct(page, 3, "Value", "77")
    correct(page, 4, "Reference", "NI 65")
    correct(page, 4, "Value", "9")
    correct(page, 5, "Value", "76")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("Nothing to load")).to_be_visible()
    assert Outturn.objects.filter(paper=None).count() == 7


@pytest.mark.document
def test_a_commentary_is_approved_by_another_and_the_digest_is_issued_with_it(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    performance, director = make_user(Role.PERFORMANCE_OFFICER), make_user(Role.DIRECTOR)
    sign_in(page, performance)
    go_to_day(page, "20 July 2009")
    page.goto("/indicators/ni-72/commentaries/new/")
    page.get_by_label("Commentary").fill("The moderation of profiles was tightened in June.")
    page.get_by_role("button", name="commentary").click()
    expect(page.get_by_text("It waits for approval")).to_be_visible()

    sign_in(page, director)
    go_to_day(page, "20 July 2009")
    page.goto("/indicators/ni-72/")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The commentary is approved for the Digest.")).to_be_visible()

    sign_in(page, performance)
    go_to_day(page, "20 July 2009")
    page.goto("/indicators/digest/2009-2010-q1/")
    expect(page.get_by_text("The moderation of profiles was tightened in June.")).to_be_visible()
    page.get_by_role("button", name="Issue").click(timeout=PRINTING_MS)
    address = page.get_by_role("button", name="Open the PDF").get_attribute("href")
    response = page.request.get(address or "")
    assert response.headers["content-type"] == "application/pdf"
    assert check_pdf_ua(response.body()) == []


def test_a_quarter_is_entered_by_keyboard_alone_and_a_wrong_cell_loses_nothing(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    sign_in(page, make_user(Role.PERFORMANCE_OFFICER))
    go_to_day(page, "20 July 2009")
    page.goto("/indicators/entry/2009-2010-q1/?set=radar")

    tab_to(page, page.get_by_label("Value of NI 59"))
    page.keyboard.type("61.5%")
    tab_to(page, page.get_by_label("Value of NI 60"))
    page.keyboard.type("about 77")
    page.keyboard.press("Enter")

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Value of NI 59")).to_have_value("61.5%")
    expect(page.get_by_label("Value of NI 60")).to_have_value("about 77")
    assert not Outturn.objects.filter(paper=None).exists()
    assert violations(page) == []

    tab_to(page, page.get_by_label("Value of NI 60"))
    page.keyboard.press("Control+a")
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 outturns added.")).to_be_visible()


def test_a_director_goes_from_the_dashboard_to_what_worsened_and_what_it_should_show(
    desk: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    page = desk
    sign_in(page, director)
    go_to_day(page, "22 May 2009")
    page.goto("/")

    page.get_by_role("link", name="of indicators under Worsening").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indicators")
    shown = page.locator("table.cs-sticky tbody tr").count()
    assert f"{shown} of 99 indicators" in page.locator("main").inner_text()
    page.get_by_role("link", name="NI 72").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Early Years Foundation Stage")
    expect(page.get_by_text("To focus on early years")).to_be_visible()
