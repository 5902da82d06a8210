"""Whether words give a reason or only fill a box, and whether two say the same: words in."""

import re

WORD = re.compile(r"[a-z]+")
# What fills a box and says nothing of an action.
FILLING = (
    "a above amber and applicable as at before comment comments done going green in is n na nil no"
    " none not on ongoing progress rated rating red same see still tbc the to update updates"
)
FILLERS = frozenset(FILLING.split())


def gives_a_reason(words: str) -> bool:
    """Say whether any word says more than that something is rated, or goes on as before."""
    return any(word not in FILLERS for word in WORD.findall(words.lower()))


def as_compared(words: str) -> str:
    """Return words without what may differ where two say the same: capitals, spaces, a stop."""
    return " ".join(words.lower().split()).rstrip(".")
