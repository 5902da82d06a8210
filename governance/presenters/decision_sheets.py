"""What a meeting decided and what it asked for, on a sheet that is out before the minutes are.

A sheet says what is on record when it is read, and which of it was changed or minuted after the
sheet was issued. What is exempt of it is told as the minutes tell it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from governance.exempt.marks import Exemption, exemption_of_minute
from governance.exempt.reader import PUBLIC, Reader
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of
from governance.models import Meeting, Minute, Motion, Resolution
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.motions import told_motion
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A limb: what was resolved, of whom anything is asked, and by when."""

    letter: str
    text: str
    asked_of: str
    by_when: str

    @property
    def is_asked(self) -> bool:
        """Whether anybody is asked for anything."""
        return bool(self.asked_of or self.by_when)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedItem:
    """What was decided on one item; ``exemption`` says why it is withheld, if it is.

    ``since_issue``: whether it was added or changed after the sheet was issued, blank if neither.
    """

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {"pk", "number", "public_title", "since_issue"}
    )

    pk: int
    number: int
    title: str
    public_title: str
    exemption: Exemption | None
    lead_in: str
    limbs: tuple[Decided, ...]
    motion: tuple[str, ...]
    since_issue: str = ""
    is_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSheet:
    """The decisions of a meeting, and the actions among them.

    ``taken_out`` are the numbers of the minutes that resolved something when the sheet was issued
    and do so no more.
    """

    template_name: ClassVar[str] = "governance/decision_sheets/sheet_body.html"

    head: MeetingHead
    decisions: tuple[DecidedItem, ...]
    left: int
    issued_on: date | None
    is_approved: bool
    taken_out: tuple[int, ...] = ()

    @property
    def changed(self) -> tuple[DecidedItem, ...]:
        """The decisions that were changed or minuted since the sheet was issued."""
        return tuple(decision for decision in self.decisions if decision.since_issue)

    @property
    def is_withheld(self) -> bool:
        """Whether any decision is withheld from whoever it was made for."""
        return any(decision.is_withheld for decision in self.decisions)

    @property
    def actions(self) -> tuple[tuple[DecidedItem, Decided], ...]:
        """What is asked of anybody, each with the decision that asks it."""
        return tuple(
            (decision, limb)
            for decision in self.decisions
            for limb in decision.limbs
            if limb.is_asked
        )


def build_sheet(row: Meeting, *, reader: Reader) -> DecisionSheet:
    """Return the sheet of a meeting as its reader may know of it; its body was fetched along."""
    reader = reader if reader == PUBLIC else reader.of(row.committee_id)
    minutes = row.minutes.select_related("item__report", "motion").prefetch_related(
        "resolutions", "item__report__appendices"
    )
    deciding = [row for row in minutes.order_by("order", "pk") if row.resolutions.all()]
    before = _decided_at_issue(row)
    lines = [_decision(minute, row.committee.chair, before) for minute in deciding]
    return DecisionSheet(
        head=meeting_head(row),
        decisions=tuple(_told(line, reader) for line in lines),
        left=row.items.filter(minutes=None).count(),
        issued_on=row.decisions_issued_on,
        is_approved=row.state == Meeting.State.MINUTES_APPROVED,
        taken_out=_taken_out(before, deciding),
    )


def _told(line: DecidedItem, reader: Reader) -> DecidedItem:
    return told(line, reader, title=line.public_title, is_withheld=True)


def _decision(row: Minute, chair: str, before: Mapping[int, Any] | None) -> DecidedItem:
    limbs = list(row.resolutions.all())
    motion = getattr(row, "motion", None)
    return DecidedItem(
        pk=row.pk,
        number=row.number,
        title=row.title,
        public_title=public_title_of(row),
        exemption=exemption_of_minute(row),
        lead_in=limbs[0].lead_in,
        limbs=tuple(
            Decided(
                letter=limb.letter,
                text=limb.text,
                asked_of=limb.requested_of,
                by_when=limb.due_words or (day_in_words(limb.due_on) if limb.due_on else ""),
            )
            for limb in limbs
        ),
        motion=told_motion(motion, chair=chair),
        since_issue="" if before is None else _since_issue(row, limbs, motion, before.get(row.pk)),
    )


# --- What was changed since ----------------------------------------------------------------------

_OF_LIMB = ("letter", "text", "requested_of", "due_on", "due_words")
_OF_MOTION = (
    *("outcome", "moved_by", "seconded_by", "votes_for", "votes_against", "abstained"),
    *("did_not_vote", "casting", "named"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AtIssue:
    """What a minute had resolved when the sheet was issued, as the sheet says it."""

    number: int
    limbs: frozenset[Any]
    motion: Any


def _decided_at_issue(row: Meeting) -> dict[int, _AtIssue] | None:
    """Return what each minute had resolved when the sheet of a meeting was issued, by its key.

    None where it was not issued, or its history does not say when. Four statements.
    """
    if row.decisions_issued_on is None:
        return None
    issued = Meeting.history.filter(id=row.pk, decisions_issued_on__isnull=False)
    at = issued.order_by("history_date", "history_id").values_list("history_date", flat=True)
    first = at.first()
    if first is None:
        return None
    minutes = _as_it_was(Minute.history.filter(meeting=row.pk), at=first)
    limbs = _as_it_was(Resolution.history.filter(minute__in=list(minutes)), at=first)
    motions = _as_it_was(Motion.history.filter(minute__in=list(minutes)), at=first)
    of_minute: dict[int, list[Any]] = {}
    for limb in limbs.values():
        of_minute.setdefault(limb.minute_id, []).append(limb)
    moved = {motion.minute_id: motion for motion in motions.values()}
    return {
        key: _AtIssue(
            number=minutes[key].number,
            limbs=_limbs_in_words(of_minute[key]),
            motion=_motion_in_words(moved.get(key)),
        )
        for key in of_minute
    }


def _as_it_was(records: Any, *, at: datetime) -> dict[int, Any]:
    """Return the last record of each row by an instant, by its key, but for what was deleted."""
    found: dict[int, Any] = {}
    for record in records.filter(history_date__lte=at).order_by("history_date", "history_id"):
        found[record.id] = record
    return {key: record for key, record in found.items() if record.history_type != "-"}


def _limbs_in_words(limbs: Iterable[Any]) -> frozenset[Any]:
    return frozenset(tuple(getattr(limb, name) for name in _OF_LIMB) for limb in limbs)


def _motion_in_words(motion: Any) -> Any:
    return repr([getattr(motion, name) for name in _OF_MOTION]) if motion is not None else ""


def _since_issue(
    row: Minute, limbs: Iterable[Resolution], motion: Motion | None, before: _AtIssue | None
) -> str:
    """Say whether a decision was added or changed since the sheet was issued."""
    if before is None:
        return "added"
    now = row.number, _limbs_in_words(limbs), _motion_in_words(motion)
    is_same = now == (before.number, before.limbs, before.motion)
    return "" if is_same else "changed"


def _taken_out(
    before: Mapping[int, _AtIssue] | None, deciding: Iterable[Minute]
) -> tuple[int, ...]:
    """Return the numbers of the minutes that resolve nothing any more."""
    now = {row.pk for row in deciding}
    gone = [was.number for key, was in (before or {}).items() if key not in now]
    return tuple(sorted(gone))
