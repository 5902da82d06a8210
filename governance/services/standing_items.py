"""The items with which every agenda of a body begins, in its own wording."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.models import AgendaItem, Committee, Meeting, Resolution

Kind = AgendaItem.Kind
RESOLUTIONS = (
    Kind.RESOLUTIONS,
    "MATTERS STILL OPEN FROM EARLIER RESOLUTIONS",
    "To note what became of each, and what is still awaited.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingItem:
    """An item that a new meeting begins with; ``minutes_of`` is the key of a meeting."""

    kind: str
    title: str
    purpose: str
    minutes_of: int | None = None


def standing_items(
    committee: Committee, *, held_on: date, as_of: date, besides: int | None = None
) -> Iterator[StandingItem]:
    """Yield what stands on the agenda of a new meeting of a committee on a day.

    The minutes are those of its last meeting, if there is one; what earlier resolutions asked for
    has an item while any of it is open.
    """
    last = last_meeting(committee, before=held_on, besides=besides)
    for each in committee.standing_items:
        if each.key != Kind.MINUTES:
            yield StandingItem(kind=each.key, title=each.name, purpose=each.purpose)
        elif last is not None:
            yield StandingItem(
                kind=each.key,
                title=each.name,
                purpose=minutes_purpose(last.held_on),
                minutes_of=last.pk,
            )
    resolved = Resolution.objects.open_of(committee.slug, as_of=as_of, before=held_on)
    if resolved.exists():
        kind, title, purpose = RESOLUTIONS
        yield StandingItem(kind=kind, title=title, purpose=purpose)


def last_meeting(
    committee: Committee, *, before: date, besides: int | None = None
) -> Meeting | None:
    """Return the last meeting of a committee before a day, but for one by its key."""
    rows = committee.meetings.going_ahead().past(as_of=before)
    return next((row for row in rows[:2] if row.pk != besides), None)


def minutes_purpose(held_on: date) -> str:
    """Return what an agenda says of the minutes of a meeting, its day as in that of 2006."""
    day = f"{held_on.day}{ordinal(held_on.day)} {held_on:%B %Y}"
    return f"To approve and sign the Minutes of the meeting held on {day}."


def ordinal(number: int) -> str:
    """Return what stands after a number that counts a day of a month."""
    if number in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
