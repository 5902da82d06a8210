"""One note to several Actions of a lead: the same words, or that there is nothing new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from actionplan.models import Action
from actionplan.rag import Status
from actionplan.services.updates import ActionClosed, UpdatedMeanwhile, post_progress_update
from herefordshire_cs.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNote:
    """What is said of one Action, and the newest update of it that its writer had seen."""

    action: Action
    narrative: str
    seen_update: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPosted:
    """References of the Actions that were updated, of those updated meanwhile, of closed ones."""

    posted: tuple[str, ...]
    meanwhile: tuple[str, ...]
    closed: tuple[str, ...]


@transaction.atomic
def post_notes(
    notes: Iterable[OwnNote],
    *,
    author: User,
    on: date,
    at: datetime,
    kept_reason: str = "",
) -> NotesPosted:
    """Post a note to each Action, which goes on; return what became of each.

    It gives no rating and completes nothing. An Action that somebody updated after its writer
    looked, or that is closed, is left out and named. Raises ``Refusal`` of a closed plan.
    """
    found: dict[str, list[str]] = {"posted": [], "meanwhile": [], "closed": []}
    for note in notes:
        found[_post(note, author=author, on=on, at=at, kept_reason=kept_reason)].append(
            note.action.reference
        )
    return NotesPosted(**{name: tuple(references) for name, references in found.items()})


def _post(note: OwnNote, *, author: User, on: date, at: datetime, kept_reason: str) -> str:
    try:
        with transaction.atomic():
            post_progress_update(
                action=note.action,
                author=author,
                reported_on=on,
                recorded_on=on,
                recorded_at=at,
                narrative=note.narrative,
                status=Status.IN_PROGRESS,
                seen_update=note.seen_update,
                kept_reason=kept_reason,
            )
    except UpdatedMeanwhile:
        return "meanwhile"
    except ActionClosed:
        return "closed"
    return "posted"
