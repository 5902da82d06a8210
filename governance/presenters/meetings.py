"""Meetings as they are listed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from governance.models import (
    Committee,
    Meeting,
    OneOffHoliday,
)
from governance.models.meetings import MeetingQuerySet
from governance.models.past import meetings_on
from governance.sources import source_in_words
from governance.statutory import latest_publication


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHead:
    """A meeting by name and day; ``body`` is the key of its body."""

    pk: int
    slug: str
    body: int
    committee: str
    committee_slug: str
    chair: str
    is_executive: bool
    is_open_to_public: bool
    has_open_body: bool
    held_on: date
    begins_at: time | None
    venue: str
    state: str
    state_words: str
    contact: str
    note: str
    source: str
    fate: str = ""
    mode: str = Meeting.Mode.IN_PERSON
    publish_by: date | None = None

    @property
    def is_called_off(self) -> bool:
        """Whether it is cancelled or postponed, so that nothing is due for it."""
        return self.fate in Meeting.CALLED_OFF


def meeting_head(row: Meeting) -> MeetingHead:
    """Return a meeting by name and day; the caller has fetched its committee along."""
    return MeetingHead(
        pk=row.pk,
        slug=row.slug,
        body=row.committee_id,
        committee=row.committee.name,
        committee_slug=row.committee.slug,
        chair=row.committee.chair,
        is_executive=row.committee.kind == Committee.Kind.EXECUTIVE,
        is_open_to_public=row.is_open_to_public,
        has_open_body=row.committee.is_open_to_public,
        held_on=row.held_on,
        begins_at=row.begins_at,
        venue=row.venue,
        state=row.state,
        state_words=state_in_words(row),
        fate=row.fate,
        # Words, be the row fetched or just made: a proof is found by what its head says.
        mode=str(row.mode),
        contact=row.contact,
        note=row.note,
        source=source_in_words(row.source),
    )


def state_in_words(row: Meeting) -> str:
    """Return how far a meeting is; until it is minuted, what became of it."""
    told = (Meeting.State.MINUTES_DRAFT, Meeting.State.MINUTES_APPROVED)
    return row.get_state_display() if row.state in told or not row.fate else row.get_fate_display()


def dated_heads(rows: Iterable[Meeting]) -> tuple[MeetingHead, ...]:
    """Return meetings with the day by which their papers must be out."""
    calendar = OneOffHoliday.objects.working_calendar()
    return tuple(
        replace(
            meeting_head(row),
            publish_by=latest_publication(row.held_on, calendar=calendar).day
            if row.is_open_to_public and not row.is_called_off
            else None,
        )
        for row in rows
    )


def build_meetings(
    rows: MeetingQuerySet, *, as_of: date
) -> tuple[tuple[MeetingHead, ...], tuple[MeetingHead, ...]]:
    """Return which of some meetings are to come and which were held, as recorded by a day.

    Those to come stand with the next first, those before the day with the last first.
    """
    heads = dated_heads(in_order(meetings_on(rows, as_of=as_of)))
    upcoming = tuple(head for head in heads if head.held_on >= as_of)
    return upcoming, tuple(head for head in reversed(heads) if head.held_on < as_of)


def in_order(rows: Iterable[Meeting]) -> list[Meeting]:
    """Return meetings in their order; one without a time is the last of its day."""
    return sorted(rows, key=lambda row: (row.held_on, row.begins_at or time.max, row.pk))
