"""What is printed is tagged, says what it is, and asks nobody for anything."""

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from herefordshire_cs.lib.pdf import printing
from tests.tools.verapdf import check_pdf_ua

MADE_AT = datetime(2006, 5, 22, 14, 5, tzinfo=UTC)
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
  <head><title>Progress &amp; report</title><meta name="author" content="A council"></head>
  <body>
    <h1>Progress report</h1>
    <h2>Ratings</h2>
    <table>
      <thead><tr><th scope="col">Rating</th><th scope="col">Actions</th></tr></thead>
      <tbody><tr><th scope="row"><svg viewBox="0 0 9 9" width="9" height="9" aria-hidden="true">
      <path d="M0 0h9v9z"/></svg>Red</th><td>3</td></tr></tbody>
    </table>
    <svg viewBox="0 0 9 9" width="9" height="9" role="img"><title>3 red</title>
    <path d="M0 0h9v9z"/></svg>
  </body>
</html>
"""
OTHERS_FILES = [
    "http://example.org/print.css",
    "https://example.org/print.css",
    "file:///etc/passwd",
    "data:text/css,p{}",
    "https://static.invalid/",
    "https://static.invalid/build/",
    "https://static.invalid/build/no-such.css",
    "https://static.invalid/../manage.py",
    "https://static.invalid/%2e%2e/manage.py",
    "https://static.invalid//etc/passwd",
    "https://static.invalid.example.org/build/print.css",
]


@pytest.fixture(scope="module")
def printed() -> printing.Printed:
    return printing.print_html(PAGE, made_at=MADE_AT)


def elements(content: bytes, kind: str) -> list[DictionaryObject]:
    """Return the elements of the tag tree that are of one kind, in no order."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    found = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [
        element
        for element in found
        if isinstance(element, DictionaryObject) and element.get("/S") == f"/{kind}"
    ]


def test_a_style_sheet_of_our_own_is_found_by_name() -> None:
    assert printing.own_file("https://static.invalid/build/print.css").name == "print.css"


@pytest.mark.parametrize("address", OTHERS_FILES)
def test_every_other_address_is_refused_by_name(address: str) -> None:
    with pytest.raises(printing.AddressRefused, match="only the static files"):
        printing.own_file(address)


@pytest.mark.parametrize(
    "asking",
    [
        '<img alt="A picture" src="https://example.org/picture.png">',
        '<img alt="A picture" src="file:///etc/hostname">',
        '<link rel="stylesheet" href="http://example.org/print.css">',
        "<style>p { background: url(https://example.org/picture.png) }</style><p>A paragraph</p>",
    ],
)
def test_a_document_that_asks_for_anything_else_is_not_printed(asking: str) -> None:
    with pytest.raises(printing.AddressRefused, match="is not one"):
        printing.print_html(PAGE.replace("<h2>", f"{asking}<h2>"), made_at=MADE_AT)


def test_a_document_says_what_it_is(printed: printing.Printed) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed.content))

    assert printed.pages == len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Progress & report"
    assert reader.metadata.author == "A council"
    assert reader.metadata.creation_date == MADE_AT
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_headings_are_bookmarks_within_bookmarks(printed: printing.Printed) -> None:
    [first, within] = pypdf.PdfReader(io.BytesIO(printed.content)).outline

    assert first.title == "Progress report"
    assert [bookmark.title for bookmark in within] == ["Ratings"]


def test_a_header_cell_says_what_it_heads(printed: printing.Printed) -> None:
    scopes = [cell["/A"]["/Scope"] for cell in elements(printed.content, "TH")]

    assert sorted(scopes) == ["/Column", "/Column", "/Row"]


def test_a_picture_has_words_or_is_passed_over(printed: printing.Printed) -> None:
    assert [picture["/Alt"] for picture in elements(printed.content, "Figure")] == ["3 red"]


def test_the_same_words_and_instant_give_the_same_bytes(printed: printing.Printed) -> None:
    assert printing.print_html(PAGE, made_at=MADE_AT) == printed
    assert printing.print_html(PAGE, made_at=MADE_AT.replace(hour=15)) != printed


def test_fonts_and_the_style_sheet_are_read_once_for_the_process(
    printed: printing.Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(printing, "_fetch", read.append)

    assert printing.print_html(PAGE, made_at=MADE_AT) == printed
    assert read == []


def test_another_style_sheet_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "print.css"
    monkeypatch.setattr(printing, "own_file", lambda _address: sheet)
    pages = []
    for rules in ("h2 { break-before: page }", "h2 { break-before: auto; color: red }"):
        sheet.write_text(rules, encoding="utf-8")
        pages.append(printing.print_html(PAGE, made_at=MADE_AT).pages)

    assert pages == [2, 1]


def test_two_prints_at_a_time_are_as_each_by_itself(printed: printing.Printed) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: printing.print_html(PAGE, made_at=MADE_AT), range(4)))

    assert made == [printed] * 4


def test_who_has_printed_ends_in_silence() -> None:
    code = (
        "import django; django.setup(); from datetime import datetime, UTC;"
        "from herefordshire_cs.lib.pdf import printing;"
        "printing.print_html('<html lang=en><title>x</title>x', made_at=datetime.now(UTC))"
    )
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": "herefordshire_cs.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.document
def test_a_document_conforms(printed: printing.Printed) -> None:
    assert check_pdf_ua(printed.content) == []


def test_who_does_not_print_does_not_load_the_engine() -> None:
    code = "import sys, herefordshire_cs.lib.pdf.printing; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
