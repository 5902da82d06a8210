"""The writing verbs of governance: moving items, answering resolutions, building packs."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from governance.models import (
    SIGN_OF_LIFE,
    AgendaItem,
    Meeting,
    Pack,
    PackPart,
    Report,
    Resolution,
)
from governance.presenters.packs.building import build_pack
from governance.presenters.packs.public_copy import public_version
from governance.services.agendas import AgendaIssued, move_item
from governance.services.resolutions import reply_to_resolution
from governance.tasks.pack_printing import PartFailed, page_stamp
from governance.tasks.packs import PackBeingBuilt, ask_for_pack, build_and_issue, make
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.pdf import printing
from tests.governance.rows_of_an_exempt_meeting import (
    EXEMPT_REPORT,
    PUBLIC_REPORT,
    make_exempt_meeting,
)

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
DAY = date(2006, 5, 22)
ASKED_AT = datetime(2006, 5, 22, 10, 0, tzinfo=UTC)
LATER = datetime(2006, 5, 23, 10, 0, tzinfo=UTC)


def item(number: int) -> AgendaItem:
    """Return an item of the agenda of 31 May 2006, by the number that the paper prints."""
    return AgendaItem.objects.get(meeting__slug=MAY, number=number)


def order() -> list[int | None]:
    """Return the numbers of the paper in the order of the agenda."""
    rows = AgendaItem.objects.filter(meeting__slug=MAY).order_by("order")
    return list(rows.values_list("number", flat=True))


# --- Moving items --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "up", "expected"),
    [
        (7, True, [1, 2, 3, 4, 5, 7, 6, 8]),
        (7, False, [1, 2, 3, 4, 5, 6, 8, 7]),
        (2, True, [2, 1, 3, 4, 5, 6, 7, 8]),
        (1, True, [1, 2, 3, 4, 5, 6, 7, 8]),
        (8, False, [1, 2, 3, 4, 5, 6, 7, 8]),
    ],
    ids=["up", "down", "to the top", "up from the top", "down from the end"],
)
def test_an_item_moves_one_place_and_stays_at_an_end(
    number: int, up: bool, expected: list[int]
) -> None:
    moved = move_item(item=item(number), up=up, at=ASKED_AT)

    assert order() == expected
    assert moved.order == expected.index(number) + 1


def test_two_clerks_who_move_the_same_item_move_it_two_places() -> None:
    for_one, for_other = item(8), item(8)

    move_item(item=for_one, up=True, at=ASKED_AT)
    move_item(item=for_other, up=True, at=ASKED_AT)

    assert order() == [1, 2, 3, 4, 5, 8, 6, 7]


def test_two_clerks_who_move_different_items_lose_neither() -> None:
    for_one, for_other = item(2), item(8)

    move_item(item=for_one, up=True, at=ASKED_AT)
    move_item(item=for_other, up=True, at=ASKED_AT)

    assert order() == [2, 1, 3, 4, 5, 6, 8, 7]


def test_moving_mends_an_order_with_gaps_and_with_the_same_place_twice() -> None:
    AgendaItem.objects.filter(meeting__slug=MAY, number__gte=7).update(order=40)

    move_item(item=item(6), up=True, at=ASKED_AT)

    rows = AgendaItem.objects.filter(meeting__slug=MAY).order_by("order")
    assert order() == [1, 2, 3, 4, 6, 5, 7, 8]
    assert list(rows.values_list("order", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_moved_item_has_its_new_number_in_the_pack() -> None:
    move_item(item=item(8), up=True, at=ASKED_AT)

    items = build_pack(MAY, as_of=DAY).items

    assert [(each.number, each.title.split()[0]) for each in items][-2:] == [
        (7, "TO"),
        (8, "SAFEGUARDING"),
    ]


@pytest.mark.parametrize(
    "state", [state for state in Meeting.State.values if state != Meeting.State.PLANNED]
)
def test_an_agenda_that_is_issued_keeps_its_order(state: str) -> None:
    Meeting.objects.filter(slug=MAY).update(state=state)

    with pytest.raises(AgendaIssued):
        move_item(item=item(7), up=True, at=ASKED_AT)

    assert order() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_clerk_is_told_in_words_that_an_issued_agenda_keeps_its_order(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    Meeting.objects.filter(slug=MAY).update(state=Meeting.State.PUBLISHED)
    client = sign_in(make_user(Role.COMMITTEE_CLERK))

    page = client.post(f"/agenda-items/{item(7).pk}/up/", follow=True).content.decode()

    assert "The agenda was issued; issue a correction to change its order." in page
    assert order() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_direction_that_there_is_not_moves_nothing(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(make_user(Role.COMMITTEE_CLERK))

    response = client.post(f"/agenda-items/{item(3).pk}/sideways/")

    assert response.status_code == 404
    assert order() == [1, 2, 3, 4, 5, 6, 7, 8]


# --- Answering what a committee asked for --------------------------------------------------------


def visits() -> Resolution:
    """Return limb d of minute 27, which asks for fact-finding visits."""
    return Resolution.objects.get(minute__number=27, letter="d")


def answer(row: Resolution, **fields: Any) -> Resolution:
    """Reply to a resolution."""
    defaults: dict[str, Any] = {
        "reply": "Four visits are arranged.",
        "action_plan": "",
        "action_reference": "",
        "is_closed": False,
        "on": DAY,
    }
    return reply_to_resolution(resolution=row, **defaults | fields)


@pytest.mark.parametrize(
    ("is_closed", "state", "closed_on"),
    [(False, "replied", None), (True, "closed", DAY)],
    ids=["still open", "closed"],
)
def test_a_reply_says_when_and_whether_anything_is_left_to_do(
    is_closed: bool, state: str, closed_on: date | None
) -> None:
    answer(visits(), is_closed=is_closed, action_plan="jar-2005", action_reference="5.6")

    row = visits()
    assert (row.state, row.closed_on, row.replied_on) == (state, closed_on, DAY)
    assert (row.reply, row.action_plan, row.action_reference) == (
        "Four visits are arranged.",
        "jar-2005",
        "5.6",
    )


def test_a_later_reply_keeps_the_day_of_the_first_and_what_was_said_before() -> None:
    answer(visits())
    answer(visits(), reply="All four were made.", is_closed=True, on=date(2006, 7, 3))

    row = visits()
    assert (row.replied_on, row.closed_on) == (DAY, date(2006, 7, 3))
    assert list(row.history.order_by("history_id").values_list("state", "reply")) == [
        ("open", ""),
        ("replied", "Four visits are arranged."),
        ("closed", "All four were made."),
    ]


def test_a_limb_that_is_opened_again_has_no_day_of_closing() -> None:
    answer(visits(), is_closed=True)
    answer(visits(), is_closed=False, on=date(2006, 7, 3))

    assert (visits().state, visits().closed_on) == ("replied", None)


def test_a_reply_that_says_nothing_is_refused_and_changes_nothing() -> None:
    with pytest.raises(ValidationError):
        answer(visits(), reply="")

    assert (visits().state, visits().replied_on) == ("open", None)


def test_a_reply_is_shown_with_what_the_committee_asked_for(
    make_user: Callable[..., User], sign_in: Callable[[User], Client], today: date
) -> None:
    client = sign_in(make_user(Role.DIRECTOR, initials="SF"))
    address = f"/resolutions/{visits().pk}/"

    empty = client.post(address, {"reply": ""})
    page = client.post(
        address, {"reply": "Four visits are arranged.", "is_closed": "on"}, follow=True
    ).content.decode()

    assert "Write the reply." in empty.content.decode()
    assert "The reply is recorded." in page
    assert "Four visits are arranged." in page
    assert visits().closed_on == today


# --- Asking for a pack ---------------------------------------------------------------------------


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    """A committee clerk."""
    return make_user(Role.COMMITTEE_CLERK)


def ask(meeting: Meeting, clerk: User, *, at: datetime = ASKED_AT, corrects: str = "") -> Pack:
    """Ask for the next whole pack of a meeting, a correction where one was issued."""
    is_issued = meeting.packs.filter(state=Pack.State.READY).exists()
    return ask_for_pack(
        meeting=meeting,
        as_of=DAY,
        asked_by=clerk,
        asked_at=at,
        kind=Pack.Kind.CORRECTION if is_issued else Pack.Kind.PACK,
        corrects=corrects or ("A word on page 1" if is_issued else ""),
    )


def test_asking_twice_builds_once(
    clerk: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    meeting = make_exempt_meeting()
    queued: list[int] = []

    def enqueue(_task: object, pk: int) -> SimpleNamespace:
        queued.append(pk)
        return SimpleNamespace(id=str(uuid4()), is_finished=False)

    monkeypatch.setattr(type(build_and_issue), "enqueue", enqueue)

    with django_capture_on_commit_callbacks(execute=True):
        pack = ask(meeting, clerk)
        with pytest.raises(PackBeingBuilt) as refused:
            ask(meeting, clerk, at=ASKED_AT + timedelta(seconds=1))

    assert refused.value.pack == pack
    assert queued == [pack.pk]
    assert Pack.objects.count() == 1


def test_pressing_the_button_twice_leads_to_the_one_pack_that_is_built(
    clerk: User, sign_in: Callable[[User], Client]
) -> None:
    meeting = make_exempt_meeting()
    client = sign_in(clerk)

    first = client.post(f"/meetings/{meeting.slug}/pack/")
    second = client.post(f"/meetings/{meeting.slug}/pack/", follow=True)

    pack = Pack.objects.get()
    assert first["Location"] == pack.get_absolute_url()
    assert second.redirect_chain == [(pack.get_absolute_url(), 302)]
    assert "The pack waits to be built already." in second.content.decode()


@pytest.mark.parametrize(
    ("after", "is_asked_again"),
    [(SIGN_OF_LIFE - timedelta(seconds=1), False), (SIGN_OF_LIFE, True)],
    ids=["while it may still be under way", "when it was given up"],
)
def test_a_pack_whose_worker_died_can_be_asked_for_again(
    after: timedelta, is_asked_again: bool, clerk: User
) -> None:
    meeting = make_exempt_meeting()
    dead = ask(meeting, clerk)
    Pack.objects.filter(pk=dead.pk).update(state=Pack.State.MAKING)

    if is_asked_again:
        assert ask(meeting, clerk, at=ASKED_AT + after).version == 2
    else:
        with pytest.raises(PackBeingBuilt):
            ask(meeting, clerk, at=ASKED_AT + after)


def test_a_pack_says_who_asked_for_it_when_and_what_it_corrects(clerk: User) -> None:
    pack = ask(make_exempt_meeting(), clerk, corrects="Page 7: the date of the panel")

    pack.refresh_from_db()
    assert (pack.issued_by, pack.issued_by_name) == (clerk, clerk.name)
    assert (pack.asked_at, pack.as_of) == (ASKED_AT, DAY)
    assert pack.corrects == "Page 7: the date of the panel"
    assert (pack.state, pack.issued_at) == (Pack.State.QUEUED, None)


# --- Building and issuing ------------------------------------------------------------------------


class Printer:
    """Prints as ever, counts what is printed, and jams where it is told to."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.jams_at = ""
        self._render = printing.render

    def __call__(self, template: str, context: dict[str, Any], **fields: Any) -> Any:
        if self.jams_at and self.jams_at in template:
            raise OSError("The printer jammed")
        self.printed.append(template)
        return self._render(template, context, **fields)

    def taken(self) -> list[str]:
        """Return the names of what was printed since the last call, without the front pages."""
        found = [name.rpartition("/")[2].removesuffix(".html") for name in self.printed]
        self.printed = []
        return sorted(name for name in found if name != "front")


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Put a counting printer in the place of the printer."""
    found = Printer()
    monkeypatch.setattr(printing, "render", found)
    return found


def build(meeting: Meeting, clerk: User, *, at: datetime = ASKED_AT) -> Pack:
    """Ask for the next pack of a meeting, build it and issue it."""
    return make(ask(meeting, clerk, at=at), made_at=at)


def frozen(pack: Pack) -> dict[str, Any]:
    """Return everything that is kept of a pack."""
    return dict(Pack.objects.filter(pk=pack.pk).values().get())


def test_issuing_a_pack_publishes_its_meeting_and_keeps_both_copies_with_their_hashes(
    clerk: User, printer: Printer
) -> None:
    meeting = make_exempt_meeting()

    pack = build(meeting, clerk)

    meeting.refresh_from_db()
    kept = frozen(pack)
    assert meeting.state == Meeting.State.PUBLISHED
    assert kept["state"] == Pack.State.READY
    assert kept["issued_at"] == ASKED_AT
    assert bytes(kept["members_pdf"]) != bytes(kept["public_pdf"])
    assert len({kept["members_sha256"], kept["public_sha256"]} - {""}) == 2
    assert [each["number"] for each in kept["contents"]] == [1, 2]


@pytest.mark.parametrize("state", ["held", "minutes draft", "minutes approved"])
def test_a_later_pack_does_not_take_a_meeting_back_to_published(
    state: str, clerk: User, printer: Printer
) -> None:
    meeting = make_exempt_meeting(state=state)

    build(meeting, clerk)

    meeting.refresh_from_db()
    assert meeting.state == state


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ("front", "jammed"),
        ("paper", "item 1"),
        ("appendix", "item 1, Appendix 1"),
        ("notice", "item 1"),
    ],
)
def test_a_build_that_fails_leaves_the_last_issued_pack_as_it_was(
    template: str, named: str, clerk: User, printer: Printer
) -> None:
    meeting = make_exempt_meeting()
    first = frozen(build(meeting, clerk))
    PackPart.objects.all().delete()
    printer.jams_at = f"print/{template}"
    second = ask(meeting, clerk, at=LATER)

    with pytest.raises((OSError, PartFailed), match=named):
        make(second, made_at=LATER)

    second.refresh_from_db()
    assert second.state == Pack.State.FAILED
    assert "nothing was issued" in second.failure.lower()
    assert (second.members_pdf, second.public_pdf, second.issued_at) == (None, None, None)
    assert Pack.objects.filter(pk=first["id"]).values().get() == first


def test_a_first_build_that_fails_publishes_nothing_and_can_be_asked_for_again(
    clerk: User, printer: Printer
) -> None:
    meeting = make_exempt_meeting()
    printer.jams_at = "print/notice"
    with pytest.raises(PartFailed, match="item 1"):
        build(meeting, clerk)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED

    printer.jams_at = ""
    pack = build(meeting, clerk, at=LATER)

    assert (pack.version, pack.state) == (2, Pack.State.READY)


def test_what_cannot_be_stored_is_not_half_issued(
    clerk: User, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = make_exempt_meeting()
    pack = ask(meeting, clerk)

    def full(*_args: Any, **_fields: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Pack, "save", full)
    with pytest.raises(OperationalError):
        make(pack, made_at=ASKED_AT)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED
    assert frozen(pack)["members_pdf"] is None


def test_an_issued_pack_stays_as_it_was_when_its_report_is_changed_and_issued_anew(
    clerk: User, printer: Printer
) -> None:
    meeting = make_exempt_meeting()
    first = frozen(build(meeting, clerk))
    Report.objects.filter(slug=PUBLIC_REPORT).update(wards="County-wide")

    second = frozen(build(meeting, clerk, at=LATER))

    assert Pack.objects.filter(pk=first["id"]).values().get() == first
    assert second["version"] == 2
    assert second["members_sha256"] != first["members_sha256"]


def test_the_same_part_is_not_printed_twice(clerk: User, printer: Printer) -> None:
    meeting = make_exempt_meeting()
    build(meeting, clerk)
    assert printer.taken() == [
        *("appendix", "appendix"),
        *("notice", "notice", "notice", "notice"),
        *("paper", "paper"),  # the public one is the same in both copies
    ]

    build(meeting, clerk, at=LATER)

    assert printer.taken() == []


@pytest.mark.parametrize(
    ("slug", "fields", "printed"),
    [
        (PUBLIC_REPORT, {"wards": "County-wide"}, ["paper"]),
        (EXEMPT_REPORT, {"wards": "County-wide"}, ["paper"]),
        (EXEMPT_REPORT, {"public_title": "A contract of supply"}, ["notice", "paper"]),
    ],
    ids=["a public report", "an exempt report", "a public title"],
)
def test_a_change_in_one_report_prints_that_report_alone_again(
    slug: str, fields: dict[str, str], printed: list[str], clerk: User, printer: Printer
) -> None:
    meeting = make_exempt_meeting()
    build(meeting, clerk)
    printer.taken()
    Report.objects.filter(slug=slug).update(**fields)

    build(meeting, clerk, at=LATER)

    assert printer.taken() == printed


def test_the_pages_are_counted_before_the_public_copy_is_made(
    clerk: User, printer: Printer
) -> None:
    meeting = make_exempt_meeting()

    pack = build(meeting, clerk)

    assert [(each["first"], each["last"]) for each in pack.contents] == [(1, 2), (3, 5)]
    public = public_version(build_pack(meeting.slug, as_of=DAY))
    assert len(public.parts) == 5


@pytest.mark.parametrize(
    ("page", "front", "stamp"),
    [
        (1, 4, "i"),
        (4, 4, "iv"),
        (5, 4, "1"),
        (9, 9, "ix"),
        (10, 9, "1"),
        (14, 14, "xiv"),
        (1, 0, "1"),
    ],
)
def test_front_pages_are_numbered_in_roman_and_the_sequence_from_one(
    page: int, front: int, stamp: str
) -> None:
    assert page_stamp(page, front) == stamp
