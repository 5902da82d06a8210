"""The minutes of a meeting as they are read and printed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import ClassVar

from governance.exempt.marks import Exemption, exemption_of_minute
from governance.exempt.reader import MEMBERS, PUBLIC, Reader
from governance.exempt.rows import visible
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of
from governance.models import Meeting, Minute
from governance.models.minute_taking import PointGroup
from governance.presenters.attendance import Present, present_lines
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.motions import movements_in_words, told_motion


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedLimb:
    """A limb as it was resolved; what became of it is no part of the minutes."""

    lead_in: str
    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteText:
    """One minute; ``exemption`` says why it is withheld from the public, if it is."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {"pk", "item", "number", "public_title", "public_summary"}
    )

    pk: int
    item: int | None
    number: int
    title: str
    public_title: str
    exemption: Exemption | None
    text: str
    groups: tuple[PointGroup, ...]
    text_after: str
    is_abridged: bool
    limbs: tuple[MinutedLimb, ...]
    public_summary: str = ""
    motion: tuple[str, ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """The minutes of a meeting, or an exempt minute by itself."""

    template_name: ClassVar[str] = "governance/minutes/minutes_body.html"

    head: MeetingHead
    chair: str
    ended_at: time | None
    present: tuple[Present, ...]
    movements: tuple[str, ...]
    minutes: tuple[MinuteText, ...]
    is_approved: bool
    circulated_on: date | None
    approved_on: date | None
    is_exempt_minute: bool = False

    @property
    def has_exempt(self) -> bool:
        """Whether any minute may not be read by the public."""
        return any(minute.exemption for minute in self.minutes)

    @property
    def is_abridged(self) -> bool:
        """Whether any minute is abridged."""
        return any(minute.is_abridged for minute in self.minutes)


def build_minutes_paper(slug: str, *, as_of: date, reader: Reader = MEMBERS) -> MinutesPaper:
    """Return a meeting's minutes; without the privilege, as the public may read them.

    Raises Meeting.DoesNotExist for an unknown meeting.
    """
    rows = Meeting.objects.select_related("committee", "approved_at")
    # What the public reads is asked of the register before; a body’s own print is not its.
    row = (rows if reader == PUBLIC else visible(rows, reader)).get(slug=slug)
    minutes = row.minutes.select_related("item__report", "motion").prefetch_related(
        "resolutions", "item__report__appendices"
    )
    paper = MinutesPaper(
        head=meeting_head(row),
        chair=row.chair_as_written,
        ended_at=row.ended_at,
        present=tuple(present_lines(row.attendances.all())),
        movements=movements_in_words(row),
        minutes=tuple(
            minute_text(each, chair=row.committee.chair)
            for each in minutes.order_by("order", "pk")
        ),
        is_approved=row.state == Meeting.State.MINUTES_APPROVED,
        circulated_on=row.minutes_circulated_on,
        approved_on=row.approved_at.held_on if row.approved_at else None,
    )
    return paper if reader.of(row.committee_id).reads_exempt else public_minutes_paper(paper)


def public_minutes_paper(paper: MinutesPaper) -> MinutesPaper:
    """Return minutes of which each exempt one is left its number, public title and paragraph."""
    minutes = tuple(
        told(each, PUBLIC, title=each.public_title, is_withheld=True) for each in paper.minutes
    )
    return replace(paper, minutes=minutes, head=replace(paper.head, note="", source=""))


def exempt_minutes(paper: MinutesPaper) -> tuple[MinutesPaper, ...]:
    """Return each exempt minute by itself, as it stands after the others in the members' copy."""
    return tuple(
        replace(
            paper,
            minutes=(minute,),
            present=(),
            movements=(),
            chair="",
            ended_at=None,
            is_exempt_minute=True,
        )
        for minute in paper.minutes
        if minute.exemption
    )


def minute_text(row: Minute, *, chair: str) -> MinuteText:
    """Return one minute with its limbs and what stands behind them."""
    return MinuteText(
        pk=row.pk,
        item=row.item_id,
        number=row.number,
        title=row.title,
        public_title=public_title_of(row),
        exemption=exemption_of_minute(row),
        text=row.text,
        groups=tuple(point_groups(row)),
        text_after=row.text_after,
        is_abridged=row.is_abridged,
        limbs=tuple(
            MinutedLimb(lead_in=limb.lead_in, letter=limb.letter, text=limb.text)
            for limb in row.resolutions.all()
        ),
        public_summary=row.public_summary,
        motion=told_motion(getattr(row, "motion", None), chair=chair),
    )


def point_groups(row: Minute) -> Iterable[PointGroup]:
    """Yield every point in its order, under the words that lead it in where there are some."""
    reached = 0
    for group in sorted(row.point_groups, key=lambda each: int(each["from"])):
        if before := tuple(row.points[reached : group["from"] - 1]):
            yield PointGroup(lead_in="", points=before)
        own = tuple(row.points[group["from"] - 1 : group["to"]])
        yield PointGroup(lead_in=group["lead_in"], points=own)
        reached = group["to"]
    if rest := tuple(row.points[reached:]):
        yield PointGroup(lead_in="", points=rest)
