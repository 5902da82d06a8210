"""The tracker of resolutions: what is open, what is late, and how each came to stand so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from governance.exempt.reader import Reader
from governance.models import Resolution
from governance.presenters.resolutions import OPEN, LimbLine, limb_lines, limb_rows, readable_limbs


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCount:
    """How many limbs are open, and how many of them are past their day."""

    total: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbChange:
    """What was recorded of a limb at an instant, and by whom."""

    at: datetime
    who: str
    words: str
    reason: str


def build_tracker(
    rows: Iterable[Resolution], *, as_of: date, reader: Reader
) -> tuple[LimbLine, ...]:
    """Return limbs as lines, the open ones first."""
    lines = readable_limbs(limb_lines(rows, as_of=as_of), reader=reader)
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def tracked_rows(*, as_of: date, reader: Reader) -> QuerySet[Resolution]:
    """Ask for every limb that asks for something, of the meetings held by a day."""
    asked = limb_rows(reader=reader).exclude(state=Resolution.State.NOTED)
    return asked.filter(minute__meeting__held_on__lte=as_of)


def count_open(*, as_of: date, reader: Reader) -> OpenCount:
    """Count what is open, in one query."""
    rows = tracked_rows(as_of=as_of, reader=reader).filter(state__in=OPEN)
    days = list(rows.values_list("due_on", flat=True))
    return OpenCount(total=len(days), late=sum(day is not None and day < as_of for day in days))


def limb_history(row: Resolution) -> tuple[LimbChange, ...]:
    """Return what was recorded of a limb, the newest first; what changes nothing is left out."""
    records = list(
        row.history.select_related("history_user").order_by("history_date", "history_id")
    )
    changes = []
    before = None
    for record in records:
        words = _change_in_words(before, record)
        if words:
            user = record.history_user
            changes.append(
                LimbChange(
                    at=record.history_date,
                    who=user.name if user else "",
                    words=words,
                    reason=record.history_change_reason or "",
                )
            )
        before = record
    return tuple(reversed(changes))


def _change_in_words(before: object | None, record: object) -> str:
    """Say what one record of a limb changed."""
    if before is None:
        return f"Recorded: {_state(record)}"
    said = []
    if before.state != record.state:  # type: ignore[attr-defined]
        said.append(_state(record))
    for names, words in CHANGES:
        if any(getattr(before, name) != getattr(record, name) for name in names):
            said.append(words)
    return "; ".join(said)


def _state(record: object) -> str:
    return str(record.get_state_display())  # type: ignore[attr-defined]


CHANGES = (
    (("text", "letter", "lead_in"), "the wording changed"),
    (("requested_of", "due_on", "due_words"), "of whom or by when changed"),
    (("reply",), "a reply was written"),
    (
        ("action_plan", "action_reference", "action_recommendation"),
        "the action that it became was named",
    ),
)
