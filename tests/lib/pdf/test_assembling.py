"""Parts become one document: it reads through, its links land, and nothing unseen comes along."""

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from herefordshire_cs.lib.pdf import assembling, printing
from herefordshire_cs.lib.pdf.assembling import (
    Assembled,
    Part,
    assemble,
    assemble_apart,
    page_count,
)
from herefordshire_cs.lib.pdf.links import LinkLost, address_of
from tests.tools.verapdf import check_pdf_ua

MADE_AT = datetime(2006, 5, 22, 14, 5, tzinfo=UTC)
SENTINEL = "quite unmistakable heron"
TABLE = """<table><thead><tr><th scope="col">Rating</th><th scope="col">Actions</th></tr></thead>
<tbody><tr><th scope="row">Red</th><td>3</td></tr></tbody></table>"""
NOTICE = "<h1>Not for publication</h1><h2>Paragraph 1</h2>"
NEXT_PAGE = '<p style="break-before: page"></p>'


def printed(title: str, body: str, *, size: str = "A4") -> bytes:
    page = f"""<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title>
    <style>@page {{ size: {size} }}</style></head><body>{body}</body></html>"""
    return printing.print_html(page, made_at=MADE_AT, has_own_style=True).content


def report(title: str, *, size: str = "A4") -> bytes:
    body = f"""<h1>{title}</h1><p><a href="#note">The note</a></p>{TABLE}
    {NEXT_PAGE}<h2 id="note">Note of {title}</h2>"""
    return printed(title, body, size=size)


def agenda() -> bytes:
    links = "".join(
        f'<p><a href="{address_of(name)}">{name}</a></p>' for name in ("report-7", "withheld-9")
    )
    return printed("Agenda", f"<h1>Agenda</h1>{links}")


def made(*parts: Part, first_page: int = 1, made_at: datetime = MADE_AT) -> Assembled:
    pages = sum(page_count(part.content) for part in parts)
    return assemble(
        parts,
        title="Agenda & papers",
        subject="31 May 2006",
        author="A council",
        made_at=made_at,
        first_page=first_page,
        stamps=[f"Folio {number}" for number in range(first_page, first_page + pages)],
    )


def parts_of_a_pack() -> list[Part]:
    seven, eight = report("Behaviour"), report("Discipline", size="A4 landscape")
    notice = printed("Notice", f"{NOTICE}{NEXT_PAGE}{NOTICE}")
    return [
        Part(content=agenda(), title="Agenda", level=1, destination="agenda"),
        Part(content=seven, title="7. Reports", level=1, destination="report-7"),
        Part(content=eight, title="Discipline", level=2, destination="report-8"),
        Part(
            content=notice,
            title="9. Withheld",
            level=1,
            destination="withheld-9",
            is_withheld=True,
        ),
    ]


@pytest.fixture(scope="module")
def pack() -> Assembled:
    return made(*parts_of_a_pack(), first_page=11)


def blank(*, marks: bytes = b"0 0 0 rg 72 700 100 50 re f") -> pikepdf.Pdf:
    """Return an upload of one page of A4 with a black block on it and no tags."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.Contents = document.make_stream(marks)
    return document


def saved(document: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def one(content: bytes) -> Part:
    return Part(content=content, title="Appendix", level=1, destination="appendix")


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def links(content: bytes) -> list[tuple[int, str, int]]:
    """Return each link's own page, what is read aloud of it and the page that it lands on."""
    with pikepdf.open(io.BytesIO(content)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        return [
            (number, str(note.Contents), numbers[note.Dest[0].objgen])
            for number, page in enumerate(document.pages)
            for note in page.get(Name.Annots, [])
        ]


def unfolded(content: bytes) -> bytes:
    """Return a document's bytes with every stream decompressed."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(
            written,
            qdf=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
        )
    return written.getvalue()


def test_parts_follow_one_another(pack: Assembled) -> None:
    assert (pack.pages, pack.starts, pack.untagged) == (7, (11, 12, 14, 16), ())
    assert page_count(pack.content) == 7


def test_every_page_is_stamped_with_its_running_number_at_its_foot(pack: Assembled) -> None:
    pages = pypdfium2.PdfDocument(pack.content)
    feet = [
        page.get_textpage().get_text_bounded(left=0, bottom=0, right=page.get_width(), top=30)
        for page in pages
    ]

    assert feet == [f"Folio {number}" for number in range(11, 18)]


def test_the_labels_of_pages_are_the_numbers_stamped_on_them(pack: Assembled) -> None:
    roman = assemble(
        [Part(content=report("Front"), title="Front", level=1, destination="front")],
        title="Agenda",
        subject="31 May 2006",
        made_at=MADE_AT,
        stamps=["i", "ii"],
    )

    assert reader(pack.content).page_labels == [str(number) for number in range(11, 18)]
    assert reader(roman.content).page_labels == ["i", "ii"]


def test_a_long_document_is_put_together_in_a_process_of_its_own(
    pack: Assembled, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = [f"Folio {number}" for number in range(11, 18)]
    said = {"title": "Agenda & papers", "subject": "31 May 2006", "author": "A council"}
    monkeypatch.setattr(assembling, "PAGES_HERE", 6)
    made = assemble_apart(parts_of_a_pack(), stamps=stamps, first_page=11, made_at=MADE_AT, **said)

    assert made == pack

    monkeypatch.setattr(assembling, "assemble", number_of_this_process)
    assert assemble_apart(parts_of_a_pack()) != os.getpid()
    assert assemble_apart(parts_of_a_pack()[:1]) == os.getpid()


def number_of_this_process(*_parts: object, **_said: object) -> int:
    return os.getpid()


def test_without_stamps_nothing_is_written_on_a_page_and_it_has_no_label() -> None:
    parts = [Part(content=report("Front"), title="", level=1, destination="front")]
    plain = assemble(parts, title="Plan", subject="A plan", made_at=MADE_AT)

    assert "Folio" not in reader(plain.content).pages[0].extract_text()
    assert "/PageLabels" not in reader(plain.content).trailer["/Root"]


def test_the_bookmarks_of_a_part_without_a_title_stand_by_themselves() -> None:
    parts = [
        Part(content=report(title), title="", level=1, destination=title)
        for title in ("Behaviour", "Discipline")
    ]
    plain = assemble(parts, title="Plan", subject="A plan", made_at=MADE_AT)

    outline = reader(plain.content).outline
    assert [item.title for item in outline if not isinstance(item, list)] == [
        "Behaviour",
        "Discipline",
    ]


def test_bookmarks_land_and_a_part_keeps_its_own_below_its_title(pack: Assembled) -> None:
    document = reader(pack.content)

    def shown(items: list[Any]) -> list[Any]:
        return [
            shown(item)
            if isinstance(item, list)
            else (item.title, document.get_destination_page_number(item))
            for item in items
        ]

    assert shown(document.outline) == [
        ("Agenda", 0),
        ("7. Reports", 1),
        [
            ("Behaviour", 1),
            [("Note of Behaviour", 2)],
            ("Discipline", 3),
            [("Note of Discipline", 4)],
        ],
        ("9. Withheld", 5),
    ]


def test_links_land_in_their_own_part_and_across_parts(pack: Assembled) -> None:
    assert links(pack.content) == [
        (0, "7. Reports, Folio 12", 1),
        (0, "9. Withheld, Folio 16", 5),
        (1, "note", 2),
        (3, "note", 4),
    ]


def test_the_names_of_two_parts_stay_apart(pack: Assembled) -> None:
    document = reader(pack.content)
    landed = {
        name: document.get_destination_page_number(place)
        for name, place in document.named_destinations.items()
    }

    assert landed == {
        "agenda": 0,
        "report-7": 1,
        "report-7.note": 2,
        "report-8": 3,
        "report-8.note": 4,
        "withheld-9": 5,
    }


def test_a_link_to_a_missing_part_is_a_fault() -> None:
    with pytest.raises(LinkLost, match="links to report-7, which"):
        made(Part(content=agenda(), title="Agenda", level=1, destination="agenda"))


def test_a_link_of_an_upload_to_a_missing_name_leads_nowhere_and_one_to_a_site_stays() -> None:
    upload = blank()
    actions = [
        Dictionary(S=Name.GoTo, D=pikepdf.String("lost")),
        Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org/")),
        Dictionary(S=Name.URI, URI=pikepdf.String("file:///C:/drafts/secret.doc")),
        Dictionary(S=Name.GoToR, F=pikepdf.String("secret.pdf")),
    ]
    upload.pages[0].obj.Annots = Array(
        [Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action) for action in actions]
    )

    with pikepdf.open(io.BytesIO(made(one(saved(upload))).content)) as document:
        notes = document.pages[0].obj.Annots
        assert [str(note.A.URI) if Name.A in note else None for note in notes] == [
            None,
            "https://example.org/",
            None,
            None,
        ]
        assert not any(Name.Dest in note for note in notes)


@pytest.mark.parametrize("count", [0, 2], ids=["no parts", "two parts of one destination"])
def test_a_document_has_parts_each_with_a_destination_of_its_own(count: int) -> None:
    with pytest.raises(ValueError, match="a destination of its own"):
        made(*[one(saved(blank()))] * count)


def test_the_same_parts_and_instant_give_the_same_bytes(pack: Assembled) -> None:
    again = made(*parts_of_a_pack(), first_page=11)
    later = made(*parts_of_a_pack(), first_page=11, made_at=MADE_AT.replace(hour=15))

    assert again == pack
    assert later.content != pack.content


def test_the_document_says_what_it_is(pack: Assembled) -> None:
    document = reader(pack.content)
    assert document.metadata is not None
    assert document.metadata.title == "Agenda & papers"
    assert document.metadata.subject == "31 May 2006"
    assert document.metadata.author == "A council"
    assert document.metadata.creation_date == MADE_AT
    assert document.trailer["/Root"]["/Lang"] == "en-GB"
    assert b"<pdfuaid:part>1<" in document.trailer["/Root"]["/Metadata"].get_data()


def test_the_tags_of_all_parts_are_one_tree_and_a_cell_finds_its_headers(pack: Assembled) -> None:
    with pikepdf.open(io.BytesIO(pack.content)) as document:
        [top] = document.Root.StructTreeRoot.K
        found = [item for item in document.objects if isinstance(item, Dictionary)]
        names = [
            bytes(item.ID) for item in found if item.get(Name.S) == Name.TH and Name.ID in item
        ]
        asked = {
            bytes(name)
            for item in found
            if item.get(Name.S) == Name.TD
            for name in item.A.get(Name.Headers, [])
        }

        assert [str(part.S) for part in top.K] == ["/Part"] * 4
        assert len(names) == len(set(names)) == 6
        assert asked
        assert asked <= set(names)


def test_a_part_without_tags_is_named_and_the_document_makes_no_claim() -> None:
    both = made(*parts_of_a_pack(), one(saved(blank())))

    assert both.untagged == ("Appendix",)
    assert b"pdfuaid:part" not in unfolded(both.content)


@pytest.mark.parametrize(
    "marks",
    [b"q q .1 0 0 .1 0 0 cm 0 0 9 9 re f", b"Q Q .1 0 0 .1 0 0 cm 0 0 9 9 re f"],
    ids=["never restored", "restored too often"],
)
def test_a_page_that_leaves_its_state_behind_is_stamped_like_any_other(marks: bytes) -> None:
    [page] = pypdfium2.PdfDocument(made(one(saved(blank(marks=marks)))).content)

    foot = page.get_textpage().get_text_bounded(left=250, bottom=10, right=350, top=30)
    assert foot == "Folio 1"


def test_a_turned_page_is_set_upright_and_stamped_at_its_foot() -> None:
    upload = blank()
    upload.pages[0].obj.Rotate = 90

    [page] = pypdfium2.PdfDocument(made(one(saved(upload))).content)

    assert page.get_size() == pytest.approx((841.89, 595.276), abs=0.01)
    assert page.get_rotation() == 0
    foot = page.get_textpage().get_text_bounded(left=350, bottom=10, right=500, top=30)
    assert foot == "Folio 1"


def test_a_sign_that_the_font_lacks_is_a_fault_and_not_a_blank() -> None:
    with pytest.raises(ValueError, match="has no ☃"):
        assemble(
            [one(saved(blank()))],
            title="Agenda",
            subject="31 May 2006",
            made_at=MADE_AT,
            stamps=["☃"],
        )


# --- What no reader sees -------------------------------------------------------------------------


def info(document: pikepdf.Pdf) -> None:
    document.docinfo[Name.Title] = document.docinfo[Name.Author] = SENTINEL


def description(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:title"] = SENTINEL


def attachment(document: pikepdf.Pdf) -> None:
    document.attachments[f"{SENTINEL}.txt"] = SENTINEL.encode()


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String(SENTINEL))


def named_script(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=pikepdf.String(SENTINEL))
    names = Dictionary(Names=Array([pikepdf.String(SENTINEL), action]))
    document.Root.Names = Dictionary(JavaScript=names)


def page_description(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Metadata = document.make_stream(SENTINEL.encode())


def private_data(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.PieceInfo = Dictionary(Writer=Dictionary(Private=SENTINEL))


def page_action(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=SENTINEL))


def comment(document: pikepdf.Pdf) -> None:
    note = Dictionary(Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=SENTINEL, T=SENTINEL)
    document.pages[0].obj.Annots = Array([note])


def link_action(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=SENTINEL)
    link = Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action, NM=SENTINEL)
    document.pages[0].obj.Annots = Array([link])


def layer(document: pikepdf.Pdf) -> None:
    group = document.make_indirect(Dictionary(Type=Name.OCG, Name=SENTINEL))
    document.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(ON=[group]))


def form(document: pikepdf.Pdf) -> None:
    field = document.make_indirect(Dictionary(FT=Name.Tx, T=SENTINEL, V=SENTINEL))
    document.Root.AcroForm = Dictionary(Fields=[field])


def picture(document: pikepdf.Pdf) -> None:
    photograph = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photograph, "JPEG", comment=SENTINEL)
    drawn: Any = document.make_stream(photograph.getvalue())
    drawn.Type, drawn.Subtype = Name.XObject, Name.Image
    drawn.Width = drawn.Height = drawn.BitsPerComponent = 8
    drawn.ColorSpace, drawn.Filter = Name.DeviceRGB, Name.DCTDecode
    drawn.Metadata = document.make_stream(SENTINEL.encode())
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Photograph=drawn))


def tags_of_a_page_cut_out(document: pikepdf.Pdf) -> None:
    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    gone = document.make_indirect(Dictionary(Type=Name.Page))
    cut = Dictionary(S=Name.Figure, P=root, Pg=gone, K=0, Alt=SENTINEL)
    kept = Dictionary(S=Name.P, P=root, Pg=document.pages[0].obj, K=0)
    cut, kept = document.make_indirect(cut), document.make_indirect(kept)
    root.K = Array([cut, kept])
    root.ParentTree = Dictionary(Nums=Array([0, Array([kept]), 1, Array([cut])]))
    document.pages[0].obj.StructParents = 0
    document.Root.StructTreeRoot = root
    document.Root.MarkInfo = Dictionary(Marked=True)


@pytest.mark.parametrize(
    "plant",
    [
        info,
        description,
        attachment,
        script,
        named_script,
        page_description,
        private_data,
        page_action,
        comment,
        link_action,
        layer,
        form,
        picture,
        tags_of_a_page_cut_out,
    ],
    ids=lambda plant: plant.__name__.replace("_", " "),
)
def test_what_no_reader_sees_of_a_part_does_not_come_along(
    plant: Callable[[pikepdf.Pdf], None],
) -> None:
    upload = blank()
    plant(upload)
    content = saved(upload)

    assert SENTINEL.encode() in unfolded(content), "the sentinel was not planted"
    assert SENTINEL.encode() not in unfolded(made(one(content)).content)


def test_a_page_that_others_may_not_see_leaves_nothing_when_its_notice_takes_its_place() -> None:
    notice = Part(
        content=printed("Notice", NOTICE),
        title="9. Withheld",
        level=1,
        destination="withheld-9",
        is_withheld=True,
    )

    assert [item.title for item in reader(made(notice).content).outline] == ["9. Withheld"]


# --- Judged by veraPDF ---------------------------------------------------------------------------


def from_a_word_processor() -> bytes:
    """Return a tagged paper with kinds and classes of its own, as a word processor writes it."""
    with pikepdf.open(io.BytesIO(report("Appendix"))) as document:
        root = document.Root.StructTreeRoot
        root.RoleMap = Dictionary({"/Heading_1": Name.H1, "/Body": Name.Normal, "/Normal": Name.P})
        root.ClassMap = Dictionary(Plain=Dictionary(O=Name.Layout, Placement=Name.Block))
        for item in document.objects:
            if isinstance(item, Dictionary) and item.get(Name.S) in (Name.H1, Name.P):
                item.S = Name.Heading_1 if item.S == Name.H1 else Name.Body
                item.C = Name.Plain
        return saved(document)


@pytest.mark.document
def test_a_document_of_parts_with_tags_conforms(pack: Assembled) -> None:
    with_upload = made(*parts_of_a_pack(), one(from_a_word_processor()))
    with pikepdf.open(io.BytesIO(report("Map"))) as document:
        for page in document.pages:
            page.obj.Rotate = 90
        turned = made(one(saved(document)))

    assert with_upload.untagged == turned.untagged == ()
    named = {"pack": pack, "with an upload": with_upload, "turned": turned}
    assert check_pdf_ua(**{name: whole.content for name, whole in named.items()}) == []


@pytest.mark.document
def test_a_part_without_tags_spoils_nothing_but_itself() -> None:
    both = made(*parts_of_a_pack(), one(saved(blank())))

    broken = check_pdf_ua(pack=both.content)

    assert [line.split(":")[1].split(",")[0].strip() for line in broken] == [
        "rule 7.1-3",  # marks without tags
        "rule 5-1",  # no claim to be PDF/UA
    ]
