"""What a red rating, or none, rests on: values in, a ground and its words out.

Each figure of the red and the not rated is split by it, and of what is not started or closed
where a scheme has levels for these; green and amber need no ground.
"""

from datetime import date
from enum import StrEnum

from actionplan.arrangements import Observance, judge
from actionplan.rag import Facts, Scheme, Status, has_lapsed, is_past, rate_action
from herefordshire_cs.lib.rag import Role, Scale, Voice
from herefordshire_cs.lib.text.words import mid_sentence


class Ground(StrEnum):
    """What a red rating, or none, rests on: each figure is split by it."""

    NEVER_REPORTED = "never reported"
    UNDER_WAY = "under way"
    RATED_SO = "rated so"
    NOT_DUE = "not due"
    WITH_WORD = "with word"
    NO_BY_WHEN = "no by-when"
    NO_WORD = "no word"
    KEPT = "kept"
    NOT_KEPT = "not kept"
    NOT_SHOWN = "not shown"
    DROPPED = "dropped"
    SPARED = "spared"

    @property
    def words(self) -> str:
        """The ground as it is printed beside a figure."""
        return GROUND_WORDS[self]

    def words_in(self, scale: Scale) -> str:
        """Return the same where off track may be called otherwise than red."""
        if self is not Ground.SPARED:
            return self.words
        red = mid_sentence(scale.off_track.word)
        return f"past its by-when, not {red} by the plan’s rule"


GROUND_WORDS = {
    Ground.NEVER_REPORTED: "nothing ever reported",
    Ground.UNDER_WAY: "under way",
    Ground.RATED_SO: "rated so by a lead or a director",
    Ground.NOT_DUE: "not due yet, nothing reported",
    Ground.WITH_WORD: "in time, with word",
    Ground.NO_BY_WHEN: "no by-when",
    Ground.NO_WORD: "under way, no word within the reporting cycle",
    Ground.KEPT: "in place and kept",
    Ground.NOT_KEPT: "in place but not kept",
    Ground.NOT_SHOWN: "in place with nothing to show whether kept",
    Ground.DROPPED: "no longer pursued",
    Ground.SPARED: "past its by-when, not red by the plan’s rule",
}
# The levels that are split, by their roles, with the grounds that each may have in their order.
GROUNDS_OF_ROLE = {
    Role.OFF_TRACK: (Ground.UNDER_WAY, Ground.NEVER_REPORTED, Ground.RATED_SO),
    Role.NOT_STARTED: (Ground.NOT_DUE, Ground.NO_BY_WHEN, Ground.RATED_SO),
    Role.NOT_RATED: (
        Ground.NOT_DUE,
        Ground.SPARED,
        Ground.WITH_WORD,
        Ground.NO_WORD,
        Ground.NO_BY_WHEN,
        Ground.KEPT,
        Ground.NOT_KEPT,
        Ground.NOT_SHOWN,
        Ground.RATED_SO,
        Ground.DROPPED,
    ),
    Role.CLOSED: (Ground.DROPPED, Ground.RATED_SO),
}
GROUND_OF_KEPT = {
    Observance.KEPT: Ground.KEPT,
    Observance.NOT_KEPT: Ground.NOT_KEPT,
    Observance.NOT_SHOWN: Ground.NOT_SHOWN,
}


def ground_of(facts: Facts, scheme: Scheme, *, as_of: date) -> Ground | None:
    """Return what a red rating, or none, rests on; nothing for green and amber.

    ``ground_expression`` states the same for the database; a test proves the two equal.
    """
    rating = rate_action(facts, scheme, as_of=as_of)
    if rating.level.role not in GROUNDS_OF_ROLE:
        return None
    if rating.voice in {Voice.DIRECTOR, Voice.LEAD}:
        return Ground.RATED_SO
    if facts.status is Status.DROPPED:
        return Ground.DROPPED
    if rating.level.role is Role.OFF_TRACK:
        is_unheard = facts.status is Status.NOT_REPORTED
        return Ground.NEVER_REPORTED if is_unheard else Ground.UNDER_WAY
    if facts.status is Status.IN_PLACE:
        return GROUND_OF_KEPT[how_it_is_kept(facts, as_of=as_of)]
    return _ground_of_none(facts, scheme, as_of=as_of)


def _ground_of_none(facts: Facts, scheme: Scheme, *, as_of: date) -> Ground:
    """Return why nobody rated an Action that is neither dropped nor an arrangement."""
    is_unheard = facts.status is Status.NOT_REPORTED
    if not is_unheard and has_lapsed(facts, scheme, as_of=as_of):
        return Ground.NO_WORD
    if facts.by_when_latest is None:
        return Ground.NO_BY_WHEN
    if is_past(facts, as_of=as_of):
        return Ground.SPARED
    return Ground.NOT_DUE if is_unheard else Ground.WITH_WORD


def how_it_is_kept(facts: Facts, *, as_of: date) -> Observance:
    """Say whether a standing arrangement is kept on a day."""
    return judge(kept_on=facts.kept_on, until=facts.kept_until, as_of=as_of)
