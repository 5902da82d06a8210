"""The answer to what somebody asked, as it stood on a day."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import ByWhenRequest, CompletionClaim
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with who gave it and why, or that there is none yet."""

    in_words: str
    words: str = ""
    is_given: bool = False


def answer_of(row: ByWhenRequest | CompletionClaim, *, as_of: date) -> Answer:
    """Return the answer to a request as it stood on a day; taken back, it needs no name."""
    if row.answered_on is None or row.answered_on > as_of:
        return Answer(in_words=f"Waits for {row.approver.name}")
    is_taken_back = row.answer == type(row).Answer.TAKEN_BACK
    by = f" by {row.answered_by.name}" if row.answered_by and not is_taken_back else ""
    on = day_in_words(row.answered_on)
    return Answer(
        in_words=f"{row.get_answer_display()}{by} on {on}", words=row.answer_words, is_given=True
    )
