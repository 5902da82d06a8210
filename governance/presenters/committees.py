"""A committee: its remit, who sits, who sat, and its meetings."""

from dataclasses import dataclass
from datetime import date

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.models import Committee, Meeting, Membership, PublicNote
from governance.presenters.meetings import MeetingHead, build_meetings
from governance.presenters.members import (
    PastSeat,
    Seats,
    coming_seats,
    members_on,
    past_seats,
    seats_by_capacity,
    those_on,
)


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

    @property
    def is_private(self) -> bool:
        """Whether its members and officers alone know of it."""
        return not self.is_open_to_public


def build_committee_page(slug: str, *, as_of: date, reader: Reader) -> CommitteePage:
    """Return a committee's page. Raises Committee.DoesNotExist for an unknown one."""
    row = visible(Committee.objects.select_related("report_form"), reader).get(slug=slug)
    upcoming, past = build_meetings(visible(row.meetings.all(), reader), as_of=as_of)
    seats = members_on(row, as_of=as_of)
    return CommitteePage(
        slug=row.slug,
        name=row.name,
        kind=row.get_kind_display(),
        is_open_to_public=row.is_open_to_public,
        remit=tuple(row.remit.splitlines()),
        note=row.note,
        seats=seats_by_capacity(row, those_on(seats, as_of)),
        coming_seats=coming_seats(seats, as_of=as_of),
        past_seats=past_seats(seats, as_of=as_of),
        upcoming=upcoming,
        past=past,
    )


def count_of_bodies(reader: Reader | None) -> dict[str, int]:
    """Return how many bodies a reader knows, with how many members and meetings.

    Without a reader, who asks is on the machine itself, and all are counted.
    """
    bodies = (
        Committee.objects.all() if reader is None else visible(Committee.objects.all(), reader)
    )
    known = bodies.values("pk")
    return {
        "bodies": bodies.count(),
        "members": Membership.objects.filter(committee__in=known).count(),
        "meetings": Meeting.objects.filter(committee__in=known).count(),
    }


def count_public_notes() -> int:
    """Return how many notes to the public agendas have."""
    return PublicNote.objects.count()
