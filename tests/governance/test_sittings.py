"""A meeting that is not held as it was called: cancelled, postponed, inquorate, adjourned."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from governance.models import AgendaItem, Meeting, Report
from governance.presenters.deadlines import next_deadline
from governance.services import agendas, meetings, minute_taking, sittings
from governance.services.meetings import MeetingPlan, plan_meeting
from governance.services.sittings import Became, record_fate
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
REPORT = "safeguarding-report-2006-05-31"
ON = date(2006, 5, 22)
AT = datetime(2006, 5, 22, 9, tzinfo=UTC)
NEW_DAY = date(2006, 6, 14)
SECRET = "Zanzibar"


@pytest.fixture
def may() -> Meeting:
    """The meeting of 31 May 2006, still planned."""
    return Meeting.objects.select_related("committee").get(slug=MAY)


def put_out(row: Meeting) -> Meeting:
    """Publish its agenda."""
    row.state = Meeting.State.PUBLISHED
    row.save()
    return row


def say(row: Meeting, fate: str, *, on: date = ON, **more: Any) -> Meeting | None:
    """Record what became of a meeting."""
    became = Became(fate=fate, reason="There is no business.", **more)
    return record_fate(meeting=row, became=became, by_name="A clerk", on=on, at=AT)


def to(day: date) -> MeetingPlan:
    """Return the plan of a meeting on another day."""
    return MeetingPlan(held_on=day, venue="The Shire Hall")


def test_a_cancelled_meeting_owes_nothing_and_is_not_held_minuted_or_changed(may: Meeting) -> None:
    assert next_deadline(as_of=ON) is not None

    say(put_out(may), "cancelled")

    may.refresh_from_db()
    deadline = next_deadline(as_of=ON)
    assert deadline is None or deadline.head.slug != MAY
    with pytest.raises(meetings.CalledOff):
        meetings.hold_meeting(meeting=may, on=may.held_on, at=AT)
    with pytest.raises(meetings.CalledOff):
        meetings.change_meeting(meeting=may, plan=to(may.held_on))
    with pytest.raises(minute_taking.NotHeld):
        minute_taking.lock_for_minutes(may, on=may.held_on)
    with pytest.raises(agendas.AgendaOver):
        agendas.lock_agenda(may, at=AT)


def test_the_register_the_calendar_and_the_feed_say_that_it_is_cancelled(
    client: Client, may: Meeting
) -> None:
    before = event_of(client, may)
    say(put_out(may), "cancelled")

    after = event_of(client, may)
    assert before["status"] == "CONFIRMED"
    assert after["status"] == "CANCELLED"
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    page = client.get(f"/papers/meetings/{MAY}/").content.decode()
    assert "This meeting is cancelled." in page
    assert "There is no business." in page
    assert "A clerk" not in page
    assert "cancelled" in client.get("/papers/feed.atom").content.decode()


def event_of(client: Client, row: Meeting) -> Any:
    """Return the event of a meeting in the public calendar."""
    calendar = Calendar.from_ical(client.get("/papers/meetings.ics").content)
    day = row.held_on.isoformat()
    return next(
        event for event in calendar.events if event.decoded("dtstart").isoformat()[:10] == day
    )


def test_a_planned_meeting_that_is_postponed_gives_its_items_and_reports_away(
    may: Meeting,
) -> None:
    titles = list(may.items.order_by("order").values_list("title", flat=True))

    new = say(may, "postponed", plan=to(NEW_DAY))

    assert new is not None
    assert (new.follows, new.held_on, new.venue) == (may, NEW_DAY, "The Shire Hall")
    assert list(new.items.order_by("order").values_list("title", flat=True)) == titles
    assert not may.items.exists()
    assert Report.objects.get(slug=REPORT).meeting == new


def test_a_published_agenda_stays_where_it_was_printed_and_leads_to_the_new_day(
    client: Client, may: Meeting
) -> None:
    Report.objects.filter(slug=REPORT).update(state=Report.State.LOCKED)
    count = may.items.count()

    new = say(put_out(may), "postponed", plan=to(NEW_DAY))

    assert new is not None
    assert may.items.count() == new.items.count() == count
    assert new.items.get(report__slug=REPORT).carried_from is not None
    assert (
        "postponed to 14\xa0June 2006" in client.get(f"/papers/meetings/{MAY}/").content.decode()
    )
    old = f"/papers/meetings/{MAY}/reports/{REPORT}/"
    assert client.get(old).status_code == 404  # the new agenda is not out yet
    put_out(new)
    assert client.get(old).headers["Location"] == f"/papers/meetings/{new.slug}/reports/{REPORT}/"


def test_the_old_agenda_keeps_from_the_public_what_is_exempt_of_a_report_that_went(
    client: Client, may: Meeting
) -> None:
    exempt = {
        "exempt_paragraph": 1,
        "exempt_reason": "It names a child.",
        "public_title": "A case",
    }
    Report.objects.filter(slug=REPORT).update(title=SECRET, **exempt)
    AgendaItem.objects.filter(report__slug=REPORT).update(title=SECRET)

    new = say(put_out(may), "postponed", plan=to(NEW_DAY))

    assert new is not None
    put_out(new)
    for slug in (MAY, new.slug):
        page = client.get(f"/papers/meetings/{slug}/").content.decode()
        assert SECRET not in page
        assert "A case" in page


def test_an_adjourned_meeting_is_resumed_with_the_items_from_one_on(may: Meeting) -> None:
    put_out(may)
    item = may.items.order_by("order")[5]

    new = say(may, "adjourned", on=may.held_on, plan=to(NEW_DAY), first=item.pk)

    assert new is not None
    may.refresh_from_db()
    assert may.state == Meeting.State.HELD
    assert minute_taking.lock_for_minutes(may, on=may.held_on) == may
    assert new.items.count() == may.items.count() - 5


def test_what_is_said_of_a_meeting_is_taken_back_unless_another_took_it_up(may: Meeting) -> None:
    say(may, "cancelled")
    with pytest.raises(sittings.AlreadySaid):
        say(may, "cancelled")

    sittings.take_back_fate(meeting=may)
    assert say(may, "postponed", plan=to(NEW_DAY)) is not None

    with pytest.raises(sittings.FollowedBy):
        sittings.take_back_fate(meeting=may)


def test_a_later_agenda_asks_for_the_minutes_of_the_meeting_before_a_cancelled_one(
    may: Meeting,
) -> None:
    july = plan_meeting(committee=may.committee, plan=to(date(2006, 7, 10)), as_of=ON)
    assert july.items.get(kind="minutes").minutes_of == may

    say(may, "cancelled")

    item = july.items.get(kind="minutes")
    assert item.minutes_of is not None
    assert item.minutes_of.held_on == date(2006, 3, 13)
    assert "13th March 2006" in item.purpose


REFUSED = {
    "nothing said": ({}, "Choose what became of the meeting."),
    "no reason": ({"fate": "cancelled"}, "Say why: it is published with the meeting."),
    "postponed to no day": ({"fate": "postponed"}, "without one it is cancelled"),
    "cancelled with a day": (
        {"fate": "cancelled", "held_on": "14 June 2006"},
        "A cancelled meeting has no new day.",
    ),
    "the day that it has": ({"fate": "postponed", "held_on": "31 May 2006"}, "is the day that"),
    "a day gone by": ({"fate": "postponed", "held_on": "1 May 2006"}, "has gone by"),
    "a bank holiday": ({"fate": "postponed", "held_on": "28 August 2006"}, "bank holiday"),
    "not read": ({"fate": "cancelled", "reason": "No business."}, "tick that you have"),
}


@pytest.mark.parametrize(("typed", "words"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_said_is_refused_in_words_beside_its_field(
    typed: dict[str, str],
    words: str,
    may: Meeting,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    put_out(may)
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK))

    answer = clerk.post(f"/meetings/{MAY}/became/", typed)

    assert answer.status_code == 200
    assert words in answer.content.decode().replace("&#x27;", "'")
    may.refresh_from_db()
    assert may.fate == ""


def test_a_reason_that_tells_a_word_of_an_exempt_title_is_refused(
    may: Meeting, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    Report.objects.filter(slug=REPORT).update(
        title=f"{SECRET} school", exempt_paragraph=1, exempt_reason="It names a child."
    )
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK))

    answer = clerk.post(
        f"/meetings/{MAY}/became/", {"fate": "cancelled", "reason": f"{SECRET} is not ready."}
    )

    assert "stands in an exempt title" in answer.content.decode()


def test_another_time_after_the_agenda_is_out_is_asked_about(
    may: Meeting, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    put_out(may)
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK))
    typed = {"begins_at": "14:00", "venue": may.venue, "contact": may.contact, "mode": may.mode}

    asked = clerk.post(f"/meetings/{MAY}/edit/", typed).content.decode()
    assert "The agenda is out with another time." in asked

    assert clerk.post(f"/meetings/{MAY}/edit/", typed | {"is_seen": "on"}).status_code == 302
