"""The ways by which an exempt word, or who a child is, might get out: each is gone, one by one.

An exempt word stands in every place of a meeting that the public may not read. Each way fetches
what somebody without the right would, and looks for it. Of a child, each way puts the same
words where somebody might type them, and takes that out.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from actionplan.exports import EXPORTS as PLAN_EXPORTS
from actionplan.forms.corrections import UpdateCorrectionForm
from actionplan.forms.updates import ProgressUpdateForm
from actionplan.models import Action, Evidence, Plan, Promise
from actionplan.presenters.documents import KINDS
from actionplan.services.corrections import withdraw_update
from governance.exports import EXPORTS
from governance.forms.clearance import VerdictForm
from governance.models import AgendaItem, Appendix, Meeting, Minute, Pack, Report
from governance.presenters.minutes import build_minutes_paper, public_minutes_paper
from governance.presenters.packs.building import build_pack
from governance.presenters.packs.public_copy import public_version
from governance.services.exempt import Marking, mark_exempt, mark_item
from governance.services.take_downs import put_back, take_down
from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.accounts.roles import PlanRole, Role
from tests.conftest import user_in
from tests.factories import make_update
from tests.governance.issuing import AT, DAY, issue_unprinted
from tests.governance.rows_of_an_exempt_meeting import (
    EXEMPT_REPORT,
    MARK,
    PUBLIC_REPORT,
    SLUG,
    make_appendix,
    make_exempt_meeting,
    marked,
)

pytestmark = pytest.mark.django_db

CHILD = "Tamsin, aged 9"
NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)
MARCH = "childrens-services-scrutiny-2006-03-13"


# --- Exempt words --------------------------------------------------------------------------------


@pytest.fixture
def exempt(db: None) -> Meeting:
    """A published meeting with exempt words in its papers, an exempt item, and its minutes."""
    meeting = make_exempt_meeting(state=Meeting.State.MINUTES_APPROVED)
    by_itself = AgendaItem.objects.create(
        meeting=meeting,
        order=3,
        title=marked("item"),
        purpose=marked("itempurpose"),
        late_reason=marked("late"),
        kind="other",
        exempt_paragraph=2,
        exempt_reason=marked("why"),
        public_title="A matter",
    )
    for number, item in enumerate((meeting.items.get(order=1), by_itself), start=1):
        minute = Minute.objects.create(
            meeting=meeting,
            item=item,
            number=number,
            title=marked("minutetitle"),
            text=marked("minutetext"),
            points=[marked("point")],
            text_after=marked("after"),
            order=number,
        )
        minute.resolutions.create(letter="a", text=marked("resolved"), order=1)
    return meeting


OPEN_ADDRESSES = [
    *("/", "/papers/", "/papers/feed.atom", "/papers/meetings.ics"),
    *(f"/papers/meetings/{SLUG}/", f"/papers/meetings/{SLUG}/minutes/"),
    f"/papers/meetings/{SLUG}/reports/{PUBLIC_REPORT}/",
    f"/papers/meetings/{SLUG}/reports/{EXEMPT_REPORT}/",
    f"/papers/meetings/{SLUG}/reports/{MARK}/",
    f"/papers/packs/{MARK}/",
]


@pytest.mark.parametrize("address", OPEN_ADDRESSES)
def test_nobody_without_signing_in_finds_an_exempt_word_at(
    address: str, exempt: Meeting, client: Client
) -> None:
    answer = client.get(address)

    # What was asked for may come back in the answer; nothing else may.
    assert MARK not in answer.content.decode().replace(address, "")


SIGNED_IN = [
    *("/", "/meetings/", f"/meetings/{SLUG}/", f"/meetings/{SLUG}/minutes/", "/resolutions/"),
    f"/meetings/{SLUG}/reports/{PUBLIC_REPORT}/",
    f"/meetings/{SLUG}/reports/{EXEMPT_REPORT}/",
    *("/committees/cabinet/", "/programme/", "/call-ins/", "/submissions/", "/reviews/"),
    *("/forward-plan/", "/exempt-readings/", "/exempt-reviews/", "/reports/"),
    *(f"/meetings/{SLUG}/pack/", f"/meetings/{SLUG}/take-down/"),
    f"/search/?q={MARK}minutetext",
    f"/reports/{EXEMPT_REPORT}/",
]


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ADMINISTRATOR, Role.OFFICER], ids=str)
@pytest.mark.parametrize("address", SIGNED_IN)
def test_nobody_without_the_right_finds_an_exempt_word_at(
    address: str, role: Role, exempt: Meeting, client: Client
) -> None:
    client.force_login(user_in(role), backend="herefordshire_cs.accounts.backends.EmailBackend")

    told = client.get(address).content.decode()

    assert MARK not in told.replace(address, "").replace(f"{MARK}minutetext", "")


@pytest.mark.parametrize("what", EXPORTS)
def test_no_file_that_is_taken_out_has_an_exempt_word(what: str, exempt: Meeting) -> None:
    out = io.StringIO()

    call_command("export", what, as_at=f"{DAY}", stdout=out)

    assert MARK not in out.getvalue()


def test_the_public_copy_and_what_is_stored_of_it_have_none(exempt: Meeting) -> None:
    pack = issue_unprinted(exempt)

    assert MARK in repr(build_pack(SLUG, as_of=DAY))
    assert MARK not in repr(public_version(build_pack(SLUG, as_of=DAY)))
    assert MARK not in repr([item["public_title"] for item in pack.contents])


def test_nor_have_the_minutes_that_the_public_reads_and_prints(exempt: Meeting) -> None:
    paper = build_minutes_paper(SLUG, as_of=DAY)

    assert MARK in repr(paper)
    assert MARK not in repr(public_minutes_paper(paper))


def test_a_summary_in_the_place_of_a_minute_is_for_the_public_and_the_minute_is_not(
    exempt: Meeting, client: Client
) -> None:
    Minute.objects.filter(meeting=exempt, number=1).update(public_summary="A contract was let.")

    page = client.get(f"/papers/meetings/{SLUG}/minutes/").content.decode()

    assert "A contract was let." in page
    assert MARK not in page


def test_a_report_behind_an_item_that_is_exempt_by_itself_is_withheld_with_its_appendices(
    client: Client,
) -> None:
    meeting = make_exempt_meeting()
    item = meeting.items.get(order=2)
    report = item.report
    assert report is not None
    Report.objects.filter(pk=report.pk).update(title=marked("open"))
    make_appendix(report, title=marked("appended"), text=marked("appended"))
    AgendaItem.objects.filter(pk=item.pk).update(
        exempt_paragraph=3, exempt_reason="A firm is named.", public_title="Another matter"
    )
    public = public_version(build_pack(SLUG, as_of=DAY))
    Meeting.objects.update(state=Meeting.State.PUBLISHED)
    addresses = [f"/papers/meetings/{SLUG}/reports/{report.slug}/", f"/papers/meetings/{SLUG}/"]

    assert MARK not in repr(public)
    assert MARK not in "".join(client.get(each).content.decode() for each in addresses)
    assert client.get(addresses[0]).status_code == 404


def test_the_address_of_a_report_tells_nothing_once_it_is_exempt() -> None:
    meeting = make_exempt_meeting()
    report = Report.objects.get(slug=PUBLIC_REPORT)
    Report.objects.filter(pk=report.pk).update(title="Tender of Larkspur Farms", slug="larkspur")
    marking = Marking(paragraph=3, also=(1,), reason="A firm is named.", public_title="A tender")

    mark_exempt(
        paper=Report.objects.get(slug="larkspur"), marking=marking, correction_follows=False, at=AT
    )

    assert Report.objects.get(pk=report.pk).slug.startswith("a-tender")
    assert meeting.items.filter(kind=AgendaItem.Kind.EXCLUSION).exists()


def test_a_report_is_exempt_from_its_first_word_where_its_author_asks_for_it(
    client: Client,
) -> None:
    author = user_in(Role.OFFICER)
    client.force_login(author, backend="herefordshire_cs.accounts.backends.EmailBackend")
    typed = {
        "title": "Tender of Larkspur Farms",
        "form": "cabinet",
        "exempt_paragraph": "3",
        "exempt_reason": "A firm is named.",
        "public_title": "A contract",
    }
    told = client.post("/reports/new/", typed | {"public_title": "Larkspur"}).content.decode()
    client.post("/reports/new/", typed)
    row = Report.objects.get(title="Tender of Larkspur Farms")

    assert "“Larkspur” stands in the exempt title" in told
    assert (row.slug, row.exempt_paragraph) == ("a-contract", 3)


def test_the_item_that_excludes_the_public_names_items_and_paragraphs_alone() -> None:
    meeting = make_exempt_meeting()
    item = meeting.items.get(order=2)
    marking = Marking(
        paragraph=100, also=(3,), reason=marked("why"), public_title="Another matter"
    )
    Report.objects.filter(pk=item.report_id).update(exempt_paragraph=None)
    AgendaItem.objects.filter(pk=item.pk).update(report=None, title=marked("alone"))
    item.refresh_from_db()

    mark_item(item=item, marking=marking, correction_follows=False, at=AT)
    [words] = [
        each.purpose
        for each in build_pack(SLUG, as_of=DAY).items
        if each.kind == AgendaItem.Kind.EXCLUSION
    ]

    assert "for item 2 (paragraph 3 of Part 1" in words
    assert "excluded for item 3 by section 100A(2)" in words
    assert MARK not in words


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ((3, ()), "paragraph 3 of Part 1 of Schedule 12A"),
        ((3, (1,)), "paragraphs 1 and 3 of Part 1 of Schedule 12A"),
        ((100, ()), "confidential, section 100A(3) of the Local Government Act 1972"),
    ],
)
def test_the_public_reads_under_which_paragraphs_an_item_is_withheld(
    paragraphs: tuple[int, tuple[int, ...]], said: str, client: Client
) -> None:
    make_exempt_meeting(state=Meeting.State.PUBLISHED)
    first, also = paragraphs
    Report.objects.filter(slug=EXEMPT_REPORT).update(
        exempt_paragraph=first, exempt_also=list(also)
    )

    assert said in client.get(f"/papers/meetings/{SLUG}/").content.decode()


CHECKED = {
    "a title of an exempt paper": (1, marked("title")),
    "a title of an exempt appendix": (2, marked("appendixtitle")),
    "a name that an exempt paper has": (0, "Larkspur Farms"),
}


@pytest.mark.parametrize("case", CHECKED)
def test_free_text_that_repeats_an_exempt_word_goes_out_only_with_a_reason(case: str) -> None:
    meeting = make_exempt_meeting()
    place, words = CHECKED[case]
    if place == 0:
        AgendaItem.objects.filter(meeting=meeting, order=1).update(purpose="Of Larkspur Farms.")
    AgendaItem.objects.filter(meeting=meeting, order=2).update(purpose=f"To hear of {words}.")

    [check] = [each for each in build_pack(SLUG, as_of=DAY).checks if each.asks]

    assert f"“{words}” stands in an exempt paper too" in check.words


def test_a_closed_copy_says_so_and_names_nothing(exempt: Meeting, client: Client) -> None:
    pack = issue_unprinted(exempt)
    marking = Marking(paragraph=2, reason=marked("why"), public_title="Figures")
    mark_exempt(
        paper=Report.objects.get(slug=PUBLIC_REPORT),
        marking=marking,
        correction_follows=True,
        at=AT,
    )

    for address in (f"/papers/packs/{pack.pk_uuid}/", f"/papers/packs/{pack.pk_uuid}.pdf"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Withdrawn" in answer.content.decode()
        assert MARK not in answer.content.decode()


def test_a_superseded_copy_leads_to_the_present_one_and_the_feed_says_so(client: Client) -> None:
    meeting = make_exempt_meeting()
    old = issue_unprinted(meeting)
    new = issue_unprinted(meeting, kind=Pack.Kind.CORRECTION, corrects="Page 2")

    page = client.get(f"/papers/packs/{old.pk_uuid}/").content.decode()
    link = client.get(f"/papers/packs/{old.pk_uuid}.pdf").headers["Link"]

    assert "These papers are superseded." in page
    assert f"/papers/packs/{new.pk_uuid}/" in page
    assert f"/papers/packs/{new.pk_uuid}/" in link
    assert "superseded" not in client.get(f"/papers/packs/{new.pk_uuid}/").content.decode()
    assert "Superseded: Cabinet" in client.get("/papers/feed.atom").content.decode()


# --- Who a child is ------------------------------------------------------------------------------


def put_into(meeting: Meeting, place: str) -> None:
    """Put what tells who a child is into one place of the open papers of a meeting."""
    item = meeting.items.get(order=2)
    report = item.report
    assert report is not None
    paragraph = {"number": "1", "text": "", "bullets": []}
    if place in ("purpose", "late_reason", "title"):
        AgendaItem.objects.filter(pk=item.pk).update(**{place: f"Of {CHILD}."})
    elif place == "paragraph":
        sections = [{"heading": "A", "paragraphs": [paragraph | {"text": f"Of {CHILD}."}]}]
        report.versions.update(sections=sections)
    elif place == "bullet":
        sections = [{"heading": "A", "paragraphs": [paragraph | {"bullets": [CHILD]}]}]
        report.versions.update(sections=sections)
    elif place == "limb":
        report.versions.update(limbs=[{"letter": "a", "text": f"that {CHILD} be helped."}])
    else:
        tables = [{"caption": "A", "columns": ["A"], "rows": [[CHILD]]}]
        text = {"text": f"Of {CHILD}."} if place == "appendix" else {"tables": tables}
        Appendix.objects.filter(report=report).delete()
        make_appendix(report, title="An appendix", **text)


@pytest.mark.parametrize(
    "place",
    ["purpose", "late_reason", "title", "paragraph", "bullet", "limb", "appendix", "table"],
)
def test_a_pack_is_not_issued_with_a_childs_name_and_age_without_a_reason_in_its(
    place: str,
) -> None:
    meeting = make_exempt_meeting()
    put_into(meeting, place)

    asked = [each.words for each in build_pack(SLUG, as_of=DAY).checks if each.asks]

    assert any("looks like a child’s name and age" in words for words in asked)


def test_what_a_correction_corrects_is_looked_through_too() -> None:
    meeting = make_exempt_meeting()
    issue_unprinted(meeting)
    pack = build_pack(SLUG, as_of=DAY, kind=Pack.Kind.CORRECTION, corrects=f"Of {CHILD}")

    assert [each.words for each in pack.checks if each.asks] == [
        f"What is corrected: “{CHILD}” looks like a child’s name and age."
    ]


def test_a_note_with_a_childs_name_and_age_is_asked_about_and_the_reason_is_kept(
    jar: Plan,
) -> None:
    typed = {"narrative": f"{CHILD}, has a place", "reported_on": "22 May 2006", "rating": "amber"}
    given = {"scheme": jar.rating_scheme(), "starts_on": jar.starts_on, "today": DAY}

    form = ProgressUpdateForm(typed, **given)
    assert "looks like a child’s name and age" in form.errors["narrative"][0]
    with_reason = ProgressUpdateForm(typed | {"kept_reason": "It is a school’s name."}, **given)
    assert with_reason.is_valid(), with_reason.errors
    assert with_reason.cleaned_data["kept_reason"] == "It is a school’s name."


def test_so_is_a_correction_of_one(jar: Plan) -> None:
    typed = {"narrative": CHILD, "reported_on": "22 May 2006", "status": "in progress"}
    form = UpdateCorrectionForm(
        typed | {"reason": "A slip"},
        scheme=jar.rating_scheme(),
        earliest=jar.starts_on,
        today=DAY,
    )

    assert "looks like" in form.errors["narrative"][0]


def test_a_report_is_cleared_with_one_only_with_a_note() -> None:
    given: dict[str, Any] = {"kinds": ("legal",), "called": {"legal": "Law"}, "words": CHILD}
    typed = {"seen": "1", "kind": "legal", "verdict": "cleared"}

    assert "looks like" in VerdictForm(typed, **given).errors["note"][0]
    assert VerdictForm(typed | {"note": "A school’s name."}, **given).is_valid()


@pytest.fixture
def for_board(jar: Plan) -> Action:
    """An action with a note for the board only, which names a child and a day to come."""
    action = jar.actions.get(reference="1.1")
    make_update(
        action,
        reported_on=DAY,
        narrative=f"{CHILD}, will have a place by 30 June 2006",
        is_for_board=True,
    )
    return action


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_for_the_board_only_is_in_no_print_or_pack(kind: str, for_board: Action) -> None:
    found = KINDS[kind].build("jar-2005", as_of=DAY, since=None)

    assert CHILD not in repr(found)


@pytest.mark.parametrize("what", PLAN_EXPORTS)
def test_nor_in_any_file(what: str, for_board: Action) -> None:
    out = io.StringIO()

    call_command("export", what, plan="jar-2005", as_at=f"{DAY}", stdout=out)

    assert CHILD not in out.getvalue()


def test_it_is_read_on_the_page_of_its_action_with_its_mark(
    for_board: Action, client: Client
) -> None:
    client.force_login(
        user_in(Role.DIRECTOR), backend="herefordshire_cs.accounts.backends.EmailBackend"
    )

    page = client.get(for_board.get_absolute_url()).content.decode()

    assert CHILD in page
    assert "For the board only:" in page


WHERE_TOLD: dict[str, Callable[[Action], str]] = {
    "its page": lambda action: action.get_absolute_url(),
    "the search": lambda action: "/search/?q=Tamsin",
    "the log": lambda action: "/log/",
}


@pytest.mark.parametrize("where", WHERE_TOLD)
@pytest.mark.parametrize("role", [Role.PARTNER, Role.MEMBER, Role.ADMINISTRATOR], ids=str)
def test_nor_is_it_read_by_who_is_no_officer_of_the_council_and_not_of_the_board_at(
    where: str, role: Role, for_board: Action, client: Client
) -> None:
    client.force_login(user_in(role), backend="herefordshire_cs.accounts.backends.EmailBackend")

    assert CHILD not in client.get(WHERE_TOLD[where](for_board)).content.decode()


def test_whom_the_owner_lets_read_the_plan_reads_it_and_so_does_its_author(
    for_board: Action, client: Client
) -> None:
    partner, author = user_in(Role.PARTNER), user_in(Role.MEMBER)
    RoleInPlan.objects.create(
        user=partner, plan=for_board.plan.slug, group=Group.objects.get(name=PlanRole.READER)
    )
    for_board.updates.filter(is_for_board=True).update(author=author)

    for user in (partner, author):
        client.force_login(user, backend="herefordshire_cs.accounts.backends.EmailBackend")
        assert CHILD in client.get(for_board.get_absolute_url()).content.decode()


def test_the_log_of_an_auditor_says_that_there_is_such_a_note_and_not_what_it_says(
    for_board: Action, client: Client
) -> None:
    auditor = user_in(Role.AUDITOR)
    client.force_login(auditor, backend="herefordshire_cs.accounts.backends.EmailBackend")
    for_board.updates.filter(is_for_board=True).update(author=auditor)

    page = client.get("/log/").content.decode()

    assert "A note for the board only" in page
    assert CHILD not in page


@pytest.mark.parametrize("address", ["", "?_export=record", "?_export=csv"])
def test_evidence_for_the_board_only_is_listed_for_the_board_and_in_no_file(
    address: str, jar: Plan, client: Client
) -> None:
    director = user_in(Role.DIRECTOR)
    Evidence.objects.create(
        plan=jar,
        title=f"A visit to {CHILD}",
        sensitivity=Evidence.Sensitivity.BOARD,
        author=director,
        recorded_on=DAY,
        recorded_at=NOON,
    )
    evidence = f"/plans/jar-2005/evidence/{address}"
    out = io.StringIO()
    call_command("export", "evidence", plan="jar-2005", as_at=f"{DAY}", stdout=out)
    assert CHILD not in out.getvalue()

    for user, may in ((director, not address), (user_in(Role.PARTNER), False)):
        client.force_login(user, backend="herefordshire_cs.accounts.backends.EmailBackend")
        answer = client.get(evidence)
        told = b"".join(answer) if answer.streaming else answer.content
        assert (CHILD in told.decode()) is may


def taken_out(action: Action, by: User) -> None:
    """Take the words of a note out of the history."""
    update = make_update(action, reported_on=DAY, narrative=f"{CHILD}, by 30 June 2006")
    withdraw_update(
        update=update, author=by, reason="It named a child.", withdrawn_on=DAY, takes_out=True
    )


WHERE_TAKEN_OUT: dict[str, Callable[[Action], str]] = {
    "its page": lambda action: action.get_absolute_url(),
    "its corrections": lambda action: f"{action.get_absolute_url()}corrections/",
    "the search": lambda action: "/search/?q=Tamsin",
    "the plan’s promises": lambda action: "/plans/jar-2005/promises/",
}


@pytest.mark.parametrize("where", WHERE_TAKEN_OUT)
def test_words_that_were_taken_out_are_not_on(where: str, jar: Plan, client: Client) -> None:
    director = user_in(Role.DIRECTOR)
    action = jar.actions.get(reference="1.1")
    taken_out(action, director)
    client.force_login(director, backend="herefordshire_cs.accounts.backends.EmailBackend")

    page = client.get(WHERE_TAKEN_OUT[where](action)).content.decode()

    assert "aged 9" not in page
    assert not Promise.objects.filter(update__is_taken_out=True).exists()


def test_what_is_taken_out_leaves_a_mark_and_the_reason_in_the_history(
    jar: Plan, client: Client
) -> None:
    director = user_in(Role.DIRECTOR)
    action = jar.actions.get(reference="1.1")
    taken_out(action, director)
    client.force_login(director, backend="herefordshire_cs.accounts.backends.EmailBackend")

    page = client.get(action.get_absolute_url()).content.decode()

    assert "The words were taken out" in page
    assert "It named a child." in page


# --- Taken down ----------------------------------------------------------------------------------


@pytest.fixture
def issued(db: None) -> Pack:
    """A pack with an open report, and approved minutes of its meeting."""
    meeting = make_exempt_meeting()
    pack = issue_unprinted(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.MINUTES_APPROVED)
    Minute.objects.create(meeting=meeting, number=1, title="A TITLE", text=CHILD, order=1)
    return pack


def test_a_report_that_is_taken_down_says_so_wherever_it_was(issued: Pack, client: Client) -> None:
    clerk = user_in(Role.COMMITTEE_CLERK)
    report = Report.objects.get(slug=PUBLIC_REPORT)
    row = take_down(
        meeting=issued.meeting,
        report=report,
        reason=f"It names {CHILD}",
        public_words="It held personal data.",
        by=clerk,
        at=NOON,
    )
    addresses = [
        f"/papers/meetings/{SLUG}/reports/{PUBLIC_REPORT}/",
        f"/papers/packs/{issued.pk_uuid}/",
    ]
    told = [client.get(each) for each in addresses]
    meeting = client.get(f"/papers/meetings/{SLUG}/").content.decode()

    assert [answer.status_code for answer in told] == [410, 410]
    for page in [answer.content.decode() for answer in told] + [meeting]:
        assert "It held personal data." in page
        assert CHILD not in page

    stops = build_pack(SLUG, as_of=DAY, kind=Pack.Kind.CORRECTION, corrects="It").blocks
    assert [words for words in stops if "is taken down" in words]

    # Mended, it is read again where it stands; what was issued with it stays closed.
    put_back(row=row, reason="It is mended", is_mistake=False, by=clerk, at=NOON)
    assert [client.get(each).status_code for each in addresses] == [200, 410]


def test_minutes_that_are_taken_down_are_on_no_page_print_or_feed(
    issued: Pack, client: Client
) -> None:
    take_down(
        meeting=issued.meeting,
        reason="They name a child",
        public_words="They held personal data.",
        by=user_in(Role.COMMITTEE_CLERK),
        at=NOON,
    )
    for address in ("minutes/", "minutes.pdf"):
        answer = client.get(f"/papers/meetings/{SLUG}/{address}")
        assert answer.status_code == 410
        assert CHILD not in answer.content.decode()
    feed = client.get("/papers/feed.atom").content.decode()
    assert reverse("papers-minutes", args=[SLUG]) not in feed


def test_a_copy_that_was_taken_down_by_mistake_opens_again(issued: Pack, client: Client) -> None:
    clerk = user_in(Role.COMMITTEE_CLERK)
    row = take_down(
        meeting=issued.meeting,
        pack=issued,
        reason="It seemed to name a child",
        public_words="It held personal data.",
        by=clerk,
        at=NOON,
    )
    address = f"/papers/packs/{issued.pk_uuid}/"
    assert client.get(address).status_code == 410

    put_back(row=row, reason="It named nobody", is_mistake=True, by=clerk, at=NOON)
    assert client.get(address).status_code == 200


def test_days_of_review_come_up_as_a_list_for_those_who_mark(client: Client) -> None:
    make_exempt_meeting()
    Report.objects.filter(slug=EXEMPT_REPORT).update(exempt_review_on=date(2006, 5, 20))
    client.force_login(
        user_in(Role.COMMITTEE_CLERK), backend="herefordshire_cs.accounts.backends.EmailBackend"
    )

    page = client.get("/exempt-reviews/").content.decode()

    assert marked("title") in page
    assert "20 May 2006" in page.replace("\u00a0", " ")
