"""What a page break parts is one in the tags: tables, rows, lists and paragraphs."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdf
import pytest

from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.pdf.tags import elements
from tests.tools.verapdf import check_pdf_ua

MADE_AT = datetime(2006, 5, 22, 14, 5, tzinfo=UTC)
LONG = " ".join(["The draft went to the Board, which asked for three changes."] * 120)
# Rows enough for three pages, one of them so long that a page break parts it.
ROWS = "".join(
    f'<tr><th scope="row">1.{number}</th><td>{LONG if number == 9 else "Written"}</td></tr>'
    for number in range(1, 71)
)
ITEMS = "".join(f"<li>Item {number} of a long list of items</li>" for number in range(1, 91))
DOCUMENT = f"""<!DOCTYPE html>
<html lang="en-GB">
  <head><title>A long document</title></head>
  <body>
    <div data-council="Council" data-head="Head of the page" data-foot="Foot of the page"></div>
    <main>
      <h1>A long document</h1>
      <table>
        <thead>
          <tr><th scope="col">Reference</th><th scope="col">Progress</th></tr>
        </thead>
        <tbody>{ROWS}</tbody>
      </table>
      <h2>A list</h2>
      <ul>{ITEMS}</ul>
      <p>{LONG} {LONG}</p>
    </main>
  </body>
</html>
"""


@pytest.fixture(scope="module")
def content() -> bytes:
    return printing.print_html(DOCUMENT, made_at=MADE_AT).content


@pytest.fixture
def document(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def held_marks(document: pikepdf.Pdf) -> Counter[tuple[int, int]]:
    """Return the marks that elements of the tree hold, by the number of the page."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    found: Counter[tuple[int, int]] = Counter()
    for element in elements(document):
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                found[numbers[element.Pg.objgen], kid] += 1
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                found[numbers[kid.Pg.objgen], int(kid.MCID)] += 1
    return found


def drawn_marks(document: pikepdf.Pdf) -> Counter[tuple[int, int]]:
    """Return the marks that are drawn on pages, by the number of the page."""
    found: Counter[tuple[int, int]] = Counter()
    for number, page in enumerate(document.pages):
        for instruction in pikepdf.parse_content_stream(page, "BDC"):
            properties: Any = instruction.operands[1]
            if "/MCID" in properties:
                found[number, int(properties.MCID)] += 1
    return found


def artifacts(document: pikepdf.Pdf) -> int:
    """Return how many artifacts of paging there are on all pages."""
    return sum(
        str(instruction.operands[0]) == "/Artifact"
        for page in document.pages
        for instruction in pikepdf.parse_content_stream(page, "BDC")
    )


def test_a_table_a_list_and_a_row_over_several_pages_are_one_in_the_tags(
    document: pikepdf.Pdf,
) -> None:
    kinds = Counter(str(element.S) for element in elements(document))

    assert len(document.pages) > 6
    assert kinds["/Part"] == kinds["/Table"] == kinds["/THead"] == kinds["/TBody"] == 1
    assert kinds["/TR"] == 71
    assert kinds["/TH"] == 72
    assert kinds["/TD"] == 70
    assert kinds["/L"] == kinds["/P"] == 1
    assert kinds["/LI"] == kinds["/LBody"] == 90
    assert kinds["/Span"] == 0


def test_every_cell_names_header_cells_that_are_in_the_tree(document: pikepdf.Pdf) -> None:
    cells = list(elements(document))
    names = {bytes(cell.ID) for cell in cells if "/ID" in cell}
    of_cells = [cell.A.get("/Headers", []) for cell in cells if cell.S == "/TD"]
    headers = [[bytes(name) for name in named] for named in of_cells if len(named)]

    assert len(names) == 72
    assert {len(named) for named in headers} == {2}  # its row's and its column's
    assert {name for named in headers for name in named} <= names
    assert len({named[1] for named in headers}) == 1
    # The one row that is longer than a page leaves it to the scopes.
    assert len(of_cells) - len(headers) == 1


def test_every_mark_is_held_once_and_by_the_element_that_the_page_says(
    document: pikepdf.Pdf,
) -> None:
    assert held_marks(document) == drawn_marks(document)
    assert set(held_marks(document).values()) == {1}

    tree = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(document.pages):
        for mark, holder in enumerate(tree[int(page.obj.StructParents)]):
            if holder is not None:
                is_held = any(
                    kid == mark
                    or (isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == mark)
                    for kid in holder.K
                )
                assert is_held, (number, mark)


def test_heads_that_are_repeated_and_running_heads_are_passed_over(content: bytes) -> None:
    document = pikepdf.open(io.BytesIO(content))
    of_the_table = sum("Reference" in words for words in texts(content))

    assert of_the_table > 2  # it is printed on every page of the table
    assert artifacts(document) >= 2 * (of_the_table - 1) + len(document.pages)


def texts(content: bytes) -> list[str]:
    """Return the words of each page, as they are drawn."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_words_and_their_order_are_those_of_the_page(content: bytes) -> None:
    words = re.findall(r"Item (\d+) of", " ".join(texts(content)))

    assert [int(word) for word in words] == list(range(1, 91))


@pytest.mark.document
def test_what_was_joined_conforms(content: bytes) -> None:
    assert check_pdf_ua(content) == []


SPANNED = """<table>
  <caption>Rates by year</caption>
  <thead>
    <tr><th scope="col" rowspan="2">Ward</th><th scope="col" colspan="2">2004/05</th>
      <th scope="col" colspan="2">2005/06</th></tr>
    <tr><th scope="col">Boys</th><th scope="col">Girls</th><th scope="col">Boys</th>
      <th scope="col">Girls</th></tr>
  </thead>
  <tbody>
    <tr><th scope="row" rowspan="2">Ross</th><td>11</td><td>12</td><td>13</td><td>14</td></tr>
    <tr><td colspan="2">21 to 22</td><td>23</td><td>24</td></tr>
  </tbody>
</table>"""
NAMED = {
    "11": ["Ross", "2004/05", "Boys"],
    "12": ["Ross", "2004/05", "Girls"],
    "13": ["Ross", "2005/06", "Boys"],
    "14": ["Ross", "2005/06", "Girls"],
    "21 to 22": ["Ross", "2004/05", "Boys", "Girls"],
    "23": ["Ross", "2005/06", "Boys"],
    "24": ["Ross", "2005/06", "Girls"],
}


def cells_of(element: Any) -> Iterator[Any]:
    """Yield the cells below an element of the tree in their order."""
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from [kid] if str(kid.S) in ("/TH", "/TD") else cells_of(kid)


@pytest.fixture(scope="module")
def spanned() -> bytes:
    html = f"{DOCUMENT[: DOCUMENT.index('<table>')]}{SPANNED}</main></body></html>"
    return printing.print_html(html, made_at=MADE_AT).content


def test_a_figure_under_merged_heads_names_its_own_year(spanned: bytes) -> None:
    document = pikepdf.open(io.BytesIO(spanned))
    words = re.findall(r"<t[hd](?: [^>]*)?>([^<]+)<", SPANNED)
    cells = list(zip(cells_of(document.Root.StructTreeRoot), words, strict=True))
    heads = {bytes(cell.ID): word for cell, word in cells if str(cell.S) == "/TH"}

    found = {
        word: [heads[bytes(name)] for name in cell.A.get("/Headers", [])]
        for cell, word in cells
        if str(cell.S) == "/TD"
    }

    assert found == NAMED


@pytest.mark.document
def test_a_table_with_spans_and_a_caption_conforms(spanned: bytes) -> None:
    assert check_pdf_ua(spanned) == []
