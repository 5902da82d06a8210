"""What stops a pack, a proof of both copies, and the second person who issues it."""

import io
from collections.abc import Callable

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from actionplan.models import Action
from governance.models import (
    Appendix,
    Committee,
    ExemptReading,
    Meeting,
    Pack,
    PackPart,
    PackRequest,
    Report,
)
from governance.presenters.packs.building import build_pack, outline_pack
from governance.services.pack_requests import NoRequest, SamePerson
from governance.tasks.pack_proofs import COPIES, kept_proof, key_of, make_proof, mark_of
from governance.tasks.packs import PackBlocked, ask_for_pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in
from tests.factories import make_update
from tests.governance.issuing import AT, DAY
from tests.governance.rows_of_an_exempt_meeting import (
    EXEMPT_REPORT,
    MARK,
    PUBLIC_REPORT,
    SLUG,
    make_exempt_meeting,
    marked,
)

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
ADDRESS = f"/meetings/{SLUG}/pack/"


def checks(slug: str = SLUG) -> list[str]:
    """Return what is said of a pack before it is issued, what stops it first."""
    return [each.words for each in build_pack(slug, as_of=DAY).checks]


def no_time() -> None:
    Meeting.objects.filter(slug=SLUG).update(begins_at=None)


def no_venue() -> None:
    Meeting.objects.filter(slug=SLUG).update(venue=" ")


def no_members() -> None:
    Committee.objects.get(slug="cabinet").memberships.all().delete()


def no_report() -> None:
    Meeting.objects.get(slug=SLUG).items.create(order=9, title="A matter", kind="report")


def addressed_elsewhere() -> None:
    other = Meeting.objects.exclude(slug=SLUG).order_by("pk")[0]
    Report.objects.filter(slug=PUBLIC_REPORT).update(meeting=other)


def out_of_order() -> None:
    rows = Appendix.objects.filter(report__slug=PUBLIC_REPORT).order_by("order")
    for row, label in zip(rows, ("Appendix 2", "Appendix 1"), strict=True):
        Appendix.objects.filter(pk=row.pk).update(label=label)


def warned_of() -> None:
    row = Appendix.objects.get(report__slug=PUBLIC_REPORT, kind="upload")
    row.warnings = ["Page 1 of the PDF is not A4: scaled to A4 in the pack."]
    row.save()


def blank_minute() -> None:
    march = Meeting.objects.get(slug="childrens-services-scrutiny-2006-03-13")
    Meeting.objects.get(slug=SLUG).items.create(
        order=9, title="MINUTES", kind="minutes", minutes_of=march
    )
    march.minutes.create(number=990, title="A TITLE", order=99)


def short_notice() -> None:
    Meeting.objects.filter(slug=SLUG).update(held_on="2006-05-24")


@pytest.mark.parametrize(
    ("spoil", "words", "stops"),
    [
        (no_time, "The meeting has no time.", True),
        (no_venue, "The meeting has no venue", True),
        (blank_minute, "is blank.", True),
        (no_members, "has no members on the day", False),
        (no_report, "has no report.", False),
        (addressed_elsewhere, "is addressed to", False),
        (out_of_order, "Appendix 2 stands before Appendix 1.", False),
        (warned_of, "Plan of a site: page 1 of the PDF is not A4", False),
        (short_notice, "leaves fewer than five clear working days", False),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_wrong_with_a_pack_is_said_before_it_is_issued(
    spoil: Callable[[], None], words: str, stops: bool
) -> None:
    make_exempt_meeting()
    before = checks()
    spoil()

    found = [each for each in build_pack(SLUG, as_of=DAY).checks if words in each.words]

    assert not any(words in each for each in before if words != "has no members on the day")
    assert [each.stops for each in found] == [stops]


def test_each_check_leads_to_where_it_is_mended(client: Client) -> None:
    make_exempt_meeting()
    for spoil in (no_time, no_report, out_of_order, blank_minute):
        spoil()
    client.force_login(
        user_in(Role.COMMITTEE_CLERK), backend="herefordshire_cs.accounts.backends.EmailBackend"
    )

    page = client.get(ADDRESS).content.decode()

    for address in (
        f"/meetings/{SLUG}/edit/",
        f"/meetings/{SLUG}/#item-",
        f"/meetings/{SLUG}/reports/{PUBLIC_REPORT}/",
        "/meetings/childrens-services-scrutiny-2006-03-13/minutes/take/",
    ):
        assert f'href="{address}' in page
        assert client.get(address.partition("#")[0]).status_code == 200
    assert "It cannot be issued yet" in page
    assert 'value="sure"' not in page


def test_a_note_of_the_plan_that_tells_who_a_child_is_is_named_before_a_live_document_shows_it(
    jar: object,
) -> None:
    report = Report.objects.get(items__meeting__slug=MAY, items__number=7)
    assert report.appendices.filter(kind="live").exists()
    make_update(
        Action.objects.get(plan__slug="jar-2005", reference="1.1"),
        reported_on=DAY,
        narrative="Tamsin, aged 9, has a place",
    )

    assert any("a note of 1.1: “Tamsin, aged 9”" in words for words in checks(MAY))


def test_what_asks_for_a_reason_is_not_issued_without_one(client: Client) -> None:
    meeting = make_exempt_meeting()
    meeting.items.filter(order=2).update(purpose="Of Tamsin, aged 9.")
    clerk = user_in(Role.COMMITTEE_CLERK)

    with pytest.raises(PackBlocked, match="Say why it goes out"):
        ask_for_pack(meeting=meeting, as_of=DAY, asked_by=clerk, asked_at=AT)


@pytest.mark.document
def test_a_proof_says_draft_on_every_page_and_marks_what_is_exempt_on_uploaded_pages_too() -> None:
    meeting = make_exempt_meeting()

    pages = make_proof.func(SLUG, DAY.isoformat(), Pack.Kind.PACK, [], "")

    mark = mark_of(outline_pack(meeting, as_of=DAY))
    read = {}
    for copy in COPIES:
        kept = kept_proof(mark, copy, meeting=SLUG)
        assert kept is not None
        reader = pypdf.PdfReader(io.BytesIO(bytes(kept.pdf)))
        read[copy] = [page.extract_text() for page in reader.pages]
        assert len(read[copy]) == pages
        assert all("DRAFT, not issued" in page for page in read[copy])
    headed = [page for page in read["members"] if "NOT FOR PUBLICATION: item" in page]
    assert any(marked("uploadbody") in page for page in headed)
    assert {page for page in read["members"] if MARK in page and "AGENDA" not in page} <= {*headed}
    assert not any(MARK in page for page in read["public"])
    assert not any("NOT FOR PUBLICATION: item" in page for page in read["public"])


@pytest.fixture
def second(db: None) -> Meeting:
    """A meeting of a body whose packs a second person issues."""
    meeting = make_exempt_meeting()
    Committee.objects.filter(pk=meeting.committee_id).update(is_issued_by_second=True)
    return Meeting.objects.select_related("committee").get(pk=meeting.pk)


def ask_by_page(client: Client, clerk: User, does: str, **typed: str) -> str:
    """Press a button of the preview."""
    client.force_login(clerk, backend="herefordshire_cs.accounts.backends.EmailBackend")
    return client.post(ADDRESS, {"do": does, **typed}, follow=True).content.decode()


def test_a_pack_of_such_a_body_is_issued_by_another_than_who_asks(
    second: Meeting, client: Client
) -> None:
    one = user_in(Role.COMMITTEE_CLERK)
    other = user_in(Role.COMMITTEE_CLERK, email="other@test.example")
    given = {"meeting": second, "as_of": DAY, "asked_at": AT}

    with pytest.raises(NoRequest):
        ask_for_pack(**given, asked_by=one)
    assert "It waits for a second person" in ask_by_page(client, one, "ask")
    with pytest.raises(SamePerson):
        ask_for_pack(**given, asked_by=one)
    assert "so another person issues it" in ask_by_page(client, one, "issue")
    assert not Pack.objects.exists()

    ask_for_pack(**given, asked_by=other)
    row = PackRequest.objects.get()
    assert (row.asked_by, row.answered_by, row.answer) == (one, other, "issued")


def test_the_second_person_is_told_what_was_changed_and_may_say_no_with_a_reason(
    second: Meeting, client: Client
) -> None:
    one = user_in(Role.COMMITTEE_CLERK)
    other = user_in(Role.COMMITTEE_CLERK, email="other@test.example")
    ask_by_page(client, one, "ask")
    assert "It is not what was checked" not in ask_by_page(client, other, "show")

    second.items.filter(order=2).update(title="Another title")

    assert "It is not what was checked" in ask_by_page(client, other, "show")
    assert "Say why it is not issued" in ask_by_page(client, other, "refuse")
    ask_by_page(client, other, "refuse", answer_reason="The title is wrong.")
    assert PackRequest.objects.get().answer_reason == "The title is wrong."
    assert "Ask a second person to issue it" in ask_by_page(client, one, "show")


def test_the_record_refuses_that_one_person_be_both(second: Meeting) -> None:
    clerk = user_in(Role.COMMITTEE_CLERK)
    row = PackRequest(
        meeting=second, kind="pack", checked="0", asked_by=clerk, asked_at=AT, answer="issued"
    )
    row.answered_by = clerk

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_members_proof_is_for_those_of_the_body_and_its_reading_is_recorded(
    client: Client,
) -> None:
    meeting = make_exempt_meeting()
    mark = mark_of(outline_pack(meeting, as_of=DAY))
    kept = {"pages": 1, "made_at": AT, "pdf": b"%PDF-proof", "title": "Proof"}
    for copy in COPIES:
        PackPart.objects.create(contents_hash=key_of(mark, copy, meeting=SLUG), **kept)
    page = f"/meetings/{SLUG}/pack/proof/{mark}/"
    client.force_login(
        user_in(Role.COMMITTEE_CLERK), backend="herefordshire_cs.accounts.backends.EmailBackend"
    )

    assert client.get(f"{page}members.pdf").content == b"%PDF-proof"
    assert ExemptReading.objects.get().kind == "proof"
    assert client.get(f"/meetings/{MAY}/pack/proof/{mark}/members.pdf").status_code == 404
    client.force_login(
        user_in(Role.OFFICER), backend="herefordshire_cs.accounts.backends.EmailBackend"
    )
    assert client.get(f"{page}public.pdf").status_code == 403


def test_an_exempt_report_without_a_word_of_its_own_is_led_to_by_its_neutral_address() -> None:
    make_exempt_meeting()
    Report.objects.filter(slug=EXEMPT_REPORT).update(public_title="")

    [stop] = build_pack(SLUG, as_of=DAY).stops

    assert MARK not in stop.words
