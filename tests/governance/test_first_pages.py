"""A member’s first page leads to the pages of the papers, a clerk’s to what waits."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import Meeting, Pack, PaperNote, Report, Resolution
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.web.seen import CHANGED
from tests.conftest import sit, superuser
from tests.governance.issuing import issue_unprinted
from tests.governance.rows_of_an_exempt_meeting import MARK, SLUG, make_exempt_meeting
from tests.governance.rows_of_the_loop import make_decision, make_suggestion
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

MINE = "/my-meetings/"
MAY = "childrens-services-scrutiny-2006-05-31"
SCRUTINY = "childrens-services-scrutiny"
type SignIn = Callable[[User], Client]


@pytest.fixture
def member(make_user: Callable[..., User]) -> User:
    return sit(make_user(Role.MEMBER), SCRUTINY)


def note_page(number: int = 7) -> str:
    """Return where a note on an item of the meeting of May is written."""
    item = Meeting.objects.get(slug=MAY).items.get(number=number)
    return f"/meetings/{MAY}/agenda/{item.pk}/note/"


def test_page_1_and_the_pages_of_each_item_are_one_press_away(
    member: User, sign_in: SignIn
) -> None:
    pack = issue_unprinted(Meeting.objects.get(slug=MAY))
    last = max(item["last"] for item in pack.contents)
    front = pack.pages - last
    seventh = next(item for item in pack.contents if item["number"] == 7)
    client = sign_in(member)

    page = client.get(MINE).content.decode()

    copy = f"/packs/{pack.pk_uuid}/members.pdf"
    assert f'href="{copy}#page={front + 1}"' in page
    assert f'href="{copy}#page={front + seventh["first"]}"' in page
    jump = client.get(f"{MINE}page/?number={last}")
    assert jump["Location"] == f"{copy}#page={front + last}"


def test_what_is_kept_for_reading_without_a_connection_is_told_with_its_size(
    member: User, sign_in: SignIn
) -> None:
    pack = issue_unprinted(Meeting.objects.get(slug=MAY))
    content = b"%PDF" + bytes(3 * 1024 * 1024)
    Pack.objects.filter(pk=pack.pk).update(members_pdf=content)

    page = sign_in(member).get(MINE).content.decode()

    assert "<strong>3.0\xa0MB</strong>" in page
    assert f'"address": "/packs/{pack.pk_uuid}/members.pdf"' in page
    assert "They may hold what the public may not read" in page


@pytest.mark.parametrize("number", ["", "0", "9999", "-1", "x", "٣", "1e3"])
def test_a_page_that_the_papers_do_not_have_is_said_with_those_they_have(
    number: str, member: User, sign_in: SignIn
) -> None:
    issue_unprinted(Meeting.objects.get(slug=MAY))

    answer = sign_in(member).get(f"{MINE}page/", {"number": number}, follow=True)

    assert "The papers have pages 1 to" in answer.content.decode()


def test_a_member_reads_nothing_exempt_of_a_body_of_others(member: User, sign_in: SignIn) -> None:
    issue_unprinted(make_exempt_meeting())

    assert MARK not in sign_in(member).get(MINE).content.decode()
    exempt = Meeting.objects.get(slug=SLUG).items.get(report__exempt_paragraph__isnull=False)
    address = f"/meetings/{SLUG}/agenda/{exempt.pk}/note/"
    assert sign_in(member).get(address).status_code == 404


def test_what_was_answered_since_the_body_met_last_is_told(member: User, sign_in: SignIn) -> None:
    limb = Resolution.objects.get(minute__number=27, letter="d")
    Meeting.objects.filter(pk=limb.minute.meeting_id).update(state="minutes approved")
    client = sign_in(member)
    assert "Nothing that was asked for" in client.get(MINE).content.decode()

    limb.state, limb.reply, limb.replied_on = "replied", "Done.", date(2006, 5, 2)
    limb.save()

    assert "fact-finding visits" in client.get(MINE).content.decode()


def test_a_note_is_kept_shown_to_its_writer_and_taken_away(member: User, sign_in: SignIn) -> None:
    client = sign_in(member)

    assert client.post(note_page(), {"text": "Ask about herons"}).status_code == 302
    assert "Ask about herons" in client.get(MINE).content.decode()
    client.post(note_page(), {"text": "   "})

    assert PaperNote.objects.count() == 0


def test_nobody_else_reads_a_note_whatever_they_may(
    member: User, make_user: Callable[..., User], sign_in: SignIn
) -> None:
    issue_unprinted(Meeting.objects.get(slug=MAY))
    sign_in(member).post(note_page(), {"text": "herons"})
    pages = [
        MINE,
        note_page(),
        f"/meetings/{MAY}/",
        f"/meetings/{MAY}/agenda.docx",
        "/search/?words=heron",
    ]
    others = [superuser(), *(make_user(role, email=f"{role.name}@x.example") for role in Role)]

    for other in others:
        sit(other, SCRUTINY)
        client = sign_in(other)
        for page in pages:
            assert b"herons" not in client.get(page).content, (other.name, page)
    admin = sign_in(others[0])
    assert admin.get("/administration/governance/papernote/").status_code == 404


def test_a_note_changed_on_another_device_is_not_overwritten(
    member: User, sign_in: SignIn
) -> None:
    client = sign_in(member)
    opened = typed_in(client.get(note_page())) | {"text": "Here"}
    client.post(note_page(), {"text": "There"})

    refused = client.post(note_page(), opened)

    assert CHANGED in refused.content.decode().replace("&#x27;", "'")
    assert PaperNote.objects.get().text == "There"
    assert client.post(note_page(), typed_in(refused)).status_code == 302
    assert PaperNote.objects.get().text == "Here"


def test_a_clerk_is_told_what_waits(make_user: Callable[..., User], sign_in: SignIn) -> None:
    Report.objects.filter(slug="safeguarding-report-2006-05-31").update(state="clearance")
    make_suggestion()
    make_decision(title="The plan for herons", notice_on=None)
    Resolution.objects.filter(minute__number=27, letter="d").update(due_on=date(2006, 5, 1))
    client = sign_in(make_user(Role.COMMITTEE_CLERK))

    page = client.get(MINE).content.decode().replace("\u00a0", " ")

    for title in (
        "Agendas to publish",
        "Reports to clear",
        "Minutes to take, circulate and approve",
        "Questions and suggestions to settle",
        "Replies late",
        "Notices to give",
    ):
        assert title in page
    assert "Agenda out by 22 May 2006" in page
    assert "The plan for herons" in page


def test_each_role_comes_to_what_it_asks_first(
    make_user: Callable[..., User],
) -> None:
    led = {}
    for role in Role:
        user = make_user(role)
        typed = {"username": user.email, "password": "a long enough password"}
        led[role] = Client().post("/sign-in/", typed)["Location"]

    assert led == {
        **dict.fromkeys((Role.MEMBER, Role.COMMITTEE_CLERK), MINE),
        **dict.fromkeys((Role.OFFICER, Role.PARTNER), "/my-actions/"),
        Role.PERFORMANCE_OFFICER: "/indicators/due/",
        Role.AUDITOR: "/log/",
        **dict.fromkeys((Role.DIRECTOR, Role.ADMINISTRATOR), "/"),
    }


def test_a_first_page_asks_as_much_however_much_waits(
    make_user: Callable[..., User], sign_in: SignIn
) -> None:
    client = sign_in(sit(make_user(Role.COMMITTEE_CLERK), SCRUTINY))
    make_suggestion()
    make_decision(notice_on=None)
    client.get(MINE)
    before = statements_of(client)

    for _ in range(8):
        make_suggestion()
        make_decision(notice_on=None)

    assert statements_of(client) <= before <= 40


def statements_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(MINE).status_code == 200
    return len(asked)
