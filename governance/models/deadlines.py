"""How many days this council's own rules give."""

from governance.statutory import OwnDays
from herefordshire_cs.lib.council import council_words


def own_days() -> OwnDays:
    """Return the days of the council's record, with where each is written."""
    words = council_words()
    return OwnDays(
        questions=words.question_days,
        call_in=words.call_in_days,
        decisions=words.decisions_days,
        questions_source=words.question_source,
        call_in_source=words.call_in_source,
        decisions_source=words.decisions_source,
    )
