"""The tracker of resolutions: what is open, what is late, and how each came to stand so."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.exempt.reader import Reader
from governance.models import Resolution
from governance.models.resolutions import ResolutionQuerySet
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
    rows: ResolutionQuerySet, *, as_of: date, reader: Reader
) -> tuple[LimbLine, ...]:
    """Return limbs that asked for something by a day as lines, the open ones first."""
    asked = limb_lines(rows, as_of=as_of, states=Resolution.ASKED)
    lines = readable_limbs(asked, reader=reader)
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def tracked_rows(*, as_of: date, reader: Reader) -> ResolutionQuerySet:
    """Ask for every limb that may ask for something, of the meetings held by a day."""
    asked = limb_rows(reader=reader).in_states(Resolution.ASKED, as_of=as_of)
    return asked.filter(minute__meeting__held_on__lte=as_of)


def count_open(*, as_of: date, reader: Reader) -> OpenCount:
    """Count what is open on a day, in one query where nothing was recorded since."""
    rows = tracked_rows(as_of=as_of, reader=reader).in_states(OPEN, as_of=as_of)
    lines = [line for line in build_tracker(rows, as_of=as_of, reader=reader) if line.is_open]
    return OpenCount(total=len(lines), late=sum(line.is_late for line in lines))


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
