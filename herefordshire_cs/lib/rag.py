"""The RAG scale: a rating is a colour, the sentence that explains it, and whose it is."""

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
