"""The minutes of a meeting as they are read and printed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, ClassVar

from governance.exempt.marks import Exemption, exemption_of_minute
from governance.exempt.reader import MEMBERS, PUBLIC, Reader
from governance.exempt.rows import visible
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of
from governance.models import Attendance, Meeting, Minute, Motion, Movement, Resolution
from governance.models.minute_taking import PointGroup
from governance.models.past import all_on, meetings_on, on_day, recorded_since, the_one
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
    # What the public reads is asked of the register before; a body’s own print is not its.
    rows = Meeting.objects.all() if reader == PUBLIC else visible(Meeting.objects.all(), reader)
    found = meetings_on(rows.filter(slug=slug).annotate(**since(as_of)), as_of=as_of)
    row: Any = the_one(found)
    moved: Iterable[Movement] = row.movements.select_related("item")
    came: Iterable[Attendance] = row.attendances.all()
    if row.came_since:
        moved = all_on(row.movements.select_related("item"), as_of=as_of, meeting=row.pk)
        came = all_on(row.attendances.all(), as_of=as_of, meeting=row.pk)
    paper = MinutesPaper(
        head=meeting_head(row),
        chair=row.chair_as_written,
        ended_at=row.ended_at,
        present=tuple(present_lines(sorted(came, key=lambda each: (each.order, each.pk)))),
        movements=movements_in_words(row, moved),
        minutes=minutes_on(row, as_of=as_of, is_past=row.minuted_since),
        is_approved=row.state == Meeting.State.MINUTES_APPROVED,
        circulated_on=row.minutes_circulated_on,
        approved_on=row.approved_at.held_on if row.approved_at else None,
    )
    return paper if reader.of(row.committee_id).reads_exempt else public_minutes_paper(paper)


def since(as_of: date) -> dict[str, Any]:
    """Return of a meeting whether who came, or what was resolved, was recorded after a day too."""
    return {
        "came_since": recorded_since(as_of, {Attendance: "meeting", Movement: "meeting"}),
        "minuted_since": recorded_since(
            as_of, {Motion: "minute__meeting", Resolution: "minute__meeting"}
        ),
    }


def minutes_on(row: Meeting, *, as_of: date, is_past: bool) -> tuple[MinuteText, ...]:
    """Return the minutes of a meeting in their order, as recorded by a day.

    ``is_past`` says whether motions or limbs of them were recorded after it.
    """
    rows = row.minutes.select_related("item__report", "motion")
    parts = () if is_past else ("resolutions",)
    rows = rows.prefetch_related("item__report__appendices", *parts).order_by("order", "pk")
    minutes = on_day(rows, as_of=as_of)
    resolved = _resolved_on(minutes, as_of=as_of) if is_past else None
    return tuple(
        minute_text(
            each,
            resolved[0].get(each.pk, []) if resolved else each.resolutions.all(),
            resolved[1].get(each.pk) if resolved else getattr(each, "motion", None),
            chair=row.committee.chair,
        )
        for each in sorted(minutes, key=lambda each: (each.order, each.pk))
    )


def _resolved_on(
    minutes: Iterable[Minute], *, as_of: date
) -> tuple[dict[int, list[Resolution]], dict[int, Motion]]:
    """Return the limbs and the motions of minutes, by the key of each, as recorded by a day."""
    keys = [each.pk for each in minutes]
    limbs: dict[int, list[Resolution]] = {}
    known = all_on(Resolution.objects.filter(minute__in=keys), as_of=as_of, minute__in=keys)
    for limb in sorted(known, key=lambda limb: (limb.order, limb.pk)):
        limbs.setdefault(limb.minute_id, []).append(limb)
    motions = all_on(Motion.objects.filter(minute__in=keys), as_of=as_of, minute__in=keys)
    return limbs, {motion.minute_id: motion for motion in motions}


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


def minute_text(
    row: Minute, limbs: Iterable[Resolution], motion: Motion | None, *, chair: str
) -> MinuteText:
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
            MinutedLimb(lead_in=limb.lead_in, letter=limb.letter, text=limb.text) for limb in limbs
        ),
        public_summary=row.public_summary,
        motion=told_motion(motion, chair=chair),
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
