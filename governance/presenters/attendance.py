"""Who came to a meeting: as the minutes list them, and as the clerk takes them down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from governance.models import Attendance, Meeting, Membership
from governance.names import bare

Presence = Attendance.Presence
# What can be said of a member; a substitute has come in the place of one.
SAID_OF_MEMBERS = (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT)
COMMITTEE = "Present: "

# How those who came are listed: the committee, those in a member's place, others, apologies.
LISTED = (
    Presence.PRESENT,
    Presence.SUBSTITUTE,
    Presence.IN_ATTENDANCE,
    Presence.APOLOGIES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Those of one presence and capacity, as they are listed."""

    title: str
    names: tuple[str, ...]


def present_lines(rows: Iterable[Attendance]) -> Iterable[Present]:
    """Yield who was there by capacity, then who was in attendance, then apologies."""
    found: dict[str, list[str]] = {}
    listed = [row for row in rows if row.presence in LISTED]
    for row in sorted(listed, key=lambda row: LISTED.index(Presence(row.presence))):
        title = row.get_presence_display()
        if row.presence == Presence.PRESENT:
            title = f"{COMMITTEE}{row.capacity_words or 'Other'}"
        found.setdefault(title, []).append(named(row))
    for title, names in found.items():
        is_many = title.startswith(COMMITTEE) and len(names) > 1
        yield Present(title=f"{title}s" if is_many else title, names=tuple(names))


def titled(row: Attendance) -> str:
    """Return a name led by what a councillor's is led by."""
    return f"Councillor {row.name}" if row.capacity == Membership.Capacity.COUNCILLOR else row.name


def named(row: Attendance) -> str:
    """Return a name with the office held, the body represented or the member replaced."""
    told = row.office_words or row.represents
    if row.in_place_of:
        told = f"in place of {row.in_place_of}"
    return f"{titled(row)} ({told})" if told else titled(row)


def names_in_words(rows: Iterable[Attendance]) -> str:
    """Return names as a minute lists them."""
    return ", ".join(named(row) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A member of the committee on the day, and what was said of them so far."""

    key: str
    name: str
    capacity: str
    capacity_words: str
    office: str
    office_words: str
    represents: str
    presence: str = ""
    substitute: str = ""

    @property
    def titled(self) -> str:
        """The name as a minute leads it."""
        is_councillor = self.capacity == Membership.Capacity.COUNCILLOR
        return f"Councillor {self.name}" if is_councillor else self.name

    @property
    def is_in_chair_as(self) -> str:
        """How the minutes say that this member led the meeting."""
        office = f"The {self.office_words}, " if self.office else ""
        return f"{office}{self.titled} in the Chair."


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody in attendance who is no member, and what they are."""

    name: str
    represents: str
    is_councillor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The attendance of a meeting as far as it was taken."""

    sitting: tuple[Sitting, ...]
    others: tuple[Other, ...]
    chair: str
    ended_at: time | None

    @property
    def groups(self) -> tuple[tuple[str, tuple[Sitting, ...]], ...]:
        """Those who sit, by capacity, in their order."""
        found: dict[str, list[Sitting]] = {}
        for each in self.sitting:
            found.setdefault(each.capacity_words, []).append(each)
        return tuple((title, tuple(sitting)) for title, sitting in found.items())


def build_sheet(meeting: Meeting) -> Sheet:
    """Return who sits on the day of a meeting, with what was taken down of each."""
    rows = list(meeting.attendances.all())
    came = [row for row in rows if row.presence in SAID_OF_MEMBERS]
    stood_in = {
        bare(row.in_place_of): row.name for row in rows if row.presence == Presence.SUBSTITUTE
    }
    sitting = []
    for seat in seats_on_day(meeting):
        row = next((each for each in came if bare(each.name) == bare(seat.name)), None)
        came = [each for each in came if each is not row]
        sitting.append(_sitting(f"m{seat.pk}", seat, row, stood_in))
    # Somebody who came without a seat on record stays among those of whom it is said.
    sitting += [_sitting(f"a{row.pk}", row, row, stood_in) for row in came]
    return Sheet(
        sitting=tuple(sitting),
        others=tuple(other(row) for row in rows if row.presence == Presence.IN_ATTENDANCE),
        chair=next((each.key for each in sitting if is_named(each, meeting)), ""),
        ended_at=meeting.ended_at,
    )


def seats_on_day(meeting: Meeting) -> Iterator[Membership]:
    """Yield who sits on the day of a meeting; of a joint one also who sits on the other body."""
    own = list(meeting.committee.memberships.on(meeting.held_on))
    yield from own
    if meeting.joint_with is not None:
        names = {bare(seat.name) for seat in own}
        others = meeting.joint_with.memberships.on(meeting.held_on).select_related("committee")
        yield from (seat for seat in others if bare(seat.name) not in names)


def names_of(meeting: Meeting) -> list[str]:
    """Return the names of those who came, members and others, as a minute leads them."""
    there = (Presence.PRESENT, Presence.SUBSTITUTE, Presence.IN_ATTENDANCE)
    return [titled(row) for row in meeting.attendances.filter(presence__in=there)]


def is_named(sitting: Sitting, meeting: Meeting) -> bool:
    """Say whether a member is the one who led the meeting, by the words of its minutes."""
    return bare(sitting.name) in bare(meeting.chair_as_written)


def other(row: Attendance) -> Other:
    """Return somebody in attendance."""
    return Other(
        name=row.name,
        represents=row.represents,
        is_councillor=row.capacity == Membership.Capacity.COUNCILLOR,
    )


def _sitting(
    key: str, seat: Membership | Attendance, row: Attendance | None, stood_in: dict[str, str]
) -> Sitting:
    return Sitting(
        key=key,
        name=seat.name,
        capacity=seat.capacity,
        capacity_words=seat.capacity_words or "Others",
        office=seat.office,
        office_words=seat.office_words,
        represents=seat.represents,
        presence=row.presence if row else "",
        substitute=stood_in.get(bare(seat.name), ""),
    )
