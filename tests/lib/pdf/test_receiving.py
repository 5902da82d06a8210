"""What the upload accepts can be joined; what it refuses is named in words."""

import io
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name

from herefordshire_cs.lib.files.foreign import Bounds
from herefordshire_cs.lib.pdf import receiving
from herefordshire_cs.lib.pdf.assembling import Part, assemble
from herefordshire_cs.lib.pdf.receiving import HUGE, receive_pdf, too_large
from herefordshire_cs.lib.pdf.uploads import readied

MADE_AT = datetime(2006, 5, 22, 14, 5, tzinfo=UTC)
BOOKMARKS = "has bookmarks that cannot be read. They are left out of the pack."
TAGS = "has tags that cannot be read. They are left out"
LINKS = "has links that cannot be followed. They are left out of the pack."


def paper(*, pages: int = 2) -> pikepdf.Pdf:
    document = pikepdf.new()
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595.276, 841.89)).obj
        page.Contents = document.make_stream(b"0 g 72 700 100 50 re f")
    return document


def saved(document: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def bookmarked(*entries: dict[str, Any], is_ring: bool = False) -> bytes:
    """Return a paper with bookmarks of these entries; in a ring, the last leads to the first."""
    document = paper()
    page = document.pages[1].obj
    known = {"page 2": Array([page, Name.XYZ, 72, 720, 0])}
    items = [document.make_indirect(Dictionary()) for _ in entries]
    for item, entry in zip(items, entries, strict=True):
        for key, value in entry.items():
            item[f"/{key}"] = known.get(value, value) if isinstance(value, str) else value
        if entry.get("Dest") == "in a dictionary":
            item.Dest = Dictionary(D=known["page 2"])
    for before, after in zip(items, [*items[1:], items[0]], strict=True):
        if after is not items[0] or is_ring:
            before.Next = after
    document.Root.Outlines = document.make_indirect(Dictionary(First=items[0], Last=items[-1]))
    return saved(document)


def with_root(**entries: Any) -> bytes:
    document = paper()
    for key, value in entries.items():
        document.Root[f"/{key}"] = value
    return saved(document)


def with_page(**entries: Any) -> bytes:
    """Return a paper whose second page is said to be so."""
    document = paper()
    for key, value in entries.items():
        document.pages[1].obj[f"/{key}"] = value
    return saved(document)


def tagged(root: Dictionary) -> bytes:
    return with_root(MarkInfo=Dictionary(Marked=True), StructTreeRoot=root)


def unfolding() -> bytes:
    """Return a paper of 60 KB whose one page unfolds into fifteen million commands."""
    document = paper(pages=1)
    folded = zlib.compress(b"q Q " * 15_000_000, 9)
    document.pages[0].obj.Contents = pikepdf.Stream(document, b"")
    document.pages[0].obj.Contents.write(folded, filter=Name.FlateDecode)
    written = io.BytesIO()
    document.save(written, compress_streams=False)
    assert len(written.getvalue()) < 70_000
    return written.getvalue()


def link(address: str) -> Array:
    action = Dictionary(S=Name.URI, URI=address)
    return Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
    )


ODD: dict[str, tuple[Callable[[], bytes], str]] = {
    "bookmarks in a ring": (
        lambda: bookmarked({"Title": "One"}, {"Title": "Two"}, is_ring=True),
        BOOKMARKS,
    ),
    "a bookmark without a title": (lambda: bookmarked({"Title": 5}, {"Title": "b"}), BOOKMARKS),
    "bookmarks that are a number": (lambda: with_root(Outlines=5), BOOKMARKS),
    "a tag that is a number": (lambda: tagged(Dictionary(K=Array([Dictionary(S=5)]))), TAGS),
    "tags without their tree": (
        lambda: tagged(Dictionary(K=Dictionary(S=Name.P, K=0), ParentTree=7)),
        TAGS,
    ),
    "a page that is no number of the tags": (lambda: with_page(StructParents=Name.X), TAGS),
    "a link into another paper": (
        lambda: with_page(Annots=link("https://parts.invalid/#elsewhere")),
        LINKS,
    ),
    "names that are a number": (lambda: with_root(Names=5), LINKS),
}


def joined(pages: bytes) -> pypdf.PdfReader:
    """Return a document of an appendix between two others, as a pack has it."""
    other = saved(paper(pages=1))
    names = ("Before", "Appendix", "After")
    parts = [
        Part(content=content, title=name, level=1, destination=name.lower())
        for name, content in zip(names, (other, pages, other), strict=True)
    ]
    made = assemble(
        parts, title="Pack", subject="Pack", made_at=MADE_AT, stamps=["1", "2", "3", "4"]
    )
    return pypdf.PdfReader(io.BytesIO(made.content))


@pytest.mark.parametrize(("make", "words"), ODD.values(), ids=ODD.keys())
def test_what_no_page_shows_is_left_out_with_a_warning_and_the_paper_can_be_joined(
    make: Callable[[], bytes], words: str
) -> None:
    inspected, pages = readied(make(), "plan.pdf")
    assert inspected.refusals == ()
    assert any(f"plan.pdf {words}" in warning for warning in inspected.warnings)
    assert len(joined(pages).pages) == 4


def test_a_bookmark_whose_destination_stands_in_a_dictionary_leads_to_its_page() -> None:
    content = bookmarked({"Title": "Introduction", "Dest": "in a dictionary"})
    inspected, pages = receive_pdf(content, "plan.pdf")
    assert [each for each in inspected.warnings if "left out" in each] == []
    reader = joined(pages)
    _before, _appendix, [own], _after = reader.outline
    assert own.title == "Introduction"
    assert reader.get_destination_page_number(own) == 2


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no height": (
        lambda: with_page(MediaBox=Array([0, 0, 595, 0])),
        "Page 2 of a.pdf has no height",
    ),
    "no width": (
        lambda: with_page(MediaBox=Array([9, 0, 9, 842])),
        "Page 2 of a.pdf has no width",
    ),
    "no unit": (lambda: with_page(UserUnit=0), "Page 2 of a.pdf has no width"),
    "no sides": (lambda: with_page(MediaBox=7), "damaged"),
    "fonts that are a number": (
        lambda: with_page(Resources=Dictionary(Font=5)),
        "Page 2 of a.pdf cannot be joined to other papers",
    ),
    "lists within lists": (
        lambda: with_root(X=7).replace(b"/X 7", b"/X " + b"[" * 30_000),
        "damaged",
    ),
    "notes that are a number": (lambda: with_page(Annots=5), "damaged"),
}


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_whatever_a_file_makes_a_library_raise_is_a_refusal_in_words(
    make: Callable[[], bytes], words: str
) -> None:
    inspected, pages = readied(make(), "a.pdf")
    [refusal] = inspected.refusals
    assert words in refusal
    assert "Print it to a new PDF and upload that." in refusal
    assert pages == b""


def test_a_small_file_that_unfolds_without_end_is_refused_by_those_who_did_not_open_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(receiving, "bounds_of", lambda _: Bounds(processor=1))
    [refusal] = receive_pdf(unfolding(), "plan.pdf")[0].refusals
    assert refusal == (
        "plan.pdf takes more memory or time to open than a paper may: it is too large inside."
        " Print it to a new PDF and upload that."
    )


def test_a_huge_upload_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        pytest.fail("It was opened")

    monkeypatch.setattr(receiving, "open_apart", opened)
    [refusal] = receive_pdf(b"%PDF-1.7".ljust(HUGE), "scan.pdf")[0].refusals
    assert refusal == "scan.pdf is 25 MB; the most is 25 MB. Scan or save it smaller."
    assert too_large(HUGE - 1, "scan.pdf") is None
