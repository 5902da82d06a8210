"""The editor of reports in a browser: what is pasted, tables, and the keys."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from governance.models import Report
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.richtext import as_html, from_html
from tests.pastes import PASTES, STRUCK
from tests.tools.axe import violations

PASTE = """(words, html) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/html', html)
  const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  words.dispatchEvent(paste)
}"""
COPY = """words => {
  const clipboardData = new DataTransfer()
  const copy = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
  words.dispatchEvent(copy)
  return clipboardData.getData('text/html')
}"""
GIVE_PICTURE = """(words, how) => {
  const data = new DataTransfer()
  data.items.add(new File(['x'], 'x.png', { type: 'image/png' }))
  const event = how === 'drop'
    ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
    : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  return !words.dispatchEvent(event)
}"""
SENT = "() => new FormData(document.querySelector('[data-editors]')).get('considerations_html')"
SETTLE_MS = 100  # the selection of a paste made by a script settles after it


@pytest.fixture
def words(
    page: Page, sign_in: Callable[[Page, Any], None], make_user: Callable[..., User]
) -> Locator:
    """Open a report of one's own, and return the editor of its considerations."""
    author = make_user(Role.OFFICER)
    Report.objects.create(slug="mine", form="scrutiny", title="Mine", author=author)
    sign_in(page, author)
    page.goto("/reports/mine/edit/")
    found = considerations(page)
    expect(found).to_have_attribute("contenteditable", "true")
    return found


def considerations(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Considerations", exact=True)


def tool(page: Page, name: str) -> Locator:
    toolbar = page.get_by_role("toolbar", name="How the words of Considerations are set")
    return toolbar.get_by_role("button", name=name, exact=True)


def said(words: Locator) -> Locator:
    """Return what is told beside an editor."""
    return words.locator("xpath=../following-sibling::*[@role='status']")


def paste(page: Page, words: Locator, html: str) -> None:
    """Put markup into an editor in the place of what is in it."""
    words.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    words.evaluate(PASTE, html)
    page.wait_for_timeout(SETTLE_MS)


def kept(page: Page) -> str:
    """Return what the server keeps of what the editor would send."""
    return "".join(as_html(each) for each in from_html(page.evaluate(SENT)))


def complaints_of(page: Page) -> list[str]:
    """Return a list to which the browser's complaints are added as they come."""
    told: list[str] = []
    page.on("console", lambda each: told.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def test_the_editor_keeps_of_every_clipboard_what_the_server_keeps_and_says_the_same(
    page: Page, words: Locator
) -> None:
    complaints = complaints_of(page)
    found = {}
    for name, clipboard in PASTES.items():
        paste(page, words, clipboard.clipboard)
        found[name] = (kept(page), said(words).text_content())

    assert found == {name: (each.kept, each.said) for name, each in PASTES.items()}
    assert complaints == []  # the page's policy refused nothing
    assert page.evaluate("window.told") is None


def test_merged_heads_and_their_rows_reach_the_paper_as_they_were_pasted(
    page: Page, words: Locator
) -> None:
    paste(page, words, PASTES["merged heads of Word"].clipboard)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Read version 1").click()

    paper = page.locator(".pa-paper")
    heads = paper.get_by_role("columnheader")
    expect(heads).to_have_text(["Ward", "2004/05", "2005/06", "Boys", "Girls", "Boys", "Girls"])
    expect(heads.nth(1)).to_have_attribute("colspan", "2")
    expect(heads.nth(0)).to_have_attribute("rowspan", "2")
    expect(paper.get_by_role("cell")).to_have_text(["Ross", "4", "3", "2", "1"])


def test_tab_goes_from_cell_to_cell_and_leaves_by_the_last_and_escape_leaves_from_anywhere(
    page: Page, words: Locator
) -> None:
    words.click()
    tool(page, "Table").click()
    for name in "abcdefghi":
        page.keyboard.type(name)
        expect(words).to_be_focused()
        page.keyboard.press("Tab")
    expect(words).not_to_be_focused()
    assert kept(page) == (
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr>'
        "</thead><tbody><tr><td>d</td><td>e</td><td>f</td></tr>"
        "<tr><td>g</td><td>h</td><td>i</td></tr></tbody></table>"
    )

    words.locator("td").first.click()
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("x")
    expect(words.locator("th").last).to_have_text("x")
    page.keyboard.press("Escape")
    expect(words).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(words).to_be_focused()


def test_cells_are_merged_and_split_and_head_rows_and_columns(page: Page, words: Locator) -> None:
    paste(
        page, words, "<p>x:</p><table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>"
    )
    words.locator("td").first.click()
    expect(tool(page, "Merge cells")).to_be_hidden()
    expect(tool(page, "Heading row")).to_have_attribute("aria-pressed", "false")
    tool(page, "Heading column").click()
    expect(tool(page, "Heading column")).to_have_attribute("aria-pressed", "true")
    words.locator("th").nth(1).click()
    tool(page, "Heading row").click()
    column = '<tr><th scope="row">a</th><td>b</td></tr><tr><th scope="row">c</th><td>d</td></tr>'
    assert kept(page) == f"<p>x:</p><table><tbody>{column}</tbody></table>"

    words.locator("th").first.click()
    tool(page, "Heading column").click()
    expect(said(words)).to_have_text("A table needs a heading row or a heading column.")

    page.keyboard.press("End")
    page.keyboard.press("Shift+ArrowRight")
    tool(page, "Merge cells").click()
    merged = '<tr><th scope="row" colspan="2">a<br>b</th></tr>'
    assert merged in kept(page).replace('scope="col"', 'scope="row"')
    tool(page, "Split cell").click()
    expect(words.locator("tr").first.locator("th, td")).to_have_count(2)


def test_a_table_gets_a_caption_and_loses_its_head_row_to_the_next(
    page: Page, words: Locator
) -> None:
    paste(page, words, PASTES["a head row of Word, and a list and lines in its cells"].clipboard)
    page.on("dialog", lambda dialog: dialog.accept("What is done when"))
    words.locator("th").first.click()
    tool(page, "Caption").click()
    expect(words.locator("caption")).to_have_text("What is done when")
    tool(page, "Row below").click()
    tool(page, "Remove row").click()

    assert kept(page).startswith("<p>Steps:</p><table><caption>What is done when</caption><tbody>")
    words.press("Control+z")
    words.press("Control+z")
    assert "<thead>" in kept(page)


def test_marks_lists_and_links_are_set_by_their_buttons(page: Page, words: Locator) -> None:
    page.on("dialog", lambda dialog: dialog.accept("https://www.example.org/"))
    words.click()
    page.keyboard.type("Read:")
    page.keyboard.press("Enter")
    page.keyboard.type("- one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    tool(page, "Further in").click()
    expect(tool(page, "List")).to_have_attribute("aria-pressed", "true")
    tool(page, "Numbered list").click()
    expect(tool(page, "Numbered list")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    tool(page, "Further out").click()
    tool(page, "Raised").click()
    page.keyboard.type("up")
    tool(page, "Lowered").click()
    page.keyboard.type("down")
    tool(page, "Lowered").click()
    tool(page, "Link").click()

    link = '<a href="https://www.example.org/">https://www.example.org/</a>'
    assert kept(page) == (
        "<p>Read:</p><ul><li>one<ol><li>two</li></ol></li>"
        f"<li><sup>up</sup><sub>down</sub>{link}</li></ul>"
    )
    words.locator("a").click()
    expect(tool(page, "Link")).to_have_attribute("aria-pressed", "true")
    tool(page, "Link").click()
    expect(words.locator("a")).to_have_count(0)


def test_what_was_left_out_is_told_to_who_cannot_see_it_and_forgotten_at_the_next_paste(
    page: Page, words: Locator
) -> None:
    paste(page, words, PASTES["words struck out and put in with change tracking"].clipboard)
    expect(said(words)).to_have_text(STRUCK)
    paste(page, words, "<p>All of it.</p>")
    expect(said(words)).to_have_text("")


@pytest.mark.parametrize("how", ["paste", "drop"])
def test_a_picture_alone_is_left_out_and_does_not_take_the_place_of_the_page(
    how: str, page: Page, words: Locator
) -> None:
    is_prevented = words.evaluate(GIVE_PICTURE, how)

    expect(said(words)).to_have_text("Left out: 1 picture. A picture belongs in an appendix.")
    assert is_prevented or how == "paste"
    assert page.evaluate(SENT) == ""


def test_a_table_that_the_server_refuses_stands_in_the_editor_again_and_is_divided_there(
    page: Page, words: Locator
) -> None:
    cells = "".join(f"<td>c{place}</td>" for place in range(1, 32))
    paste(page, words, f"<p>Wide:</p><table><tr>{cells}</tr><tr>{cells}</tr></table>")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("A table has more than 30 columns").first).to_be_visible()
    again = considerations(page)
    expect(again.locator("tr").first.locator("th, td")).to_have_count(31)
    expect(again.locator("p").first).to_have_text("Wide:")


def test_what_was_refused_without_the_editor_is_in_it_once_it_is_there(
    page: Page, words: Locator
) -> None:
    page.route("**/build/editor*.js", lambda route: route.abort())
    page.reload()
    page.get_by_label("Considerations", exact=True).fill("|" * 40 + "words too far right|")
    page.unroute("**/build/editor*.js")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("A table has more than 30 columns").first).to_be_visible()
    expect(considerations(page)).to_have_attribute("contenteditable", "true")
    expect(considerations(page)).to_contain_text("words too far right")


def test_a_row_that_is_copied_in_a_table_stays_a_row(page: Page, words: Locator) -> None:
    paste(page, words, PASTES["merged heads of Word"].clipboard)
    before = kept(page)
    words.locator("td").first.click()
    page.keyboard.press("Home")
    for _press in range(len("Ross") + 4):
        page.keyboard.press("Shift+ArrowRight")
    copied = words.evaluate(COPY)
    assert copied.count("<td") == 5
    words.locator("td").first.click()
    words.evaluate(PASTE, copied)
    page.wait_for_timeout(SETTLE_MS)
    assert kept(page) == before


@pytest.mark.parametrize("width", [390, 1280])
def test_an_editor_with_a_table_is_accessible_and_as_wide_as_the_page(
    width: int, page: Page, words: Locator
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in (
        "a page of the web with scripts, a caption and heads of rows",
        "merged heads of Word",
    ):
        words.evaluate(PASTE, PASTES[name].clipboard)
        page.wait_for_timeout(SETTLE_MS)
    words.locator("td").first.click()
    expect(tool(page, "Caption")).to_be_visible()

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
