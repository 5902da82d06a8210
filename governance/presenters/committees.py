"""A committee: its remit, who sits, who sat, and its meetings."""

from dataclasses import dataclass
from datetime import date

from governance.models import Committee
from governance.presenters.meetings import MeetingHead, dated_heads
from governance.presenters.members import PastSeat, Seats, coming_seats, past_seats, seats_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteePage:
    """A committee with its remit, its members on a day and its meetings."""

    slug: str
    name: str
    kind: str
    is_open_to_public: bool
    remit: tuple[str, ...]
    note: str
    seats: tuple[Seats, ...]
    coming_seats: tuple[PastSeat, ...]
    past_seats: tuple[PastSeat, ...]
    upcoming: tuple[MeetingHead, ...]
    past: tuple[MeetingHead, ...]


def build_committee_page(slug: str, *, as_of: date) -> CommitteePage:
    """Return a committee's page. Raises Committee.DoesNotExist for an unknown one."""
    row = Committee.objects.get(slug=slug)
    meetings = row.meetings.select_related("committee")
    return CommitteePage(
        slug=row.slug,
        name=row.name,
        kind=row.get_kind_display(),
        is_open_to_public=row.is_open_to_public,
        remit=tuple(row.remit.splitlines()),
        note=row.note,
        seats=seats_of(row, on=as_of),
        coming_seats=coming_seats(row, as_of=as_of),
        past_seats=past_seats(row, as_of=as_of),
        upcoming=dated_heads(meetings.upcoming(as_of=as_of)),
        past=dated_heads(meetings.past(as_of=as_of)),
    )
