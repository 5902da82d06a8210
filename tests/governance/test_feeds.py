"""The feeds of the public register: a calendar of meetings and a feed of new papers.

Sources: RFC 5545 (iCalendar), RFC 4287 (Atom).
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar, Event
from pytest_django import DjangoAssertNumQueries

from governance.models import Committee, Meeting, Pack
from tests.governance.rows_of_an_exempt_meeting import MARK, SLUG, make_exempt_meeting, marked

pytestmark = pytest.mark.django_db

CALENDAR = "/papers/meetings.ics"
FEED = "/papers/feed.atom"
CABINET = "cabinet-2005-02-17"  # held; its time is not known
MARCH = "childrens-services-scrutiny-2006-03-13"  # its minutes are in draft
MAY = "childrens-services-scrutiny-2006-05-31"  # planned
SITE = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)


def make_meeting(held_on: date, **fields: Any) -> Meeting:
    """Make a meeting of Cabinet."""
    slug = f"cabinet-{held_on}"
    cabinet = Committee.objects.get(slug="cabinet")
    return Meeting.objects.create(slug=slug, committee=cabinet, held_on=held_on, **fields)


def make_pack(meeting: Meeting, *, state: str = Pack.State.READY, **fields: Any) -> Pack:
    """Make a pack, as if it had been issued on the demonstration day."""
    defaults = {"version": 1, "as_of": FIRST.date(), "asked_at": FIRST, "issued_at": FIRST}
    return Pack.objects.create(meeting=meeting, state=state, **defaults | fields)


def recorded(meeting: Meeting, at: datetime) -> None:
    """Let everything recorded of a meeting have been so at an instant."""
    Meeting.history.filter(id=meeting.pk).update(history_date=at)


def read_calendar(client: Client) -> dict[str, Event]:
    """Return the events by the day on which they begin."""
    calendar = Calendar.from_ical(client.get(CALENDAR).content)
    return {event.decoded("dtstart").isoformat()[:10]: event for event in calendar.events}


def read_feed(client: Client) -> list[dict[str, str]]:
    """Return the entries: what each element says, and where the link leads."""
    root = ElementTree.fromstring(client.get(FEED).content)
    return [
        {child.tag.removeprefix(ATOM): child.get("href") or (child.text or "") for child in entry}
        for entry in root.iter(f"{ATOM}entry")
    ]


def test_the_calendar_has_every_meeting_by_committee_place_and_papers(client: Client) -> None:
    events = read_calendar(client)

    said = {
        day: (str(event["summary"]), str(event.get("location", "")), str(event.get("url", "")))
        for day, event in events.items()
    }
    scrutiny = "Children's Services Scrutiny Committee"
    brockington = "Brockington, 35 Hafod Road, Hereford"
    papers = f"{SITE}/papers/meetings"
    assert said == {
        "2005-02-17": ("Cabinet", "", f"{papers}/{CABINET}/"),
        "2006-03-13": (scrutiny, f"The Council Chamber, {brockington}", f"{papers}/{MARCH}/"),
        "2006-05-31": (scrutiny, brockington, ""),
    }


@pytest.mark.parametrize(
    ("state", "has_papers"),
    [(state, state != Meeting.State.PLANNED) for state in Meeting.State],
    ids=[state.label for state in Meeting.State],
)
def test_only_a_published_meeting_has_a_link_and_it_opens(
    client: Client, state: str, has_papers: bool
) -> None:
    make_meeting(date(2006, 6, 29), state=state)

    event = read_calendar(client)["2006-06-29"]

    assert ("url" in event) is has_papers
    if has_papers:
        assert client.get(str(event["url"]).removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize(
    ("day", "begins_at", "written", "instant"),
    [
        pytest.param(date(2006, 5, 31), time(10), "20060531T100000", "09:00", id="summer time"),
        pytest.param(date(2006, 12, 7), time(14), "20061207T140000", "14:00", id="winter time"),
        pytest.param(date(2007, 3, 25), time(10), "20070325T100000", "09:00", id="clocks go on"),
        pytest.param(date(2007, 10, 28), time(9), "20071028T090000", "09:00", id="clocks go back"),
    ],
)
def test_a_meeting_begins_at_its_time_in_london(
    client: Client, day: date, begins_at: time, written: str, instant: str
) -> None:
    Meeting.objects.filter(slug=MAY).update(held_on=day, begins_at=begins_at)

    start = read_calendar(client)[day.isoformat()]["dtstart"]

    assert start.to_ical().decode() == written
    assert start.params["TZID"] == "Europe/London"
    assert f"{start.dt.astimezone(UTC):%Y-%m-%d %H:%M}" == f"{day} {instant}"


def test_the_calendar_says_itself_what_london_time_is(client: Client) -> None:
    calendar = Calendar.from_ical(client.get(CALENDAR).content)

    (zone,) = calendar.timezones
    london = zone.to_tz()
    assert zone.tz_name == "Europe/London"
    assert datetime(2006, 5, 31, 10, tzinfo=london).utcoffset() == timedelta(hours=1)
    assert datetime(2006, 12, 7, 10, tzinfo=london).utcoffset() == timedelta(0)


def test_a_meeting_without_a_time_takes_the_whole_day(client: Client) -> None:
    event = read_calendar(client)["2005-02-17"]

    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event.decoded("dtstart") == date(2005, 2, 17)


def test_an_event_keeps_its_identifier_when_its_meeting_changes(client: Client) -> None:
    before = {str(event["uid"]) for event in read_calendar(client).values()}

    meeting = Meeting.objects.get(slug=MAY)
    meeting.held_on, meeting.venue = date(2006, 6, 7), "Elsewhere"
    meeting.save()

    after = read_calendar(client)
    assert {str(event["uid"]) for event in after.values()} == before
    assert len(before) == 3
    assert "2006-06-07" in after


def test_both_feeds_are_the_same_bytes_twice(client: Client) -> None:
    make_pack(Meeting.objects.get(slug=CABINET))

    for address in (CALENDAR, FEED):
        assert client.get(address).content == client.get(address).content


def test_an_event_is_stamped_with_the_last_change_on_record(client: Client) -> None:
    meeting = Meeting.objects.get(slug=CABINET)
    recorded(meeting, FIRST)
    assert read_calendar(client)["2005-02-17"].decoded("dtstamp") == FIRST

    later = FIRST + timedelta(days=1)
    make_pack(meeting, issued_at=later)
    make_pack(meeting, version=2, state=Pack.State.FAILED, issued_at=later + timedelta(days=1))
    assert read_calendar(client)["2005-02-17"].decoded("dtstamp") == later

    recorded(meeting, later + timedelta(days=2))
    assert read_calendar(client)["2005-02-17"].decoded("dtstamp") == later + timedelta(days=2)


def test_a_meeting_without_a_record_of_changes_is_stamped_with_its_day(client: Client) -> None:
    Meeting.history.all().delete()

    stamp = read_calendar(client)["2006-05-31"].decoded("dtstamp")

    assert stamp == datetime(2006, 5, 31, tzinfo=UTC)


def test_the_feed_has_issued_packs_and_approved_minutes_the_newest_first(client: Client) -> None:
    cabinet = Meeting.objects.get(slug=CABINET)
    first = make_pack(cabinet)
    second = make_pack(cabinet, version=2, issued_at=FIRST + timedelta(days=2))
    approved = make_meeting(date(2005, 1, 13), state=Meeting.State.MINUTES_APPROVED)
    recorded(approved, FIRST + timedelta(days=1))

    entries = read_feed(client)

    assert [(each["title"], each["link"], each["updated"]) for each in entries] == [
        (
            "Cabinet, 17\N{NO-BREAK SPACE}February 2005: agenda and papers, version 2",
            f"{SITE}/papers/packs/{second.pk_uuid}/",
            "2006-05-24T09:00:00+00:00",
        ),
        (
            "Cabinet, 13\N{NO-BREAK SPACE}January 2005: minutes",
            f"{SITE}/papers/meetings/{approved.slug}/minutes/",
            "2006-05-23T09:00:00+00:00",
        ),
        (
            "Superseded: Cabinet, 17\N{NO-BREAK SPACE}February 2005: agenda and papers",
            f"{SITE}/papers/packs/{first.pk_uuid}/",
            "2006-05-24T09:00:00+00:00",
        ),
    ]
    for entry in entries:
        assert client.get(entry["link"].removeprefix(SITE)).status_code == 200


def test_an_entry_is_known_by_a_uuid_that_outlives_a_change(client: Client) -> None:
    pack = make_pack(Meeting.objects.get(slug=CABINET))
    approved = make_meeting(date(2005, 1, 13), state=Meeting.State.MINUTES_APPROVED)
    before = {each["id"] for each in read_feed(client)}

    approved.venue = "Elsewhere"
    approved.save()

    assert {each["id"] for each in read_feed(client)} == before
    assert len({UUID(identifier) for identifier in before}) == 2
    assert pack.pk_uuid.urn in before


@pytest.mark.parametrize(
    "state", [state for state in Meeting.State if state != Meeting.State.MINUTES_APPROVED]
)
def test_minutes_that_are_not_approved_are_not_in_the_feed(client: Client, state: str) -> None:
    meeting = make_meeting(date(2005, 1, 13), state=Meeting.State.MINUTES_APPROVED)
    assert len(read_feed(client)) == 1

    meeting.state = state
    meeting.save()

    assert read_feed(client) == []


@pytest.mark.parametrize("state", [state for state in Pack.State if state != Pack.State.READY])
def test_a_pack_that_is_not_issued_is_not_in_the_feed(client: Client, state: str) -> None:
    pack = make_pack(Meeting.objects.get(slug=CABINET))
    assert len(read_feed(client)) == 1

    Pack.objects.filter(pk=pack.pk).update(state=state)

    assert read_feed(client) == []


def test_the_pack_of_a_meeting_that_is_not_published_is_not_in_the_feed(client: Client) -> None:
    make_pack(Meeting.objects.get(slug=MAY))

    assert read_feed(client) == []


def test_minutes_keep_the_instant_of_their_approval_when_the_meeting_changes(
    client: Client,
) -> None:
    meeting = make_meeting(date(2005, 1, 13), state=Meeting.State.MINUTES_DRAFT)
    recorded(meeting, FIRST - timedelta(days=1))
    meeting.state = Meeting.State.MINUTES_APPROVED
    meeting.save()
    Meeting.history.filter(id=meeting.pk, state=meeting.state).update(history_date=FIRST)
    meeting.venue = "Elsewhere"
    meeting.save()

    (entry,) = read_feed(client)

    assert entry["updated"] == "2006-05-22T09:00:00+00:00"


def test_nothing_exempt_is_in_a_feed(client: Client) -> None:
    meeting = make_exempt_meeting(state=Meeting.State.MINUTES_APPROVED)
    meeting.note = meeting.source = meeting.chair_as_written = marked("meeting")
    meeting.save()
    make_pack(
        meeting,
        corrects=marked("corrects"),
        failure=marked("failure"),
        contents=[{"number": 1, "order": 1, "title": marked("title"), "paragraph": 3}],
        members_html=marked("members"),
        members_pdf=marked("members").encode(),
    )

    calendar, feed = client.get(CALENDAR).content, client.get(FEED).content

    assert SLUG.encode() in calendar.replace(b"\r\n ", b"")
    assert b"8\xc2\xa0June 2006: agenda and papers" in feed
    assert b"8\xc2\xa0June 2006: minutes" in feed
    assert MARK.encode() not in calendar.replace(b"\r\n ", b"")
    assert MARK.encode() not in feed


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        pytest.param(CALENDAR, "text/calendar; charset=utf-8", id="calendar"),
        pytest.param(FEED, "application/atom+xml; charset=utf-8", id="feed"),
    ],
)
def test_a_feed_is_told_of_in_the_register_and_is_read_only(
    client: Client, address: str, kind: str
) -> None:
    page = client.get("/papers/").content.decode()

    assert f'rel="alternate" type="{kind.partition(";")[0]}"' in page
    assert f'<a class="govuk-link" href="{address}">' in page
    assert client.get(address)["Content-Type"] == kind
    assert client.post(address).status_code == 405


def test_the_feeds_ask_no_more_of_the_database_for_more_papers(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(1, 9):
        meeting = make_meeting(date(2007, 1, day), state=Meeting.State.MINUTES_APPROVED)
        make_pack(meeting)

    with django_assert_num_queries(1):
        client.get(CALENDAR)
    with django_assert_num_queries(2):
        client.get(FEED)


def test_the_feed_ends_with_the_fiftieth_paper(client: Client) -> None:
    meeting = Meeting.objects.get(slug=CABINET)
    for version in range(1, 53):
        make_pack(meeting, version=version, issued_at=FIRST + timedelta(minutes=version))

    titles = [entry["title"] for entry in read_feed(client)]

    assert len(titles) == 50
    assert titles[0].endswith("version 52")
    assert titles[-1].endswith("version 3")


# --- When a meeting ends, by body, entries that differ ---


def test_an_event_says_when_it_ends_and_that_it_is_held(client: Client) -> None:
    Meeting.objects.filter(slug=MARCH).update(begins_at=time(10), ended_at=time(12, 35))
    Meeting.objects.filter(slug=MAY).update(begins_at=time(23, 30), ended_at=None)

    events = read_calendar(client)

    assert {str(event["status"]) for event in events.values()} == {"CONFIRMED"}
    assert events["2006-03-13"]["dtend"].to_ical() == b"20060313T123500"
    assert events["2006-05-31"]["dtend"].to_ical() == b"20060601T013000"  # two hours on
    assert events["2005-02-17"]["dtend"].to_ical() == b"20050218"  # of the whole day
    for event in events.values():
        assert event["dtend"].dt > event["dtstart"].dt


def test_a_body_has_a_calendar_of_its_own_and_a_private_one_has_none(client: Client) -> None:
    address = "/papers/committees/cabinet/meetings.ics"
    calendar = Calendar.from_ical(client.get(address).content)

    assert [str(event["summary"]) for event in calendar.events] == ["Cabinet"]
    assert str(calendar["x-wr-calname"]) == "Meetings of the Cabinet"
    Committee.objects.filter(slug="cabinet").update(is_open_to_public=False)
    assert client.get(address).status_code == 404


def test_no_two_entries_of_the_feed_say_the_same(client: Client) -> None:
    cabinet = Meeting.objects.get(slug=CABINET)
    make_pack(cabinet, pages=12)
    make_pack(cabinet, version=2, kind="correction", pages=14)
    Meeting.objects.filter(slug=MARCH).update(state=Meeting.State.MINUTES_APPROVED)

    entries = read_feed(client)

    for part in ("id", "title", "summary", "link"):
        assert len({entry[part] for entry in entries}) == len(entries) == 3, part
    assert "As issued on 22\u00a0May 2006, 14 pages." in {entry["summary"] for entry in entries}
