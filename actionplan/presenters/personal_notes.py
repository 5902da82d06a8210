"""Notes of a plan that tell of a person: those that may, row by row, and who reads which."""

from dataclasses import replace
from datetime import date

from actionplan.models import ProgressUpdate
from actionplan.models.progress import READ_BOARD_NOTES
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import PlanAccess, access_of
from herefordshire_cs.lib.text.personal import Finding, asked


def notes_that_tell(plan: str, *, as_of: date) -> list[tuple[str, Finding]]:
    """Return what was found in the notes of a plan up to a day, with the reference of each action.

    Notes for the board only, and those that stand for a reason which was given, are not among
    them. One query.
    """
    rows = (
        ProgressUpdate.objects.known(as_of=as_of)
        .filter(action__plan__slug=plan, is_for_board=False, kept_reason="")
        .order_by("action__recommendation__number", "action__order", "pk")
    )
    return [
        (reference, found)
        for reference, words in rows.values_list("action__reference", "narrative")
        for found in asked(words)
    ]


def telling_access(user: User) -> PlanAccess:
    """Return which plans there are for a user, and whether notes for the board are told to them.

    The council’s officers read them, and whom a plan’s owner lets read it: its board.
    """
    reads = user.has_perm(READ_BOARD_NOTES)
    return replace(access_of(user), reads_board_notes=reads, reader=user.pk)
