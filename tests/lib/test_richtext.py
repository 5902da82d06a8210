"""What is pasted and typed becomes paragraphs, and nothing a report may not hold is left in it."""

from collections.abc import Callable
from contextlib import suppress
from time import process_time
from typing import Any

import pytest

from herefordshire_cs.lib.richtext import (
    Unreadable,
    Written,
    as_html,
    as_text,
    clean,
    from_html,
    from_text,
    load,
    read_html,
    same_words,
)
from herefordshire_cs.lib.richtext.rules import left_out_of
from herefordshire_cs.lib.richtext.tables import Cell, Table, laid_out
from tests.pastes import PASTES, Paste

# A clipboard of Word as it comes, should it reach the server raw.
WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 11">
<o:SmartTagType namespaceuri="urn:schemas-microsoft-com:office:smarttags" name="place"/>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @list l0:level1 {mso-level-number-format:bullet;} --></style></head><body lang=EN-GB>
<!--StartFragment-->"""
SYMBOL = (
    "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>"
)
ROUND = SYMBOL.replace("·", "o")
NUMBER = SYMBOL.replace("·", "1.")


def item(words: str, level: int = 1, mark: str = SYMBOL) -> str:
    """Return an item of a list as Word writes it."""
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraph style='{style}'>{mark}{words}<o:p></o:p></p>"


def word_tabs(number: str, words: str) -> str:
    """Return a paragraph of Word with a number and a tab typed before it."""
    tab = "<span style='mso-tab-count:1'>\u00a0\u00a0\u00a0\u00a0 </span>"
    return f"<p class=MsoNormal>{number}{tab}{words}<o:p></o:p></p>"


PASTED = {
    "a paragraph of Word": (
        "<p class=MsoNormal style='text-align:justify'><span style='font-family:Arial;color:red'>"
        'Children of <st1:place w:st="on">Hereford</st1:place>\nand Ross<o:p></o:p></span></p>',
        "<p>Children of Hereford and Ross</p>",
    ),
    "an empty paragraph of Word": ("<p class=MsoNormal><o:p>&nbsp;</o:p></p>", ""),
    "bold with Word's own style": (
        "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Risen<o:p></o:p></b></p>",
        "<p><strong>Risen</strong></p>",
    ),
    "bold that is none": (
        '<b style="font-weight:normal"><p>Plain <span style="font-weight:700">loud</span></p></b>',
        "<p>Plain <strong>loud</strong></p>",
    ),
    "emphasis in pieces": (
        "<p><b>one </b><strong>two</strong></p>",
        "<p><strong>one two</strong></p>",
    ),
    "raised and lowered": (
        "<p>CO<sub>2</sub> m<sup>2</sup></p>",
        "<p>CO<sub>2</sub> m<sup>2</sup></p>",
    ),
    "a list of Word": (
        "<p class=MsoNormal>These are:</p>"
        f"{item('one')}{item('within one', 2, ROUND)}{item('two')}",
        "<p>These are:</p><ul><li>one<ul><li>within one</li></ul></li><li>two</li></ul>",
    ),
    "a numbered list of Word after a colon": (
        f"<p class=MsoNormal>These are:</p>{item('one', mark=NUMBER)}{item('two', mark=NUMBER)}",
        "<p>These are:</p><ol><li>one</li><li>two</li></ol>",
    ),
    "numbered paragraphs of Word": (
        f"{item('One.', mark=NUMBER)}{item('Two.', mark=NUMBER)}",
        "<p>One.</p><p>Two.</p>",
    ),
    "a number typed before a paragraph": (
        "<p>3. The plan was sent.</p>",
        "<p>The plan was sent.</p>",
    ),
    "numbers within numbers typed before paragraphs": (
        word_tabs("4.1", "The plan was sent.") + word_tabs("4.1.2.", "It came."),
        "<p>The plan was sent.</p><p>It came.</p>",
    ),
    "a number that is no number of a paragraph": (
        "<p>4.1 per cent came. 7.5 Hectares</p><p>(c) its cost</p>",
        "<p>4.1 per cent came. 7.5 Hectares</p><p>(c) its cost</p>",
    ),
    "a table of Word": (
        "<p>Figures</p><table class=MsoNormalTable border=1><tr style='mso-yfti-irow:0'>"
        "<td width=148 style='width:110pt'><p class=MsoNormal>Year<o:p></o:p></p></td>"
        "<td><p class=MsoNormal>Rate</p></td></tr>"
        "<tr><td><p>2005</p></td><td><p>9.1</p><p>(part)</p></td></tr></table>",
        '<p>Figures</p><table><thead><tr><th scope="col">Year</th><th scope="col">Rate</th></tr>'
        "</thead><tbody><tr><td>2005</td><td>9.1<br>(part)</td></tr></tbody></table>",
    ),
    "merged cells": (
        "<p>x</p><table><tr><td colspan=2>A</td></tr><tr><td rowspan=2>1</td><td>2</td></tr>"
        "<tr><td>3</td></tr></table>",
        '<p>x</p><table><thead><tr><th scope="col" colspan="2">A</th></tr></thead><tbody>'
        '<tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>',
    ),
    "a frame of one cell": ("<table><tr><td><p>Boxed</p></td></tr></table>", "<p>Boxed</p>"),
    "a heading": ("<h2>Where it stands</h2>", "<p><strong>Where it stands</strong></p>"),
    "what the editor sends": (
        "<p>To&nbsp;note:</p><ul><li>this<ol><li>that</li></ol></li></ul>",
        "<p>To note:</p><ul><li>this<ol><li>that</li></ol></li></ul>",
    ),
    "lines of a browser": (
        "one<div>two</div>three<br><br>four",
        "<p>one</p><p>two</p><p>three</p><p>four</p>",
    ),
    "a comment of a reviewer": (
        "<p>Kept<span style='mso-special-character:comment'><a href='#_msocom_1'>[A1]</a></span>"
        "</p>"
        "<div style='mso-element:comment-list'><p class=MsoCommentText>Is this so?</p></div>",
        "<p>Kept</p>",
    ),
    "what was struck out by tracking": (
        "<p>Now <del>then</del><ins>here</ins></p>",
        "<p>Now here</p>",
    ),
    "hidden words": (
        "<p>Seen<span style='display:none;mso-hide:all'>not seen</span></p>",
        "<p>Seen</p>",
    ),
    "a script": ("<p>a<script>alert(1)</script></p><style>p{color:red}</style>", "<p>a</p>"),
    "a handler": ('<p onclick="alert(1)" style="color:red" class="x" id="y">a</p>', "<p>a</p>"),
    "a picture": ('<p>a<img src="x" onerror="alert(1)"></p>', "<p>a</p>"),
    "a link": (
        '<p><a href="https://example.org/?a=1&amp;b=2" target="_blank">a</a></p>',
        '<p><a href="https://example.org/?a=1&amp;b=2">a</a></p>',
    ),
    "a link that runs a script": ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
    "a link to a file": ('<p><a href="file:///C:/x.doc">a</a></p>', "<p>a</p>"),
    "markup that was typed": (
        "<p>1 &lt; 2 &amp; &lt;b&gt;</p>",
        "<p>1 &lt; 2 &amp; &lt;b&gt;</p>",
    ),
    "markup that is broken": ("<p>a <b>b <i>c</p><p>d", "<p>a <strong>b <em>c</em></strong></p>"),
}


@pytest.mark.parametrize(("pasted", "expected"), PASTED.values(), ids=PASTED)
def test_what_is_pasted_comes_out_clean(pasted: str, expected: str) -> None:
    found = "".join(as_html(each) for each in from_html(pasted))

    assert found.startswith(expected)
    assert clean(found) == found


@pytest.mark.parametrize(("pasted", "expected"), PASTED.values(), ids=PASTED)
def test_it_comes_out_the_same_of_a_whole_document_of_word(pasted: str, expected: str) -> None:
    alone = from_html(pasted)

    assert from_html(f"{WORD_HEAD}{pasted}<!--EndFragment--></body></html>") == alone


@pytest.mark.parametrize(("pasted", "_expected"), PASTED.values(), ids=PASTED)
def test_a_paragraph_is_kept_and_read_again_as_it_was(pasted: str, _expected: str) -> None:
    for written in from_html(pasted):
        kept = {"text": written.text, "bullets": written.bullets, "html": written.html}
        assert load(kept) == written


TYPED = {
    "paragraphs are parted by a blank line": ("One\n\nTwo", ["One", "Two"]),
    "a line that goes on": ("One\ngoes on", ["One goes on"]),
    "bullets": ("These:\n- one\n- two", ["These:\n- one\n- two"]),
    "bullets after a blank line": ("These:\n\n* one\n• two", ["These:\n- one\n- two"]),
    "bullets within bullets": ("T:\n- one\n  - in one\n- two", ["T:\n- one\n  - in one\n- two"]),
    "an item that goes on": ("T:\n- one\n  goes on", ["T:\n- one goes on"]),
    "a numbered list after a colon": ("T:\n1. one\n2) two", ["T:\n1. one\n2. two"]),
    "numbered paragraphs": ("1. One.\n\n2. Two.", ["One.", "Two."]),
    "a year is no number": ("2006 was long", ["2006 was long"]),
    "a table": ("F\n|a|b|\n|---|---|\n|1||", ["F\n| a | b |\n| 1 |  |"]),
    "a table with a caption": ("F\nTable: Rates\n|a|\n|1|", ["F\nTable: Rates\n| a |\n| 1 |"]),
    "a caption of nothing": ("Table: none\nsaid", ["Table: none said"]),
    "markup is words": ("<b>a</b> & b", ["<b>a</b> & b"]),
    "nothing": (" \n\n ", []),
}


@pytest.mark.parametrize(("typed", "expected"), TYPED.values(), ids=TYPED)
def test_what_is_typed_without_an_editor_is_read(typed: str, expected: list[str]) -> None:
    found = from_text(typed)

    assert [as_text(each) for each in found] == expected
    assert from_text("\n\n".join(expected)) == found  # and can be typed again from what is shown


def test_plain_words_need_no_markup() -> None:
    assert [each.html for each in from_text("One:\n- a\n- b")] == [""]
    assert [each.bullets for each in from_text("One:\n- a\n- b")] == [["a", "b"]]


def test_a_paragraph_says_the_same_with_and_without_its_emphasis() -> None:
    loud, plain = from_html("<p>It <b>rose</b></p>")[0], Written(lead="It rose")

    assert loud != plain
    assert same_words(loud) == same_words(plain)


@pytest.mark.parametrize("paste", PASTES.values(), ids=PASTES)
def test_the_server_keeps_of_a_clipboard_what_was_meant_and_says_what_it_left_out(
    paste: Paste,
) -> None:
    found = read_html(paste.clipboard)

    kept = "".join(as_html(each) for each in found.paragraphs)
    assert (kept, found.said) == (paste.kept, paste.said)
    assert clean(kept) == kept


@pytest.mark.parametrize("paste", PASTES.values(), ids=PASTES)
def test_what_is_kept_of_a_clipboard_is_read_again_as_it_was(paste: Paste) -> None:
    again = read_html(paste.kept)

    assert "".join(as_html(each) for each in again.paragraphs) == paste.kept
    assert again.said == ""
    for written in again.paragraphs:
        kept = {"text": written.text, "bullets": written.bullets, "html": written.html}
        assert load(kept) == written
        assert [same_words(each) for each in from_text(as_text(written))] == [same_words(written)]


STORED = {
    "a head and blank cells where others were spanned": (
        '<p>x</p><table><thead><tr><th scope="col">A</th><td></td></tr></thead><tbody>'
        "<tr><td>1</td><td>2</td></tr><tr><td></td><td>3<br>4</td></tr></tbody></table>"
    ),
    "one row": "<p>x</p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
    "a blank corner": (
        '<p>x</p><table><thead><tr><td></td><th scope="col">2005</th></tr></thead><tbody>'
        "<tr><td>Ross</td><td></td></tr></tbody></table>"
    ),
    "a table between lists": (
        '<p>x:</p><ul><li>a</li></ul><table><thead><tr><th scope="col">A</th></tr></thead><tbody>'
        "<tr><td>1</td></tr></tbody></table><ol><li>b</li></ol>"
    ),
}


@pytest.mark.parametrize("html", STORED.values(), ids=STORED)
def test_what_was_kept_before_tables_held_spans_is_kept_as_it_was(html: str) -> None:
    assert as_html(load({"text": "x", "html": html})) == html
    assert clean(html) == html
    assert "".join(as_html(each) for each in from_html(html)) == html


HEADED = {
    "its first row, where it does not say": ([["a", "b"], ["1", "2"]], 1),
    "no row of one alone": ([["a", "b"]], 0),
    "all rows that the first reaches into": (
        [[("a", 1, 2), ("b", 2, 1)], ["c", "d"], ["1", "2", "3"]],
        2,
    ),
    "the first alone, where it reaches into all": ([[("a", 1, 2), "b"], ["c"]], 1),
}


@pytest.mark.parametrize(("rows", "heads"), HEADED.values(), ids=HEADED)
def test_a_table_is_headed_by(rows: list[list[Any]], heads: int) -> None:
    table = laid_out([[as_cell(each) for each in row] for row in rows])

    found = [all(cell.is_head for cell in row) for row in table.rows]
    assert found == [place < heads for place in range(len(rows))]


def as_cell(written: Any) -> Cell:
    words, across, down = written if isinstance(written, tuple) else (written, 1, 1)
    return Cell(words=words, across=across, down=down)


def test_a_cell_that_spans_others_is_followed_by_blank_ones_in_plain_words() -> None:
    merged = from_html(PASTES["merged heads of Word"].clipboard)[0]

    assert as_text(merged).splitlines() == [
        "Rates by year:",
        "| Ward | 2004/05 |  | 2005/06 |  |",
        "|  | Boys | Girls | Boys | Girls |",
        "| Ross | 4 | 3 | 2 | 1 |",
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<td colspan="0" rowspan="x">', (1, 1)),
        ('<td colspan="99999">', (29, 1)),  # as far as a page goes
        ('<td colspan="1" rowspan="99999">', (1, 2)),
        ('<td colspan="-1" rowspan="99999999999999999999">', (1, 1)),
    ],
)
def test_a_span_is_no_more_than_the_table(markup: str, expected: tuple[int, int]) -> None:
    html = f"<p>x</p><table><tr><th>a</th>{markup}b</tr><tr><td>c</td><td>d</td></tr></table>"

    last = from_html(html)[0].parts[0].rows[0][1]

    assert (last.across, last.down) == expected


def test_what_is_emphasised_in_emphasis_is_emphasised_once_and_can_be_read_again() -> None:
    loud = "font-weight:bold;font-style:italic;vertical-align:super"
    [written] = from_html(f"<p>{f"<span style='{loud}'>" * 50}loud")

    assert written.html == "<p><sup><em><strong>loud</strong></em></sup></p>"
    assert load({"text": written.text, "html": written.html}) == written


def test_words_after_a_struck_block_go_on_in_the_line() -> None:
    html = "<div>one <b>two<div style='display:none'>gone</div></b> three</div>"

    assert [as_html(each) for each in from_html(html)] == ["<p>one <strong>two</strong> three</p>"]


# --- However much, and however deep --------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("- x\n" * 50_000, id="items"),  # as many characters as a box takes
        pytest.param("|x|\n\n" * 40_000, id="tables"),
    ],
)
def test_reading_does_not_copy_what_it_has_read_for_each_line(typed: str) -> None:
    began = process_time()
    from_text(typed)
    assert process_time() - began < 5  # a second; a quarter of a minute where each is copied


@pytest.mark.parametrize("tag", ["b", "span", "div", "blockquote", "ul><li", "table><tr><td", "x"])
def test_markup_deeper_than_a_hand_writes_is_refused_in_words(tag: str) -> None:
    shallow, deep = f"<{tag}>" * 10, f"<{tag}>" * 3_000
    from_html(f"{shallow}words")
    with pytest.raises(Unreadable, match="within each other"):
        from_html(f"{deep}words")


def test_tags_that_close_each_other_are_not_deep() -> None:
    assert len(from_html("<p>x" * 1_000)) == 1_000


def test_a_list_goes_no_deeper_than_word_has_it() -> None:
    [written] = from_text("\n".join(f"{'  ' * level}- x" for level in range(200)))
    assert as_html(written).count("<ul>") == 9
    assert len(written.parts) == 200


@pytest.mark.parametrize(
    ("read", "row"),
    [
        pytest.param(from_text, "|{}|", id="typed"),
        pytest.param(from_html, "<table><tr><td>{}</td></tr></table>", id="pasted"),
    ],
)
def test_a_table_wider_than_a_page_is_refused_by_its_first_word_too_many(
    read: Callable[[str], list[Written]], row: str
) -> None:
    parting = "|" if read is from_text else "</td><td>"
    words = [f"c{number}" for number in range(1, 32)]
    [written] = read(row.format(parting.join(words[:30])))
    assert isinstance(written.parts[0], Table)
    assert len(written.parts[0].rows[0]) == 30
    with pytest.raises(Unreadable, match="more than 30 columns: “c31” stands beyond"):
        read(row.format(parting.join(words)))


ENDLESS = {
    "style sheets that do not end": "<style>" * 20_000,
    "a style sheet of nothing": f"<style>{'a' * 150_000}</style>",
    "remarks that do not end": f"<style>{'/*' * 75_000}</style>",
    "a style that goes on": f"<p style='{'text-decoration:' * 9_000}'>a</p>",
    "a cell of many rows and columns": "<table>" + "<tr><td colspan=99 rowspan=999>a" * 4_000,
    "a blank cell of many rows and columns": "<table>" + "<tr><td colspan=99 rowspan=999>" * 4_000,
}


@pytest.mark.parametrize("html", ENDLESS.values(), ids=ENDLESS)
def test_nothing_that_is_sent_keeps_the_server_at_work(html: str) -> None:
    began = process_time()

    left_out_of(html)
    with suppress(Unreadable):
        from_html(html)

    assert process_time() - began < 5  # seconds; each takes a tenth of that or less
