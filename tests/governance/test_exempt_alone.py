"""Items and minutes that are exempt by themselves, and minutes of items of which a part is exempt.

Source: Local Government Act 1972, section 100C and Schedule 12A Part 1.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from governance.exempt.marks import exemption_of_minute
from governance.exempt.reader import PUBLIC
from governance.exempt.rows import open_item, open_minute
from governance.models import (
    AgendaItem,
    Appendix,
    Committee,
    Meeting,
    Minute,
    Pack,
    Report,
    Resolution,
)
from governance.presenters.minutes import build_minutes_paper
from governance.presenters.packs.building import build_pack
from governance.presenters.packs.public_copy import public_version
from governance.services.agendas import AgendaIssued
from governance.services.exempt import Marking, mark_item, mark_minute
from governance.tasks.pack_issuing import as_stored
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

SLUG = "cabinet-2006-06-08"
HELD_ON = date(2006, 6, 8)
AT = datetime(2006, 6, 9, 12, tzinfo=UTC)
QUINCE = "quince"  # stands in no paper of the council
EXEMPT = {
    "exempt_paragraph": 3,
    "exempt_reason": "It names a contractor.",
    "public_title": "A firm",
}
MARKING = Marking(paragraph=3, reason="It names a contractor.", public_title="A firm")
OPEN = Marking()
UNTRUSTED = [Role.OFFICER, Role.PARTNER, Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR]
PUBLIC_PAGES = ["/", "/papers/", f"/papers/meetings/{SLUG}/", f"/papers/meetings/{SLUG}/minutes/"]
INSIDE = [
    f"/meetings/{SLUG}/",
    f"/meetings/{SLUG}/minutes/",
    "/resolutions/",
    f"/search/?words={QUINCE}",
]


@pytest.fixture
def as_if_after(settings: Any) -> None:
    settings.DEMONSTRATION_DATE = date(2006, 6, 9)


@pytest.fixture
def meeting() -> Meeting:
    return Meeting.objects.create(
        slug=SLUG,
        committee=Committee.objects.get(slug="cabinet"),
        held_on=HELD_ON,
        state=Meeting.State.MINUTES_APPROVED,
    )


def make_item(meeting: Meeting, **fields: Any) -> AgendaItem:
    return AgendaItem.objects.create(
        meeting=meeting, **({"order": 1, "title": "BUDGET", "kind": "report"} | fields)
    )


def make_minute(item: AgendaItem | None, meeting: Meeting, **fields: Any) -> Minute:
    return Minute.objects.create(
        meeting=meeting,
        item=item,
        **({"number": 7, "title": "BUDGET", "text": QUINCE, "order": 1} | fields),
    )


def make_report(meeting: Meeting, *, appendix: dict[str, Any], **fields: Any) -> Report:
    report = Report.objects.create(
        slug="budget", meeting=meeting, form="cabinet", state="locked", title="BUDGET", **fields
    )
    Appendix.objects.create(report=report, order=1, title="Figures", kind="text", **appendix)
    return report


# The item's own mark, its report's, its appendix's, the minute's own, said open: the paragraph.
RULES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any], Any]] = [
    ("nothing is exempt", {}, {}, {}, {}, None),
    ("the minute", {}, {}, {}, EXEMPT, 3),
    ("the item", EXEMPT, {}, {}, {}, 3),
    ("the report", {}, EXEMPT, {}, {}, 3),
    ("an appendix", {}, {}, EXEMPT | {"exempt_paragraph": 2}, {}, 2),
    ("an appendix, said open", {}, {}, EXEMPT, {"is_open": True}, None),
    ("the report, said open", {}, EXEMPT, {}, {"is_open": True}, None),
    ("the item, said open", EXEMPT, {}, {}, {"is_open": True}, None),
    ("the minute before its item", EXEMPT, {}, {}, EXEMPT | {"exempt_paragraph": 5}, 5),
]


@pytest.mark.parametrize(
    ("item", "report", "appendix", "minute", "paragraph"),
    [case[1:] for case in RULES],
    ids=[case[0] for case in RULES],
)
def test_a_minute_is_exempt_with_any_part_of_its_item_until_somebody_says_not(
    item: dict[str, Any],
    report: dict[str, Any],
    appendix: dict[str, Any],
    minute: dict[str, Any],
    paragraph: int | None,
    meeting: Meeting,
) -> None:
    held = make_report(meeting, appendix=appendix, **report)
    row = make_minute(make_item(meeting, report=held, **item), meeting, **minute)

    found = exemption_of_minute(row)
    assert (found.paragraph if found else None) == paragraph
    # The database says the same.
    assert Minute.objects.filter(open_minute(), pk=row.pk).exists() is (paragraph is None)
    assert AgendaItem.objects.filter(open_item(), pk=row.item_id).exists() is not bool(
        item or report
    )


@pytest.mark.parametrize(("minute", "is_open"), [({}, True), (EXEMPT, False)])
def test_a_minute_of_no_item_is_exempt_only_by_itself(
    minute: dict[str, Any], is_open: bool, meeting: Meeting
) -> None:
    row = make_minute(None, meeting, **minute)

    assert (exemption_of_minute(row) is None) is is_open
    assert Minute.objects.filter(open_minute(), pk=row.pk).exists() is is_open


def exempt_item(meeting: Meeting) -> None:
    item = make_item(
        meeting, title=f"{QUINCE} one", purpose=f"{QUINCE} two", late_reason=QUINCE, **EXEMPT
    )
    row = make_minute(item, meeting, title=f"{QUINCE} three")
    Resolution.objects.create(minute=row, text=QUINCE, requested_of=QUINCE, state="open", order=1)


def exempt_minute(meeting: Meeting) -> None:
    row = make_minute(make_item(meeting), meeting, title=f"{QUINCE} three", **EXEMPT)
    Resolution.objects.create(minute=row, text=QUINCE, requested_of=QUINCE, state="open", order=1)


def minute_of_an_exempt_appendix(meeting: Meeting) -> None:
    report = make_report(meeting, appendix=EXEMPT | {"text": QUINCE})
    row = make_minute(make_item(meeting, report=report), meeting)
    Resolution.objects.create(minute=row, text=QUINCE, requested_of=QUINCE, state="open", order=1)


@pytest.mark.parametrize("make", [exempt_item, exempt_minute, minute_of_an_exempt_appendix])
def test_nothing_of_it_is_said_to_who_may_not_read_it(
    make: Callable[[Meeting], None],
    meeting: Meeting,
    as_if_after: None,
    client: Client,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    make(meeting)
    told = {address: client.get(address).content.decode() for address in PUBLIC_PAGES}
    for role in UNTRUSTED:
        reader = sign_in(make_user(role))
        told |= {f"{role} {each}": reader.get(each).content.decode() for each in INSIDE}

    asked = f"search/?words={QUINCE}"
    assert [each for each, html in told.items() if QUINCE in html and asked not in each] == []
    assert all("Nothing" in html for each, html in told.items() if asked in each)
    trusted = sign_in(make_user(Role.DIRECTOR))
    assert QUINCE in trusted.get(f"/meetings/{SLUG}/minutes/").content.decode()


@pytest.mark.parametrize("make", [exempt_item, exempt_minute, minute_of_an_exempt_appendix])
def test_the_public_pack_withholds_it(make: Callable[[Meeting], None], meeting: Meeting) -> None:
    make(meeting)
    following = Meeting.objects.create(
        slug="cabinet-2006-07-06", committee=meeting.committee, held_on=date(2006, 7, 6)
    )
    make_item(following, title="MINUTES", kind="minutes", minutes_of=meeting)
    make_item(following, order=2, title="OPEN", kind="resolutions")

    for slug in (SLUG, following.slug):
        contents = build_pack(slug, as_of=date(2006, 6, 9))
        assert QUINCE not in repr(public_version(contents)), slug


def test_a_copy_that_showed_a_minute_closes_when_it_is_marked_and_opens_again(
    meeting: Meeting,
) -> None:
    row = make_minute(make_item(meeting), meeting)
    following = Meeting.objects.create(
        slug="cabinet-2006-07-06",
        committee=meeting.committee,
        held_on=date(2006, 7, 6),
        state=Meeting.State.PUBLISHED,
    )
    make_item(following, title="MINUTES", kind="minutes", minutes_of=meeting)
    contents = build_pack(following.slug, as_of=HELD_ON)
    pack = Pack.objects.create(
        meeting=following,
        version=1,
        state=Pack.State.READY,
        as_of=HELD_ON,
        asked_at=AT,
        issued_at=AT,
        contents=list(as_stored(contents)),
    )

    mark_minute(minute=row, marking=MARKING, is_open=False, at=AT)
    pack.refresh_from_db()
    assert pack.withdrawn_on == AT.date()
    assert "paragraph 3" in pack.withdrawn_reason

    mark_minute(minute=row, marking=OPEN, is_open=False, at=AT)
    pack.refresh_from_db()
    assert pack.withdrawn_on is None


def test_an_item_of_a_published_agenda_is_marked_only_with_a_correction(meeting: Meeting) -> None:
    item = make_item(meeting)

    with pytest.raises(AgendaIssued):
        mark_item(item=item, marking=MARKING, correction_follows=False, at=AT)
    assert not AgendaItem.objects.filter(~Q(exempt_paragraph=None), pk=item.pk).exists()

    assert mark_item(item=item, marking=MARKING, correction_follows=True, at=AT).is_exempt


def test_a_clerk_marks_a_minute_on_its_page_and_says_that_it_is_open(
    meeting: Meeting,
    as_if_after: None,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    report = make_report(meeting, appendix=EXEMPT)
    row = make_minute(make_item(meeting, report=report), meeting)
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK))
    address = f"/meetings/{SLUG}/minutes/{row.pk}/exempt/"

    page = clerk.get(address)
    assert page.context["form"]["exempt_paragraph"].value() == "as item"

    clerk.post(address, {"exempt_paragraph": "none"})
    row.refresh_from_db()
    assert (row.is_open, row.exempt_paragraph) == (True, None)
    after = date(2006, 6, 9)
    assert QUINCE in repr(build_minutes_paper(SLUG, as_of=after, reader=PUBLIC))

    clerk.post(address, {"exempt_paragraph": "2"})
    row.refresh_from_db()
    assert (row.is_open, row.exempt_paragraph) == (True, None)  # no reason was given

    reason = {"exempt_reason": "It names a child.", "public_title": "A case"}
    clerk.post(address, {"exempt_paragraph": "2"} | reason)
    row.refresh_from_db()
    assert (row.is_open, row.exempt_paragraph) == (False, 2)

    clerk.post(address, {"exempt_paragraph": "as item"})
    row.refresh_from_db()
    assert (row.is_open, row.exempt_paragraph) == (False, None)
    assert QUINCE not in repr(build_minutes_paper(SLUG, as_of=HELD_ON, reader=PUBLIC))
