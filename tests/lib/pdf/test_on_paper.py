"""A document laid out for paper: room for the binding, starts on odd pages, a booklet."""

import io

import pikepdf
import pypdfium2
import pytest

from herefordshire_cs.lib.pdf.on_paper import BINDING, laid_out
from herefordshire_cs.lib.pdf.plain_pages import A4

WORDS = "BT /F1 40 Tf 1 0 0 1 0 400 Tm (Page {number}) Tj ET"


@pytest.fixture(scope="module")
def content() -> bytes:
    """A document of six pages, of which the fourth lies on its side; each says its number."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for number in range(1, 7):
        page = document.add_blank_page(page_size=A4 if number != 4 else (A4[1], A4[0]))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = document.make_stream(WORDS.format(number=number).encode())
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def read(content: bytes) -> list[tuple[str, float]]:
    """Return the words of each page, and how far from its left edge they begin."""
    found = []
    for sheet in pypdfium2.PdfDocument(content):
        text = sheet.get_textpage()
        words = text.get_text_range().replace("\r\n", " ").strip()
        found.append((words, text.get_charbox(0)[0] if words else 0.0))
    return found


def test_a_start_is_brought_to_an_odd_page_by_a_blank_one(content: bytes) -> None:
    pages = [words for words, _left in read(laid_out(content, starts={1, 4}))]

    assert pages == ["Page 1", "", "Page 2", "Page 3", "Page 4", "", "Page 5", "Page 6"]


def test_the_binding_has_room_at_the_inner_edge_of_each_page(content: bytes) -> None:
    lefts = [left for _words, left in read(laid_out(content, has_binding=True))]

    assert lefts[0] - lefts[1] == pytest.approx(BINDING, abs=1)
    assert lefts[2] == pytest.approx(lefts[0], abs=1)


def test_a_booklet_is_folded_of_sheets_with_two_pages_on_each_side(content: bytes) -> None:
    sides = [words for words, _left in read(laid_out(content, is_booklet=True))]

    assert sides == ["Page 1", "Page 2", "Page 6 Page 3", "Page 4 Page 5"]


def test_every_sheet_is_of_a4_upright(content: bytes) -> None:
    made = laid_out(content, has_binding=True)

    with pikepdf.open(io.BytesIO(made)) as document:
        for page in document.pages:
            assert tuple(map(float, page.mediabox[2:])) == pytest.approx(A4, abs=0.01)
