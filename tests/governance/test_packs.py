"""Supplements and corrections, what blocks an issue, and what the public may still read after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.test import Client

from actionplan.models import Plan
from governance.exempt.reader import MEMBERS, PUBLIC
from governance.exports import EXPORTS
from governance.models import AgendaItem, Appendix, Meeting, Pack, PackPart, Report
from governance.models.issued import issued_of
from governance.presenters.meeting_page import build_meeting_page
from governance.presenters.packs.additions import additions_of
from governance.presenters.packs.building import build_pack
from governance.presenters.packs.public_copy import public_version
from governance.presenters.register import NotPublic, public_meeting, public_report
from governance.services import exempt
from governance.services.appendices import add_live_appendix
from governance.services.exempt import Marking
from governance.tasks.pack_issuing import issue
from governance.tasks.pack_preview import build_preview
from governance.tasks.pack_printing import Copy, keys_of
from governance.tasks.packs import PackBlocked, ask_for_pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.files.tables import Asked
from tests.governance.issuing import AT, DAY, REASON, add_late_item, counted, issue_unprinted
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
PREVIEW = f"/meetings/{MAY}/pack/"
SUPPLEMENT, CORRECTION = Pack.Kind.SUPPLEMENT, Pack.Kind.CORRECTION
MARKING = Marking(paragraph=3, reason="Prices of one supplier", public_title="A matter of supply")
NOT_EXEMPT = Marking()


@pytest.fixture
def may(db: None) -> Meeting:
    """The meeting of 31 May 2006, planned."""
    return Meeting.objects.get(slug=MAY)


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    return make_user(Role.COMMITTEE_CLERK)


@pytest.fixture
def desk(clerk: User, sign_in: Callable[[User], Client]) -> Client:
    """The clerk's browser."""
    return sign_in(clerk)


def pages_of(meeting: Meeting) -> dict[int | None, str]:
    """Return the pages of each item on the meeting's own page, by number."""
    page = build_meeting_page(meeting.slug, as_of=DAY, reader=MEMBERS)
    return {item.number: item.issued_pages for item in page.items}


def words_of(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


# --- What was issued -----------------------------------------------------------------------------


def test_a_supplement_continues_after_the_last_page_and_the_agenda_shows_both(
    may: Meeting,
) -> None:
    first = issue_unprinted(may)
    late = add_late_item(may)

    second = issue_unprinted(may, kind=SUPPLEMENT, only_items=[late.pk])

    last = max(each["last"] for each in first.contents)
    assert [(each["number"], each["first"]) for each in second.contents] == [(9, last + 1)]
    pages = pages_of(may)
    assert pages[9] == f"{last + 1} - {last + 3}"
    assert pages[4] == "1 - 3"


def test_a_second_supplement_continues_after_the_first(may: Meeting) -> None:
    issue_unprinted(may)
    one = add_late_item(may, title="One more")
    first = issue_unprinted(may, kind=SUPPLEMENT, only_items=[one.pk])
    two = add_late_item(may, title="Yet another")

    contents = counted(may, kind=SUPPLEMENT, only_items=[two.pk])

    assert contents.issue.supplement == 2
    assert contents.items[0].number == 10
    assert contents.items[0].first == first.contents[0]["last"] + 1
    assert (contents.seats, contents.notes) == ((), ())


def test_a_correction_is_the_whole_pack_numbered_from_one_again(may: Meeting) -> None:
    issue_unprinted(may)
    late = add_late_item(may)
    issue_unprinted(may, kind=SUPPLEMENT, only_items=[late.pk])

    again = issue_unprinted(may, kind=CORRECTION, corrects="Page 3: the day of the panel")

    assert [each["number"] for each in again.contents] == list(range(1, 10))
    assert again.contents[3]["first"] == 1
    assert pages_of(may)[9] == f"{again.contents[8]['first']} - {again.contents[8]['last']}"
    assert additions_of(may) == ()


def test_an_item_keeps_its_pages_though_its_place_is_another(may: Meeting) -> None:
    issue_unprinted(may)
    before = pages_of(may)
    AgendaItem.objects.filter(meeting=may, number=8).update(order=0)

    assert pages_of(may) == before


def test_a_pack_issued_before_items_were_known_by_key_is_read_by_their_order(
    may: Meeting,
) -> None:
    pack = issue_unprinted(may)
    for each in pack.contents:
        for name in ("key", "report", "withheld", "minutes"):
            del each[name]
    pack.save()

    assert pages_of(may)[4] == "1 - 3"
    assert issued_of(may).last_page == pack.contents[-1]["last"]


def test_an_item_that_is_pulled_leaves_its_number_empty_until_a_correction(may: Meeting) -> None:
    issue_unprinted(may)
    pulled = may.items.get(number=6)
    pulled.delete()

    assert list(pages_of(may)) == [1, 2, 3, 4, 5, 7, 8]
    numbers = [item.number for item in build_pack(MAY, as_of=DAY, kind=CORRECTION).items]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


def test_pages_follow_when_an_item_is_pulled_before_the_issue(may: Meeting) -> None:
    may.items.get(number=6).delete()

    contents = counted(may)

    assert [item.pages for item in contents.items if item.pages] == ["1 - 3", "4 - 12", "13 - 21"]
    assert [item.number for item in contents.items] == [1, 2, 3, 4, 5, 6, 7]


def test_the_export_has_the_pages_of_the_newest_issue(may: Meeting) -> None:
    issue_unprinted(may)
    late = add_late_item(may)
    pack = issue_unprinted(may, kind=SUPPLEMENT, only_items=[late.pk])

    rows = [row for row in EXPORTS["agenda-items"].rows(Asked(as_of=DAY)) if row["meeting"] == MAY]

    assert (rows[8]["number"], rows[8]["page_from"]) == (9, pack.contents[0]["first"])
    assert rows[3]["page_from"] == 1


# --- What a supplement may hold ------------------------------------------------------------------


def test_only_what_no_issue_holds_may_be_added(may: Meeting) -> None:
    issue_unprinted(may)
    assert additions_of(may) == ()

    late = add_late_item(may)
    add_live_appendix(
        report=Report.objects.get(items__meeting=may, items__number=7),
        label="Appendix 3",
        title="Digest",
        document="digest",
        plan="",
        as_at=None,
        marking=NOT_EXEMPT,
        correction_follows=True,
        at=AT,
    )

    assert [(each.number, each.is_late) for each in additions_of(may)] == [(7, False), (9, True)]
    assert additions_of(may)[1].key == late.pk


def test_the_front_sheet_of_a_supplement_gives_the_chairmans_reason(may: Meeting) -> None:
    issue_unprinted(may)
    late = add_late_item(may)

    contents = counted(may, kind=SUPPLEMENT, only_items=[late.pk])

    assert contents.front.items[0].late_reason == REASON
    assert contents.blocks == ()


def test_the_reason_for_an_exempt_late_item_is_not_for_the_public(may: Meeting) -> None:
    issue_unprinted(may)
    late = add_late_item(
        may,
        title=marked("title"),
        late_reason=marked("urgency"),
        exempt_paragraph=3,
        exempt_reason="Prices",
        public_title="A contract",
    )

    contents = counted(may, kind=SUPPLEMENT, only_items=[late.pk])

    assert marked("urgency") in repr(contents)
    assert MARK not in repr(public_version(contents))
    page = build_meeting_page(MAY, as_of=DAY, reader=PUBLIC)
    assert MARK not in repr(page)


# --- What blocks an issue ------------------------------------------------------------------------


def hide_title(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(exempt_paragraph=3, exempt_reason="Prices")


def set_state(state: str) -> Callable[[Report], None]:
    def change(report: Report) -> None:
        Report.objects.filter(pk=report.pk).update(state=state)

    return change


def lose_document(report: Report) -> None:
    report.appendices.create(order=9, kind="live", document="no-such", title="Nothing")


def lose_review(report: Report) -> None:
    report.appendices.create(order=9, kind="review", document="no-such", title="Nothing")


def begin_early(report: Report) -> None:
    report.appendices.create(
        order=9,
        kind="live",
        document="summary",
        plan="jar-2005",
        title="Nothing",
        as_at=date(1999, 1, 1),
    )


def keep_plan_to_its_people(report: Report) -> None:
    Plan.objects.filter(slug="jar-2005").update(is_private=True)
    report.appendices.create(
        order=9, kind="live", document="summary", plan="jar-2005", title="Nothing"
    )


BLOCKS = {
    "a draft": (set_state("draft"), "the report is a draft. It must be cleared before it is"),
    "not cleared": (set_state("clearance"), "the report is waiting for clearance."),
    "no public title": (hide_title, "it is exempt and has no title that the public may read."),
    "no such document": (lose_document, "there is no such document as at its day."),
    "before the plan began": (begin_early, "there is no such document as at its day."),
    "a private plan": (
        keep_plan_to_its_people,
        "its plan is kept to its own people, and no paper",
    ),
    "no such review": (lose_review, "there is no such review."),
}


@pytest.mark.parametrize(("change", "words"), BLOCKS.values(), ids=BLOCKS.keys())
def test_what_is_not_fit_to_be_issued_is_named_and_nothing_is_queued(
    change: Callable[[Report], None], words: str, may: Meeting, clerk: User, desk: Client
) -> None:
    change(Report.objects.get(items__meeting=may, items__number=7))

    page = words_of(desk.get(PREVIEW))
    with pytest.raises(PackBlocked) as refused:
        ask_for_pack(meeting=may, as_of=DAY, asked_by=clerk, asked_at=AT)

    assert {words in reason for reason in refused.value.reasons} == {True}
    assert "It cannot be issued yet" in page
    assert words in page
    assert words in words_of(desk.post(PREVIEW))
    assert not Pack.objects.exists()


@pytest.mark.parametrize("reason", ["", "  "], ids=["none", "blank"])
def test_a_late_item_without_the_chairmans_reason_is_refused(
    reason: str, may: Meeting, desk: Client
) -> None:
    issue_unprinted(may)
    late = add_late_item(may, late_reason=reason)

    page = words_of(desk.post(PREVIEW, {"kind": "supplement", "items": [late.pk]}))

    assert "Item 9 is late and has no reason of the chairman for its urgency." in page
    assert Pack.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "correction", "corrects": " "}, "Say what it corrects."),
        ({"kind": "supplement"}, "Choose at least one item that the supplement holds."),
        ({"kind": "supplement", "items": ["0"]}, "An item that was chosen is not on the agenda"),
        ({"kind": "pack"}, "The pack was issued already. Issue a supplement or a correction."),
    ],
    ids=["a correction of nothing", "an empty supplement", "no such item", "the pack twice"],
)
def test_what_cannot_be_issued_after_the_pack_is_refused_in_words(
    typed: dict[str, str], words: str, may: Meeting, desk: Client
) -> None:
    issue_unprinted(may)
    add_late_item(may)

    assert words in words_of(desk.post(PREVIEW, typed))
    assert Pack.objects.count() == 1


def test_there_is_nothing_to_add_to_before_the_first_issue(may: Meeting, desk: Client) -> None:
    page = words_of(desk.post(PREVIEW, {"kind": "correction", "corrects": "A word"}))

    assert "No pack of the meeting was issued yet" in page
    assert not Pack.objects.exists()


def test_a_kind_that_there_is_not_is_not_there(desk: Client) -> None:
    assert desk.get(f"{PREVIEW}?kind=other").status_code == 404


def test_what_is_corrected_repeats_an_exempt_title_only_for_a_reason(desk: Client) -> None:
    meeting = make_exempt_meeting()
    Report.objects.filter(slug=EXEMPT_REPORT).update(title="Contract with Quincebury")
    issue_unprinted(meeting)
    typed = {"kind": "correction", "corrects": "The price of Quincebury", "do": "sure"}

    page = words_of(desk.post(f"/meetings/{SLUG}/pack/", typed))

    assert "“Quincebury” stands in an exempt paper too." in page
    assert "Say why it goes out with what is asked about." in page
    assert "The price of Quincebury" in page  # what was typed is not lost
    assert Pack.objects.count() == 1


def test_a_whole_correction_is_queued_with_what_it_corrects(may: Meeting, desk: Client) -> None:
    issue_unprinted(may)

    desk.post(PREVIEW, {"kind": "correction", "corrects": "Page 3: the day"})

    pack = Pack.objects.get(version=2)
    assert (pack.kind, pack.corrects, pack.first_page) == ("correction", "Page 3: the day", 1)


# --- An item with minutes and a report -----------------------------------------------------------


def test_minutes_and_a_report_of_one_item_are_two_parts_each_with_a_place_of_its_own(
    may: Meeting,
) -> None:
    report = Report.objects.get(items__meeting=may, items__number=7)
    may.items.get(number=7).delete()
    may.items.filter(number=4).update(report=report)

    contents = counted(may)

    own = [part for part in contents.parts if part.item == 4]
    assert [(part.kind, part.title, part.destination) for part in own][:2] == [
        ("minutes", "4. MINUTES", "part-4"),
        ("report", "4. SAFEGUARDING CHILDREN IN HEREFORDSHIRE", "part-4-2"),
    ]
    destinations = [part.destination for part in contents.parts]
    assert len(set(destinations)) == len(destinations)
    assert contents.items[3].pages == f"{own[0].first} - {own[-1].last}"


def test_the_title_of_an_exempt_report_is_not_on_the_minutes_of_its_item(may: Meeting) -> None:
    meeting = make_exempt_meeting()
    row = meeting.items.get(report__slug=EXEMPT_REPORT)
    AgendaItem.objects.filter(pk=row.pk).update(title=marked("title"), minutes_of=may)

    contents = counted(meeting)

    assert [part.public_title for part in contents.parts][:2] == ["1. A contract"] * 2
    assert MARK not in repr(public_version(contents))


def test_minutes_that_print_the_number_of_their_item_are_another_part_under_another(
    may: Meeting,
) -> None:
    [minutes, report, *_others] = counted(may).parts

    moved = [replace(part, item=part.item + 1) for part in (minutes, report)]

    assert keys_of([minutes]) != keys_of(moved[:1])
    assert keys_of([report]) == keys_of(moved[1:])


# --- The preview ---------------------------------------------------------------------------------


def test_the_preview_says_which_parts_are_in_store_and_counts_once_all_are(may: Meeting) -> None:
    before = build_preview(may, as_of=DAY, kind="pack", only_items=None)
    keys = keys_of(build_pack(MAY, as_of=DAY).parts)
    for key in keys[:-1]:
        PackPart.objects.create(contents_hash=key, title="", pdf=b"", pages=4, made_at=AT)
    half = build_preview(may, as_of=DAY, kind="pack", only_items=None)
    PackPart.objects.create(contents_hash=keys[-1], title="", pdf=b"", pages=2, made_at=AT)
    whole = build_preview(may, as_of=DAY, kind="pack", only_items=None)

    assert (before.counted, before.missing) == (0, len(keys))
    assert (half.missing, half.is_counted, half.contents.pages) == (1, False, 0)
    assert (whole.missing, whole.is_counted) == (0, True)
    assert whole.contents.pages == 4 * (len(keys) - 1) + 2


def test_choosing_items_shows_them_alone_and_issues_nothing(may: Meeting, desk: Client) -> None:
    issue_unprinted(may)
    one, _two = add_late_item(may, title="One more"), add_late_item(may, title="Yet another")

    page = words_of(desk.post(PREVIEW, {"kind": "supplement", "items": [one.pk], "do": "show"}))

    assert "1 item, 1 part behind it" in page
    assert Pack.objects.count() == 1


# --- The register after an issue -----------------------------------------------------------------


def issued_exempt_meeting() -> Meeting:
    """Have a pack issued with an exempt report, and a public one with two exempt appendices."""
    meeting = make_exempt_meeting()
    issue_unprinted(meeting)
    return meeting


def mark(paper: Report | Appendix, marking: Marking) -> None:
    exempt.mark_exempt(paper=paper, marking=marking, correction_follows=True, at=AT)


def test_lifting_an_exemption_opens_nothing_until_a_correction_is_issued() -> None:
    meeting = issued_exempt_meeting()
    mark(Report.objects.get(slug=EXEMPT_REPORT), NOT_EXEMPT)

    [item, _other] = public_meeting(SLUG, as_of=DAY).items
    assert (item.title, item.paragraph, item.report) == ("A contract", 3, "")
    with pytest.raises(NotPublic):
        public_report(SLUG, EXEMPT_REPORT)

    issue_unprinted(meeting, kind=CORRECTION, corrects="Item 1 may be read")

    [item, _other] = public_meeting(SLUG, as_of=DAY).items
    assert (item.paragraph, item.report) == (None, EXEMPT_REPORT)
    assert public_report(SLUG, EXEMPT_REPORT).limbs


def test_lifting_the_exemption_of_an_appendix_opens_nothing_either() -> None:
    issued_exempt_meeting()
    appendix = Appendix.objects.get(report__slug=PUBLIC_REPORT, order=1)
    mark(appendix, NOT_EXEMPT)

    paper = public_report(SLUG, PUBLIC_REPORT)

    assert MARK not in repr(paper)
    assert [each.title for each in paper.appendices] == ["Figures of a school", "Plan of a site"]


def test_the_register_names_a_withheld_appendix_with_its_paragraph(client: Client) -> None:
    issued_exempt_meeting()

    page = words_of(client.get(f"/papers/meetings/{SLUG}/reports/{PUBLIC_REPORT}/"))

    assert "Appendix 1: Figures of a school" in page
    assert "Withheld from the public: paragraph 2: information likely to reveal" in page
    assert MARK not in page


def test_an_item_that_was_not_issued_is_not_in_the_register_yet() -> None:
    meeting = issued_exempt_meeting()
    late = add_late_item(meeting)

    assert len(public_meeting(SLUG, as_of=DAY).items) == 2
    with pytest.raises(NotPublic):
        public_report(SLUG, "a-late-matter")

    issue_unprinted(meeting, kind=SUPPLEMENT, only_items=[late.pk])

    [*_others, item] = public_meeting(SLUG, as_of=DAY).items
    assert (item.number, item.pages, item.late_reason) == (3, "16 - 18", REASON)
    assert public_report(SLUG, "a-late-matter").limbs


def test_a_report_that_is_not_cleared_is_not_in_the_register() -> None:
    make_exempt_meeting(state=Meeting.State.PUBLISHED)
    Report.objects.filter(slug=PUBLIC_REPORT).update(state="draft")

    with pytest.raises(NotPublic):
        public_report(SLUG, PUBLIC_REPORT)
    assert public_meeting(SLUG, as_of=DAY).items[1].report == ""


def test_what_is_marked_exempt_after_its_issue_closes_the_public_copies_that_show_it(
    desk: Client, client: Client, make_user: Callable[..., User], sign_in: Callable[..., Client]
) -> None:
    meeting = issued_exempt_meeting()
    pack = Pack.objects.get()
    mark(Report.objects.get(slug=PUBLIC_REPORT), MARKING)

    pack.refresh_from_db()
    assert pack.withdrawn_on == AT.date()
    assert pack.withdrawn_reason == "Item 2 of it shows what is exempt under paragraph 3."
    staff = words_of(desk.get(f"/packs/{pack.pk_uuid}/"))
    assert "Its public copy is closed." in staff
    assert "Issue a correction" in staff
    desk.logout()
    addresses = [f"/papers/packs/{pack.pk_uuid}.pdf", f"/papers/packs/{pack.pk_uuid}/"]
    assert [client.get(address).status_code for address in addresses] == [410, 410]
    assert public_meeting(SLUG, as_of=DAY).packs == ()
    assert str(pack.pk_uuid) not in words_of(client.get("/papers/feed.atom"))
    officer = sign_in(make_user(Role.OFFICER))
    assert officer.get(f"/packs/{pack.pk_uuid}/public.pdf").status_code == 404

    correction = issue_unprinted(meeting, kind=CORRECTION, corrects="Item 2 is withheld")

    assert [each.version for each in public_meeting(SLUG, as_of=DAY).packs] == [correction.version]


@pytest.mark.parametrize("is_corrected", [False, True], ids=["by mistake", "and corrected"])
def test_a_closed_copy_opens_again_only_if_no_issue_withheld_what_it_shows(
    is_corrected: bool,
) -> None:
    meeting = issued_exempt_meeting()
    first = Pack.objects.get()
    report = Report.objects.get(slug=PUBLIC_REPORT)
    mark(report, MARKING)
    if is_corrected:
        issue_unprinted(meeting, kind=CORRECTION, corrects="Item 2 is withheld")

    mark(report, NOT_EXEMPT)

    first.refresh_from_db()
    assert (first.withdrawn_on is not None) is is_corrected


def test_an_appendix_marked_exempt_closes_the_copies_that_show_it_alone() -> None:
    meeting = issued_exempt_meeting()
    appendix = Report.objects.get(slug=PUBLIC_REPORT).appendices.create(
        order=3, label="Appendix 3", title="A plan", kind="text", text="Words"
    )
    issue_unprinted(meeting, kind=CORRECTION, corrects="Appendix 3 was left out")

    mark(appendix, MARKING)

    closed = Pack.objects.filter(withdrawn_on__isnull=False)
    assert list(closed.values_list("version", flat=True)) == [2]


def test_approved_minutes_are_led_to_from_the_agenda_that_has_them_before_it(
    may: Meeting,
) -> None:
    issue_unprinted(may)
    assert public_meeting(MAY, as_of=DAY).items[3].minutes_of == ""

    last = may.items.get(number=4).minutes_of
    assert last is not None
    Meeting.objects.filter(pk=last.pk).update(state=Meeting.State.MINUTES_APPROVED)

    assert public_meeting(MAY, as_of=DAY).items[3].minutes_of == last.slug


def test_draft_minutes_that_a_pack_holds_are_circulated_with_it(may: Meeting) -> None:
    march = Meeting.objects.get(slug="childrens-services-scrutiny-2006-03-13")
    assert march.minutes_circulated_on is None
    waiting = Pack.objects.create(
        meeting=may, version=1, state=Pack.State.MAKING, as_of=DAY, asked_at=AT
    )
    copy = Copy(content=b"%PDF-", html="<p>Whole</p>", pages=1, untagged=())

    issue(waiting, counted(may), members=copy, public=copy, issued_at=AT)

    march.refresh_from_db()
    assert march.minutes_circulated_on == DAY
    assert march.state == Meeting.State.MINUTES_DRAFT


def test_a_pack_is_issued_on_the_day_for_which_it_stands(may: Meeting) -> None:
    issue_unprinted(may)

    assert public_meeting(MAY, as_of=DAY).packs[0].issued_on == DAY


def test_the_agenda_and_the_page_of_the_pack_name_a_withheld_appendix(desk: Client) -> None:
    meeting = make_exempt_meeting()
    front = counted(meeting).front
    pack = issue_unprinted(meeting)

    assert [(each.name, each.paragraph) for each in front.items[1].withheld] == [
        ("Appendix 1 Figures of a school", 2),
        ("Appendix 2 Plan of a site", 1),
    ]
    page = " ".join(words_of(desk.get(f"/packs/{pack.pk_uuid}/")).split())
    assert "Appendix 2 Plan of a site <strong>withheld:</strong> paragraph 1" in page
