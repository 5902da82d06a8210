"""What is pasted and typed becomes paragraphs, and nothing a report may not hold is left in it."""

from collections.abc import Callable
from time import process_time

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
    same_words,
)
from herefordshire_cs.lib.richtext.written import Table

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
        '<p>x</p><table><thead><tr><th scope="col">A</th><td></td></tr></thead><tbody>'
        "<tr><td>1</td><td>2</td></tr><tr><td></td><td>3</td></tr></tbody></table>",
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
