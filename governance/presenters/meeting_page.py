"""The page of a meeting, and what stands beside it: the public's words, decisions on hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.models import (
    AgendaItem,
    Meeting,
    Minute,
    OneOffHoliday,
    Pack,
    PaperDoubt,
    Resolution,
)
from governance.models.past import meetings_on, the_one, there_on
from governance.presenters.agendas import ItemLine, _items, agenda_on, with_minutes
from governance.presenters.call_ins import CallInLine, on_hold_of
from governance.presenters.countdowns import DueLine, countdown_of
from governance.presenters.deadlines import (
    ClockDay,
    Opening,
    StripDay,
    clock_of,
    day_strip,
    opening_of,
    publication_of,
)
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.members import (
    Seats,
    education_voters,
    members_on,
    seats_by_capacity,
    those_on,
)
from governance.presenters.sittings import WhatBecame, sitting_of
from governance.presenters.submissions import SubmissionLine, submissions_of
from governance.statutory import warn_of_day

BESIDE = ("committee", "joint_with", "follows")  # what a meeting’s page says along with it


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
    has_decisions: bool
    doubts: tuple[tuple[str, str, str], ...]
    sitting: WhatBecame
    countdown: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """What stands beside a meeting; ``asks_public`` where its agenda has an item for it."""

    asks_public: bool
    submissions: tuple[SubmissionLine, ...]
    on_hold: tuple[CallInLine, ...]


def build_loop(page: MeetingPage, *, as_of: date, reader: Reader) -> Loop:
    """Return what stands beside a meeting whose page is built."""
    slug = page.head.slug
    kinds = {item.kind for item in page.items}
    on_hold: tuple[CallInLine, ...] = ()
    if page.head.is_executive:
        on_hold = on_hold_of(slug, as_of=as_of, reader=reader)
    return Loop(
        asks_public=AgendaItem.Kind.SUGGESTIONS in kinds,
        submissions=submissions_of(slug, as_of=as_of, reader=reader),
        on_hold=on_hold,
    )


def build_meeting_page(
    slug: str,
    *,
    as_of: date,
    reader: Reader,
) -> MeetingPage:
    """Return a meeting's page; without the privilege, no more of what is exempt than the public.

    A report that is not cleared is there only for those who read drafts, and minutes that are not
    approved only for those who see them.
    Raises Meeting.DoesNotExist for an unknown meeting.
    """
    found = visible(Meeting.objects.select_related(*BESIDE), reader).filter(slug=slug)
    row = the_one(meetings_on(found, as_of=as_of))
    reader = reader.of(row.committee_id)
    head = meeting_head(row)
    calendar = OneOffHoliday.objects.working_calendar()
    clock = clock_of(head, as_of=as_of)
    agenda = agenda_on(row, as_of=as_of)
    items = _items(row, agenda, as_of=as_of, reader=reader)
    seats = those_on(members_on(row.committee, as_of=as_of), row.held_on)
    return MeetingPage(
        head=head,
        as_of=as_of,
        items=with_minutes(items, as_of=as_of, reader=reader),
        seats=seats_by_capacity(row.committee, seats),
        clock=clock,
        strip=day_strip(publication_of(clock).line, head.held_on) if clock else (),
        warning=warn_of_day(row.held_on, calendar=calendar),
        day_reason=row.day_reason,
        opening=opening_of(row, calendar=calendar, as_of=as_of),
        education_voters=education_voters(row.committee, seats),
        packs=tuple(pack_line(pack) for pack in _packs(row, as_of=as_of)),
        minutes_count=count_of_minutes(row, reader, as_of=as_of),
        has_decisions=has_decisions(row, reader, as_of=as_of),
        doubts=tuple(
            (doubt.words, doubt.as_written, doubt.understood)
            for doubt in PaperDoubt.objects.filter(meeting=row)
        ),
        sitting=sitting_of(row, as_of=as_of),
        countdown=countdown_of(row, agenda, as_of=as_of, reader=reader),
    )


def has_decisions(row: Meeting, reader: Reader, *, as_of: date) -> bool:
    """Say whether there is a decision sheet that a reader may open."""
    is_out = row.decisions_issued_on is not None or row.state == Meeting.State.MINUTES_APPROVED
    if not is_out and not reader.reads_draft_minutes:
        return False
    found: bool = there_on(Resolution, as_of=as_of, minute__meeting=row.pk).exists()
    return found


def count_of_minutes(row: Meeting, reader: Reader, *, as_of: date) -> int:
    """Return how many minutes a reader may read of a meeting, as it is on the day shown."""
    is_out = row.state == Meeting.State.MINUTES_APPROVED or reader.reads_draft_minutes
    return there_on(Minute, as_of=as_of, meeting=row.pk).count() if is_out else 0


def _packs(row: Meeting, *, as_of: date) -> Iterable[Pack]:
    """Ask for the packs that were asked for by a day."""
    heavy = ("members_pdf", "public_pdf", "members_html", "public_html")
    return row.packs.filter(as_of__lte=as_of).defer(*heavy).order_by("-version")


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
