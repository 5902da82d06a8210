"""A body as anybody may know it: its remit, its members, its meetings, and who came to them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import ExtractYear

from governance.exempt.reader import PUBLIC
from governance.exempt.rows import visible
from governance.models import Attendance, Committee, Meeting, Membership
from governance.names import bare
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.members import (
    PastSeat,
    Seats,
    coming_seats,
    days_of,
    members_on,
    past_seats,
    seats_by_capacity,
    those_on,
)

Presence = Attendance.Presence
# What the minutes can say of a member; nothing where they do not name them.
NOT_NAMED = "Not named in the minutes"
SUBSTITUTED = "A substitute came"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBody:
    """A body with its members on a day and its meetings of one year."""

    slug: str
    name: str
    kind: str
    remit: tuple[str, ...]
    seats: tuple[Seats, ...]
    coming_seats: tuple[PastSeat, ...]
    past_seats: tuple[PastSeat, ...]
    year: int
    years: tuple[int, ...]
    meetings: tuple[MeetingHead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A body in the list of them."""

    slug: str
    name: str
    kind: str
    remit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsMinuted:
    """What the approved minutes of a meeting say of a member."""

    meeting: str
    held_on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """A member of a body, and the meetings of one year whose minutes are approved."""

    committee: str
    committee_slug: str
    name: str
    capacity: str
    office: str
    represents: str
    days: str
    year: int
    years: tuple[int, ...]
    came: tuple[AsMinuted, ...]
    counts: tuple[tuple[str, int], ...]


def public_bodies() -> tuple[BodyLine, ...]:
    """Return the bodies that are open to the public."""
    return tuple(
        BodyLine(
            slug=row.slug,
            name=row.name,
            kind=row.get_kind_display(),
            remit=tuple(row.remit.splitlines()),
        )
        for row in visible(Committee.objects.all(), PUBLIC)
    )


def find_public_body(slug: str) -> Committee:
    """Return a body that is open to the public. Raises Committee.DoesNotExist."""
    return visible(Committee.objects.select_related("report_form"), PUBLIC).get(slug=slug)


def build_public_body(slug: str, *, as_of: date, year: int | None = None) -> PublicBody:
    """Return a body with the meetings of a year, the newest where none is asked for.

    Raises Committee.DoesNotExist.
    """
    row = find_public_body(slug)
    meetings = visible(row.meetings.select_related("committee"), PUBLIC)
    years = _years(meetings)
    seats = members_on(row, as_of=as_of)
    shown = year if year in years else next(iter(years), as_of.year)
    rows = meetings.filter(held_on__year=shown).order_by("-held_on", "-begins_at")
    return PublicBody(
        slug=row.slug,
        name=row.name,
        kind=row.get_kind_display(),
        remit=tuple(row.remit.splitlines()),
        seats=seats_by_capacity(row, those_on(seats, as_of)),
        coming_seats=coming_seats(seats, as_of=as_of),
        past_seats=past_seats(seats, as_of=as_of),
        year=shown,
        years=years,
        meetings=tuple(meeting_head(each) for each in rows),
    )


def build_member_page(slug: str, pk: int, *, year: int | None = None) -> MemberPage:
    """Return a member with what the minutes of a year say of whether they came.

    Raises Committee.DoesNotExist and Membership.DoesNotExist.
    """
    body = find_public_body(slug)
    seat = body.memberships.select_related("committee").get(pk=pk)
    approved = visible(body.meetings.filter(state=Meeting.State.MINUTES_APPROVED), PUBLIC)
    meetings = approved.filter(_within(seat))
    years = _years(meetings)
    shown = year if year in years else next(iter(years), None)
    rows = meetings.filter(held_on__year=shown) if shown else meetings.none()
    rows = rows.order_by("-held_on").prefetch_related("attendances")
    came = tuple(_came(each, seat) for each in rows)
    return MemberPage(
        committee=body.name,
        committee_slug=body.slug,
        name=str(seat),
        capacity=seat.capacity_words,
        office=seat.office_words,
        represents=seat.represents,
        days=days_of(seat),
        year=shown or 0,
        years=years,
        came=came,
        counts=tuple(Counter(each.words for each in came).most_common()),
    )


def _years(meetings: Iterable[Meeting]) -> tuple[int, ...]:
    """Return the years in which meetings are, the newest first; one query."""
    rows = meetings.order_by().annotate(year=ExtractYear("held_on"))  # type: ignore[attr-defined]
    return tuple(sorted(rows.values_list("year", flat=True).distinct(), reverse=True))


def _within(seat: Membership) -> Q:
    """State that a meeting was held while a seat was held."""
    begun = Q(held_on__gte=seat.starts_on) if seat.starts_on else Q()
    return begun & Q(held_on__lte=seat.ends_on) if seat.ends_on else begun


def _came(meeting: Meeting, seat: Membership) -> AsMinuted:
    rows = list(meeting.attendances.all())
    return AsMinuted(
        meeting=meeting.slug, held_on=meeting.held_on, words=_in_words(rows, bare(seat.name))
    )


def _in_words(rows: Iterable[Attendance], name: str) -> str:
    said = {bare(row.name): row.get_presence_display() for row in rows}
    if name in said:
        return str(said[name])
    stood_in = {bare(row.in_place_of) for row in rows if row.in_place_of}
    return SUBSTITUTED if name in stood_in else NOT_NAMED
