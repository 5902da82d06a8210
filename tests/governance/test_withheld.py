"""What is exempt stays withheld when papers move, packs fail, and reports are written on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance.exempt.reader import MEMBERS, PUBLIC
from governance.models import AgendaItem, Meeting, Minute, Pack, ProgrammeItem, Report, Resolution
from governance.models.clearance import is_held
from governance.presenters.minutes import build_minutes_paper
from governance.presenters.packs.building import build_pack
from governance.presenters.reports import Paragraph
from governance.services.agendas import ItemWords, add_item, change_item, pull_item
from governance.services.appendices import AppendixIssued, withdraw_appendix
from governance.services.exempt import Marking, mark_exempt
from governance.tasks.minutes import minutes_key
from governance.tasks.pack_issuing import ReportChanged, issue
from governance.tasks.pack_printing import Copy
from governance.tasks.packs import CHANGED, make
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.richtext import clean
from tests.conftest import trusted
from tests.governance.issuing import AT, DAY, counted, issue_unprinted
from tests.governance.rows_of_an_exempt_meeting import (
    MARK,
    PUBLIC_REPORT,
    SLUG,
    make_appendix,
    make_exempt_meeting,
)
from tests.governance.rows_of_the_loop import make_suggestion
from tests.governance.test_services import visits

pytestmark = pytest.mark.django_db

EXEMPT = Marking(paragraph=3, reason="It names a contractor.", public_title="A matter")
type SignIn = Callable[[User], Client]


def public_report() -> Report:
    """Return the report of the exempt meeting that all may read."""
    return Report.objects.get(slug=PUBLIC_REPORT)


def later_meeting() -> Meeting:
    """Plan another meeting of the Cabinet."""
    first = Meeting.objects.get(slug=SLUG)
    return Meeting.objects.create(
        slug="cabinet-2006-07-13", committee=first.committee, held_on=date(2006, 7, 13)
    )


# --- What is said of a pack that failed ----------------------------------------------------------


def test_a_pack_that_failed_tells_nothing_exempt_to_who_reads_meetings(
    make_user: Callable[..., User], sign_in: SignIn
) -> None:
    meeting = make_exempt_meeting()
    Report.objects.filter(meeting=meeting).update(state="draft")
    make_appendix(
        public_report(),
        kind="review",
        exempt_paragraph=1,
        exempt_reason="x",
        title=MARK,
        document="none-such",
    )
    pack = Pack.objects.create(meeting=meeting, version=1, as_of=DAY, asked_at=AT)

    make(pack, made_at=AT)

    page, mended_by = (
        sign_in(make_user(role)).get(pack.get_absolute_url()).content.decode()
        for role in (Role.OFFICER, Role.COMMITTEE_CLERK)
    )
    assert "It could not be built." in page
    assert "1. A contract: the report is a draft" in mended_by
    assert MARK not in page + mended_by


# --- A report that is written on while it is printed ---------------------------------------------


def test_a_report_that_became_a_draft_meanwhile_is_neither_issued_nor_locked() -> None:
    meeting = make_exempt_meeting()
    pack = Pack.objects.create(
        meeting=meeting, version=1, as_of=DAY, asked_at=AT, state=Pack.State.MAKING
    )
    contents = counted(meeting)
    Report.objects.filter(slug=PUBLIC_REPORT).update(state="draft")
    copy = Copy(content=b"%PDF", html="", pages=1, untagged=())

    with pytest.raises(ReportChanged):
        issue(pack, contents, members=copy, public=copy, issued_at=AT)

    assert public_report().state == "draft"
    assert Pack.objects.get().state == Pack.State.MAKING


def test_a_pack_with_such_a_report_fails_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Pack.objects.create(meeting=make_exempt_meeting(), version=1, as_of=DAY, asked_at=AT)
    copy = Copy(content=b"%PDF", html="", pages=1, untagged=())

    held = counted(pack.meeting)

    def write_on(*args: Any, **kwargs: Any) -> Any:
        Report.objects.filter(slug=PUBLIC_REPORT).update(state="draft")
        return held

    monkeypatch.setattr("governance.tasks.packs.count_pages", write_on)
    monkeypatch.setattr("governance.tasks.packs._copy", lambda *args, **kwargs: copy)

    done = make(pack, made_at=AT)

    assert (done.state, done.failure) == (Pack.State.FAILED, CHANGED)


# --- A report that moved to another meeting after it was issued ----------------------------------


def deferred() -> tuple[Pack, Report, Meeting]:
    """Issue a report, pull it, and put it before a later meeting."""
    meeting = make_exempt_meeting()
    make_appendix(public_report(), title="Figures", text="Ten.")
    pack = issue_unprinted(meeting)
    item = meeting.items.get(report=public_report())
    pull_item(item=item, correction_follows=True, at=AT)
    later = later_meeting()
    words = ItemWords(title="What all may read", report=public_report())
    add_item(meeting=later, words=words, at=AT)
    return pack, public_report(), later


def test_a_report_marked_exempt_closes_the_copies_of_the_meeting_it_was_pulled_from() -> None:
    pack, report, later = deferred()

    assert report.meeting == later
    mark_exempt(paper=report, marking=EXEMPT, correction_follows=True, at=AT)
    assert Pack.objects.get(pk=pack.pk).withdrawn_on is not None

    mark_exempt(paper=report, marking=Marking(), correction_follows=True, at=AT)
    assert Pack.objects.get(pk=pack.pk).withdrawn_on is None


def test_a_report_that_was_issued_before_another_meeting_stays_held() -> None:
    _pack, report, _later = deferred()

    assert is_held(report)
    with pytest.raises(AppendixIssued):
        withdraw_appendix(appendix=report.appendices.get(title="Figures"), at=AT)


def test_a_report_marked_exempt_closes_a_copy_that_tells_a_limb_of_its_minute() -> None:
    limb = visits()
    held = limb.minute.meeting
    report = Report.objects.create(slug="visits", form="scrutiny", title="Visits", state="locked")
    item = AgendaItem.objects.create(
        meeting=held, order=99, title="VISITS", kind="report", report=report
    )
    Minute.objects.filter(pk=limb.minute.pk).update(item=item)
    may = Meeting.objects.get(slug="childrens-services-scrutiny-2006-05-31")
    may.items.all().delete()
    AgendaItem.objects.create(meeting=may, order=1, title="STILL OPEN", kind="resolutions")
    pack = issue_unprinted(may)
    assert limb.text in repr(build_pack(may.slug, as_of=DAY))

    mark_exempt(paper=report, marking=EXEMPT, correction_follows=True, at=AT)

    assert Pack.objects.get(pk=pack.pk).withdrawn_on is not None


# --- The work programme --------------------------------------------------------------------------


def programme_page(reader: Client) -> str:
    """Return the Cabinet's work programme as somebody reads it."""
    return reader.get("/programme/cabinet/").content.decode()


@pytest.mark.parametrize("how", ["pulled", "its report taken away"])
def test_work_that_parts_from_an_exempt_report_keeps_none_of_its_words(
    how: str, make_user: Callable[..., User], sign_in: SignIn
) -> None:
    meeting = make_exempt_meeting()
    item = meeting.items.get(order=1)
    work = ProgrammeItem.objects.create(
        committee=meeting.committee,
        title=f"{MARK} bid",
        purpose=MARK,
        lead=MARK,
        note=MARK,
        source=MARK,
        meeting=meeting,
        agenda_item=item,
    )
    reader = sign_in(make_user(Role.OFFICER))
    assert MARK not in programme_page(reader)

    if how == "pulled":
        pull_item(item=item, correction_follows=False, at=AT)
    else:
        words = ItemWords(title="Another matter", kind="other")
        change_item(item=item, words=words, correction_follows=False, at=AT)

    page = programme_page(reader)
    assert MARK not in page
    assert "A contract" in page
    assert MARK in work.history.earliest().title


# --- Questions, limbs, prints, markup ------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "is_told"),
    [
        (Role.OFFICER, False),
        (Role.PARTNER, False),
        (Role.ADMINISTRATOR, False),
        (Role.MEMBER, True),
    ],
)
def test_the_words_of_a_question_on_an_exempt_item_are_for_those_who_may_read_it(
    role: Role, is_told: bool, sign_in: SignIn
) -> None:
    meeting = make_exempt_meeting()
    make_suggestion(
        committee=meeting.committee,
        kind="question",
        meeting=meeting,
        item=meeting.items.get(order=1),
        text=f"Why {MARK}?",
        late_reason=f"As to {MARK}",
        answer=f"{MARK} is cheap.",
        state="answered",
        answered_on=DAY,
    )
    reader = sign_in(trusted(role))

    for address in ("/public/", f"/meetings/{SLUG}/"):
        page = reader.get(address).content.decode()
        assert (f"Why {MARK}?" in page) is is_told
        assert (f"As to {MARK}" in page) is is_told
        assert (f"{MARK} is cheap." in page) is is_told
        assert ("Withheld: the item is exempt." in page) is not is_told


def test_a_closed_limb_is_not_opened_again_by_a_reply(
    make_user: Callable[..., User], sign_in: SignIn
) -> None:
    row = visits()
    Resolution.objects.filter(pk=row.pk).update(state="closed", reply="Done.", closed_on=DAY)
    director = sign_in(make_user(Role.DIRECTOR))

    page = director.post(f"/resolutions/{row.pk}/", {"reply": "Not done."}).content.decode()

    assert "The clerk opens it again, and says why." in page
    assert (visits().state, visits().reply) == ("closed", "Done.")


def test_minutes_without_anything_exempt_have_one_print_for_all_who_read_them() -> None:
    meeting = visits().minute.meeting
    Meeting.objects.filter(pk=meeting.pk).update(note="Seen", source="A paper")

    papers = [
        build_minutes_paper(meeting.slug, as_of=DAY, reader=MEMBERS if is_it else PUBLIC)
        for is_it in (True, False)
    ]

    assert minutes_key(papers[0]) == minutes_key(papers[1])


@pytest.mark.parametrize(
    "markup",
    [
        '<p>a<a href="http://x/</p><img src=x onerror=alert(1)>">b</a></p>',
        "<p>a</p><script>alert(1)</script><img src=x onerror=alert(1)>",
        '<p onclick="alert(1)">a</p><a href="javascript:alert(1)">b</a>',
        "<svg><p><style><img src=x onerror=alert(1)></style></p></svg>",
        "<table><p>a<td></p><img src=x onerror=alert(1)></td></table>",
    ],
)
def test_neither_half_of_a_paragraph_lets_markup_through_that_was_not_cleaned(
    markup: str,
) -> None:
    found = Paragraph(number="", text="", bullets=(), is_abridged=False, html=clean(markup))

    for half in (found.lead, found.rest):
        assert "<img" not in half
        assert "<script" not in half
        assert "onclick" not in half
        assert "javascript:" not in half


def test_a_first_version_is_number_one_whatever_was_said_to_be_seen(
    make_user: Callable[..., User], sign_in: SignIn
) -> None:
    author = make_user(Role.OFFICER)
    report = Report.objects.create(slug="mine", form="scrutiny", title="Mine", author=author)

    sign_in(author).post(
        "/reports/mine/edit/", {"title": "Mine", "purpose": "To note.", "seen": "40000"}
    )

    assert list(report.versions.values_list("number", flat=True)) == [1]
