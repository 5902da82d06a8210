"""Committees and meetings: who sits, what is on the agenda, and the statutory clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from governance.models import (
    AgendaItem,
    Committee,
    Meeting,
    Membership,
    OneOffHoliday,
    Pack,
    PaperDoubt,
)
from governance.reports.strips import StripDay, day_strip
from governance.statutory import ClockLine, meeting_clock, warn_of_day
from herefordshire_cs.lib.periods import latest_publication
from herefordshire_cs.lib.words import count_in_words

DEADLINE_SHOWN_DAYS = 10  # a statutory date is shown on the dashboard within ten days


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHead:
    """A meeting by name and day."""

    pk: int
    slug: str
    committee: str
    committee_slug: str
    is_executive: bool
    held_on: date
    begins_at: time | None
    venue: str
    state: str
    state_words: str
    contact: str
    note: str
    source: str
    publish_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One member in a capacity."""

    name: str
    office: str
    represents: str
    voting: str
    voting_basis: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The members of one capacity, in the order of the agenda."""

    title: str
    members: tuple[Seat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of an agenda; ``paper_pages`` is the range that the paper of 2006 prints."""

    pk: int
    order: int
    number: int | None
    title: str
    purpose: str
    kind: str
    report: str
    minutes_of: str
    paper_pages: str
    issued_pages: str
    note: str
    is_exempt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDay:
    """A line of the clock as at a day: whether it has gone, is today, or is to come."""

    line: ClockLine
    when: str
    is_today: bool
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """A pack that was built or is being built."""

    key: str
    version: int
    state: str
    issued_at: object
    issued_by: str
    pages: int | None
    corrects: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """A meeting with its agenda, its clock and what was issued."""

    head: MeetingHead
    as_of: date
    items: tuple[ItemLine, ...]
    seats: tuple[Seats, ...]
    clock: tuple[ClockDay, ...]
    strip: tuple[StripDay, ...]
    warning: str
    packs: tuple[PackLine, ...]
    minutes_count: int
    doubts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteePage:
    """A committee with its remit, its members on a day and its meetings."""

    slug: str
    name: str
    kind: str
    remit: tuple[str, ...]
    note: str
    seats: tuple[Seats, ...]
    upcoming: tuple[MeetingHead, ...]
    past: tuple[MeetingHead, ...]


def meeting_head(row: Meeting) -> MeetingHead:
    """Return a meeting by name and day; the caller has fetched its committee along."""
    return MeetingHead(
        pk=row.pk,
        slug=row.slug,
        committee=row.committee.name,
        committee_slug=row.committee.slug,
        is_executive=row.committee.kind == Committee.Kind.EXECUTIVE,
        held_on=row.held_on,
        begins_at=row.begins_at,
        venue=row.venue,
        state=row.state,
        state_words=row.get_state_display(),
        contact=row.contact,
        note=row.note,
        source=row.source,
    )


def dated_heads(rows: Iterable[Meeting]) -> tuple[MeetingHead, ...]:
    """Return meetings with the day by which their papers must be out."""
    days = OneOffHoliday.objects.days()
    return tuple(
        replace(
            meeting_head(row),
            publish_by=latest_publication(row.held_on, extra_days=days).day,
        )
        for row in rows
    )


def build_meetings(*, as_of: date) -> tuple[tuple[MeetingHead, ...], tuple[MeetingHead, ...]]:
    """Return the meetings to come and those held, each in its order."""
    rows = Meeting.objects.select_related("committee")
    return dated_heads(rows.upcoming(as_of=as_of)), dated_heads(rows.past(as_of=as_of))


def build_meeting_page(slug: str, *, as_of: date, is_privileged: bool) -> MeetingPage:
    """Return a meeting's page; without the privilege, no more of what is exempt than the public.

    Raises Meeting.DoesNotExist for an unknown meeting.
    """
    row = Meeting.objects.select_related("committee").get(slug=slug)
    head = meeting_head(row)
    clock = clock_of(head, as_of=as_of)
    return MeetingPage(
        head=head,
        as_of=as_of,
        items=tuple(with_issued_pages(_items(row, is_privileged=is_privileged), row)),
        seats=seats_of(row.committee, on=row.held_on),
        clock=clock,
        strip=day_strip(publication_of(clock).line, head.held_on),
        warning=warn_of_day(row.held_on, extra_days=OneOffHoliday.objects.days()),
        packs=tuple(pack_line(pack) for pack in _packs(row)),
        minutes_count=row.minutes.count(),
        doubts=tuple(
            (doubt.words, doubt.as_written, doubt.understood)
            for doubt in PaperDoubt.objects.filter(meeting=row)
        ),
    )


def agenda_of(row: Meeting) -> Iterable[AgendaItem]:
    """Return the items of a meeting with what they put before it."""
    return row.items.select_related("report", "minutes_of").order_by("order")


def _items(row: Meeting, *, is_privileged: bool) -> Iterator[ItemLine]:
    for item in agenda_of(row):
        line = item_line(item)
        if item.report is not None and line.is_exempt and not is_privileged:
            title = item.report.title_for_public
            line = replace(line, title=title, purpose="", report="", note="")
        yield line


def item_line(row: AgendaItem) -> ItemLine:
    """Return one item."""
    pages = ""
    if row.paper_page_from is not None:
        pages = f"{row.paper_page_from} - {row.paper_page_to}"
    return ItemLine(
        pk=row.pk,
        order=row.order,
        number=row.number,
        title=row.title,
        purpose=row.purpose,
        kind=row.kind,
        report=row.report.slug if row.report else "",
        minutes_of=row.minutes_of.slug if row.minutes_of else "",
        paper_pages=pages,
        issued_pages="",
        note=row.note,
        is_exempt=bool(row.report and row.report.is_exempt),
    )


def with_issued_pages(lines: Iterable[ItemLine], row: Meeting) -> Iterable[ItemLine]:
    """Yield the items with their pages in the pack that was issued last, if one was."""
    issued = row.packs.filter(state=Pack.State.READY).order_by("-version")
    contents = issued.values_list("contents", flat=True).first() or []
    pages = {each["order"]: each for each in contents if each["first"]}
    for line in lines:
        found = pages.get(line.order)
        yield replace(line, issued_pages=f"{found['first']} - {found['last']}" if found else "")


def seats_of(committee: Committee, *, on: date) -> tuple[Seats, ...]:
    """Return who sits on a committee on a day, by capacity."""
    found: dict[str, list[Seat]] = {}
    for row in committee.memberships.on(on):
        found.setdefault(row.get_capacity_display(), []).append(seat(row))
    return tuple(Seats(title=title, members=tuple(seats)) for title, seats in found.items())


def seat(row: Membership) -> Seat:
    """Return one seat."""
    return Seat(
        name=str(row),
        office=row.get_office_display(),
        represents=row.represents,
        voting=row.get_voting_display(),
        voting_basis=row.voting_basis,
        days=row.days_basis,
    )


def clock_of(head: MeetingHead, *, as_of: date) -> tuple[ClockDay, ...]:
    """Return the clock of a meeting as at a day."""
    lines = meeting_clock(
        head.held_on, is_executive=head.is_executive, extra_days=OneOffHoliday.objects.days()
    )
    return tuple(clock_day(line, as_of=as_of) for line in lines)


def clock_day(line: ClockLine, *, as_of: date) -> ClockDay:
    """Return one line of the clock, told from a day."""
    days = (line.day - as_of).days
    when = "Today" if not days else f"In {count_in_words(days, 'day')}"
    if days < 0:
        when = f"{count_in_words(-days, 'day')} ago"
    return ClockDay(line=line, when=when, is_today=not days, is_past=days < 0)


def _packs(row: Meeting) -> Iterable[Pack]:
    heavy = ("members_pdf", "public_pdf", "members_html", "public_html")
    return row.packs.defer(*heavy).order_by("-version")


def pack_line(row: Pack) -> PackLine:
    """Return one pack."""
    return PackLine(
        key=str(row.pk_uuid),
        version=row.version,
        state=row.state,
        issued_at=row.issued_at,
        issued_by=row.issued_by_name,
        pages=row.pages,
        corrects=row.corrects,
    )


def publication_of(clock: Iterable[ClockDay]) -> ClockDay:
    """Return the line of the clock by which the papers must be out."""
    return next(day for day in clock if day.line.rule == "publication")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The next meeting whose papers are still to come out, and by when."""

    head: MeetingHead
    clock: ClockDay
    strip: tuple[StripDay, ...]


def next_deadline(*, as_of: date) -> Deadline | None:
    """Return the deadline of the next planned meeting, while it is within ten days."""
    rows = Meeting.objects.filter(state=Meeting.State.PLANNED).select_related("committee")
    row = rows.upcoming(as_of=as_of).first()
    if row is None:
        return None
    head = meeting_head(row)
    clock = publication_of(clock_of(head, as_of=as_of))
    if not 0 <= (clock.line.day - as_of).days <= DEADLINE_SHOWN_DAYS:
        return None
    return Deadline(head=head, clock=clock, strip=day_strip(clock.line, head.held_on))


def build_committee_page(slug: str, *, as_of: date) -> CommitteePage:
    """Return a committee's page. Raises Committee.DoesNotExist for an unknown one."""
    row = Committee.objects.get(slug=slug)
    meetings = row.meetings.select_related("committee")
    return CommitteePage(
        slug=row.slug,
        name=row.name,
        kind=row.get_kind_display(),
        remit=tuple(row.remit.splitlines()),
        note=row.note,
        seats=seats_of(row, on=as_of),
        upcoming=dated_heads(meetings.upcoming(as_of=as_of)),
        past=dated_heads(meetings.past(as_of=as_of)),
    )
