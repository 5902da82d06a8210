"""The minute of an exempt item, and what it resolved, are withheld wherever the public reads.

Source: Local Government Act 1972, section 100C and Schedule 12A Part 1.
"""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db.models import RestrictedError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from governance.exempt.reader import PUBLIC
from governance.forms.proposed_minutes import proposed_minute
from governance.models import (
    AgendaItem,
    Committee,
    Declaration,
    Meeting,
    Minute,
    Report,
    Resolution,
)
from governance.presenters.minutes import build_minutes_paper
from governance.presenters.packs.building import build_pack
from governance.presenters.packs.public_copy import public_version
from governance.presenters.resolutions import told_limbs
from governance.services.resolutions import put_on_agenda
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import trusted
from tests.governance.rows_of_an_exempt_meeting import (
    MARK,
    SAVED_AT,
    SLUG,
    make_exempt_meeting,
    marked,
)
from tests.governance.test_exempt import is_in_bytes, text_of

pytestmark = pytest.mark.django_db

NEXT = "cabinet-2006-07-06"
NEXT_DAY = date(2006, 7, 6)
AFTER = date(2006, 6, 9)
UNTRUSTED = [Role.OFFICER, Role.PARTNER, Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR]
TRUSTED = [Role.COMMITTEE_CLERK, Role.DIRECTOR, Role.MEMBER, Role.AUDITOR]
OUTSIDE = [
    *("/", "/papers/", f"/papers/meetings/{SLUG}/", f"/papers/meetings/{SLUG}/minutes/"),
    *(f"/papers/meetings/{NEXT}/", "/papers/meetings.ics", "/papers/feed.atom"),
]
INSIDE = [
    *("/", "/meetings/", f"/meetings/{SLUG}/", f"/meetings/{SLUG}/minutes/"),
    *(f"/meetings/{NEXT}/", "/resolutions/", "/resolutions/?state=closed"),
]
MINUTED = ("minutetitle", "minutetext", "point", "leadin", "after", "limbtext", "asked", "due")
OF_LIMB = ("limbtext", "asked", "due", "reply")


@pytest.fixture
def minute() -> Minute:
    """The minute of an exempt item, with marked words in all of it; the next meeting hears of it.

    The minutes are approved, and so as public as they will be.
    """
    meeting = make_exempt_meeting(state=Meeting.State.MINUTES_APPROVED)
    exempt = meeting.items.get(order=1)
    row = Minute.objects.create(
        meeting=meeting,
        item=exempt,
        number=7,
        title=marked("minutetitle"),
        text=marked("minutetext"),
        points=[marked("point")],
        point_groups=[{"lead_in": marked("leadin"), "from": 1, "to": 1}],
        text_after=marked("after"),
        order=7,
    )
    Resolution.objects.create(
        minute=row,
        letter="a",
        lead_in="RESOLVED: THAT",
        text=marked("limbtext"),
        requested_of=marked("asked"),
        due_words=marked("due"),
        reply=marked("reply"),
        state=Resolution.State.REPLIED,
        order=1,
    )
    Minute.objects.create(
        meeting=meeting,
        item=meeting.items.get(order=2),
        number=8,
        title="OPEN TO ALL",
        is_open=True,  # though the report of its item has exempt appendices
        order=8,
    )
    make_next_meeting(meeting)
    return row


def make_next_meeting(meeting: Meeting) -> Meeting:
    """Make the next meeting, published, with the minutes and what is open on its agenda."""
    found = Meeting.objects.create(
        slug=NEXT,
        committee=Committee.objects.get(slug="cabinet"),
        held_on=NEXT_DAY,
        state=Meeting.State.PUBLISHED,
    )
    AgendaItem.objects.create(
        meeting=found, order=1, title="MINUTES", kind="minutes", minutes_of=meeting
    )
    AgendaItem.objects.create(meeting=found, order=2, title="STILL OPEN", kind="resolutions")
    return found


@pytest.fixture
def as_if_after(settings: Any) -> None:
    """Stand the clock between the two meetings."""
    settings.DEMONSTRATION_DATE = AFTER


@pytest.mark.parametrize("address", OUTSIDE)
def test_nothing_of_an_exempt_minute_is_on_a_public_page(
    address: str, minute: Minute, as_if_after: None, client: Client
) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert MARK not in response.content.decode()


def test_the_public_is_told_its_number_its_public_title_and_the_paragraph(
    minute: Minute, as_if_after: None, client: Client
) -> None:
    minutes = client.get(f"/papers/meetings/{SLUG}/minutes/").content.decode()
    coming = client.get(f"/papers/meetings/{NEXT}/").content.decode()

    assert "A contract" in minutes
    assert '<span class="pa-no">7.</span>' in minutes
    assert "The minute is exempt: paragraph 3 of Part 1 of Schedule 12A" in minutes
    assert "OPEN TO ALL" in minutes
    assert "7 (a) of 8\u00a0June 2006" in coming
    assert "The minute is exempt: paragraph 3" in coming


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("role", UNTRUSTED, ids=str)
def test_who_may_not_read_exempt_papers_finds_nothing_of_it(
    role: Role,
    address: str,
    minute: Minute,
    as_if_after: None,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    response = sign_in(make_user(role)).get(address)

    assert response.status_code == 200
    assert MARK not in response.content.decode()


@pytest.mark.parametrize("role", TRUSTED, ids=str)
def test_who_may_read_exempt_papers_reads_the_minute_whole(
    role: Role,
    minute: Minute,
    as_if_after: None,
    sign_in: Callable[[User], Client],
) -> None:
    client = sign_in(trusted(role))

    minutes = client.get(f"/meetings/{SLUG}/minutes/").content.decode()
    tracker = client.get("/resolutions/").content.decode()

    for place in ("minutetitle", "minutetext", "point", "leadin", "after", "limbtext"):
        assert marked(place) in minutes, place
    assert "NOT FOR PUBLICATION by virtue of paragraph 3" in minutes
    for place in OF_LIMB:
        assert marked(place) in tracker, place


@pytest.mark.parametrize("doing", ["", "ask/", "reopen/"])
def test_a_limb_of_an_exempt_minute_is_answered_by_those_alone_who_may_read_it(
    doing: str,
    minute: Minute,
    as_if_after: None,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    address = f"/resolutions/{minute.resolutions.get().pk}/{doing}"

    # The clerk may read what is exempt; the same duty without that permission may not.
    assert sign_in(make_user(Role.COMMITTEE_CLERK)).get(address).status_code == 200
    refused = sign_in(user_without_exempt(make_user)).get(address)
    assert refused.status_code in (403, 404)
    assert MARK not in refused.content.decode()


def user_without_exempt(make_user: Callable[..., User]) -> User:
    """Make an officer who may answer resolutions and run meetings, and not read what is exempt."""
    user = make_user(Role.OFFICER)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["answer_resolution", "run_meetings"])
    )
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("what", ["minutes", "resolutions"])
def test_the_exports_have_its_number_and_none_of_its_words(what: str, minute: Minute) -> None:
    out = io.StringIO()

    call_command("export", what, as_at="2006-06-09", stdout=out)

    assert f"{SLUG},7" in out.getvalue()
    assert MARK not in out.getvalue()


def test_the_pack_has_it_apart_and_the_public_copy_withholds_it(minute: Minute) -> None:
    members = build_pack(NEXT, as_of=AFTER)
    public = public_version(members)

    assert all(marked(place) in repr(members) for place in MINUTED)
    assert MARK not in repr(public)
    assert [(part.kind, part.level, bool(part.exemption)) for part in members.parts] == [
        ("minutes", 1, False),
        ("minutes", 2, True),
        ("resolutions", 1, False),
        ("resolutions", 2, True),
    ]
    # One print serves both copies, so that their pages are numbered alike.
    assert members.parts[0].report == public.parts[0].report
    assert members.parts[2].report == public.parts[2].report
    assert [part.kind for part in public.parts] == ["minutes", "notice", "resolutions", "notice"]
    assert [part.exemption.paragraph for part in public.parts if part.exemption] == [3, 3]


def test_what_is_printed_for_the_public_has_nothing_of_it(minute: Minute) -> None:
    whole = build_minutes_paper(SLUG, as_of=AFTER)
    public = build_minutes_paper(SLUG, as_of=AFTER, reader=PUBLIC)

    assert all(marked(place) in repr(whole) for place in ("minutetext", "limbtext", "reason"))
    assert MARK not in repr(public)
    assert MARK not in repr(told_limbs(Meeting.objects.get(slug=NEXT), as_of=AFTER))


def test_the_item_of_an_exempt_minute_cannot_be_taken_from_it(minute: Minute) -> None:
    assert minute.item is not None
    with pytest.raises(RestrictedError):
        minute.item.delete()


def test_a_limb_of_an_exempt_minute_is_put_on_an_agenda_by_its_number_alone(
    minute: Minute,
) -> None:
    meeting = Meeting.objects.get(slug=NEXT)
    meeting.state = Meeting.State.PLANNED
    meeting.save()

    item = put_on_agenda(resolution=minute.resolutions.get(), meeting=meeting, at=SAVED_AT)

    assert MARK not in f"{item.title}{item.purpose}"
    assert "7 a)" in item.title


def test_an_interest_in_an_exempt_item_is_proposed_without_its_nature() -> None:
    meeting = make_exempt_meeting(state=Meeting.State.HELD)
    declarations = AgendaItem.objects.create(
        meeting=meeting, order=3, title="DECLARATIONS", kind="declarations"
    )
    Declaration.objects.create(
        meeting=meeting,
        name="Councillor A. Example",
        item=meeting.items.get(order=1),
        interest=marked("interest"),
    )

    words = proposed_minute(meeting, declarations).text

    assert words == "Councillor A. Example declared an interest in item 1."


def test_a_minute_is_open_to_all_once_its_report_is_exempt_no_more(
    minute: Minute, client: Client
) -> None:
    Report.objects.filter(items=minute.item).update(exempt_paragraph=None)

    page = client.get(f"/papers/meetings/{SLUG}/minutes/").content.decode()

    assert marked("minutetext") in page


@pytest.mark.document
def test_the_pdf_of_approved_minutes_has_nothing_exempt_for_anybody_but_those_who_may_read_it(
    minute: Minute,
    as_if_after: None,
    client: Client,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def read_by(role: Role) -> bytes:
        reader, address = sign_in(make_user(role)), f"/meetings/{SLUG}/minutes.pdf"
        with django_capture_on_commit_callbacks(execute=True):
            reader.post(address)
        return reader.get(address).content

    with django_capture_on_commit_callbacks(execute=True):
        client.get(f"/papers/meetings/{SLUG}/minutes.pdf")
    public = client.get(f"/papers/meetings/{SLUG}/minutes.pdf").content
    officer, clerk = read_by(Role.OFFICER), read_by(Role.COMMITTEE_CLERK)

    assert marked("minutetext") in text_of(clerk)
    for content in (public, officer):
        assert "acontract" in text_of(content)
        assert not is_in_bytes(MARK, content)
        assert MARK not in text_of(content)
