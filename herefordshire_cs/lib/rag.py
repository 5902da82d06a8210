"""What a rating is: a level of a scale, the sentence that explains it, and whose it is.

A scale has levels, each with its word, its colour, its shape and its role. The role is what rules
know; words and colours are the council's. Red, amber, green and not rated are the scale of 2006,
that of indicators, and what any other level amounts to where four have to do.
"""

# Longer than most: the four ratings, the levels that they are among, and what is counted of both.

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from herefordshire_cs.lib.palette import Colour, Shape
from herefordshire_cs.lib.text.words import mid_sentence

MOST_COLUMNS = 5  # of levels beside the other columns of a table; more stand in words
NOT_RATED_KEY = "none"  # of the one level of each scale that nobody gives; and of no rating


class Rag(StrEnum):
    """The four ratings, in the order in which they are always shown."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NONE = "none"

    @property
    def word(self) -> str:
        """The rating as it is printed: a word first, a colour second."""
        return {"none": "Not rated"}.get(self.value, self.value.capitalize())

    @property
    def severity(self) -> int:
        """Sort key: 0 for red, 3 for not rated."""
        return list(Rag).index(self)


class Role(StrEnum):
    """What a level means to the rules, the most urgent first."""

    OFF_TRACK = "off track"
    AT_RISK = "at risk"
    ON_TRACK = "on track"
    COMPLETE = "complete"
    EMBEDDED = "complete and embedded"
    NOT_STARTED = "not started"
    NOT_RATED = "not rated"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """The role as it is chosen."""
        return self.value.capitalize()

    @property
    def rag(self) -> Rag:
        """What it amounts to where there are four ratings."""
        return RAG_OF_ROLE.get(self, Rag.NONE)

    @property
    def severity(self) -> int:
        """Sort key: 0 for off track."""
        return list(Role).index(self)


RAG_OF_ROLE = {
    Role.OFF_TRACK: Rag.RED,
    Role.AT_RISK: Rag.AMBER,
    Role.ON_TRACK: Rag.GREEN,
    Role.COMPLETE: Rag.GREEN,
    Role.EMBEDDED: Rag.GREEN,
}
CLAIMS_COMPLETION = frozenset({Role.COMPLETE, Role.EMBEDDED})
# Nobody gives these to what goes on: dropping it, or saying nothing of it, does.
GIVEN_BY_NO_LEAD = frozenset({Role.CLOSED, Role.NOT_RATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a scale; ``key`` stays when its word, its colour or its shape is edited."""

    key: str
    word: str
    colour: Colour
    shape: Shape
    role: Role

    @property
    def rag(self) -> Rag:
        """What it amounts to where there are four ratings."""
        return self.role.rag

    @property
    def value(self) -> str:
        """The key, by the name that a Rag has for it."""
        return self.key


@dataclass(frozen=True)
class Scale:
    """The levels of a scheme, in the order in which they are always shown."""

    levels: tuple[Level, ...]

    def of(self, key: str) -> Level:
        """Return the level of a key; of one that the scale does not have, that of no rating."""
        return self.by_key.get(key, self.not_rated)

    def with_role(self, *roles: Role) -> tuple[Level, ...]:
        """Return the levels that have one of some roles."""
        return tuple(level for level in self.levels if level.role in roles)

    def keys(self, *roles: Role) -> list[str]:
        """Return the keys of the levels that have one of some roles."""
        return [level.key for level in self.with_role(*roles)]

    def first(self, *roles: Role) -> Level:
        """Return the first level of the first role that there is; else that of no rating."""
        found = (level for role in roles for level in self.with_role(role))
        return next(found, self.not_rated)

    @cached_property
    def by_key(self) -> dict[str, Level]:
        """The levels by their keys."""
        return {level.key: level for level in self.levels}

    @cached_property
    def not_rated(self) -> Level:
        """The level of what nobody rated."""
        return next((each for each in self.levels if each.role is Role.NOT_RATED), NOT_RATED)

    @cached_property
    def completed(self) -> Level:
        """The level of what is done."""
        return self.first(Role.COMPLETE, Role.ON_TRACK)

    @cached_property
    def off_track(self) -> Level:
        """The level of what is past its by-when."""
        return self.first(Role.OFF_TRACK)

    @cached_property
    def dropped(self) -> Level:
        """The level of what is no longer pursued."""
        return self.first(Role.CLOSED)

    @cached_property
    def not_started(self) -> Level:
        """The level of what is not due and of which nothing was reported."""
        return self.first(Role.NOT_STARTED)

    @cached_property
    def claiming(self) -> frozenset[str]:
        """The keys of the levels that claim a completion."""
        return frozenset(self.keys(*CLAIMS_COMPLETION))

    @cached_property
    def of_leads(self) -> tuple[Level, ...]:
        """The levels that a lead may give."""
        return tuple(each for each in self.levels if each.role not in GIVEN_BY_NO_LEAD)

    @cached_property
    def wanting_evidence(self) -> tuple[Level, ...]:
        """The levels that documents should show: those of what is done, or else on track."""
        return self.with_role(*CLAIMS_COMPLETION) or self.with_role(Role.ON_TRACK)

    @cached_property
    def wanting_a_reason(self) -> tuple[Level, ...]:
        """The levels that whoever gives them should explain."""
        return self.with_role(Role.OFF_TRACK, Role.AT_RISK)

    @cached_property
    def by_urgency(self) -> tuple[Level, ...]:
        """The levels, the most urgent first."""
        return tuple(sorted(self.levels, key=lambda level: level.role.severity))


RED = Level(key="red", word="Red", colour=Colour.RED, shape=Shape.DIAMOND, role=Role.OFF_TRACK)
AMBER = Level(
    key="amber", word="Amber", colour=Colour.AMBER, shape=Shape.TRIANGLE, role=Role.AT_RISK
)
GREEN = Level(key="green", word="Green", colour=Colour.GREEN, shape=Shape.TICK, role=Role.COMPLETE)
NOT_RATED = Level(
    key=NOT_RATED_KEY,
    word="Not rated",
    colour=Colour.NONE,
    shape=Shape.RING,
    role=Role.NOT_RATED,
)
FOUR = Scale((RED, AMBER, GREEN, NOT_RATED))


def level_of(rating: Level | Rag | str | None) -> Level:
    """Return a level as it is, and that of one of the four ratings."""
    if isinstance(rating, Level):
        return rating
    return FOUR.by_key[Rag(rating or Rag.NONE)]


class Voice(StrEnum):
    """Whose rating it is, in order of precedence."""

    DIRECTOR = "director"
    FACTS = "facts"
    LEAD = "lead"
    WORDS = "read from words"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A rating and the reason for it; the reason stands without the colour before it."""

    level: Level
    reason: str
    voice: Voice = Voice.NOBODY
    is_contradicted: bool = False

    @property
    def rag(self) -> Rag:
        """What it amounts to where there are four ratings."""
        return self.level.rag

    @property
    def sentence(self) -> str:
        """The rating in full, as ``Red: due 15 April 2006, no completion recorded``."""
        return f"{self.level.word}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingCounts:
    """How many of a kind have each rating; ratings of different schemes are never added.

    ``segments`` are the counts in the order in which the levels are always shown.
    """

    segments: tuple[tuple[Level, int], ...] = tuple((level, 0) for level in FOUR.levels)

    @property
    def some(self) -> tuple[tuple[Level, int], ...]:
        """The counts that are not nought."""
        return tuple(each for each in self.segments if each[1])

    @property
    def columns(self) -> tuple[tuple[Level, int], ...]:
        """The counts where a table has room for a column for each; nothing where it has not."""
        return self.segments if len(self.segments) <= MOST_COLUMNS else ()

    @property
    def total(self) -> int:
        """All that were counted, the ones not rated among them."""
        return sum(count for _level, count in self.segments)

    @property
    def red(self) -> int:
        """How many amount to red."""
        return self._amounting_to(Rag.RED)

    @property
    def amber(self) -> int:
        """How many amount to amber."""
        return self._amounting_to(Rag.AMBER)

    @property
    def green(self) -> int:
        """How many amount to green."""
        return self._amounting_to(Rag.GREEN)

    @property
    def none(self) -> int:
        """How many amount to no rating."""
        return self._amounting_to(Rag.NONE)

    def of(self, key: str) -> int:
        """Return the count of one level, by its key."""
        return sum(count for level, count in self.segments if level.key == key)

    def _amounting_to(self, rag: Rag) -> int:
        return sum(count for level, count in self.segments if level.rag is rag)

    @classmethod
    def add_up(cls, counts: Iterable["RatingCounts"], scale: Scale = FOUR) -> "RatingCounts":
        """Return the sum, level by level, of counts made under one scheme.

        ``scale`` is that of the scheme, for where there is nothing to add.
        """
        found = list(counts) or [cls.of_ratings({}, scale)]
        levels = [level for level, _count in found[0].segments]
        return cls(
            segments=tuple((level, sum(each.of(level.key) for each in found)) for level in levels)
        )

    @classmethod
    def of_ratings(cls, counted: Mapping[str, int], scale: Scale = FOUR) -> "RatingCounts":
        """Return the counts from those of keys; a key that the scale has not is not rated."""
        found = dict.fromkeys(scale.by_key, 0)
        for key, count in counted.items():
            found[scale.of(key).key] += count
        return cls(segments=tuple((level, found[level.key]) for level in scale.levels))


def words_of_levels(levels: Collection[Level], *, between: str = "or") -> str:
    """Return the words of some levels in mid-sentence, as ``red or amber``."""
    words = [mid_sentence(level.word) for level in levels]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {between} {words[-1]}"
