"""How often each member came in a municipal year, and which interests each declared."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.exempt.marks import exemption_of_item
from governance.exempt.reader import Reader
from governance.models import Attendance, Committee, Declaration, Meeting
from governance.models.past import all_on
from governance.names import bare
from governance.presenters.attendance import titled
from governance.presenters.year_calendars import YearCalendar, build_year

Presence = Attendance.Presence
COUNTED = (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT)
COLUMNS = ["name", "capacity", "meetings", "present", "apologies", "absent", "per_cent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFigures:
    """How often somebody was there, of the meetings at which something was said of them."""

    name: str
    capacity: str
    present: int
    apologies: int
    absent: int

    @property
    def meetings(self) -> int:
        """At how many meetings something was said of them."""
        return self.present + self.apologies + self.absent

    @property
    def per_cent(self) -> int:
        """The share of those at which they were there, a whole number from 0 to 100."""
        return round(100 * self.present / self.meetings)

    def row(self) -> dict[str, str | int]:
        """Return the figures as a row of a file, under ``COLUMNS``."""
        return {name: getattr(self, name) for name in COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceFigures:
    """The attendance of a body in a municipal year; ``taken`` of ``held`` meetings have it."""

    calendar: YearCalendar
    members: tuple[MemberFigures, ...]
    taken: int


def build_figures(body: Committee, *, as_of: date, year: int | None) -> AttendanceFigures:
    """Return how often each member of a body came in a municipal year, by capacity and name.

    Only meetings of the body itself count; substitutes count for nobody.
    """
    calendar = build_year(body, as_of=as_of, year=year)
    held = (head for head in calendar.meetings if head.body == body.pk and head.held_on <= as_of)
    places = {head.pk: place for place, head in enumerate(held)}
    known = all_on(
        Attendance.objects.filter(meeting__in=places), as_of=as_of, meeting__in=list(places)
    )
    rows = sorted(
        (row for row in known if row.presence in COUNTED),
        key=lambda row: (places[row.meeting_id], row.order, row.pk),
    )
    return AttendanceFigures(
        calendar=calendar,
        members=tuple(sorted(_figures(rows), key=lambda each: (each.capacity, each.name))),
        taken=len({row.meeting_id for row in rows}),
    )


def _figures(rows: Iterable[Attendance]) -> Iterable[MemberFigures]:
    counts: dict[str, Counter[str]] = {}
    last: dict[str, Attendance] = {}
    for row in rows:
        counts.setdefault(bare(row.name), Counter())[row.presence] += 1
        last[bare(row.name)] = row
    for key, row in last.items():
        yield MemberFigures(
            name=titled(row),
            capacity=row.capacity_words,
            present=counts[key][Presence.PRESENT],
            apologies=counts[key][Presence.APOLOGIES],
            absent=counts[key][Presence.ABSENT],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredInterest:
    """An interest declared at a meeting; what it is stays blank where that is withheld."""

    held_on: date
    slug: str
    kind: str
    item: str
    interest: str
    has_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInterests:
    """What somebody declared, the newest first."""

    name: str
    interests: tuple[DeclaredInterest, ...]


def build_interests(body: Committee, *, reader: Reader) -> tuple[MemberInterests, ...]:
    """Return the interests declared at meetings of a body, by member.

    Of minutes that are not approved only who sees drafts is told; what an interest in an exempt
    matter is could tell of the matter, so it is told to those who read that alone.
    """
    reader = reader.of(body.pk)
    rows = Declaration.objects.filter(meeting__committee=body)
    if not reader.reads_draft_minutes:
        rows = rows.filter(meeting__state=Meeting.State.MINUTES_APPROVED)
    found: dict[str, list[DeclaredInterest]] = {}
    rows = rows.select_related("meeting", "item__report").order_by("-meeting__held_on", "order")
    for row in rows:
        found.setdefault(row.name, []).append(_interest(row, reader))
    return tuple(
        MemberInterests(name=name, interests=tuple(each)) for name, each in sorted(found.items())
    )


def _interest(row: Declaration, reader: Reader) -> DeclaredInterest:
    is_told = reader.reads_exempt or exemption_of_item(row.item) is None
    return DeclaredInterest(
        held_on=row.meeting.held_on,
        slug=row.meeting.slug,
        kind=row.get_kind_display() if row.kind else "",
        item=row.item.title if row.item and is_told else "",
        interest=row.interest if is_told else "",
        has_left=row.has_left,
    )
