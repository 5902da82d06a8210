"""A page of HTML becomes a Word file: headings, lists, terms and tables as such.

Source: ECMA-376 part 1, 17.4.1 (tables) and 17.4.78 (rows that head each page).
"""

import io
from datetime import date
from typing import Any

import docx
import pytest

from herefordshire_cs.lib.files.written_word import Described, word_document

NAMES = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DESCRIBED = Described(
    title="A paper", author="A council", running_head="A committee", made_on=date(2006, 5, 22)
)


def written(html: str, described: Described = DESCRIBED) -> Any:
    return docx.Document(io.BytesIO(word_document(html, described)))


def said(html: str) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in written(html).paragraphs]


def test_headings_paragraphs_and_lists_are_words_own() -> None:
    assert said(
        "<main><h1>Plan</h1><p>One <b>two</b>\n three.</p><ul><li>a<ul><li>b</li></ul></li></ul>"
        "<ol><li><p>c</p></li></ol><h5>Deep</h5></main>"
    ) == [
        ("Heading 1", "Plan"),
        ("Normal", "One two three."),
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("List Number", "c"),
        ("Heading 4", "Deep"),
    ]


def test_what_is_bold_or_italic_stays_so() -> None:
    [paragraph] = written("<p>One <strong>two</strong> <em>three</em></p>").paragraphs

    assert [
        (run.text.strip(), run.bold, run.italic) for run in paragraph.runs if run.text.strip()
    ] == [
        ("One", None, None),
        ("two", True, None),
        ("three", None, True),
    ]


def test_a_table_has_its_caption_its_head_on_each_page_and_its_merged_cells() -> None:
    document = written(
        "<table><caption>Figures</caption><thead><tr><th>Of</th>"
        "<th colspan=2>Year</th></tr></thead>"
        "<tbody><tr><th rowspan=2>A</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"
        "</tbody></table>"
    )

    [table] = document.tables
    assert document.paragraphs[0].style.name == "Caption"
    assert [cell.text for cell in table.rows[2].cells] == ["A", "3", "4"]
    assert table.rows[0].cells[1]._tc is table.rows[0].cells[2]._tc
    heads = [row._tr.trPr.find(f"{NAMES}tblHeader") is not None for row in table.rows]
    assert heads == [True, False, False]
    assert table.rows[0].cells[0].paragraphs[0].runs[0].bold


def test_terms_stand_before_what_is_said_of_them() -> None:
    assert said("<dl><div><dt>Wards</dt><dd>All</dd></div><dt>Lead</dt><dd>HL</dd></dl>") == [
        ("Normal", "Wards: All"),
        ("Normal", "Lead: HL"),
    ]


def test_what_is_for_a_screen_alone_is_left_out_and_a_picture_is_described() -> None:
    html = (
        "<nav><a href='/'>Back</a></nav><p>Seen<span class='govuk-visually-hidden'> not</span></p>"
        "<p><svg role='img'><title>Bars</title><desc>Three red</desc></svg></p>"
        "<script>no()</script><form><button>No</button></form>"
    )

    assert said(html) == [("Normal", "Seen"), ("Normal", "Bars Three red")]


@pytest.mark.parametrize(
    "html",
    ["", "<p></p>", "<table></table>", "<table><tr></tr></table>", "<p>\x0c \x00&#1;</p>"],
)
def test_a_page_of_nothing_is_an_empty_document(html: str) -> None:
    assert said(html.replace("\x00", "")) == []


def test_a_table_within_a_cell_and_a_span_beyond_the_table_are_taken() -> None:
    [table] = written(
        "<table><tr><td colspan=99>All</td></tr><tr><td>1</td><td><table><tr><td>in</td></tr>"
        "</table></td></tr></table>"
    ).tables

    assert table.rows[0].cells[0]._tc is table.rows[0].cells[1]._tc
    assert table.rows[1].cells[1].tables[0].rows[0].cells[0].text == "in"


def test_it_says_what_it_is_in_english_and_the_same_gives_the_same_bytes() -> None:
    once, again = (word_document("<h1>A</h1>", DESCRIBED) for _ in range(2))
    document = docx.Document(io.BytesIO(once))

    assert once == again
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "A paper",
        "A council",
        "en-GB",
    )
    assert document.sections[0].header.paragraphs[0].text == "A committee"
    assert round(document.sections[0].page_width.mm) == 210


def test_a_wide_paper_lies_on_its_side() -> None:
    wide = Described(
        title="A", author="B", running_head="C", made_on=date(2006, 5, 22), is_landscape=True
    )

    assert round(written("<p>A</p>", wide).sections[0].page_width.mm) == 297
