"""Feeds of the public register: a calendar of meetings and a feed of new papers.

Both say only what the register says to anybody. No title of an agenda item or a report is read
here at all, so nothing exempt can be among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vText

from governance.exempt.reader import PUBLIC
from governance.exempt.rows import visible
from governance.models import Committee, Meeting, Pack, TakeDown
from governance.models.meetings import MeetingQuerySet
from governance.presenters.published import PUBLISHED
from herefordshire_cs.lib.council import council_words
from herefordshire_cs.lib.text.words import count_in_words, day_in_words, mid_sentence

# Readers' programs know meetings and minutes by identifiers made from this; it never changes.
REGISTER = UUID("5b0c7f5e-2f0a-4b39-9d0e-6f2a8c1d7e43")
LONDON = ZoneInfo("Europe/London")
NEWEST = 50
THOUGHT_TO_LAST = timedelta(hours=2)  # of a meeting whose end is not recorded
SUPERSEDED = "A corrected pack stands in its place; its page leads to it."
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
    updated_at: datetime | None = None


@require_safe
@login_not_required
def papers_calendar(request: HttpRequest) -> HttpResponse:
    """Send the meetings of all bodies that are open to the public as an iCalendar file."""
    return _calendar(request, Meeting.objects.open_to_public(), "Public meetings")


@require_safe
@login_not_required
def papers_body_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the meetings of one body; of one that is not open to the public there is none."""
    body = get_object_or_404(visible(Committee.objects.all(), PUBLIC), slug=slug)
    rows = Meeting.objects.open_to_public().filter(committee=body)
    return _calendar(request, rows, f"Meetings of the {body.name}")


def _calendar(request: HttpRequest, rows: MeetingQuerySet, name: str) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", f"-//{council_words().name}//Public papers//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    is_issued = Q(packs__state=Pack.State.READY)
    meetings = rows.select_related("committee").annotate(
        recorded_at=_recorded_at("-history_date"),
        issued_at=Max("packs__issued_at", filter=is_issued),
        records=Subquery(
            Meeting.history.filter(id=OuterRef("pk"))
            .order_by()
            .values("id")
            .annotate(count=Count("pk"))
            .values("count")
        ),
    )
    if body := request.GET.get("committee", ""):
        meetings = meetings.filter(committee__slug=body)
    for meeting in meetings.order_by("held_on", "begins_at", "slug"):
        calendar.add_component(_event(meeting, request))
    calendar.add_missing_timezones()
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _recorded_at(order: str, **wanted: Any) -> Subquery:
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
    # Each record of a meeting is a revision of its event: a program takes the highest.
    event.add("sequence", max((meeting.records or 1) - 1, 0))  # type: ignore[attr-defined]
    event.add("status", "CANCELLED" if meeting.is_called_off else "CONFIRMED")
    if meeting.is_called_off:
        event["summary"] = vText(f"{meeting.get_fate_display()}: {meeting.committee.name}")
        event.add("description", meeting.fate_reason)
    begins_at = meeting.begins_at
    day = meeting.held_on
    begins = datetime.combine(day, begins_at, LONDON) if begins_at else day
    event.add("dtstart", begins)
    event.add("dtend", _ends(meeting, begins))
    if meeting.venue:
        event.add("location", meeting.venue)
    if meeting.state in PUBLISHED:
        page = reverse("papers-meeting", args=[meeting.slug])
        event.add("url", request.build_absolute_uri(page))
    return event


def _ends(meeting: Meeting, begins: date) -> date:
    """Return when a meeting ended, or is thought to end; the day after, for one without a time."""
    if not isinstance(begins, datetime):
        return begins + timedelta(days=1)
    if meeting.ended_at and meeting.ended_at > begins.time():
        return datetime.combine(meeting.held_on, meeting.ended_at, LONDON)
    return begins + THOUGHT_TO_LAST


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

    def author_name(self) -> str:
        return council_words().name

    def items(self) -> list[NewPaper]:
        papers = chain(_issued_packs(), _told_of_meetings())
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
        return item.updated_at or item.published_at


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
    wanted = ("pk_uuid", "kind", "version", "issued_at", "as_of", "pages", *of_meeting)
    later = Pack.objects.filter(
        meeting=OuterRef("meeting"), state=Pack.State.READY, version__gt=OuterRef("version")
    ).exclude(kind=Pack.Kind.SUPPLEMENT)
    rows = rows.annotate(superseded_at=Subquery(later.order_by("version").values("issued_at")[:1]))
    newest = rows.select_related("meeting__committee").only(*wanted).order_by("-issued_at")
    for row in newest[:NEWEST]:
        superseded_at = row.superseded_at
        version = f", version {row.version}" if row.version > 1 else ""
        pages = count_in_words(row.pages or 0, "page")
        yield NewPaper(
            key=row.pk_uuid,
            title=f"{'Superseded: ' if superseded_at else ''}{_name(row.meeting)}: "
            f"{ISSUES[row.kind]}{version}",
            summary=SUPERSEDED
            if superseded_at
            else f"As issued on {day_in_words(row.as_of)}, {pages}.",
            address=reverse("papers-pack-html", args=[row.pk_uuid]),
            published_at=row.issued_at or _first_instant(row.meeting),
            updated_at=superseded_at,
        )


def _told_of_meetings() -> Iterable[NewPaper]:
    """Yield what was said of meetings themselves: approved minutes, decisions, calling off."""
    approved = Meeting.State.MINUTES_APPROVED
    told = Q(state=approved) | ~Q(fate="") | Q(decisions_issued_on__isnull=False)
    rows = Meeting.objects.open_to_public().filter(told).select_related("committee")
    first = "history_date"
    down = TakeDown.objects.in_force().of_minutes().filter(meeting=OuterRef("pk"))
    for row in rows.annotate(
        approved_first=_recorded_at(first, state=approved),
        issued_first=_recorded_at(first, decisions_issued_on__isnull=False),
        fate_first=_recorded_at(first, fate=OuterRef("fate")),
        is_taken_down=Exists(down),
    ):
        if row.state == approved and not row.is_taken_down:
            yield _minutes(row)
        is_sheet_out = row.decisions_issued_on is not None and row.state in PUBLISHED
        if is_sheet_out and not row.is_taken_down:
            yield _decisions(row)
        if row.fate:
            yield _fate(row)


def _minutes(row: Meeting) -> NewPaper:
    """Return approved minutes, dated by when they were first recorded as approved."""
    return NewPaper(
        key=uuid5(REGISTER, f"minutes/{row.slug}"),
        title=f"{_name(row)}: minutes",
        summary=f"The minutes of {day_in_words(row.held_on)}, as approved.",
        address=reverse("papers-minutes", args=[row.slug]),
        published_at=row.approved_first or _first_instant(row),  # type: ignore[attr-defined]
    )


def _decisions(row: Meeting) -> NewPaper:
    """Return a decision sheet that is out; nothing of what was decided is read."""
    return NewPaper(
        key=uuid5(REGISTER, f"decisions/{row.slug}"),
        title=f"{_name(row)}: decisions and actions",
        summary="What was decided, before the minutes are approved.",
        address=reverse("papers-decision-sheet", args=[row.slug]),
        published_at=row.issued_first or _first_instant(row),  # type: ignore[attr-defined]
    )


def _fate(row: Meeting) -> NewPaper:
    """Return what became of a meeting that was not held as it was called."""
    is_out = row.state in PUBLISHED
    return NewPaper(
        key=uuid5(REGISTER, f"{row.fate}/{row.slug}"),
        title=f"{_name(row)}: {mid_sentence(row.get_fate_display())}",
        summary=row.fate_reason,
        address=reverse("papers-meeting", args=[row.slug]) if is_out else reverse("papers"),
        published_at=row.fate_first or _first_instant(row),  # type: ignore[attr-defined]
    )


def _name(meeting: Meeting) -> str:
    """Return a meeting as it is called in the feed."""
    return f"{meeting.committee.name}, {day_in_words(meeting.held_on)}"
