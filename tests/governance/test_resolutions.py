"""What became of resolutions: replied, closed, opened again, asked later, put on an agenda."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from governance.exempt.reader import MEMBERS
from governance.models import AgendaItem, Committee, Meeting, Resolution
from governance.presenters.packs.building import build_pack
from governance.presenters.resolutions import open_limbs
from governance.presenters.tracker import count_open, limb_history
from governance.services.agendas import AgendaIssued
from governance.services.resolutions import (
    NotClosed,
    NothingAsked,
    OnAgenda,
    ask_for,
    put_on_agenda,
    reopen,
    reply_to_resolution,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

COMMITTEE = "childrens-services-scrutiny"
MAY = f"{COMMITTEE}-2006-05-31"
DAY = date(2006, 5, 22)
AT = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)


def limb(letter: str) -> Resolution:
    """Return a limb of minute 27."""
    rows = Resolution.objects.select_related("minute__meeting", "minute__item__report")
    return rows.get(minute__number=27, letter=letter)


def close(letter: str, *, on: date = DAY) -> None:
    """Reply to a limb and close it."""
    reply_to_resolution(
        resolution=limb(letter),
        reply="It was done.",
        action_plan="",
        action_reference="",
        is_closed=True,
        on=on,
    )


@pytest.fixture
def clerk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """A clerk's browser."""
    return sign_in(make_user(Role.COMMITTEE_CLERK))


# --- What is open --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("committee", "as_of", "before", "letters"),
    [
        (COMMITTEE, DAY, None, ["b", "c", "d"]),
        (COMMITTEE, date(2006, 3, 12), None, []),
        (COMMITTEE, date(2006, 3, 13), None, ["b", "c", "d"]),
        (COMMITTEE, DAY, date(2006, 3, 13), []),
        ("cabinet", DAY, None, []),
    ],
    ids=["in May", "before the meeting", "on its day", "before its own meeting", "of the Cabinet"],
)
def test_what_a_committee_asked_for_is_open_until_it_is_closed(
    committee: str, as_of: date, before: date | None, letters: list[str]
) -> None:
    found = open_limbs(committee, as_of=as_of, reader=MEMBERS, before=before)

    assert [line.letter for line in found] == letters


def test_what_was_replied_to_is_open_still_and_what_was_closed_is_not() -> None:
    close("b")
    Resolution.objects.filter(pk=limb("c").pk).update(state="replied", reply="Soon.")

    assert [line.letter for line in open_limbs(COMMITTEE, as_of=DAY, reader=MEMBERS)] == [
        "c",
        "d",
    ]


@pytest.mark.parametrize(
    ("as_of", "late"),
    [(date(2006, 5, 31), 0), (date(2006, 6, 1), 1)],
    ids=["on its day", "the day after"],
)
def test_a_limb_is_late_from_the_day_after_the_one_it_was_to_be_done_by(
    as_of: date, late: int
) -> None:
    found = count_open(as_of=as_of, reader=MEMBERS)

    assert (found.total, found.late) == (3, late)


# --- The pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "letters"),
    [
        ("", ["c", "d", "b"]),
        ("?state=open", ["c", "d"]),
        ("?state=closed", ["b"]),
        ("?state=waiting", ["d"]),
        ("?state=replied", ["c"]),
        ("?state=late", []),
        ("?committee=childrens-services-scrutiny&state=closed", ["b"]),
        ("?state=nothing-like-it", []),  # said beside the field
    ],
)
def test_the_tracker_is_filtered_by_committee_and_state_the_open_first(
    query: str, letters: list[str], clerk: Client
) -> None:
    close("b")
    Resolution.objects.filter(pk=limb("c").pk).update(state="replied", reply="Soon.")

    response = clerk.get(f"/resolutions/{query}")

    assert response.status_code == 200
    assert [line.letter for line in response.context["table"].data] == letters


@pytest.mark.parametrize(
    ("role", "is_told"),
    [(Role.DIRECTOR, True), (Role.COMMITTEE_CLERK, True), (Role.MEMBER, False)],
    ids=str,
)
def test_the_dashboard_tells_directors_and_clerks_how_many_are_open(
    role: Role,
    is_told: bool,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    page = sign_in(make_user(role)).get("/?as_at=2006-06-01").content.decode()

    assert ("3 resolutions open" in page) is is_told
    assert ("1 late" in page) is is_told


def test_a_figure_of_the_dashboard_equals_the_tracker_that_it_leads_to(clerk: Client) -> None:
    found = count_open(as_of=date(2006, 6, 1), reader=MEMBERS)

    for state, count in (("open", found.total), ("late", found.late)):
        page = clerk.get(f"/resolutions/?state={state}&as_at=2006-06-01")
        assert len(page.context["table"].data) == count


def test_a_meeting_to_come_shows_what_is_open_and_one_that_was_held_does_not(
    clerk: Client,
) -> None:
    coming = clerk.get(f"/meetings/{MAY}/")
    held = clerk.get(f"/meetings/{MAY}/?as_at=2006-06-01")

    assert [line.letter for line in coming.context["still_open"]] == ["b", "c", "d"]
    assert "Put it on this agenda" in coming.content.decode()
    assert held.context["still_open"] == ()
    assert "Still open from earlier resolutions" not in held.content.decode()


# --- The reply and the action --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "reference", "words"),
    [
        ("jar-2005", "1.6", ""),
        ("", "", ""),
        ("jar-2005", "99.9", "There is no action 99.9 in "),
        ("jar-2005", "", "Give the reference of the action, such as 1.6."),
        ("", "1.6", "Choose the plan that action 1.6 is in."),
        ("nowhere", "1.6", "There is no plan “nowhere”. Choose one of the list."),
    ],
    ids=["there", "none", "not in the plan", "no reference", "no plan", "no such plan"],
)
def test_the_action_that_it_became_is_in_the_plan(
    plan: str, reference: str, words: str, clerk: Client
) -> None:
    row = limb("d")
    sent = {"reply": "It is in hand.", "action_plan": plan, "action_reference": reference}

    response = clerk.post(f"/resolutions/{row.pk}/", sent)

    row.refresh_from_db()
    if words:
        page = response.content.decode()
        assert page.count(words) == 2
        assert "It is in hand." in page
        assert row.state == Resolution.State.OPEN
    else:
        assert response["Location"] == "/resolutions/"
        assert (row.state, row.action_reference) == (Resolution.State.REPLIED, reference)


# --- Opened again, asked later -------------------------------------------------------------------


def test_a_closed_limb_is_opened_again_for_a_reason_that_its_history_keeps(
    clerk: Client,
) -> None:
    close("b")
    address = f"/resolutions/{limb('b').pk}/reopen/"

    refused = clerk.post(address, {"reason": " "}).content.decode()
    clerk.post(address, {"reason": "The Plan was not reported whole"})

    assert refused.count("Say why it is opened again.") == 2
    row = limb("b")
    assert (row.state, row.closed_on, row.reply) == ("replied", None, "It was done.")
    newest, closed, first = limb_history(row)
    assert (newest.words, newest.reason) == ("Replied", "The Plan was not reported whole")
    assert newest.who == "Committee clerk"
    assert closed.words == "Closed; a reply was written"
    assert first.words == "Recorded: Open"
    page = clerk.get(f"/resolutions/{row.pk}/").content.decode()
    assert "The Plan was not reported whole" in page


def test_what_is_not_closed_cannot_be_opened_again() -> None:
    with pytest.raises(NotClosed):
        reopen(resolution=limb("b"), reason="x")


def test_a_reason_that_is_too_long_is_refused_with_its_length(clerk: Client) -> None:
    close("b")

    page = clerk.post(f"/resolutions/{limb('b').pk}/reopen/", {"reason": "x" * 101})

    assert "in 100 characters at most; it has 101" in page.content.decode()
    assert limb("b").state == "closed"


def test_a_limb_that_asked_for_nothing_can_ask_later(clerk: Client) -> None:
    address = f"/resolutions/{limb('a').pk}/ask/"
    assert address in clerk.get("/resolutions/").content.decode()

    nothing = clerk.post(address, {}).content.decode()
    clerk.post(address, {"requested_of": "The Director", "due_on": "20 July 2006"})

    assert nothing.count("Say of whom it is asked, or by when.") == 2
    row = limb("a")
    assert (row.state, row.requested_of, row.due_on) == ("open", "The Director", date(2006, 7, 20))


def test_changing_what_is_asked_of_a_closed_limb_does_not_open_it() -> None:
    close("b")

    row = ask_for(resolution=limb("b"), requested_of="", due_on=None, due_words="in time")

    assert (row.state, row.due_basis) == ("closed", "")
    with pytest.raises(NothingAsked):
        ask_for(resolution=row, requested_of="", due_on=None, due_words="")


# --- Agendas -------------------------------------------------------------------------------------


def test_a_limb_is_put_on_an_agenda_once_and_last(clerk: Client) -> None:
    address = f"/meetings/{MAY}/resolutions/{limb('b').pk}/put/"

    clerk.post(address)
    again = clerk.post(address, follow=True).content.decode()

    item = AgendaItem.objects.filter(meeting__slug=MAY).order_by("-order").first()
    assert item is not None
    assert item.title == "RESOLUTION 27 b) OF 13\u00a0March 2006"
    assert "the Improvement Plan resulting from the JAR inspection" in item.purpose
    assert item.order == 9
    assert "The agenda has an item of it already." in again


@pytest.mark.parametrize("state", ["published", "held", "minutes draft", "minutes approved"])
def test_nothing_is_put_on_an_agenda_that_is_published(state: str) -> None:
    meeting = Meeting.objects.get(slug=MAY)
    meeting.state = state
    meeting.save()

    with pytest.raises(AgendaIssued):
        put_on_agenda(resolution=limb("b"), meeting=meeting, at=AT)


def test_two_clerks_put_it_there_once() -> None:
    meeting = Meeting.objects.get(slug=MAY)
    put_on_agenda(resolution=limb("b"), meeting=meeting, at=AT)

    with pytest.raises(OnAgenda):
        put_on_agenda(resolution=limb("b"), meeting=meeting, at=AT)


def test_the_limb_of_another_committee_is_not_there_to_be_put(clerk: Client) -> None:
    Meeting.objects.create(
        slug="cabinet-2006-06-08",
        committee=Committee.objects.get(slug="cabinet"),
        held_on=date(2006, 6, 8),
    )

    response = clerk.post(f"/meetings/cabinet-2006-06-08/resolutions/{limb('b').pk}/put/")

    assert response.status_code == 404


def add_item() -> AgendaItem:
    """Put an item for what is open on the agenda of 31 May 2006."""
    return AgendaItem.objects.create(
        meeting=Meeting.objects.get(slug=MAY),
        order=9,
        title="WHAT IS STILL OPEN",
        kind=AgendaItem.Kind.RESOLUTIONS,
    )


def resolutions_of_pack() -> list[Any]:
    """Return the papers of what is open in the pack of 31 May 2006."""
    return [part for part in build_pack(MAY, as_of=DAY).parts if part.kind == "resolutions"]


def test_an_item_for_what_is_open_prints_it_in_the_pack_and_on_the_page(clerk: Client) -> None:
    assert resolutions_of_pack() == []
    add_item()
    close("d")

    (part,) = resolutions_of_pack()

    assert part.title == "9. WHAT IS STILL OPEN"
    assert [line.letter for line in part.report.limbs] == ["b", "c"]
    assert "2 still open" in clerk.get(f"/meetings/{MAY}/").content.decode()


def test_the_register_tells_what_is_open_where_the_agenda_has_an_item_for_it(
    client: Client,
) -> None:
    meeting = Meeting.objects.get(slug=MAY)
    meeting.state = Meeting.State.PUBLISHED
    meeting.save()
    address = f"/papers/meetings/{MAY}/"
    assert "27 (b)" not in client.get(address).content.decode()

    add_item()

    page = client.get(address).content.decode()
    assert "27 (b) of 13\u00a0March 2006" in page
    assert "a performance monitoring report" in page


def test_the_tracker_is_taken_out_with_its_columns_and_grouped(clerk: Client) -> None:
    sent = clerk.get("/resolutions/?columns=requested_of&as_at=2006-06-01&_export=csv")
    rows = b"".join(sent.streaming_content).decode("utf-8-sig").splitlines()
    grouped = clerk.get("/resolutions/?group=state_words&as_at=2006-06-01").content.decode()

    assert rows[0] == "Minute,What was asked,Of whom"
    assert len(rows) > 1
    assert '<th scope="rowgroup"' in grouped
