"""Which way a rating went between two days: values in, a direction and its words out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.grounds import Ground
from herefordshire_cs.lib.rag import Level, Role
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence


class Direction(StrEnum):
    """Which way it went; a word, never an arrow alone."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How something stood on a day: its rating, and what that rests on where it has a ground."""

    level: Level
    ground: Ground | None = None

    @property
    def words(self) -> str:
        """The position in words, as ``red`` or ``in place but not kept``."""
        if self.level.role is Role.NOT_RATED and self.ground in KEPT_RANKS:
            return self.ground.words
        return mid_sentence(self.level.word)

    @property
    def rank(self) -> int:
        """How good it is: amber and not rated are neither better nor worse than each other."""
        if self.level.role is Role.NOT_RATED and self.ground in KEPT_RANKS:
            return KEPT_RANKS[self.ground]
        return RANKS.get(self.level.role, AS_NOT_RATED)


AS_NOT_RATED = 2
RANKS = {
    Role.OFF_TRACK: 0,
    Role.AT_RISK: AS_NOT_RATED,
    Role.ON_TRACK: 4,
    Role.COMPLETE: 5,
    Role.EMBEDDED: 6,
}
KEPT_RANKS = {Ground.NOT_KEPT: 1, Ground.NOT_SHOWN: 2, Ground.KEPT: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Which way something went since a day, and in words from what to what."""

    since: date
    direction: Direction
    words: str

    @property
    def sentence(self) -> str:
        """The movement in full, as ``Worse since 13 March 2006: was not rated, now red``."""
        if self.direction is Direction.NEW:
            return f"New since {day_in_words(self.since)}"
        than = "as on" if self.direction is Direction.SAME else "since"
        which = f"{self.direction.value.capitalize()} {than} {day_in_words(self.since)}"
        return f"{which}: {self.words}"


def movement(was: Position | None, now: Position, *, since: date) -> Movement:
    """Return which way something went since a day; new where it was not there then."""
    if was is None:
        return Movement(since=since, direction=Direction.NEW, words=f"now {now.words}")
    direction = Direction.SAME
    if now.rank != was.rank:
        direction = Direction.BETTER if now.rank > was.rank else Direction.WORSE
    words = f"was {was.words}, now {now.words}" if was.words != now.words else now.words
    return Movement(since=since, direction=direction, words=words)
