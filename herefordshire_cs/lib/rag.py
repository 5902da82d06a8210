"""The RAG scale: a rating is a colour, the sentence that explains it, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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

    rag: Rag
    reason: str
    voice: Voice = Voice.NOBODY
    is_contradicted: bool = False

    @property
    def sentence(self) -> str:
        """The rating in full, as ``Red: due 15 April 2006, no completion recorded``."""
        return f"{self.rag.word}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingCounts:
    """How many of a kind have each rating; ratings of different schemes are never added."""

    red: int = 0
    amber: int = 0
    green: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        """All that were counted, the ones not rated among them."""
        return self.red + self.amber + self.green + self.none

    @property
    def segments(self) -> tuple[tuple[Rag, int], ...]:
        """The counts in the order in which ratings are always shown."""
        return tuple((rag, self.of(rag)) for rag in Rag)

    def of(self, rag: Rag) -> int:
        """Return the count of one rating."""
        return int(getattr(self, rag.value))

    @classmethod
    def add_up(cls, counts: Iterable["RatingCounts"]) -> "RatingCounts":
        """Return the sum, rating by rating, of counts made under one scheme."""
        found = list(counts)
        return cls(**{rag.value: sum(count.of(rag) for count in found) for rag in Rag})

    @classmethod
    def of_ratings(cls, counted: dict[str, int]) -> "RatingCounts":
        """Return the counts from a dict of rating values."""
        return cls(**{rag.value: counted.get(rag.value, 0) for rag in Rag})
