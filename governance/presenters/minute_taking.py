"""How far the minutes of a meeting are, and what is left to minute."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from governance.models import AgendaItem, Meeting, Minute
from governance.models.minute_taking import LimbDraft, MinuteDraft, MotionDraft
from governance.presenters.agendas import agenda_of
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.minutes import point_groups
from governance.presenters.motions import movements_in_words, who_came

MOTION_FIELDS = [field.name for field in fields(MotionDraft) if field.name != "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMinute:
    """An item of the agenda, or what was not on it, with the minute of it, if there is one.

    ``is_withheld`` is of the minute once there is one: the public may not read it.
    """

    item: int | None
    place: int | None
    title: str
    is_withheld: bool
    minute: int | None
    number: int | None
    minute_title: str
    limbs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedMinute:
    """A minute that was changed after the minutes were circulated."""

    number: int
    at: datetime
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingPage:
    """How far the minutes of a meeting are."""

    head: MeetingHead
    chair: str
    items: tuple[ToMinute, ...]
    attendances: int
    declarations: int
    movements: tuple[str, ...]
    quorum: int | None
    short: tuple[str, ...]
    circulated_on: date | None
    circulated_to: tuple[str, ...]
    edited: tuple[EditedMinute, ...]
    approved_on: date | None

    @property
    def is_approved(self) -> bool:
        """Whether nothing can be changed any more."""
        return self.head.state == Meeting.State.MINUTES_APPROVED

    @property
    def left(self) -> int:
        """How many items are still to be minuted."""
        return sum(each.minute is None for each in self.items)


def build_taking_page(meeting: Meeting) -> TakingPage:
    """Return how far the minutes of a meeting are; the caller has fetched its committee along."""
    circulated_on = meeting.minutes_circulated_on
    return TakingPage(
        head=meeting_head(meeting),
        chair=meeting.chair_as_written,
        items=to_minute(meeting),
        attendances=meeting.attendances.count(),
        declarations=meeting.declarations.count(),
        movements=movements_in_words(meeting, meeting.movements.select_related("item")),
        quorum=meeting.committee.quorum,
        short=tuple(short_of_quorum(meeting)),
        circulated_on=circulated_on,
        circulated_to=members_on(meeting, circulated_on) if circulated_on else (),
        edited=edited_since(meeting) if circulated_on else (),
        approved_on=meeting.approved_at.held_on if meeting.approved_at else None,
    )


def short_of_quorum(meeting: Meeting) -> Iterator[str]:
    """Yield for which items too few with a vote were there, once the attendance is taken."""
    if meeting.committee.quorum is None or not meeting.attendances.exists():
        return
    came = who_came(meeting)
    items = list(meeting.items.order_by("order"))
    begun = came.at(items[0] if items else None)
    if begun.is_short:
        yield f"{begun.present} with a vote were there at the beginning."
        return
    for place, item in enumerate(items, start=1):
        voters = came.at(item)
        if voters.is_short:
            yield f"Item {place}: {voters.present} with a vote were there."


def to_minute(meeting: Meeting) -> tuple[ToMinute, ...]:
    """Return the items in their order with their minutes, then the minutes of no item."""
    rows = meeting.minutes.select_related("item__report").prefetch_related(
        "resolutions", "item__report__appendices"
    )
    minutes = list(rows.order_by("order", "pk"))
    of_items = {row.item_id: row for row in minutes if row.item_id is not None}
    lines = [
        _line(item, place, of_items.get(item.pk))
        for place, item in enumerate(agenda_of(meeting), 1)
    ]
    blank = ToMinute(
        item=None,
        place=None,
        title="",
        is_withheld=False,
        minute=None,
        number=None,
        minute_title="",
        limbs=0,
    )
    lines += [_with_minute(blank, row) for row in minutes if row.item_id is None]
    return tuple(lines)


def _line(item: AgendaItem, place: int, minute: Minute | None) -> ToMinute:
    line = ToMinute(
        item=item.pk,
        place=place,
        title=item.title,
        is_withheld=item.withheld_as is not None,
        minute=None,
        number=None,
        minute_title="",
        limbs=0,
    )
    return _with_minute(line, minute) if minute else line


def _with_minute(line: ToMinute, row: Minute) -> ToMinute:
    limbs = len(row.resolutions.all())
    return replace(
        line,
        minute=row.pk,
        number=row.number,
        minute_title=row.title,
        limbs=limbs,
        is_withheld=row.withheld_as is not None,
    )


def members_on(meeting: Meeting, day: date) -> tuple[str, ...]:
    """Return the members of the committee on a day, to whom its draft minutes are sent."""
    return tuple(str(row) for row in meeting.committee.memberships.on(day))


def edited_since(meeting: Meeting) -> tuple[EditedMinute, ...]:
    """Return what was recorded of the minutes after they were first circulated."""
    sent = meeting.history.exclude(minutes_circulated_on=None)
    first = sent.order_by("history_date", "history_id").first()
    if first is None:
        return ()
    rows = Minute.history.filter(meeting=meeting.pk, history_date__gt=first.history_date)
    return tuple(
        EditedMinute(
            number=row.number,
            at=row.history_date,
            who=row.history_user.name if row.history_user else "",
        )
        for row in rows.select_related("history_user").order_by("history_date", "history_id")
    )


def draft_of(row: Minute) -> MinuteDraft:
    """Return what a minute on record says, to be written on."""
    limbs = list(row.resolutions.all())
    return MinuteDraft(
        number=row.number,
        title=row.title,
        text=row.text,
        groups=tuple(point_groups(row)),
        text_after=row.text_after,
        lead_in=limbs[0].lead_in if limbs else "RESOLVED: THAT",
        limbs=tuple(
            LimbDraft(
                pk=limb.pk,
                text=limb.text,
                requested_of=limb.requested_of,
                due_on=limb.due_on,
                due_words=limb.due_words,
            )
            for limb in limbs
        ),
        motion=motion_draft_of(row),
    )


def motion_draft_of(row: Minute) -> MotionDraft:
    """Return what stands behind a minute's resolution, to be written on."""
    motion = getattr(row, "motion", None)
    if motion is None:
        return MotionDraft()
    said = {name: getattr(motion, name) for name in MOTION_FIELDS}
    return MotionDraft(**said, named=tuple((each["name"], each["cast"]) for each in motion.named))
