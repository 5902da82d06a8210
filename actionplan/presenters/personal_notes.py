"""The notes of a plan that may tell who a child is, row by row, before a paper shows them."""

from datetime import date

from actionplan.models import ProgressUpdate
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
