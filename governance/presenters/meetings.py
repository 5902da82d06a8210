"""Committees and meetings: who sits, what is on the agenda, and the statutory clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from governance.models import (
    AgendaItem,
    Committee,
    Meeting,
    Minute,
    OneOffHoliday,
    Pack,
    PaperDoubt,
    Report,
)
from governance.models.meetings import MeetingQuerySet
from governance.naming import source_in_words
from governance.presenters.issued import IssuedItem, issued_of, numbers_of
from governance.presenters.members import Seats, education_voters, seats_of
from governance.presenters.planning import Opening, opening_of
from governance.presenters.strips import StripDay, day_strip
from governance.statutory import ClockLine, meeting_clock, warn_of_day
from herefordshire_cs.lib.calendar.working_days import latest_publication
from herefordshire_cs.lib.text.words import count_in_words

DEADLINE_SHOWN_DAYS = 10  # a statutory date is shown on the dashboard within ten days


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHead:
    """A meeting by name and day."""

    pk: int
    slug: str
    committee: str
    committee_slug: str
    is_executive: bool
    is_open_to_public: bool
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
class ItemLine:
    """One item of an agenda; ``paper_pages`` is the range that the paper of 2006 prints.

    ``has_minutes`` says whether the minutes that it asks for are there for its reader.
    """

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
    late_reason: str
    note: str
    is_exempt: bool
    is_education: bool
    has_minutes: bool


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
    name: str
    kind: str
    version: int
    state: str
    issued_at: object
    issued_by: str
    pages: int | None
    corrects: str
    is_closed: bool


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
    day_reason: str
    opening: Opening
    education_voters: str
    packs: tuple[PackLine, ...]
    minutes_count: int
    doubts: tuple[tuple[str, str, str], ...]


def meeting_head(row: Meeting) -> MeetingHead:
    """Return a meeting by name and day; the caller has fetched its committee along."""
    return MeetingHead(
        pk=row.pk,
        slug=row.slug,
        committee=row.committee.name,
        committee_slug=row.committee.slug,
        is_executive=row.committee.kind == Committee.Kind.EXECUTIVE,
        is_open_to_public=row.committee.is_open_to_public,
        held_on=row.held_on,
        begins_at=row.begins_at,
        venue=row.venue,
        state=row.state,
        state_words=row.get_state_display(),
        contact=row.contact,
        note=row.note,
        source=source_in_words(row.source),
    )


def dated_heads(rows: Iterable[Meeting]) -> tuple[MeetingHead, ...]:
    """Return meetings with the day by which their papers must be out."""
    days = OneOffHoliday.objects.days()
    return tuple(
        replace(
            meeting_head(row),
            publish_by=latest_publication(row.held_on, extra_days=days).day
            if row.committee.is_open_to_public
            else None,
        )
        for row in rows
    )


def build_meetings(
    rows: MeetingQuerySet, *, as_of: date
) -> tuple[tuple[MeetingHead, ...], tuple[MeetingHead, ...]]:
    """Return which of some meetings are to come and which were held, each in its order."""
    return dated_heads(rows.upcoming(as_of=as_of)), dated_heads(rows.past(as_of=as_of))


def build_meeting_page(
    slug: str,
    *,
    as_of: date,
    is_privileged: bool,
    reads_drafts: bool = False,
    sees_draft_minutes: bool = False,
) -> MeetingPage:
    """Return a meeting's page; without the privilege, no more of what is exempt than the public.

    A report that is not cleared is there only for those who read drafts, and minutes that are not
    approved only for those who see them.
    Raises Meeting.DoesNotExist for an unknown meeting.
    """
    row = Meeting.objects.select_related("committee").get(slug=slug)
    head = meeting_head(row)
    days = OneOffHoliday.objects.days()
    clock = clock_of(head, as_of=as_of)
    items = _items(row, is_privileged=is_privileged, reads_drafts=reads_drafts)
    return MeetingPage(
        head=head,
        as_of=as_of,
        items=with_minutes(items, sees_drafts=sees_draft_minutes),
        seats=seats_of(row.committee, on=row.held_on),
        clock=clock,
        strip=day_strip(publication_of(clock).line, head.held_on) if clock else (),
        warning=warn_of_day(row.held_on, extra_days=days),
        day_reason=row.day_reason,
        opening=opening_of(row, extra_days=days),
        education_voters=education_voters(row.committee, on=row.held_on),
        packs=tuple(pack_line(pack) for pack in _packs(row)),
        minutes_count=row.minutes.to_be_read(sees_drafts=sees_draft_minutes).count(),
        doubts=tuple(
            (doubt.words, doubt.as_written, doubt.understood)
            for doubt in PaperDoubt.objects.filter(meeting=row)
        ),
    )


def agenda_of(row: Meeting) -> Iterable[AgendaItem]:
    """Return the items of a meeting with what they put before it."""
    return row.items.select_related("report", "minutes_of").order_by("order")


def _items(row: Meeting, *, is_privileged: bool, reads_drafts: bool) -> Iterator[ItemLine]:
    items, issued = list(agenda_of(row)), issued_of(row)
    is_planned = row.state == Meeting.State.PLANNED
    numbers = numbers_of(items, issued, is_planned=is_planned)
    for item in items:
        line = item_line(item, issued.item(item), number=numbers[item.pk])
        if item.withheld_as is not None and not is_privileged:
            title = item.withheld_as.title_for_public
            line = replace(line, title=title, purpose="", report="", note="", late_reason="")
        if item.report is not None and item.report.state not in Report.SETTLED:
            line = replace(line, report=line.report if reads_drafts else "")
        yield line


def item_line(row: AgendaItem, issued: IssuedItem | None, *, number: int | None) -> ItemLine:
    """Return one item, with its pages in the newest issue that holds it."""
    pages = ""
    if row.paper_page_from is not None:
        pages = f"{row.paper_page_from} - {row.paper_page_to}"
    return ItemLine(
        pk=row.pk,
        order=row.order,
        number=number,
        title=row.title,
        purpose=row.purpose,
        kind=row.kind,
        report=row.report.slug if row.report else "",
        minutes_of=row.minutes_of.slug if row.minutes_of else "",
        paper_pages=pages,
        issued_pages=issued.pages if issued else "",
        late_reason=row.late_reason,
        note=row.note,
        is_exempt=row.withheld_as is not None,
        is_education=row.is_education,
        has_minutes=False,
    )


def with_minutes(lines: Iterable[ItemLine], *, sees_drafts: bool) -> tuple[ItemLine, ...]:
    """Return items, each with whether the reader finds the minutes that it asks for."""
    lines = tuple(lines)
    rows = Minute.objects.to_be_read(sees_drafts=sees_drafts)
    asked = rows.filter(meeting__slug__in=[line.minutes_of for line in lines if line.minutes_of])
    found = set(asked.values_list("meeting__slug", flat=True))
    return tuple(replace(line, has_minutes=line.minutes_of in found) for line in lines)


def clock_of(head: MeetingHead, *, as_of: date) -> tuple[ClockDay, ...]:
    """Return the clock of a meeting as at a day; none where the public may not come."""
    if not head.is_open_to_public:
        return ()
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
        name=row.name,
        kind=row.kind,
        version=row.version,
        state=row.state,
        issued_at=row.issued_at,
        issued_by=row.issued_by_name,
        pages=row.pages,
        corrects=row.corrects,
        is_closed=row.withdrawn_on is not None,
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
    planned = Meeting.objects.open_to_public().filter(state=Meeting.State.PLANNED)
    rows = planned.select_related("committee")
    row = rows.upcoming(as_of=as_of).first()
    if row is None:
        return None
    head = meeting_head(row)
    clock = publication_of(clock_of(head, as_of=as_of))
    if not 0 <= (clock.line.day - as_of).days <= DEADLINE_SHOWN_DAYS:
        return None
    return Deadline(head=head, clock=clock, strip=day_strip(clock.line, head.held_on))
