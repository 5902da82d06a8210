"""The minutes of a meeting as they are read and printed, and what became of each resolution."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from governance.models import Attendance, Meeting, Membership, Minute, Resolution
from governance.reports.meetings import MeetingHead, meeting_head


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Those of one presence and capacity, as they are listed."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointGroup:
    """Points noted in debate, and the words that lead them in."""

    lead_in: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbLine:
    """One limb of a resolution: what it asks of whom, and what became of it."""

    pk: int
    meeting: str
    held_on: date
    minute: int
    title: str
    lead_in: str
    letter: str
    text: str
    requested_of: str
    due_on: date | None
    due_words: str
    state: str
    state_words: str
    reply: str
    replied_on: date | None
    action_plan: str
    action_reference: str
    closed_on: date | None
    is_late: bool

    @property
    def reference(self) -> str:
        """The limb by meeting, minute and letter."""
        return f"{self.minute}{f' ({self.letter})' if self.letter else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteText:
    """One minute."""

    number: int
    title: str
    text: str
    groups: tuple[PointGroup, ...]
    text_after: str
    is_abridged: bool
    limbs: tuple[LimbLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """The minutes of a meeting."""

    template_name: ClassVar[str] = "governance/reports/minutes.html"

    head: MeetingHead
    chair: str
    ended_at: time | None
    present: tuple[Present, ...]
    minutes: tuple[MinuteText, ...]
    is_approved: bool

    @property
    def is_abridged(self) -> bool:
        """Whether any minute is abridged."""
        return any(minute.is_abridged for minute in self.minutes)


def build_minutes_paper(slug: str, *, as_of: date) -> MinutesPaper:
    """Return a meeting's minutes. Raises Meeting.DoesNotExist for an unknown meeting."""
    row = Meeting.objects.select_related("committee").get(slug=slug)
    rows = row.minutes.prefetch_related("resolutions").order_by("order")
    return MinutesPaper(
        head=meeting_head(row),
        chair=row.chair_as_written,
        ended_at=row.ended_at,
        present=tuple(present_lines(row.attendances.all())),
        minutes=tuple(minute_text(each, row, as_of=as_of) for each in rows),
        is_approved=row.state == Meeting.State.MINUTES_APPROVED,
    )


def present_lines(rows: Iterable[Attendance]) -> Iterable[Present]:
    """Yield who was there by capacity, then who was in attendance, then apologies."""
    found: dict[str, list[str]] = {}
    for row in rows:
        title = row.get_presence_display()
        if row.presence == Attendance.Presence.PRESENT:
            title = f"Present: {row.get_capacity_display() or 'others'}"
        found.setdefault(title, []).append(_named(row))
    for title, names in found.items():
        yield Present(title=title, names=tuple(names))


def _named(row: Attendance) -> str:
    """Return a name with the office held or the body represented."""
    councillor = Membership.Capacity.COUNCILLOR
    name = f"Councillor {row.name}" if row.capacity == councillor else row.name
    told = row.get_office_display() or row.represents
    return f"{name} ({told})" if told else name


def minute_text(row: Minute, meeting: Meeting, *, as_of: date) -> MinuteText:
    """Return one minute with its limbs."""
    return MinuteText(
        number=row.number,
        title=row.title,
        text=row.text,
        groups=tuple(point_groups(row)),
        text_after=row.text_after,
        is_abridged=row.is_abridged,
        limbs=tuple(limb_line(limb, row, meeting, as_of=as_of) for limb in row.resolutions.all()),
    )


def point_groups(row: Minute) -> Iterable[PointGroup]:
    """Yield the points under the words that lead them in; the others by themselves."""
    if not row.point_groups:
        if row.points:
            yield PointGroup(lead_in="", points=tuple(row.points))
        return
    for group in row.point_groups:
        points = row.points[group["from"] - 1 : group["to"]]
        yield PointGroup(lead_in=group["lead_in"], points=tuple(points))


def limb_line(row: Resolution, minute: Minute, meeting: Meeting, *, as_of: date) -> LimbLine:
    """Return one limb."""
    is_open = row.state in (Resolution.State.OPEN, Resolution.State.REPLIED)
    return LimbLine(
        pk=row.pk,
        meeting=meeting.slug,
        held_on=meeting.held_on,
        minute=minute.number,
        title=minute.title,
        lead_in=row.lead_in,
        letter=row.letter,
        text=row.text,
        requested_of=row.requested_of,
        due_on=row.due_on,
        due_words=row.due_words,
        state=row.state,
        state_words=row.get_state_display(),
        reply=row.reply,
        replied_on=row.replied_on,
        action_plan=row.action_plan,
        action_reference=row.action_reference,
        closed_on=row.closed_on,
        is_late=is_open and row.due_on is not None and row.due_on < as_of,
    )


def build_tracker(*, as_of: date) -> tuple[LimbLine, ...]:
    """Return every limb that asks for something, the open ones first."""
    rows = (
        Resolution.objects.exclude(state=Resolution.State.NOTED)
        .select_related("minute__meeting__committee")
        .filter(minute__meeting__held_on__lte=as_of)
        .order_by("minute__meeting__held_on", "minute__order", "order")
    )
    lines = [limb_line(row, row.minute, row.minute.meeting, as_of=as_of) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.state == Resolution.State.CLOSED))
