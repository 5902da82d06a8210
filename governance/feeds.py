"""Feeds of the public register: a calendar of meetings and a feed of new papers.

Both say only what the register says to anybody. No title of an agenda item or a report is read
here at all, so nothing exempt can be among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import chain
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.db.models import Max, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from governance.models import Meeting, Pack
from governance.presenters.register import PUBLISHED
from herefordshire_cs.lib.text.words import day_in_words

# Readers' programs know meetings and minutes by identifiers made from this; it never changes.
REGISTER = UUID("5b0c7f5e-2f0a-4b39-9d0e-6f2a8c1d7e43")
LONDON = ZoneInfo("Europe/London")
NEWEST = 50
ISSUES: dict[str, str] = {
    Pack.Kind.PACK: "agenda and papers",
    Pack.Kind.SUPPLEMENT: "supplement to the agenda",
    Pack.Kind.CORRECTION: "corrected agenda and papers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper that anybody may read, and the instant at which it became so."""

    key: UUID
    title: str
    summary: str
    address: str
    published_at: datetime


@require_safe
@login_not_required
def papers_calendar(request: HttpRequest) -> HttpResponse:
    """Send the meetings of all bodies that are open to the public as an iCalendar file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Herefordshire Council//Public papers//EN")
    calendar.add("version", "2.0")
    calendar.add("name", "Meetings about children’s services")
    calendar.add("x-wr-calname", "Meetings about children’s services")
    is_issued = Q(packs__state=Pack.State.READY)
    meetings = (
        Meeting.objects.open_to_public()
        .select_related("committee")
        .annotate(
            recorded_at=_recorded_at("-history_date"),
            issued_at=Max("packs__issued_at", filter=is_issued),
        )
    )
    for meeting in meetings.order_by("held_on", "begins_at", "slug"):
        calendar.add_component(_event(meeting, request))
    calendar.add_missing_timezones()
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _recorded_at(order: str, **wanted: str) -> Subquery:
    """Ask for the first instant, in an order, at which a meeting was recorded as wanted."""
    rows = Meeting.history.filter(id=OuterRef("pk"), **wanted)
    return Subquery(rows.order_by(order).values("history_date")[:1])


def _event(meeting: Meeting, request: HttpRequest) -> Event:
    """Return a meeting as an event: of the whole day where no time is known."""
    event = Event()
    event.add("uid", str(uuid5(REGISTER, f"meeting/{meeting.slug}")))
    # When the meeting was last recorded or issued, not now: unchanged is the same byte for byte.
    event.add("dtstamp", _changed_at(meeting))
    event.add("summary", meeting.committee.name)
    begins_at = meeting.begins_at
    day = meeting.held_on
    event.add("dtstart", datetime.combine(day, begins_at, LONDON) if begins_at else day)
    if meeting.venue:
        event.add("location", meeting.venue)
    if meeting.state in PUBLISHED:
        page = reverse("papers-meeting", args=[meeting.slug])
        event.add("url", request.build_absolute_uri(page))
    return event


def _changed_at(meeting: Meeting) -> datetime:
    """Return the last instant on record at which what the calendar says of a meeting changed."""
    instants = (meeting.recorded_at, meeting.issued_at)  # type: ignore[attr-defined]
    return max((each for each in instants if each), default=_first_instant(meeting))


def _first_instant(meeting: Meeting) -> datetime:
    """Return the beginning of a meeting's day, for one whose recording is not on record."""
    return datetime.combine(meeting.held_on, time.min, UTC)


class PapersFeed(Feed):
    """The packs issued and the minutes approved, the newest first."""

    feed_type = Atom1Feed
    feed_guid = uuid5(REGISTER, "papers").urn
    title = "Public papers about children’s services"
    subtitle = "Papers issued and minutes approved, the newest first."
    link = reverse_lazy("papers")
    author_name = "Herefordshire Council"

    def items(self) -> list[NewPaper]:
        papers = chain(_issued_packs(), _approved_minutes())
        newest = sorted(papers, key=lambda each: (each.published_at, each.key), reverse=True)
        return newest[:NEWEST]

    def item_title(self, item: NewPaper) -> str:
        return item.title

    def item_description(self, item: NewPaper) -> str:
        return item.summary

    def item_link(self, item: NewPaper) -> str:
        return item.address

    def item_guid(self, item: NewPaper) -> str:
        return item.key.urn

    def item_pubdate(self, item: NewPaper) -> datetime:
        return item.published_at

    def item_updateddate(self, item: NewPaper) -> datetime:
        return item.published_at


@require_safe
@login_not_required
def papers_feed(request: HttpRequest) -> HttpResponse:
    """Send the newest public papers as an Atom feed."""
    response = PapersFeed()(request)
    # A paper that is taken back leaves no newer instant behind: only the whole feed tells.
    del response.headers["Last-Modified"]
    return response


def _issued_packs() -> Iterable[NewPaper]:
    """Yield the packs as issued; neither what they hold nor what they correct is read."""
    rows = Pack.objects.open_to_public().filter(meeting__state__in=PUBLISHED)
    of_meeting = ("meeting__held_on", "meeting__committee__name")
    wanted = ("pk_uuid", "kind", "version", "issued_at", *of_meeting)
    newest = rows.select_related("meeting__committee").only(*wanted).order_by("-issued_at")
    for row in newest[:NEWEST]:
        version = f", version {row.version}" if row.version > 1 else ""
        yield NewPaper(
            key=row.pk_uuid,
            title=f"{_name(row.meeting)}: {ISSUES[row.kind]}{version}",
            summary="The agenda and the public papers, as issued.",
            address=reverse("papers-pack-html", args=[row.pk_uuid]),
            published_at=row.issued_at or _first_instant(row.meeting),
        )


def _approved_minutes() -> Iterable[NewPaper]:
    """Yield the minutes that are approved, dated by when they were first recorded as approved."""
    approved = Meeting.State.MINUTES_APPROVED
    rows = Meeting.objects.open_to_public().filter(state=approved).select_related("committee")
    for row in rows.annotate(recorded_at=_recorded_at("history_date", state=approved)):
        yield NewPaper(
            key=uuid5(REGISTER, f"minutes/{row.slug}"),
            title=f"{_name(row)}: minutes",
            summary="The minutes, as approved.",
            address=reverse("papers-minutes", args=[row.slug]),
            published_at=row.recorded_at or _first_instant(row),
        )


def _name(meeting: Meeting) -> str:
    """Return a meeting as it is called in the feed."""
    return f"{meeting.committee.name}, {day_in_words(meeting.held_on)}"
