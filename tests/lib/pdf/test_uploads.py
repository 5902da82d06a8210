"""An upload is refused in words the clerk can act on, or set on plain sheets of A4."""

import io
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat

from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.pdf.receiving import Inspected
from herefordshire_cs.lib.pdf.uploads import inspect_pdf, normalised

MADE_AT = datetime(2006, 5, 22, 14, 5, tzinfo=UTC)
A4 = (595.276, 841.89)
# A black L, a grey box and a bar: no turn of it looks like another.
MARKS = b"""0 g 100 100 50 400 re f 100 100 200 50 re f .5 g 300 500 100 100 re f
/Pattern cs /Fade scn 100 600 300 60 re f"""


def upload(
    *, box: tuple[float, ...] = (0, 0, 595, 842), turn: int = 0, pages: int = 1, **more: Any
) -> pikepdf.Pdf:
    """Return a document of pages of a size, with marks that show which way up they are."""
    document = pikepdf.new()
    for _ in range(pages):
        page = document.add_blank_page().obj
        page.MediaBox, page.Rotate = Array(box), turn
        for key, value in more.items():
            page[f"/{key}"] = value
        page.Contents = document.make_stream(MARKS)
        page.Resources = Dictionary(Pattern=Dictionary(Fade=fading_to_the_right()))
    return document


def fading_to_the_right() -> Dictionary:
    shades = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[100, 0, 400, 0], Function=shades
    )
    return Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    written = io.BytesIO()
    document.save(written, **options)
    return written.getvalue()


def annotated(*, action: Dictionary | None = None, **note: Any) -> bytes:
    document = upload()
    laid = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **note)
    if action is not None:
        laid.A = action
    document.pages[0].obj.Annots = Array([laid])
    return saved(document)


def with_root(**entries: Any) -> bytes:
    document = upload()
    for key, value in entries.items():
        document.Root[f"/{key}"] = value
    return saved(document)


def locked(*, user: str) -> bytes:
    return saved(upload(), encryption=pikepdf.Encryption(owner="clerk", user=user))


def with_attachment() -> bytes:
    document = upload()
    document.attachments["figures.xls"] = b"3"
    return saved(document)


def with_hidden_layer() -> bytes:
    document = upload()
    group = document.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
    document.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group]))
    return saved(document)


def with_damaged_stream() -> bytes:
    content = saved(upload(), compress_streams=True)
    start = content.index(b"stream\n") + 12
    return content[:start] + b"\xff\x00\xff\x00" + content[start + 4 :]


def with_stray_field() -> bytes:
    with warnings.catch_warnings(action="ignore"):  # the maker of the file is told of it
        return annotated(Subtype=Name.Widget)


def what_a_page_inherits() -> bytes:
    """Return a page whose box, turn and resources are those of all pages."""
    document = upload(turn=90, box=(0, 0, 612, 792))
    page = document.pages[0].obj
    for key in (Name.MediaBox, Name.Rotate, Name.Resources):
        document.Root.Pages[key] = page[key]
        del page[key]
    return saved(document)


def without_pages() -> bytes:
    return saved(pikepdf.new())


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
SIGNED = Dictionary(Fields=[Dictionary(FT=Name.Sig, V=Dictionary(ByteRange=[0, 1, 2, 3]))])
FORM = Dictionary(Fields=[Dictionary(FT=Name.Tx, T="Name", V="Answer")])

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "another kind of file": (lambda: b"PK\x03\x04" + b"0" * 2000, "is not a PDF"),
    "cut short": (lambda: saved(upload(pages=9))[:-300], "damaged or cut short"),
    "only its first words": (lambda: b"%PDF-1.7\n", "damaged or cut short"),
    "a damaged page": (with_damaged_stream, "damaged or cut short"),
    "locked": (lambda: locked(user="secret"), "protected by a password"),
    "restricted": (lambda: locked(user=""), "encrypted, with restrictions"),
    "no pages": (without_pages, "has no pages"),
    "a script at opening": (lambda: with_root(OpenAction=SCRIPT), "has scripts"),
    "a script of a page": (lambda: saved(upload(AA=Dictionary(O=SCRIPT))), "has scripts"),
    "a script behind a link": (
        lambda: annotated(
            Subtype=Name.Link,
            action=Dictionary(S=Name.URI, URI="https://example.org/", Next=SCRIPT),
        ),
        "has scripts",
    ),
    "a launch": (
        lambda: annotated(Subtype=Name.Link, action=Dictionary(S=Name.Launch, F="format.exe")),
        "can start another program",
    ),
    "a file inside": (with_attachment, "has other files inside it"),
    "a file on a page": (lambda: annotated(Subtype=Name.FileAttachment), "has other files"),
    "a form": (lambda: with_root(AcroForm=FORM), "has a form to fill in"),
    "a field on a page": (with_stray_field, "has a form to fill in"),
    "a signature": (lambda: with_root(AcroForm=SIGNED), "is signed electronically"),
    "a comment": (lambda: annotated(Subtype=Name.Text), "has 1 comment or mark laid over"),
    "a black box laid over": (lambda: annotated(Subtype=Name.Square), "may cover something"),
    "a hidden layer": (with_hidden_layer, "has hidden layers"),
}


def tagged() -> bytes:
    page = """<!DOCTYPE html><html lang="en-GB"><head><title>Scoping statement</title>
    <style>@page { size: A4 }</style></head><body><h1>Scoping statement</h1></body></html>"""
    return printing.print_html(page, made_at=MADE_AT).content


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_an_upload_that_would_lose_show_or_do_something_is_refused(
    make: Callable[[], bytes], words: str
) -> None:
    [refusal] = inspect_pdf(make(), "draft.pdf").refusals

    assert refusal.startswith("draft.pdf ")
    assert words in refusal


def test_every_reason_is_said_at_once() -> None:
    document = upload()
    document.attachments["figures.xls"] = b"3"
    document.Root.OpenAction = SCRIPT
    document.Root.AcroForm = FORM

    assert len(inspect_pdf(saved(document), "draft.pdf").refusals) == 3


@pytest.mark.parametrize(("pages", "refused"), [(500, 0), (501, 1)], ids=["500", "501"])
def test_an_upload_has_500_pages_at_most(pages: int, refused: int) -> None:
    assert len(inspect_pdf(saved(upload(pages=pages)), "all.pdf").refusals) == refused


def test_a_tagged_paper_of_a4_is_taken_without_a_word() -> None:
    assert inspect_pdf(tagged(), "scoping.pdf") == Inspected(
        pages=1, is_tagged=True, has_title=True
    )


def test_a_paper_without_tags_or_title_is_taken_with_a_warning() -> None:
    found = inspect_pdf(saved(upload(pages=2)), "scan.pdf")

    assert (found.pages, found.is_tagged, found.has_title, found.refusals) == (2, False, False, ())
    [warning] = found.warnings
    assert "scan.pdf has no tags, so screen readers cannot follow it" in warning


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: saved(upload(turn=90)), "Page 1 of draft.pdf is shown turned"),
        (
            lambda: saved(upload(box=(0, 0, 612, 792), pages=3)),
            "Pages 1, 2 and 3 of draft.pdf are not A4",
        ),
        (lambda: saved(upload(box=(0, 0, 842, 1191), pages=7)), "7 pages of draft.pdf are not A4"),
        (
            lambda: annotated(Subtype=Name.Link, action=Dictionary(S=Name.GoToR, F="C:/a.pdf")),
            "draft.pdf has 1 link to files on a computer",
        ),
        (
            lambda: annotated(Subtype=Name.Link, action=Dictionary(S=Name.URI, URI="file:///a")),
            "draft.pdf has 1 link to files on a computer",
        ),
    ],
    ids=["turned", "US letter", "A3", "link to a file", "address of a file"],
)
def test_what_changes_in_the_pack_is_warned_of(make: Callable[[], bytes], words: str) -> None:
    found = inspect_pdf(make(), "draft.pdf")

    assert found.refusals == ()
    assert any(words in warning for warning in found.warnings)


@pytest.mark.parametrize("turn", [0, 180], ids=["upright", "turned"])
def test_a4_is_not_warned_of_whichever_its_side(turn: int) -> None:
    wide = saved(upload(box=(0, 0, 842, 595), turn=turn))

    assert not any("not A4" in warning for warning in inspect_pdf(wide, "wide.pdf").warnings)


# --- Normalised ----------------------------------------------------------------------------------

ODD_PAGES: dict[str, dict[str, Any]] = {
    "turned to the right": {"turn": 90},
    "upside down": {"turn": 180},
    "turned to the left": {"turn": 270},
    "turned beyond a circle": {"turn": 450},
    "not at nought": {"box": (30, 40, 625, 882)},
    "cropped to A4": {"box": (0, 0, 700, 900), "CropBox": [20, 30, 615, 872]},
    "US letter": {"box": (0, 0, 612, 792)},
    "A3": {"box": (0, 0, 842, 1191)},
    "wide A3, turned": {"box": (0, 0, 1191, 842), "turn": 90},
    "square": {"box": (0, 0, 700, 700)},
    "in larger units": {"box": (0, 0, 450, 700), "UserUnit": 2},
}


def shown(content: bytes, *, size: tuple[float, float] | None = None) -> Image.Image:
    """Return the first page as a picture, in the middle of a sheet of a size if one is given."""
    page = pypdfium2.PdfDocument(content)[0]
    width, height = page.get_size()
    if size is None:
        return page.render(scale=1).to_pil().convert("L")
    scale = min(size[0] / width, size[1] / height)
    drawn = page.render(scale=scale).to_pil().convert("L")
    sheet = Image.new("L", (round(size[0]), round(size[1])), "white")
    sheet.paste(drawn, ((sheet.width - drawn.width) // 2, (sheet.height - drawn.height) // 2))
    return sheet


@pytest.mark.parametrize("page", ODD_PAGES.values(), ids=ODD_PAGES.keys())
def test_an_odd_page_looks_the_same_on_a_plain_sheet(page: dict[str, Any]) -> None:
    before = saved(upload(**page))
    after = normalised(before)

    with pikepdf.open(io.BytesIO(after)) as document:
        made = document.pages[0]
        size = float(made.mediabox[2]), float(made.mediabox[3])
        assert size in (pytest.approx(A4, abs=2), pytest.approx(A4[::-1], abs=2))
        assert list(made.mediabox) == list(made.cropbox)
        assert (made.rotation, list(made.mediabox)[:2]) == (0, [0, 0])
    was, now = shown(before, size=size), shown(after).resize((round(size[0]), round(size[1])))
    # Edges fall between points; nothing else may differ.
    assert ImageStat.Stat(ImageChops.difference(was, now)).mean[0] < 1.5
    assert ImageStat.Stat(ImageChops.difference(was, now.rotate(180))).mean[0] > 10


def test_what_a_page_inherits_is_its_own() -> None:
    own = saved(upload(turn=90, box=(0, 0, 612, 792)))

    assert inspect_pdf(what_a_page_inherits(), "a.pdf") == inspect_pdf(own, "a.pdf")
    was, now = shown(normalised(own)), shown(normalised(what_a_page_inherits()))
    assert ImageChops.difference(was, now).getbbox() is None


def test_links_move_with_the_marks_and_bookmarks_land_at_the_top() -> None:
    document = upload(turn=90, box=(0, 0, 842, 1191))
    link = Dictionary(Subtype=Name.Link, Rect=[300, 500, 400, 600])
    link.QuadPoints = Array([300, 500, 400, 500, 300, 600, 400, 600])
    document.pages[0].obj.Annots = Array([link])
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Map", 0, "XYZ", left=300, top=600))

    after = normalised(saved(document))

    with pikepdf.open(io.BytesIO(after)) as made:
        [moved] = made.pages[0].obj.Annots
        left, bottom, right, top = (float(number) for number in moved.Rect)
        points = [float(number) for number in moved.QuadPoints]
    under = shown(after).crop((left + 2, A4[0] - top + 2, right - 2, A4[0] - bottom - 2))
    assert set(under.getextrema()) <= {127, 128}, "the link is not over the grey box"
    assert [min(points[::2]), max(points[::2])] == pytest.approx([left, right])
    [bookmark] = pypdf.PdfReader(io.BytesIO(after)).outline
    assert float(bookmark.top) == pytest.approx(A4[0], abs=0.01)


def test_a_plain_upload_is_left_as_it_was() -> None:
    before = saved(upload())
    after = normalised(before)

    assert ImageChops.difference(shown(before), shown(after)).getbbox() is None
    assert normalised(before) == after


def test_tags_survive_normalising() -> None:
    with pikepdf.open(io.BytesIO(tagged())) as document:
        document.pages[0].obj.Rotate = 90
        turned = saved(document)

    assert inspect_pdf(normalised(turned), "turned.pdf") == Inspected(
        pages=1, is_tagged=True, has_title=True
    )
