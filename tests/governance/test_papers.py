"""A clerk marks papers exempt and appends PDFs; the public copy shows nothing of what is exempt.

Source: Local Government Act 1972, sections 100A to 100K and Schedule 12A Part 1.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pikepdf
import pypdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pikepdf import Dictionary, Name
from pytest_django import DjangoCaptureOnCommitCallbacks

from governance.forms.appendices import AppendixForm
from governance.forms.exempt import ExemptForm, repeated_words
from governance.models import SIGN_OF_LIFE, AgendaItem, Appendix, Meeting, Pack, Report
from governance.presenters.packs.building import build_pack
from governance.services import appendices, exempt
from governance.services.agendas import AgendaIssued, PackUnderWay
from governance.services.appendices import AppendixIssued
from governance.services.exempt import Marking
from governance.tasks.pack_printing import PartFailed
from governance.tasks.packs import PackBlocked, ask_for_pack, make
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
SLUG = "safeguarding-report-2006-05-31"
PAGE = f"/meetings/{MAY}/reports/{SLUG}/"
DAY = date(2006, 5, 22)
AT = datetime(2006, 5, 22, 10, 0, tzinfo=UTC)
TITLE = "Contract with Quincebury Fostering Agencies"
MARK = "quince"  # stands in no paper of the council
EXEMPT = {
    "exempt_paragraph": "3",
    "exempt_reason": "Its prices are those of one supplier",
    "exempt_review_on": "19 May 2007",
    "public_title": "A matter of supply",
}
MARKING = Marking(paragraph=3, reason="Prices of one supplier", public_title="A matter of supply")


def a_pdf(*, words: str = "Nothing to hide", pages: int = 1, **described: str) -> pikepdf.Pdf:
    """Return a PDF whose pages show some words, and what is said of it."""
    document = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595, 842)).obj
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode())
    for key, value in described.items():
        document.docinfo[f"/{key}"] = value
    return document


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    written = io.BytesIO()
    document.save(written, **options)
    return written.getvalue()


def locked() -> bytes:
    return saved(a_pdf(), encryption=pikepdf.Encryption(owner="clerk", user="secret"))


def with_script() -> bytes:
    document = a_pdf()
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    return saved(document)


def sent(content: bytes, name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def report() -> Report:
    return Report.objects.get(items__meeting__slug=MAY, items__number=7)


def page_of(response: HttpResponse) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    return make_user(Role.COMMITTEE_CLERK)


@pytest.fixture
def desk(clerk: User, sign_in: Callable[[User], Client]) -> Client:
    """The clerk's browser."""
    return sign_in(clerk)


@pytest.fixture
def published(db: None) -> None:
    """Have the agenda of May published."""
    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)


# --- What cannot be marked -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("public", "repeated"),
    [
        ("A matter of supply", []),
        ("Fostering", ["Fostering"]),
        ("FOSTERING", ["FOSTERING"]),
        ("An agency of Quincebury", ["Quincebury"]),
        ("Contracts for fostering", ["Contracts", "fostering"]),
        ("Fostering, and why fostering", ["fostering"]),
        ("The report to this Committee", []),
        ("With whom", []),
        ("Quincebury's homes", ["Quincebury"]),
        ("", []),
    ],
    ids=[
        "other words",
        "a word",
        "in capitals",
        "a name",
        "two words and a plural",
        "a word twice",
        "words of every committee",
        "words of four letters",
        "a possessive",
        "nothing",
    ],
)
def test_a_public_title_may_not_repeat_a_telling_word(public: str, repeated: list[str]) -> None:
    exempt = [TITLE, "Report to this Committee with a home"]

    assert repeated_words(public, exempt) == repeated


NOT_PARAGRAPHS = ["0", "8", "12", "18", "3a"]
WRONG_MARKINGS = {
    "no choice": (
        {"exempt_paragraph": ""},
        "exempt_paragraph",
        "Choose whether it is exempt, and under which paragraph.",
    ),
    "no reason": (
        {"exempt_reason": " "},
        "exempt_reason",
        "Say why the public interest is in withholding it.",
    ),
    "no public title": (
        {"public_title": ""},
        "public_title",
        "Give it a title that the public may read.",
    ),
    "one word repeated": (
        {"public_title": "Fostering"},
        "public_title",
        "“Fostering” stands in the exempt title. Use other words, which the public may read.",
    ),
    "two words repeated": (
        {"public_title": "Contract in Quincebury"},
        "public_title",
        "“Contract” and “Quincebury” stand in the exempt title. Use other words, "
        "which the public may read.",
    ),
    "a reason without a paragraph": (
        {"exempt_paragraph": "none"},
        "exempt_paragraph",
        "Choose the paragraph under which it is exempt, or clear what is said of it.",
    ),
    "a public title without a paragraph": (
        {"exempt_paragraph": "none", "exempt_reason": "", "exempt_review_on": ""},
        "exempt_paragraph",
        "Choose the paragraph under which it is exempt, or clear what is said of it.",
    ),
    "no such day": (
        {"exempt_review_on": "31 June 2007"},
        "exempt_review_on",
        "“31 June 2007” is not a day in the calendar. Type one like 22\N{NO-BREAK SPACE}May 2006.",
    ),
} | {
    f"paragraph {number}": (
        {"exempt_paragraph": number},
        "exempt_paragraph",
        f"“{number}” is not a paragraph of Part 1 of Schedule 12A: choose 1 to 7. "
        "Paragraphs 12 to 18 apply in Wales.",
    )
    for number in NOT_PARAGRAPHS
}


@pytest.mark.parametrize(
    ("typed", "field", "words"), WRONG_MARKINGS.values(), ids=WRONG_MARKINGS.keys()
)
def test_a_marking_that_cannot_be_is_refused_beside_its_field(
    typed: dict[str, str], field: str, words: str
) -> None:
    form = ExemptForm(EXEMPT | typed, titles=[TITLE], is_published=False)

    assert form.errors == {field: [words]}


@pytest.mark.parametrize(
    ("typed", "paragraph"),
    [
        *((EXEMPT | {"exempt_paragraph": str(number)}, number) for number in range(1, 8)),
        (EXEMPT | {"exempt_review_on": ""}, 3),
        ({"exempt_paragraph": "none"}, None),
    ],
    ids=[*(f"paragraph {number}" for number in range(1, 8)), "no day", "not exempt"],
)
def test_a_whole_marking_is_taken(typed: dict[str, str], paragraph: int | None) -> None:
    form = ExemptForm(typed, titles=[TITLE], is_published=False)

    assert form.errors == {}
    assert form.marking().paragraph == paragraph


def test_an_appendix_of_an_exempt_report_may_have_a_public_title_alone() -> None:
    typed = {"exempt_paragraph": "none", "public_title": "Prices"}

    taken = ExemptForm(typed, titles=[TITLE], is_published=False, is_within_exempt=True)
    refused = ExemptForm(
        typed | {"public_title": "Fostering"},
        titles=[TITLE],
        is_published=False,
        is_within_exempt=True,
    )

    assert taken.errors == {}
    assert list(refused.errors) == ["public_title"]


# --- Marking -------------------------------------------------------------------------------------


def test_a_clerk_marks_a_report_exempt_and_lifts_it_again(desk: Client) -> None:
    shown = desk.post(f"{PAGE}exempt/", EXEMPT, follow=True)

    row = report()
    assert (row.exempt_paragraph, row.exempt_review_on) == (3, date(2007, 5, 19))
    assert row.exempt_reason == "Its prices are those of one supplier"
    assert "The paper is exempt under paragraph 3." in page_of(shown)
    # Its address tells nothing of its title any more.
    assert row.slug.startswith("a-matter-of-supply")
    page = f"/meetings/{MAY}/reports/{row.slug}/exempt/"
    assert "A matter of supply" in page_of(desk.get(page))

    desk.post(page, {"exempt_paragraph": "none"})

    assert (report().exempt_paragraph, report().exempt_reason) == (None, "")


def test_the_title_of_the_agenda_item_is_hidden_too(desk: Client) -> None:
    AgendaItem.objects.filter(report__slug=SLUG).update(title="Quincebury")

    refused = desk.post(f"{PAGE}exempt/", EXEMPT | {"public_title": "A home in Quincebury"})

    assert "“Quincebury” stands in the exempt title." in page_of(refused)
    assert "A home in Quincebury" in page_of(refused)  # what was typed is not lost
    assert not report().is_exempt


def test_a_clerk_marks_one_appendix_alone(desk: Client) -> None:
    appendix = report().appendices.first()
    assert appendix is not None

    desk.post(f"{PAGE}appendices/{appendix.pk}/exempt/", EXEMPT)

    marked = {each.pk: each.exempt_paragraph for each in report().appendices.all()}
    assert marked.pop(appendix.pk) == 3
    assert set(marked.values()) == {None}
    assert not report().is_exempt


def test_an_appendix_is_found_under_its_own_report_alone(desk: Client) -> None:
    other = Appendix.objects.exclude(report__slug=SLUG).first()
    assert other is not None

    assert desk.get(f"{PAGE}appendices/{other.pk}/exempt/").status_code == 404
    assert desk.post(f"{PAGE}appendices/{other.pk}/remove/").status_code == 404


@pytest.mark.usefixtures("published")
def test_a_published_paper_changes_only_if_a_correction_is_promised(desk: Client) -> None:
    refused = desk.post(f"{PAGE}exempt/", EXEMPT)

    assert "Say that a corrected pack will follow, or leave the paper as it is." in page_of(
        refused
    )
    assert not report().is_exempt

    taken = desk.post(f"{PAGE}exempt/", EXEMPT | {"will_correct": "on"}, follow=True)

    assert report().is_exempt
    assert "Now build a pack that says what it corrects" in page_of(taken)


@pytest.mark.usefixtures("published")
def test_the_verb_itself_refuses_a_published_paper_without_a_correction() -> None:
    with pytest.raises(AgendaIssued):
        exempt.mark_exempt(paper=report(), marking=MARKING, correction_follows=False, at=AT)
    with pytest.raises(AgendaIssued):
        add(correction_follows=False)

    assert not report().is_exempt


@pytest.mark.parametrize(
    ("ago", "is_refused"),
    [(SIGN_OF_LIFE - timedelta(seconds=1), True), (SIGN_OF_LIFE, False)],
    ids=["under way", "given up"],
)
def test_no_paper_changes_while_a_pack_of_it_is_being_built(
    ago: timedelta, is_refused: bool
) -> None:
    appendix = add()
    Pack.objects.create(
        meeting=Meeting.objects.get(slug=MAY),
        version=1,
        state=Pack.State.MAKING,
        as_of=DAY,
        asked_at=AT - ago,
    )

    for change in (mark, add, lambda: appendices.withdraw_appendix(appendix=appendix, at=AT)):
        if is_refused:
            with pytest.raises(PackUnderWay):
                change()
        else:
            change()


def mark() -> object:
    return exempt.mark_exempt(paper=report(), marking=MARKING, correction_follows=False, at=AT)


def add(
    content: bytes | None = None,
    *,
    marking: Marking | None = None,
    title: str = TITLE,
    correction_follows: bool = False,
) -> Appendix:
    """Append a PDF to the report."""
    return appendices.add_appendix(
        report=report(),
        label="Appendix 3",
        title=title,
        pages=content or saved(a_pdf()),
        marking=marking or Marking(),
        correction_follows=correction_follows,
        at=AT,
    )


# --- Uploading -----------------------------------------------------------------------------------

WRONG_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "none": (lambda: b"", "The file is empty. Choose another."),
    "no PDF": (
        lambda: b"PK\x03\x04" + b"0" * 2000,
        "paper.pdf is not a PDF. Save or print it as PDF and upload that.",
    ),
    "encrypted": (
        locked,
        "paper.pdf is protected by a password. Upload a copy without one.",
    ),
    "damaged": (
        lambda: saved(a_pdf(pages=9))[:-300],
        "paper.pdf is damaged or cut short, and some of it may be missing. "
        "Print it to a new PDF and upload that.",
    ),
    "JavaScript": (
        with_script,
        "paper.pdf has scripts (JavaScript) in it. Print it to a new PDF and upload that.",
    ),
}


@pytest.mark.parametrize(("made", "words"), WRONG_FILES.values(), ids=WRONG_FILES.keys())
def test_a_pdf_that_may_not_join_a_pack_is_refused_beside_the_field(
    made: Callable[[], bytes], words: str, desk: Client
) -> None:
    typed = {"label": "Appendix 3", "title": TITLE, "exempt_paragraph": "none"}

    page = page_of(desk.post(f"{PAGE}appendices/new/", typed | {"file": sent(made())}))

    _before, beside = page.split('id="id_file_error"')
    assert words in beside.partition("</p>")[0]
    assert TITLE in page  # what was typed is not lost
    assert not report().appendices.filter(kind="upload").exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    class Huge(SimpleUploadedFile):
        def read(self, *_: Any, **__: Any) -> bytes:
            pytest.fail("It was read")

    huge = Huge("scan.pdf", b"%PDF-")
    huge.size = 200_000_000
    typed = {"title": "Plan", "exempt_paragraph": "none"}

    form = AppendixForm(typed, {"file": huge}, titles=[], is_published=False)

    assert form.errors == {
        "file": ["scan.pdf is 200 MB; the most is 25 MB. Scan or save it smaller."]
    }


def test_the_label_of_an_exempt_appendix_repeats_nothing_either() -> None:
    typed = EXEMPT | {"label": "Quincebury plan", "title": TITLE}
    file = {"file": sent(saved(a_pdf()))}

    form = AppendixForm(typed, file, titles=[], is_published=False)

    assert list(form.errors) == ["label"]


def test_a_pdf_is_added_with_its_warnings_and_without_its_name(desk: Client) -> None:
    document = a_pdf(pages=2)
    document.pages[0].obj.Rotate = 90
    typed = {"label": "Appendix 3", "title": "Plan of the site", "exempt_paragraph": "none"}
    file = sent(saved(document), f"{MARK}.pdf")

    page = page_of(desk.post(f"{PAGE}appendices/new/", typed | {"file": file}, follow=True))

    assert "The appendix was added." in page
    assert f"{MARK}.pdf has no tags" in page
    assert f"Page 1 of {MARK}.pdf is shown turned: set upright in the pack." in page
    row = report().appendices.get(kind="upload")
    assert (row.label, row.title, row.order) == ("Appendix 3", "Plan of the site", 3)
    assert MARK not in str(row.file)
    with row.file.open() as stored, pikepdf.open(io.BytesIO(stored.read())) as kept:
        assert [page.rotation for page in kept.pages] == [0, 0]


# --- Withdrawing ---------------------------------------------------------------------------------


def test_an_appendix_that_no_pack_holds_is_removed_with_its_file(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    appendix = add()
    assert default_storage.exists(str(appendix.file))

    with django_capture_on_commit_callbacks(execute=True):
        page = page_of(desk.post(f"{PAGE}appendices/{appendix.pk}/remove/", follow=True))

    assert "The appendix was removed." in page
    assert not Appendix.objects.filter(pk=appendix.pk).exists()
    assert not default_storage.exists(str(appendix.file))


def test_an_appendix_is_replaced_and_keeps_its_title_and_its_mark(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    appendix = add(marking=MARKING)
    before = str(appendix.file)
    turned = a_pdf()
    turned.pages[0].obj.Rotate = 90
    address = f"{PAGE}appendices/{appendix.pk}/replace/"

    assert "Choose a PDF." in page_of(desk.post(address, {}))
    with django_capture_on_commit_callbacks(execute=True):
        file = sent(saved(turned), f"{MARK}.pdf")
        page = page_of(desk.post(address, {"file": file}, follow=True))

    assert "The appendix is replaced." in page
    row = report().appendices.get(kind="upload")
    assert (row.pk, row.title, row.exempt_paragraph) == (
        appendix.pk,
        appendix.title,
        appendix.exempt_paragraph,
    )
    assert str(row.file) != before
    assert not default_storage.exists(before)
    assert "Page 1 of the PDF is shown turned: set upright in the pack." in row.warnings
    assert MARK not in repr(row.warnings)


def test_an_appendix_that_an_issued_pack_holds_keeps_its_file_when_it_is_replaced(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    appendix = add()
    issued_with(appendix)
    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)
    address = f"{PAGE}appendices/{appendix.pk}/replace/"

    file = sent(saved(a_pdf(pages=2)))
    assert "Say that a corrected pack will follow" in page_of(desk.post(address, {"file": file}))
    with django_capture_on_commit_callbacks(execute=True):
        file = sent(saved(a_pdf(pages=2)))
        desk.post(address, {"file": file, "will_correct": "on"})

    assert str(report().appendices.get(kind="upload").file) != str(appendix.file)
    assert default_storage.exists(str(appendix.file))


def test_appendices_change_places_until_the_agenda_is_published(desk: Client) -> None:
    appendix = add()
    before = list(report().appendices.order_by("order").values_list("pk", flat=True))
    address = f"{PAGE}appendices/{appendix.pk}/"

    desk.post(f"{address}down/")
    assert list(report().appendices.order_by("order").values_list("pk", flat=True)) == before
    desk.post(f"{address}up/")
    moved = list(report().appendices.order_by("order").values_list("pk", flat=True))
    assert moved == [*before[:-2], before[-1], before[-2]]

    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)
    page = page_of(desk.post(f"{address}up/", follow=True))
    assert "The agenda is published" in page
    assert list(report().appendices.order_by("order").values_list("pk", flat=True)) == moved


def issued_with(*appendices: Appendix) -> None:
    """Have a pack of May issued with some appendices of its first item."""
    Pack.objects.create(
        meeting=Meeting.objects.get(slug=MAY),
        version=1,
        state=Pack.State.READY,
        as_of=DAY,
        asked_at=AT,
        contents=[{"number": 1, "appendices": [each.pk for each in appendices]}],
    )
    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)


def test_an_appendix_that_was_issued_stays_and_one_added_since_does_not(desk: Client) -> None:
    issued = add()
    issued_with(issued)
    late = add(correction_follows=True)

    refused = desk.post(f"{PAGE}appendices/{issued.pk}/remove/", follow=True)
    desk.post(f"{PAGE}appendices/{late.pk}/remove/")

    assert "The appendix is in a pack that was issued" in page_of(refused)
    assert list(report().appendices.filter(kind="upload")) == [issued]


def test_a_pack_that_does_not_say_what_was_appended_may_hold_it() -> None:
    appendix = add()
    issued_with()
    Pack.objects.update(contents=[{"number": 1}])

    with pytest.raises(AppendixIssued):
        appendices.withdraw_appendix(appendix=appendix, at=AT)


@pytest.mark.usefixtures("published")
def test_what_was_published_without_a_pack_of_ours_is_not_removed() -> None:
    appendix = report().appendices.first()
    assert appendix is not None

    with pytest.raises(AgendaIssued):
        appendices.withdraw_appendix(appendix=appendix, at=AT)


# --- In the pack ---------------------------------------------------------------------------------


def small_meeting() -> None:
    """Leave on the agenda of May its seventh item alone, with nothing live appended."""
    Appendix.objects.filter(report__slug=SLUG).delete()
    AgendaItem.objects.filter(meeting__slug=MAY).exclude(report__slug=SLUG).delete()


def issued(clerk: User) -> Pack:
    """Build and issue the pack of May."""
    meeting = Meeting.objects.get(slug=MAY)
    pack = ask_for_pack(meeting=meeting, as_of=DAY, asked_by=clerk, asked_at=AT)
    return make(pack, made_at=AT)


def unpacked(content: bytes) -> bytes:
    """Return a PDF with nothing compressed in it, in small letters."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(
            written,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return written.getvalue().lower()


def text_of(content: bytes) -> list[str]:
    """Return the words of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def is_in(words: str, content: bytes) -> bool:
    """Whether words stand in a PDF: as they are, wide, in hexadecimal, or set on a page."""
    plain, wide = words.encode(), words.encode("utf-16-be")
    whole = unpacked(content)
    ways = [plain, wide, plain.hex().encode(), wide.hex().encode()]
    is_set = words in "".join("".join(text_of(content)).split()).lower()
    return is_set or any(way in whole for way in ways)


def test_an_upload_is_the_pages_of_its_file(clerk: User) -> None:
    small_meeting()
    appendix = add(saved(a_pdf(words=f"{MARK}body", pages=3)), title="Plan of the site")

    pack = issued(clerk)

    members, public = bytes(pack.members_pdf or b""), bytes(pack.public_pdf or b"")
    assert sum(f"{MARK}body" in page for page in text_of(members)) == 3
    assert sum(f"{MARK}body" in page for page in text_of(public)) == 3
    assert pack.contents[0]["appendices"] == [appendix.pk]
    assert pack.untagged == ["Appendix 3 Plan of the site"]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda: with_font(5), id="it cannot be joined"),
        pytest.param(lambda: b"%PDF-1.7 no more", id="it cannot be opened"),
    ],
)
def test_a_pack_that_a_paper_keeps_from_being_built_names_its_item_and_appendix(
    broken: Callable[[], bytes], clerk: User
) -> None:
    small_meeting()
    add(saved(a_pdf()), title="Plan of the site")
    second = add(broken(), title="Plan of the road")
    Appendix.objects.filter(pk=second.pk).update(label="Appendix 4")

    with pytest.raises(PartFailed):
        issued(clerk)

    pack = Pack.objects.get()
    assert pack.state == Pack.State.FAILED
    assert "could not be built, because of item 1, Appendix 4." in pack.failure
    assert "Plan of the road" not in pack.failure  # which the public might not be allowed to read


def with_font(font: Any) -> bytes:
    document = a_pdf()
    document.pages[0].obj.Resources = Dictionary(Font=font)
    return saved(document)


def test_an_exempt_upload_is_in_the_members_copy_and_nowhere_in_the_public_one(
    clerk: User, desk: Client, client: Client
) -> None:
    small_meeting()
    described = {"Title": f"{MARK}docinfo", "Author": f"{MARK}author", "Subject": f"{MARK}about"}
    content = saved(a_pdf(words=f"{MARK}body", pages=3, **described))
    typed = EXEMPT | {"label": "Appendix 3", "title": f"{MARK}title", "exempt_reason": MARK}
    file = sent(content, f"{MARK}file.pdf")
    desk.post(f"{PAGE}appendices/new/", typed | {"file": file})

    pack = issued(clerk)

    members, public = bytes(pack.members_pdf or b""), bytes(pack.public_pdf or b"")
    for place in ("body", "title"):
        assert is_in(f"{MARK}{place}", members), place
    assert f"{MARK}title" in pack.members_html
    assert not is_in(MARK, public)
    assert MARK not in pack.public_html
    assert is_in("amatterofsupply", public)
    for copy in (members, public):
        assert not is_in(f"{MARK}docinfo", copy)
        assert not is_in(f"{MARK}file", copy)
    client.logout()
    for address in ("/", f"/papers/meetings/{MAY}/", f"/papers/packs/{pack.pk_uuid}/"):
        assert MARK not in page_of(client.get(address)), address
    assert MARK not in page_of(client.get(f"/papers/meetings/{MAY}/reports/{SLUG}/"))


def test_pages_have_the_same_numbers_in_both_copies(clerk: User) -> None:
    small_meeting()
    add(saved(a_pdf(words=f"{MARK}body", pages=4)), title="Hidden plan", marking=MARKING)
    add(saved(a_pdf(words="after it")), title="Plan of the site")

    pack = issued(clerk)

    members = pypdf.PdfReader(io.BytesIO(bytes(pack.members_pdf or b"")))
    public = pypdf.PdfReader(io.BytesIO(bytes(pack.public_pdf or b"")))
    assert members.page_labels == public.page_labels
    assert [page_of_words("after it", each) for each in (members, public)] == [
        str(pack.contents[0]["last"])
    ] * 2
    assert len(members.pages) == len(public.pages)
    assert sum("withheld" in page.extract_text() for page in public.pages) >= 4


def page_of_words(words: str, reader: pypdf.PdfReader) -> str:
    """Return the label of the one page that shows some words."""
    [found] = [n for n, page in enumerate(reader.pages) if words in page.extract_text()]
    return reader.page_labels[found]


def test_a_pack_is_not_issued_without_a_file_that_is_lost(clerk: User) -> None:
    small_meeting()
    appendix = add(title="Plan of the site")
    default_storage.delete(str(appendix.file))

    [block] = build_pack(MAY, as_of=DAY).blocks
    assert block.endswith("Appendix 3 Plan of the site: its file is not held. Upload it again.")
    with pytest.raises(PackBlocked, match="its file is not held"):
        issued(clerk)
    assert not Pack.objects.exists()
    assert Meeting.objects.get(slug=MAY).state == Meeting.State.PLANNED
