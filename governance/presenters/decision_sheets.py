"""What a meeting decided and what it asked for, on a sheet that is out before the minutes are.

A sheet says what is on record when it is read: where a minute is changed after the sheet was
issued, it says so. What is exempt of it is told as the minutes tell it.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance.exempt.marks import Exemption, exemption_of_minute
from governance.exempt.reader import PUBLIC, Reader
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of
from governance.models import Meeting, Minute
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
    """What was decided on one item; ``exemption`` says why it is withheld, if it is."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset({"pk", "number", "public_title"})

    pk: int
    number: int
    title: str
    public_title: str
    exemption: Exemption | None
    lead_in: str
    limbs: tuple[Decided, ...]
    motion: tuple[str, ...]
    is_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSheet:
    """The decisions of a meeting, and the actions among them."""

    template_name: ClassVar[str] = "governance/decision_sheets/sheet_body.html"

    head: MeetingHead
    decisions: tuple[DecidedItem, ...]
    left: int
    issued_on: date | None
    is_approved: bool

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
    lines = [
        _decision(minute, row.committee.chair)
        for minute in minutes.order_by("order", "pk")
        if minute.resolutions.all()
    ]
    return DecisionSheet(
        head=meeting_head(row),
        decisions=tuple(_told(line, reader) for line in lines),
        left=row.items.filter(minutes=None).count(),
        issued_on=row.decisions_issued_on,
        is_approved=row.state == Meeting.State.MINUTES_APPROVED,
    )


def _told(line: DecidedItem, reader: Reader) -> DecidedItem:
    return told(line, reader, title=line.public_title, is_withheld=True)


def _decision(row: Minute, chair: str) -> DecidedItem:
    limbs = list(row.resolutions.all())
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
        motion=told_motion(getattr(row, "motion", None), chair=chair),
    )
