"""What programs are told holds to its grammar: the feed, the calendar, the data of a meeting.

Sources: RFC 4287 (Atom, by its own grammar), RFC 5545 (read by icalendar), https://schema.org/Event.
"""

import json
from pathlib import Path

import pytest
from django.test import Client
from icalendar import Calendar
from lxml import etree, html

from governance.models import Meeting
from tests.governance.issuing import issue_unprinted

pytestmark = pytest.mark.django_db

GRAMMAR = Path(__file__).parents[1] / "tools" / "atom.rng"
MAY = "childrens-services-scrutiny-2006-05-31"
MARCH = "childrens-services-scrutiny-2006-03-13"
# What an Event may say here, with the kind of thing that each is.
OF_EVENT = {
    "@context": str,
    "@type": str,
    "name": str,
    "startDate": str,
    "eventStatus": str,
    "eventAttendanceMode": str,
    "url": str,
    "isAccessibleForFree": bool,
    "organizer": dict,
    "location": dict,
}
STATUSES = {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled"}


@pytest.fixture
def published() -> Meeting:
    """A meeting whose papers are out, beside one whose minutes are approved."""
    Meeting.objects.filter(slug=MARCH).update(state=Meeting.State.MINUTES_APPROVED)
    meeting = Meeting.objects.get(slug=MAY)
    issue_unprinted(meeting)
    return meeting


def faults_of_feed(content: bytes) -> str:
    """Return where a feed breaks the grammar, and how; blank where it holds to it."""
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    grammar.validate(etree.fromstring(content))
    return str(grammar.error_log)


def event_of(client: Client, address: str) -> dict[str, object]:
    """Return the data of the meeting that a page is of."""
    page = html.fromstring(client.get(address).content)
    [script] = page.xpath("//script[@type='application/ld+json']")
    found: dict[str, object] = json.loads(script.text)
    return found


def test_the_feed_holds_to_the_grammar_of_atom(published: Meeting, client: Client) -> None:
    content = client.get("/papers/feed.atom").content

    assert content.count(b"<entry>") == 2
    assert faults_of_feed(content) == ""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"updated>", b"changed>"), (b"+00:00</updated>", b"</updated>"), (b" href=", b" to=")],
)
def test_a_feed_that_breaks_the_grammar_is_found(
    right: bytes, wrong: bytes, published: Meeting, client: Client
) -> None:
    content = client.get("/papers/feed.atom").content.replace(right, wrong)

    assert faults_of_feed(content)


def test_the_calendar_is_read_without_a_fault_and_written_as_it_was(
    published: Meeting, client: Client
) -> None:
    content = client.get("/papers/meetings.ics").content
    calendar = Calendar.from_ical(content)

    assert [each.errors for each in calendar.walk() if each.errors] == []
    assert calendar.to_ical() == content
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for event in calendar.events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"} <= set(event)


def test_the_data_of_a_meeting_are_those_of_an_event(published: Meeting, client: Client) -> None:
    event = event_of(client, f"/papers/meetings/{MAY}/")

    assert {name: type(value) for name, value in event.items()} == {
        name: OF_EVENT[name] for name in event
    }
    assert (event["@type"], event["@context"]) == ("Event", "https://schema.org")
    assert event["startDate"] == "2006-05-31T10:00:00+01:00"
    assert str(event["eventStatus"]).removeprefix("https://schema.org/") in STATUSES


@pytest.mark.parametrize(
    ("fate", "status"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")]
)
def test_a_meeting_that_is_not_held_is_not_told_as_one_to_come(
    fate: str, status: str, published: Meeting, client: Client
) -> None:
    Meeting.objects.filter(pk=published.pk).update(fate=fate, fate_reason="The hall is shut.")

    event = event_of(client, f"/papers/meetings/{MAY}/")

    assert event["eventStatus"] == f"https://schema.org/{status}"
