"""What the public may not read is in the members' copy and nowhere else.

Source: Local Government Act 1972, sections 100A to 100K and Schedule 12A Part 1.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pikepdf
import pypdf
import pytest
from django.core.management import call_command
from django.test import Client

from governance.exports import EXPORTS
from governance.models import Meeting, Pack, Report
from governance.presenters.packs.building import PackContents, build_pack, with_pages
from governance.presenters.packs.contents import Check
from governance.presenters.packs.public_copy import public_version
from governance.presenters.register import public_meeting, public_report
from governance.tasks.packs import ask_for_pack, make
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import trusted
from tests.governance.issuing import add_late_item, issue_unprinted
from tests.governance.rows_of_an_exempt_meeting import (
    BESIDE_PACK,
    EXEMPT_REPORT,
    IN_PACK,
    MARK,
    PUBLIC_REPORT,
    SAVED_AT,
    SLUG,
    make_exempt_meeting,
    marked,
)

pytestmark = pytest.mark.django_db

DAY = date(2006, 5, 22)
MADE_AT: datetime = SAVED_AT
UNTRUSTED = [Role.OFFICER, Role.PARTNER, Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR]
TRUSTED = [Role.COMMITTEE_CLERK, Role.DIRECTOR, Role.MEMBER, Role.AUDITOR]
PUBLISHED = Meeting.State.PUBLISHED
INSIDE = [
    *("/meetings/", f"/meetings/{SLUG}/", f"/meetings/{SLUG}/reports/{PUBLIC_REPORT}/"),
    *("/committees/", "/committees/cabinet/", "/resolutions/", "/"),
]
OUTSIDE = [
    *("/", "/papers/", f"/papers/meetings/{SLUG}/"),
    f"/papers/meetings/{SLUG}/reports/{PUBLIC_REPORT}/",
    *("/papers/meetings.ics", "/papers/feed.atom"),
]


def contents() -> PackContents:
    """Return the members' copy, with three pages for each part."""
    found = build_pack(SLUG, as_of=DAY)
    return with_pages(found, (3,) * len(found.parts))


# --- The contents of a pack ----------------------------------------------------------------------


@pytest.mark.parametrize("place", IN_PACK)
def test_the_members_copy_has_what_the_public_copy_withholds(place: str) -> None:
    make_exempt_meeting()
    members = contents()

    assert marked(place) in repr(members)
    assert marked(place) not in repr(public_version(members))


@pytest.mark.parametrize("place", BESIDE_PACK)
def test_what_is_kept_beside_a_pack_is_in_neither_copy(place: str) -> None:
    make_exempt_meeting()
    members = contents()

    assert marked(place) not in repr(members)
    assert marked(place) not in repr(public_version(members))


def test_both_copies_have_the_same_parts_on_the_same_pages() -> None:
    make_exempt_meeting()
    members = contents()
    public = public_version(members)

    assert [(part.first, part.last, part.destination) for part in public.parts] == [
        (part.first, part.last, part.destination) for part in members.parts
    ]
    assert [item.pages for item in public.items] == ["1 - 6", "7 - 15"]
    assert [item.pages for item in members.items] == ["1 - 6", "7 - 15"]


def test_a_notice_stands_for_each_withheld_part_and_names_its_paragraph() -> None:
    make_exempt_meeting()
    public = public_version(contents())

    notices = [part for part in public.parts if part.kind == "notice"]

    assert [(part.title, part.report.exemption.paragraph) for part in notices] == [
        ("1. A contract", 3),
        ("Appendix 1", 3),
        ("Appendix 1 Figures of a school", 2),
        ("Appendix 2 Plan of a site", 1),
    ]
    assert [list(part.report.page_numbers) for part in notices] == [
        [1, 2, 3],
        [4, 5, 6],
        [10, 11, 12],
        [13, 14, 15],
    ]
    assert [item.title for item in public.items] == ["A contract", "What all may read"]


def test_an_exempt_item_without_a_public_title_is_called_an_exempt_item() -> None:
    make_exempt_meeting()
    Report.objects.filter(slug=EXEMPT_REPORT).update(public_title="")

    public = public_version(contents())

    assert public.items[0].title == "Exempt item"
    assert public.parts[0].title == "1. Exempt item"
    assert MARK not in repr(public)


def test_a_pack_without_anything_exempt_is_the_same_for_the_public() -> None:
    members = build_pack("childrens-services-scrutiny-2006-05-31", as_of=DAY)
    public = public_version(members)

    assert not members.has_exempt
    assert public.items == members.items
    assert [(part.kind, part.title) for part in public.parts] == [
        (part.kind, part.title) for part in members.parts
    ]
    assert (members.is_public, public.is_public) == (False, True)


def test_a_warning_to_the_clerk_is_not_for_the_public() -> None:
    make_exempt_meeting()
    warned = replace(contents(), checks=(Check(words=marked("warning"), stops=True),))

    assert public_version(warned).checks == ()


# --- The register, the exports -------------------------------------------------------------------


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_page_of_the_register_has_anything_exempt(address: str, client: Client) -> None:
    make_exempt_meeting(state=PUBLISHED)

    response = client.get(address)

    assert response.status_code == 200
    assert MARK not in response.content.decode()


def test_the_register_names_an_exempt_item_by_its_public_title_and_paragraph(
    client: Client,
) -> None:
    make_exempt_meeting(state=PUBLISHED)

    page = client.get(f"/papers/meetings/{SLUG}/").content.decode()

    assert "A contract" in page
    assert "paragraph 3 of Part 1 of Schedule 12A" in page


def test_what_the_register_is_built_of_has_nothing_exempt() -> None:
    make_exempt_meeting(state=PUBLISHED)

    assert MARK not in repr(public_meeting(SLUG, as_of=DAY))
    assert MARK not in repr(public_report(SLUG, PUBLIC_REPORT))


@pytest.mark.parametrize("state", Meeting.State.values)
def test_an_exempt_report_is_not_in_the_register_in_any_state(state: str, client: Client) -> None:
    make_exempt_meeting(state=state)

    response = client.get(f"/papers/meetings/{SLUG}/reports/{EXEMPT_REPORT}/")

    assert response.status_code == 404


def test_nothing_of_a_planned_meeting_is_in_the_register(client: Client) -> None:
    make_exempt_meeting()

    answers = [client.get(address).status_code for address in OUTSIDE[2:4]]

    assert answers == [404, 404]
    assert MARK not in client.get("/papers/").content.decode()


@pytest.mark.parametrize("what", EXPORTS)
def test_no_export_has_anything_exempt(what: str) -> None:
    make_exempt_meeting(state=PUBLISHED)
    out = io.StringIO()

    call_command("export", what, as_at=f"{DAY}", stdout=out)

    assert SLUG in out.getvalue() or what not in ("meetings", "agenda-items", "clock")
    assert MARK not in out.getvalue()


# --- The pages of those who are signed in --------------------------------------------------------


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("role", UNTRUSTED, ids=str)
def test_who_may_not_read_exempt_papers_finds_nothing_of_them(
    role: Role,
    address: str,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    make_exempt_meeting()

    response = sign_in(make_user(role)).get(address)

    assert response.status_code == 200
    assert MARK not in response.content.decode()


@pytest.mark.parametrize(
    ("role", "answer"),
    [*((role, 404) for role in UNTRUSTED), *((role, 200) for role in TRUSTED)],
    ids=str,
)
def test_an_exempt_report_is_there_for_those_alone_who_may_read_it(
    role: Role,
    answer: int,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    make_exempt_meeting()

    response = sign_in(trusted(role)).get(f"/meetings/{SLUG}/reports/{EXEMPT_REPORT}/")

    assert response.status_code == answer
    assert (marked("body") in response.content.decode()) is (answer == 200)


@pytest.mark.parametrize("role", TRUSTED, ids=str)
def test_who_may_read_exempt_papers_sees_their_titles_on_the_agenda(
    role: Role, sign_in: Callable[[User], Client]
) -> None:
    make_exempt_meeting()

    page = sign_in(trusted(role)).get(f"/meetings/{SLUG}/").content.decode()

    assert marked("title") in page
    assert marked("purpose") in page


def test_who_may_not_read_them_sees_the_public_title_on_the_agenda(
    officer: User, sign_in: Callable[[User], Client]
) -> None:
    make_exempt_meeting()

    page = sign_in(officer).get(f"/meetings/{SLUG}/").content.decode()

    assert "A contract" in page
    assert "What all may read" in page


# --- What is printed -----------------------------------------------------------------------------


def decompressed(content: bytes) -> bytes:
    """Return all of a PDF with nothing compressed in it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def ways_to_write(words: str) -> list[bytes]:
    """Return how words may stand in a PDF outside its pages: as they are, wide, in hexadecimal."""
    plain, wide = words.encode(), words.encode("utf-16-be")
    return [plain, wide, *(each.hex().encode() for each in (plain, wide))]


def is_in_bytes(words: str, content: bytes) -> bool:
    """Whether words stand in the bytes of a PDF, in bookmarks, tags or what describes it."""
    whole = decompressed(content).lower()
    return any(each in whole for each in ways_to_write(words))


def text_of(content: bytes) -> str:
    """Return the words that the pages of a PDF show, closed up."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages).lower()


def issued(user: User) -> Pack:
    """Build and issue the pack of the meeting."""
    meeting = Meeting.objects.get(slug=SLUG)
    pack = ask_for_pack(meeting=meeting, as_of=DAY, asked_by=user, asked_at=MADE_AT)
    return make(pack, made_at=MADE_AT)


@pytest.mark.document
def test_nothing_exempt_is_in_the_public_copy_as_printed_or_as_a_page(
    make_user: Callable[..., User], sign_in: Callable[[User], Client], client: Client
) -> None:
    make_exempt_meeting()
    pack = issued(make_user(Role.COMMITTEE_CLERK))
    members, public = bytes(pack.members_pdf or b""), bytes(pack.public_pdf or b"")

    # The same searches find it in the members' copy.
    for place in ("title", "body", "bullet", "limb", "appendixtext", "appendixtable"):
        assert marked(place) in text_of(members), place
        assert marked(place) in pack.members_html, place
    assert marked("uploadbody") in text_of(members)
    for place in ("title", "uploadtitle"):  # their bookmarks
        assert is_in_bytes(marked(place), members), place
    for place in ("filename", "uploaddescribed"):
        assert not is_in_bytes(marked(place), members), place

    assert not is_in_bytes(MARK, public)
    assert MARK not in text_of(public)
    assert MARK not in pack.public_html
    assert "acontract" in text_of(public)
    for address in (*OUTSIDE, f"/papers/packs/{pack.pk_uuid}/"):
        assert MARK not in client.get(address).content.decode(), address
    signed_in = sign_in(make_user(Role.OFFICER))
    for address in (f"/packs/{pack.pk_uuid}/", f"/meetings/{SLUG}/"):
        assert MARK not in signed_in.get(address).content.decode(), address
    assert not is_in_bytes(MARK, signed_in.get(f"/packs/{pack.pk_uuid}/public.pdf").content)


@pytest.mark.document
def test_nothing_exempt_is_in_the_public_copy_of_a_supplement_or_a_correction(
    make_user: Callable[..., User], client: Client
) -> None:
    meeting = make_exempt_meeting()
    clerk = make_user(Role.COMMITTEE_CLERK)
    issue_unprinted(meeting)
    late = add_late_item(
        meeting,
        title=marked("late"),
        late_reason=marked("urgency"),
        exempt_paragraph=3,
        exempt_reason=marked("latereason"),
        public_title="Another contract",
    )
    wanted = {"meeting": meeting, "as_of": DAY, "asked_by": clerk, "asked_at": MADE_AT}

    supplement = make(
        ask_for_pack(**wanted, kind="supplement", only_items=[late.pk]), made_at=MADE_AT
    )
    correction = make(
        ask_for_pack(**wanted, kind="correction", corrects="A word on page 1"), made_at=MADE_AT
    )

    for pack in (supplement, correction):
        members, public = bytes(pack.members_pdf or b""), bytes(pack.public_pdf or b"")
        assert marked("late") in text_of(members)
        assert marked("urgency") in text_of(members)
        assert not is_in_bytes(MARK, public)
        assert MARK not in text_of(public)
        assert MARK not in pack.public_html
        assert "anothercontract" in text_of(public)
        for address in (*OUTSIDE, f"/papers/packs/{pack.pk_uuid}/"):
            assert MARK not in client.get(address).content.decode(), address
    assert [each["first"] for each in supplement.contents] == [16]
    assert "supplement1totheagenda" in text_of(bytes(supplement.public_pdf or b""))
    assert "awordonpage1" in text_of(bytes(correction.public_pdf or b""))
    for copy in (supplement.members_pdf, supplement.public_pdf):
        labels = pypdf.PdfReader(io.BytesIO(bytes(copy or b""))).page_labels
        assert labels == ["i", "16"]


@pytest.mark.document
def test_each_page_of_the_public_copy_has_the_number_of_the_members_copy(
    make_user: Callable[..., User],
) -> None:
    make_exempt_meeting()
    version = Report.objects.get(slug=EXEMPT_REPORT).versions.get()
    version.sections[0]["paragraphs"] *= 60  # over several pages
    version.save()

    pack = issued(make_user(Role.COMMITTEE_CLERK))

    copies = [
        pypdf.PdfReader(io.BytesIO(bytes(content or b"")))
        for content in (pack.members_pdf, pack.public_pdf)
    ]
    starts = [
        [
            reader.get_destination_page_number(item)
            for item in reader.outline
            if not isinstance(item, list)
        ]
        for reader in copies
    ]
    assert pack.contents[0]["last"] >= 3
    assert len(copies[0].pages) == len(copies[1].pages)
    assert starts[0] == starts[1]
