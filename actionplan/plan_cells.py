"""What the cells of a plan's file say of a status and of a rating. Nothing is guessed.

Plain values, no database. A reading that is in doubt comes with its question, and the words stay.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

# Words that councils use for where an action stands, by what they mean.
COMPLETED = frozenset(
    {"complete", "completed", "closed", "done", "finished", "achieved", "met"}
) | {
    "delivered",
    "embedded",
    "implemented",
    "complete and embedded",
    "completed and embedded",
    "signed off",
    "fully implemented",
}
NOT_BEGUN = frozenset(
    {"not started", "not yet started", "not begun", "not due", "not yet due"}
) | {
    "planned",
    "new",
    "pending",
    "to do",
}
DROPPED = frozenset(
    {"cancelled", "withdrawn", "superseded", "merged", "dropped", "not pursued"}
) | {
    "no longer required",
    "no longer relevant",
}
# Under way and no more than that; the others of UNDER_WAY say how.
GOES_ON = frozenset({"ongoing", "on-going", "on going", "underway", "under way"}) | {
    "started",
    "commenced",
    "open",
    "live",
    "active",
    "in progress",
    "in-progress",
}
UNDER_WAY = GOES_ON | {
    "slipped",
    "delayed",
    "behind",
    "on track",
    "on target",
    "off track",
    "at risk",
    "partially complete",
    "part complete",
    "not complete",
    "incomplete",
    "outstanding",
    "overdue",
    "late",
    "paused",
    "on hold",
    "suspended",
    "deferred",
    "postponed",
    "carried forward",
}
STATUSES = COMPLETED | NOT_BEGUN | DROPPED | UNDER_WAY

COLOURS = {"r": "red", "a": "amber", "g": "green", "b": "blue", "y": "yellow", "yellow": "amber"}
OF_SCHEME = {"rag": ("red", "amber", "green"), "brag": ("blue", "red", "amber", "green")}
RATING_WORD = re.compile(
    r"(dark |light )?(red|amber|green|blue|yellow|grey|gray|purple|black|white)\b", re.IGNORECASE
)
# The standard colours of Office and the shades that are near them: hue in degrees from, to.
HUES = (
    ("red", 345, 360),
    ("red", 0, 18),
    ("amber", 25, 62),
    ("green", 75, 165),
    ("blue", 190, 250),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is in doubt in one cell: what it is about, and the doubt in words."""

    about: str
    words: str


def read_status(words: str) -> str:
    """Return a question where a status is no word that is known, else a blank."""
    if not words or begins_with(words):
        return ""
    return f"“{words}” is no status that is known here."


def begins_with(words: str) -> str:
    """Return the known status that words are, or begin with before a dash; or a blank."""
    cleaned = re.sub(r"\s+", " ", words).strip(" .").casefold()
    begins = re.split(r"\s+[-–—]\s*|\s*[:;,(]\s*|\.\s", cleaned, maxsplit=1)[0]
    return next((each for each in (cleaned, begins) if each in STATUSES), "")


def read_rating(
    words: str,
    *,
    colour: str = "",
    scheme: Collection[str] = OF_SCHEME["rag"],
    shades: Mapping[str, str] | None = None,
) -> tuple[str, str]:
    """Return a rating in the word of its scheme, blank where there is none, and a question.

    ``shades`` are the words of the scheme by the colours in which cells are filled, where the
    words are no names of colours.
    """
    cleaned = re.sub(r"\s+", " ", words).strip(" .").casefold()
    filled = colour_word(colour)
    filled = (shades or {}).get(filled, filled)
    if not cleaned:
        if filled and filled in scheme:
            return filled, f"The cell holds no word and is filled in {filled}."
        return "", ""
    if cleaned in scheme:
        rating = cleaned
    elif COLOURS.get(cleaned) in scheme:
        rating = COLOURS[cleaned]
    elif (
        (found := RATING_WORD.match(cleaned))
        and found[0].strip() in scheme
        and not _names_two(cleaned)
    ):
        rating = found[0].strip()
    else:
        return "", f"“{words}” is no rating of the scheme, whose words are {', '.join(scheme)}."
    if filled and filled in scheme and filled != rating:
        return rating, f"The cell says “{words}” and is filled in {filled}."
    return rating, ""


def _names_two(cleaned: str) -> bool:
    return len({found[0].strip() for found in RATING_WORD.finditer(cleaned)}) > 1


def colour_word(colour: str) -> str:
    """Return the word of a colour ``RRGGBB`` that nobody would call by another; else a blank."""
    if not colour:
        return ""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    most, least = max(red, green, blue), min(red, green, blue)
    if most - least < 0.35 or most < 0.35:
        return ""
    if most == red:
        hue = 60 * (((green - blue) / (most - least)) % 6)
    elif most == green:
        hue = 60 * ((blue - red) / (most - least) + 2)
    else:
        hue = 60 * ((red - green) / (most - least) + 4)
    return next((word for word, begins, ends in HUES if begins <= hue <= ends), "")
