"""An author writes a report, those who clear it read it, the clerk locks it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Locator, Page, expect

from governance.models import Report
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.journeys.keyboard import tab_to

# As Word puts it on the clipboard, the styles of its lists in a style sheet of its own.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 11">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Times New Roman";}
@list l0:level1 {mso-level-number-format:bullet;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoNormal style='text-align:justify'><span style='font-family:Arial;color:red'>Attendance
<b style='mso-bidi-font-weight:normal'>has risen</b>, for these reasons:<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·&nbsp;&nbsp; </span></span>
<![endif]>earlier help; and<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·&nbsp;&nbsp; </span></span>
<![endif]>weekly figures.<o:p></o:p></p>
<table class=MsoNormalTable border=1 style='border-collapse:collapse'>
<tr><td width=148 style='width:110.7pt'><p class=MsoNormal>Year<o:p></o:p></p></td>
<td><p class=MsoNormal>Rate<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>2005<o:p></o:p></p></td><td><p class=MsoNormal>91.2%<o:p></o:p></p></td>
</tr></table><!--EndFragment--></body></html>"""
PASTE = """html => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/html', html)
  const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  document.activeElement.dispatchEvent(paste)
}"""


def in_words(page: Page, name: str) -> Locator:
    """Return the box of a heading, an editor or a text area."""
    return page.get_by_role("textbox", name=name, exact=True)


def editor(page: Page, name: str) -> Locator:
    """Return the editor of a heading, once it has taken the place of its text area."""
    expect(in_words(page, name)).to_have_attribute("contenteditable", "true")
    return in_words(page, name)


@pytest.fixture
def clearer(make_user: Callable[..., User]) -> Callable[[str], User]:
    """Make somebody who clears reports on top of being an officer."""

    def make(kind: str) -> User:
        user = make_user(Role.OFFICER, email=f"{kind.lower()}@test.example")
        user.groups.add(Group.objects.get(name=f"{kind} clearance"))
        return User.objects.get(pk=user.pk)

    return make


def complaints_of(page: Page) -> list[str]:
    """Return a list to which the browser's complaints are added as they come."""
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def begin(page: Page, *, has_editor: bool = True) -> None:
    """Begin a report to Scrutiny for 31 May 2006, and wait for the editor."""
    page.goto("/reports/")
    page.get_by_role("button", name="Begin a report").click()
    page.get_by_label("Title", exact=True).fill("Attendance of children looked after")
    page.get_by_label("Scrutiny’s").check()
    page.get_by_role("combobox", name="Meeting").select_option(index=1)
    page.get_by_role("button", name="Begin and write").click()
    expect(page.get_by_role("toolbar")).to_have_count(7 if has_editor else 0)


def verdict(page: Page, choice: str, note: str = "") -> None:
    """Read the version in hand from the list of what waits, and say something of it."""
    page.goto("/reports/")
    page.get_by_role("link", name="Attendance of children looked after").click()
    page.get_by_label(choice).check()
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Post it").click()


def test_a_report_is_pasted_from_word_returned_mended_cleared_and_locked(
    page: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
    clearer: Callable[[str], User],
) -> None:
    author, finance, legal = make_user(Role.OFFICER), clearer("Finance"), clearer("Legal")
    complaints = complaints_of(page)
    sign_in(page, author)
    begin(page)
    editor(page, "Purpose").click()
    page.keyboard.type("To report on attendance.")
    editor(page, "Considerations").click()
    page.evaluate(PASTE, WORD)
    page.get_by_label("Recommendation").fill("the report be noted; and\na further report be made.")
    page.get_by_label("Background papers").fill("None identified")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Read version 1").click()

    # It came out clean, numbered through.
    paper = page.locator(".pa-paper")
    expect(paper).to_contain_text("2. Attendance has risen, for these reasons:")
    expect(paper.locator("strong")).to_have_text("has risen")
    expect(paper.get_by_role("listitem").first).to_have_text("earlier help; and")
    expect(paper.get_by_role("columnheader")).to_have_text(["Year", "Rate"])
    expect(paper).to_contain_text("(b) a further report be made.")
    page.get_by_role("link", name="Where the report stands").click()
    page.get_by_role("button", name="Send for clearance").click()
    expect(page.get_by_role("heading", name="Waiting for clearance")).to_be_visible()

    sign_in(page, finance)
    verdict(page, "Return it", "Say what it costs.")
    sign_in(page, author)
    page.goto("/reports/")
    page.get_by_role("link", name="Attendance of children looked after").click()
    expect(page.get_by_text("Say what it costs.")).to_be_visible()
    page.get_by_role("button", name="Write").click()
    editor(page, "Financial Implications").click()
    page.keyboard.type("It costs nothing more.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Send for clearance").click()

    for user in (finance, legal, make_user(Role.DIRECTOR)):
        sign_in(page, user)
        verdict(page, "Clear it")
    sign_in(page, make_user(Role.COMMITTEE_CLERK))
    page.goto("/reports/")
    page.get_by_role("link", name="Attendance of children looked after").click()
    page.get_by_role("button", name="Lock the report").click()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()

    report = Report.objects.get(title="Attendance of children looked after")
    assert report.state == Report.State.LOCKED
    assert report.clearances.count() == 4
    assert complaints == []  # the page's policy refused nothing


def test_a_report_is_written_without_scripts(
    no_script_page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    page = no_script_page
    sign_in(page, make_user(Role.OFFICER))
    begin(page, has_editor=False)
    in_words(page, "Purpose").fill("To report.")
    in_words(page, "Considerations").fill(
        "It rose:\n- here\n- there\n\n| Year | Rate |\n| 1 | 2 |"
    )
    page.get_by_label("Recommendation").fill("the report be noted.")
    page.get_by_label("Background papers").fill("None identified")
    page.get_by_role("button", name="Save and keep writing").click()

    expect(in_words(page, "Considerations")).to_have_value(
        "It rose:\n- here\n- there\n| Year | Rate |\n| 1 | 2 |"
    )
    page.get_by_role("link", name="Leave without saving").click()
    page.get_by_role("button", name="Send for clearance").click()
    expect(page.get_by_role("heading", name="Waiting for clearance")).to_be_visible()


def test_a_report_is_written_by_keyboard_alone(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    sign_in(page, make_user(Role.OFFICER))
    begin(page)
    tab_to(page, in_words(page, "Purpose"))
    page.keyboard.type("It ")

    # One stop for the buttons, the arrows between them; Tab always leaves the words.
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Bold").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(in_words(page, "Purpose")).to_be_focused()
    page.keyboard.type("rose")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(in_words(page, "Purpose")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(in_words(page, "Financial Implications")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Save", exact=True))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Version 1 is saved.")).to_be_visible()
    paragraph = Report.objects.get(title__startswith="Attendance").versions.get().sections[0]
    assert paragraph["paragraphs"][0]["html"] == "<p>It <strong>rose</strong></p>"


def test_what_was_typed_in_the_editor_is_there_when_the_form_is_refused(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> None:
    sign_in(page, make_user(Role.OFFICER))
    begin(page)
    editor(page, "Considerations").click()
    page.evaluate(PASTE, WORD)
    in_words(page, "Title").fill("")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("The report needs a title.")
    expect(in_words(page, "Considerations").locator("strong")).to_have_text("has risen")
    expect(in_words(page, "Considerations").locator("th, td")).to_have_count(4)
