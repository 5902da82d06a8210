"""Bodies as a clerk keeps them: added, changed, with words of their own, open or private."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from actionplan.models import Plan, ReportingOccasion
from governance.bodies import CAPACITIES, CHAIR
from governance.models import (
    Attendance,
    Clearance,
    Committee,
    Meeting,
    Membership,
    Pack,
    Report,
    ReportForm,
)
from governance.models.clearance import awaiting, fetched
from governance.services import attendance, clearance, drafts
from governance.services.report_versions import ReportText, SectionText
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.richtext import from_text

TODAY = date(2006, 5, 22)
NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)
SCRUTINY = "childrens-services-scrutiny"
BODY = {
    "name": "Improvement Board",
    "kind": "board",
    "access": "private",
    "remit": "To see the plan through.",
    "form": "scrutiny",
}

pytestmark = pytest.mark.django_db

type Desk = Client


@pytest.fixture
def clerk_user(make_user: Callable[..., User]) -> User:
    return make_user(Role.COMMITTEE_CLERK)


@pytest.fixture
def desk(clerk_user: User, sign_in: Callable[[User], Client]) -> Desk:
    return sign_in(clerk_user)


@pytest.fixture
def board(desk: Desk) -> Committee:
    desk.post("/committees/new/", BODY)
    return Committee.objects.get(slug="improvement-board")


def read(desk: Desk, address: str) -> str:
    return desk.get(address, follow=True).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def mark(desk: Desk, address: str) -> str:
    """Return the mark that a page of a form carries."""
    page = desk.get(address).content.decode()
    return page.split('name="seen_mark" value="')[1].split('"')[0]


def send(desk: Desk, address: str, **fields: Any) -> Any:
    return desk.post(address, {"seen_mark": mark(desk, address), **fields})


def rows_of(*rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """Return rows as a form sends them."""
    found: dict[str, Any] = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": initial}
    for place, row in enumerate(rows):
        found |= {f"rows-{place}-{name}": value for name, value in row.items()}
    return found


# --- Adding --------------------------------------------------------------------------------------


def test_a_new_body_works_at_once(desk: Desk, board: Committee, clerk_user: User) -> None:
    page = read(desk, "/committees/improvement-board/")

    assert "To see the plan through." in page
    assert board.officers.get().user == clerk_user
    assert [each.key for each in board.in_capacities] == [each.key for each in CAPACITIES]
    desk.post(
        "/committees/improvement-board/members/new/",
        {"name": "A. Example", "capacity": "police", "office": CHAIR, "starts_on": "1 May 2006"},
    )
    seat = board.memberships.get()
    assert (seat.capacity_words, seat.office_words, seat.voting) == (
        "Police representative",
        "Chairman",
        "none",
    )
    desk.post("/meetings/new/", {"committee": "improvement-board", "held_on": "5 June 2006"})
    meeting = board.meetings.get()
    assert [item.kind for item in meeting.items.all()] == ["apologies"]
    assert "Police representative" in read(desk, f"/meetings/{meeting.slug}/")


def test_two_bodies_of_one_name_are_refused_and_what_was_typed_stays(
    desk: Desk, board: Committee
) -> None:
    again = desk.post("/committees/new/", {**BODY, "remit": "Another remit."})

    page = again.content.decode()
    assert "Another body has this name." in page
    assert "Another remit." in page
    assert Committee.objects.filter(name=BODY["name"]).count() == 1


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", "Give the body a name."),
        ("kind", "Choose what kind of body it is."),
        ("access", "Choose whether it is open to the public or private."),
        ("form", "Choose the form in which it is reported to."),
    ],
)
def test_a_body_that_lacks_something_is_refused_in_words(
    desk: Desk, field: str, words: str
) -> None:
    refused = desk.post("/committees/new/", {**BODY, field: ""})

    assert words in refused.content.decode()
    assert not Committee.objects.filter(slug="improvement-board").exists()


def test_a_name_that_no_address_can_be_made_of_and_one_of_an_address_get_one_all_the_same(
    desk: Desk,
) -> None:
    desk.post("/committees/new/", {**BODY, "name": "???"})
    desk.post("/committees/new/", {**BODY, "name": "New"})

    slugs = set(Committee.objects.filter(name__in=["???", "New"]).values_list("slug", flat=True))
    assert slugs == {"body", "new-2"}


def test_a_body_keeps_its_address_and_one_that_met_its_kind(desk: Desk) -> None:
    address = f"/committees/{SCRUTINY}/edit/"
    assert 'name="kind"' not in desk.get(address).content.decode()

    fields = {**BODY, "name": "Another name", "access": "open", "kind": "board"}
    send(desk, address, **fields)

    row = Committee.objects.get(slug=SCRUTINY)
    assert (row.name, row.kind) == ("Another name", "scrutiny")
    assert "Changed: the name, the remit" in read(desk, f"/committees/{SCRUTINY}/")


# --- What it has of its own ----------------------------------------------------------------------


def test_a_body_calls_its_chair_as_it_likes_and_approved_minutes_stay(
    desk: Desk, board: Committee
) -> None:
    Membership.objects.create(
        committee=board, name="A. Example", capacity="police", office=CHAIR, voting="none"
    )
    meeting = Meeting.objects.create(
        slug="improvement-board-2006-05-02",
        committee=board,
        held_on=date(2006, 5, 2),
        state=Meeting.State.HELD,
    )
    came = attendance.Came(name="A. Example", presence="present", capacity="police", office=CHAIR)
    attendance.take_attendance(meeting=meeting, came=[came], chair="", ended_at=None, on=TODAY)

    send(
        desk,
        "/committees/improvement-board/has/offices/",
        **rows_of({"key": CHAIR, "name": "Convenor", "place": 1}),
    )

    board.refresh_from_db()
    assert board.chair == "Convenor"
    assert Membership.objects.get(name="A. Example").office_words == "Convenor"
    assert Attendance.objects.get(meeting=meeting).office_words == "Chairman"


@pytest.mark.parametrize(
    ("name", "kept", "words"),
    [
        ("offices", {"key": "vice-chairman", "name": "Vice-Chair"}, "“Chairman” is held"),
        ("capacities", {"key": "health", "name": "Health", "voting": "none"}, "“Police repr"),
    ],
)
def test_what_somebody_holds_is_not_taken_away(
    desk: Desk, board: Committee, name: str, kept: dict[str, str], words: str
) -> None:
    Membership.objects.create(committee=board, name="A. Example", capacity="police", voting="none")
    before = board.own(name)

    page = desk.post(
        f"/committees/improvement-board/has/{name}/",
        {
            "seen_mark": mark(desk, f"/committees/improvement-board/has/{name}/"),
            **rows_of(kept),
        },
    ).content.decode()

    board.refresh_from_db()
    assert words in page
    assert board.own(name) == before


def test_a_capacity_of_its_own_is_added_in_its_place_with_its_vote(
    desk: Desk, board: Committee
) -> None:
    held = [
        {"key": each.key, "name": each.name, "voting": each.voting, "place": place}
        for place, each in enumerate(CAPACITIES, start=2)
    ]
    address = "/committees/improvement-board/has/capacities/"
    send(
        desk,
        address,
        **rows_of(*held, {"name": "School governor", "voting": "all", "place": "1"}),
    )

    board.refresh_from_db()
    first = board.in_capacities[0]
    assert (first.name, first.voting) == ("School governor", "all")
    assert len(board.in_capacities) == len(CAPACITIES) + 1


def test_two_rows_of_one_name_are_refused_beside_the_second(desk: Desk, board: Committee) -> None:
    address = "/committees/improvement-board/has/offices/"
    rows = rows_of({"key": CHAIR, "name": "Chair"}, {"key": "", "name": "chair"})

    page = send(desk, address, **rows).content.decode()

    assert "Another row has this name." in page
    board.refresh_from_db()
    assert [each.name for each in board.with_offices] == ["Chairman", "Vice-Chairman"]


def test_a_set_that_somebody_changed_meanwhile_is_not_overwritten(
    desk: Desk, board: Committee
) -> None:
    address = "/committees/improvement-board/has/offices/"
    opened_on = mark(desk, address)
    send(desk, address, **rows_of({"key": CHAIR, "name": "Convenor"}))

    page = desk.post(
        address, {"seen_mark": opened_on, **rows_of({"key": CHAIR, "name": "Chairwoman"})}
    ).content.decode()

    board.refresh_from_db()
    assert board.chair == "Convenor"
    assert "Somebody changed this after you opened it." in page
    assert "Chairwoman" in page


def test_standing_items_are_those_of_the_body(desk: Desk, board: Committee) -> None:
    address = "/committees/improvement-board/has/standing/"
    rows = rows_of(
        {"name": "Welcome", "kind": "other", "place": 1},
        {"name": "What the plan says", "kind": "other", "purpose": "To read it.", "place": 2},
    )
    send(desk, address, **rows)
    desk.post("/meetings/new/", {"committee": board.slug, "held_on": "5 June 2006"})

    titles = [item.title for item in board.meetings.get().items.all()]
    assert titles == ["Welcome", "What the plan says"]


# --- Clearance -----------------------------------------------------------------------------------


def begin(meeting: Meeting | None, author: User, form: str = "scrutiny") -> Report:
    row = drafts.start(form=form, title="A report", meeting=meeting, author=author)
    (written,) = from_text("To say something.")
    headings = ReportForm.objects.get(key=form).in_order
    text = ReportText(
        head={"title": "A report"},
        sections=tuple(
            SectionText(heading=each.words, is_numbered=each.is_numbered, paragraphs=(written,))
            for each in headings
        ),
        limbs=("it be noted.",),
        background_papers=("None identified",),
    )
    drafts.save(report=row, text=text, meeting=meeting, seen=0, author=author, at=NOON)
    return clearance.send(report=row, seen=1)


def test_what_a_body_does_not_ask_for_is_not_awaited(
    desk: Desk, board: Committee, make_user: Callable[..., User]
) -> None:
    author = make_user(Role.OFFICER)
    meeting = Meeting.objects.create(
        slug="improvement-board-2006-06-05", committee=board, held_on=date(2006, 6, 5)
    )
    row = begin(meeting, author)
    assert awaiting(fetched(Report.objects.filter(pk=row.pk)).get()) == (
        "finance",
        "legal",
        "director",
    )

    address = "/committees/improvement-board/has/clearances/"
    send(
        desk,
        address,
        **rows_of(
            {"key": "finance", "name": "Section 151 officer"},
            {"key": "legal", "name": ""},
            {"key": "director", "name": "Director"},
        ),
    )

    now = fetched(Report.objects.filter(pk=row.pk)).get()
    assert awaiting(now) == ("finance", "director")
    assert "Section 151 officer" in read(desk, f"/reports/{row.slug}/")
    assert begin(None, author).state == Report.State.CLEARANCE


def test_reports_that_wait_for_nothing_more_are_cleared(
    desk: Desk, board: Committee, make_user: Callable[..., User]
) -> None:
    meeting = Meeting.objects.create(
        slug="improvement-board-2006-06-05", committee=board, held_on=date(2006, 6, 5)
    )
    row = begin(meeting, make_user(Role.OFFICER))
    blank = [{"key": key, "name": ""} for key in Clearance.Kind]

    said = desk.post(
        "/committees/improvement-board/has/clearances/",
        {
            "seen_mark": mark(desk, "/committees/improvement-board/has/clearances/"),
            **rows_of(*blank),
        },
        follow=True,
    ).content.decode()

    row.refresh_from_db()
    assert row.state == Report.State.CLEARED
    assert "waited for nothing more" in said
    assert begin(meeting, make_user(Role.DIRECTOR)).state == Report.State.CLEARED


# --- Forms of report -----------------------------------------------------------------------------


def test_a_body_may_have_a_form_of_its_own(desk: Desk, board: Committee, clerk_user: User) -> None:
    send(desk, "/committees/improvement-board/edit/", **BODY | {"form": "own"})
    board.refresh_from_db()
    form = board.report_form
    assert form is not None
    assert form.committee == board
    before = ReportForm.objects.get(key="scrutiny").headings

    address = "/committees/improvement-board/has/headings/"
    own = [
        {"key": each.key, "name": each.words, "is_numbered": "on", "place": place}
        for place, each in enumerate(form.in_order, start=1)
    ]
    own[1]["name"] = "What it costs"
    answer = send(desk, address, **rows_of(*own, {"name": "Title", "place": "90"}))
    assert answer.status_code == 302, answer.context["rows"].rows.errors

    form.refresh_from_db()
    assert [each.words for each in form.in_order][1] == "What it costs"
    assert ReportForm.objects.get(key="scrutiny").headings == before
    report = drafts.start(form=form.key, title="One", meeting=None, author=clerk_user)
    page = read(desk, f"/reports/{report.slug}/edit/")
    assert "What it costs" in page
    assert form.in_order[-1].key != "title"


def test_no_form_loses_its_purpose(desk: Desk, board: Committee) -> None:
    send(desk, "/committees/improvement-board/edit/", **BODY | {"form": "own"})
    address = "/committees/improvement-board/has/headings/"

    page = send(desk, address, **rows_of({"key": "considerations", "name": "Considerations"}))

    assert "Every report has “Purpose”" in page.content.decode()


def test_the_ready_made_forms_are_changed_on_no_page(desk: Desk) -> None:
    assert desk.get(f"/committees/{SCRUTINY}/has/headings/").status_code == 404
    assert desk.get(f"/committees/{SCRUTINY}/has/kings/").status_code == 404


# --- Open and private ----------------------------------------------------------------------------


@pytest.fixture
def published() -> Meeting:
    """A meeting of the children's scrutiny committee of which a pack is public."""
    meeting = Meeting.objects.get(slug=f"{SCRUTINY}-2006-05-31")
    meeting.state = Meeting.State.PUBLISHED
    meeting.save()
    pack = Pack.objects.create(
        meeting=meeting,
        version=1,
        state=Pack.State.READY,
        as_of=TODAY,
        asked_at=NOON,
        issued_at=NOON,
        public_pdf=b"%PDF-1.7",
        public_html="<p>Agenda</p>",
        public_sha256="0" * 64,
    )
    ReportingOccasion.objects.create(
        plan=Plan.objects.get(slug="jar-2005"),
        occurred_on=TODAY,
        body=meeting.committee.name,
        what="The plan",
        pack=pack.pk_uuid,
        first_page=1,
        last_page=2,
        recorded_on=TODAY,
        recorded_at=NOON,
    )
    return meeting


def closing(desk: Desk, **fields: str) -> Any:
    row = Committee.objects.get(slug=SCRUTINY)
    return send(
        desk,
        f"/committees/{SCRUTINY}/edit/",
        **{"name": row.name, "access": "private", "form": "scrutiny", **fields},
    )


def test_a_body_whose_papers_are_out_is_not_made_private_silently(
    desk: Desk, published: Meeting, client: Client
) -> None:
    refused = closing(desk).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "of the meetings of 31 May 2006 and 13 March 2006." in refused
    assert "2 agendas and 1 public copy public now. Choose whether that stays" in refused
    assert Committee.objects.get(slug=SCRUTINY).is_open_to_public


def test_what_is_public_is_kept_where_that_is_chosen(
    desk: Desk, published: Meeting, clerk_user: User
) -> None:
    closing(desk, becomes="keep")

    row = Committee.objects.get(slug=SCRUTINY)
    public = Client()
    pack = published.packs.get()
    assert not row.is_open_to_public
    assert row.officers.get().user == clerk_user
    assert public.get(f"/papers/meetings/{published.slug}/").status_code == 200
    assert public.get(f"/papers/packs/{pack.pk_uuid}.pdf").status_code == 200
    assert "kept public: " in read(desk, f"/committees/{SCRUTINY}/")
    # What is planned from now on is private.
    later = Meeting.objects.create(
        slug="later", committee=row, held_on=date(2006, 7, 3), state=Meeting.State.PUBLISHED
    )
    assert public.get(f"/papers/meetings/{later.slug}/").status_code == 404


def test_what_is_public_is_taken_down_where_that_is_chosen(desk: Desk, published: Meeting) -> None:
    closing(desk, becomes="change")

    public = Client()
    pack = published.packs.get()
    assert pack.withdrawn_on == TODAY
    assert pack.withdrawn_reason == "The body became private."
    for address in (f"meetings/{published.slug}/", f"packs/{pack.pk_uuid}.pdf"):
        assert public.get(f"/papers/{address}").status_code == 404
    assert not ReportingOccasion.objects.filter(pack=pack.pk_uuid).exists()
    assert "taken down: " in read(desk, f"/committees/{SCRUTINY}/")


@pytest.mark.parametrize(("becomes", "answer"), [("keep", 404), ("change", 200), ("", 404)])
def test_opening_a_body_asks_what_becomes_of_what_it_held_in_private(
    desk: Desk, board: Committee, becomes: str, answer: int
) -> None:
    meeting = Meeting.objects.create(
        slug="improvement-board-2006-05-02",
        committee=board,
        held_on=date(2006, 5, 2),
        state=Meeting.State.MINUTES_APPROVED,
    )
    changed = send(
        desk,
        "/committees/improvement-board/edit/",
        **BODY | {"access": "open", "becomes": becomes},
    )

    board.refresh_from_db()
    assert board.is_open_to_public is bool(becomes)
    if not becomes:
        assert "Choose whether the meetings that it held in private" in changed.content.decode()
    assert Client().get(f"/papers/meetings/{meeting.slug}/").status_code == answer


def test_what_was_promised_to_stay_private_stays_so_whatever_is_kept_public_later(
    desk: Desk, board: Committee
) -> None:
    address = "/committees/improvement-board/edit/"
    in_private = Meeting.objects.create(
        slug="improvement-board-2006-05-02",
        committee=board,
        held_on=date(2006, 5, 2),
        state=Meeting.State.MINUTES_APPROVED,
    )
    send(desk, address, **BODY | {"access": "open", "becomes": "keep"})
    in_public = Meeting.objects.create(
        slug="improvement-board-2006-05-23",
        committee=board,
        held_on=date(2006, 5, 23),
        state=Meeting.State.PUBLISHED,
    )

    send(desk, address, **BODY | {"access": "private", "becomes": "keep"})

    public = Client()
    assert public.get(f"/papers/meetings/{in_public.slug}/").status_code == 200
    assert public.get(f"/papers/meetings/{in_private.slug}/").status_code == 404


def test_nobody_opens_the_agenda_of_a_private_body_to_the_public(
    desk: Desk, board: Committee
) -> None:
    meeting = Meeting.objects.create(
        slug="improvement-board-2006-05-24", committee=board, held_on=date(2006, 5, 24)
    )
    address = f"/meetings/{meeting.slug}/opening/"

    assert desk.get(address).status_code == 404
    assert desk.post(address, {"published_on": "22 May 2006"}).status_code == 404


# --- Who belongs to it ---------------------------------------------------------------------------


def test_the_last_who_may_change_a_private_body_stays_its_officer(
    desk: Desk, board: Committee, clerk_user: User, make_user: Callable[..., User]
) -> None:
    director = make_user(Role.DIRECTOR)
    desk.post("/committees/improvement-board/officers/new/", {"user": director.pk})
    address = f"/committees/improvement-board/officers/{clerk_user.pk}/remove/"

    refused = desk.post(address, follow=True).content.decode()

    assert "They are the last" in refused
    assert set(board.officers.values_list("user", flat=True)) == {clerk_user.pk, director.pk}
    second = make_user(Role.COMMITTEE_CLERK, email="second.clerk@test.example")
    desk.post("/committees/improvement-board/officers/new/", {"user": second.pk})
    answer = desk.post(address)
    assert answer["Location"] == "/committees/"
    assert desk.get("/committees/improvement-board/").status_code == 404


def test_a_closed_account_is_tied_to_nobody(
    desk: Desk, board: Committee, make_user: Callable[..., User]
) -> None:
    seat = Membership.objects.create(
        committee=board, name="A. Example", capacity="police", voting="none"
    )
    partner = make_user(Role.PARTNER)
    address = f"/committees/improvement-board/members/{seat.pk}/account/"
    send(desk, address, user=partner.pk)
    seat.refresh_from_db()
    assert seat.user == partner
    closed = make_user(Role.OFFICER)
    closed.is_active = False
    closed.save()

    refused = send(desk, address, user=closed.pk).content.decode()

    assert "That account is not there, or is closed." in refused
    seat.refresh_from_db()
    assert seat.user == partner


# --- A report begins in its body's form ----------------------------------------------------------


def test_a_report_begins_in_the_form_of_the_body_whose_meeting_it_is_for(
    desk: Desk, board: Committee
) -> None:
    meeting = Meeting.objects.create(
        slug="improvement-board-2006-06-05", committee=board, held_on=date(2006, 6, 5)
    )
    board.report_form = ReportForm.objects.get(key="cabinet")
    board.save()

    desk.post("/reports/new/", {"title": "One", "form": "", "meeting": meeting.pk})
    refused = desk.post("/reports/new/", {"title": "Two", "form": "", "meeting": ""})

    assert Report.objects.get(title="One").form == "cabinet"
    assert "Choose the form of the report." in refused.content.decode()
    assert not Report.objects.filter(title="Two").exists()


def test_the_report_of_a_private_body_stays_with_a_meeting_of_it(
    desk: Desk, board: Committee, clerk_user: User
) -> None:
    meeting = Meeting.objects.create(
        slug="improvement-board-2006-06-05", committee=board, held_on=date(2006, 6, 5)
    )
    report = drafts.start(form="scrutiny", title="One", meeting=meeting, author=clerk_user)
    fields = {"title": "One", "meeting": "", "seen": 0, "lead_in": "THAT"}

    refused = desk.post(f"/reports/{report.slug}/edit/", fields).content.decode()

    assert "Improvement Board is private, so its report stays" in refused
    report.refresh_from_db()
    assert report.meeting == meeting


def test_nothing_is_added_to_what_stayed_public_before_somebody_says_who_reads_it(
    desk: Desk, published: Meeting
) -> None:
    closing(desk, becomes="keep")
    address = f"/meetings/{published.slug}/"
    question = f"{address}additions/"
    item = {"kind": "other", "title": "A late item", "late_reason": "It is urgent"}

    for page in ("agenda/new/", "pack/", "minutes/new/"):
        assert desk.get(f"{address}{page}").headers["Location"] == question
    assert desk.post(f"{address}agenda/new/", item)["Location"] == question
    assert not published.items.filter(title="A late item").exists()
    assert 'value="private"' in read(desk, question)

    desk.post(question, {"becomes": "private"})

    published.refresh_from_db()
    assert not Meeting.objects.get(pk=published.pk).is_open_to_public
    assert Client().get(f"/papers/meetings/{published.slug}/").status_code == 404
    assert published.packs.get().withdrawn_reason == "The body became private."
    assert desk.get(f"{address}agenda/new/").status_code == 200


def test_what_is_added_is_public_where_that_is_chosen_and_is_asked_once(
    desk: Desk, published: Meeting
) -> None:
    closing(desk, becomes="keep")
    question = f"/meetings/{published.slug}/additions/"

    desk.post(question, {"becomes": "public"})

    assert Client().get(f"/papers/meetings/{published.slug}/").status_code == 200
    assert desk.get(f"/meetings/{published.slug}/agenda/new/").status_code == 200
    assert desk.get(question)["Location"] == f"/meetings/{published.slug}/"


def test_the_page_of_a_meeting_that_stayed_public_leads_nobody_to_a_body_that_is_not_there(
    desk: Desk, published: Meeting, make_user: Callable[..., User]
) -> None:
    address = f"/meetings/{published.slug}/"
    link = f'href="/committees/{SCRUTINY}/"'
    outsider = Client()
    outsider.force_login(make_user(Role.PARTNER))
    assert link in read(outsider, address)

    closing(desk, becomes="keep")

    assert link not in read(outsider, address)
    assert link in read(desk, address)


def test_a_private_body_s_pack_speaks_of_no_public_copy(desk: Desk, board: Committee) -> None:
    meeting = Meeting.objects.create(
        slug="board-2006-06-05", committee=board, held_on=date(2006, 6, 5), state="planned"
    )

    page = read(desk, f"/meetings/{meeting.slug}/pack/")

    assert "there is no public copy" in page
    assert "public one" not in page
    assert "Public copy" not in page


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("digest", "A document of the indicators as at"),
        ("radar", "A document of the indicators as at"),
        ("summary", "A document of a plan as at"),
    ],
)
def test_a_live_document_says_what_it_is_of(desk: Desk, document: str, told: str) -> None:
    report = Report.objects.filter(meeting__slug=f"{SCRUTINY}-2006-05-31")[0]
    report.appendices.create(
        order=99, label="Appendix Z", title="Live", kind="live", document=document, as_at=TODAY
    )

    page = read(desk, f"/meetings/{SCRUTINY}-2006-05-31/reports/{report.slug}/")

    assert told in page
