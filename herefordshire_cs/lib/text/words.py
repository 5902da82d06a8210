"""Dates, counts and lists in words, as the council prints them.

Day month year without ordinals, day and month joined by a no-break space. Source: the Office for
National Statistics style manual, dates and numbers.
"""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Sequence
from datetime import date

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
LETTERS = re.compile(r"[^\W\d_]+")
# Words that keep their capital wherever they stand; beside them, whatever has another capital.
NAMES = {*month_name, *month_abbr, *day_name, *day_abbr}
NAMES |= {"Cabinet", "Council", "England"}

MONTH = re.compile(rf"\b({'|'.join(each for each in month_abbr if each)})[a-z]*\b(?=\W)")
YEAR = re.compile(rf"((?:{'|'.join(each for each in month_abbr if each)})\s)\d\d(\d\d)\b")


def day_in_words(day: date) -> str:
    """Return ``3 February 2006``; the day never parts from its month."""
    return f"{day.day}{NO_BREAK_SPACE}{day:%B %Y}"


def month_in_words(day: date) -> str:
    """Return ``February 2006``."""
    return f"{day:%B %Y}"


def when_in_short(words: str) -> str:
    """Return words with their months and years short, as ``4 Jan 06`` for 4 January 2006."""
    return YEAR.sub(r"\1\2", MONTH.sub(r"\1", words))


def mid_sentence(words: str) -> str:
    """Return words as they stand within a sentence, with a small letter where no name begins.

    What follows the first word is left as it is, since names may stand in it.
    """
    first = LETTERS.match(words)
    if first is None or first[0] in NAMES or first[0][1:] != first[0][1:].lower():
        return words
    return words[:1].lower() + words[1:]


def count_in_words(count: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 action`` or ``2 actions``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def list_in_words(parts: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts NI 9 before NI 54."""
    parts: list[tuple[int, int, str]] = []
    word = ""
    for character in name.lower():
        if word and character.isdigit() != word[-1].isdigit():
            parts.append(_part(word))
            word = ""
        word += character
    return [*parts, _part(word)] if word else parts


def _part(word: str) -> tuple[int, int, str]:
    return (0, int(word), "") if word.isdecimal() else (1, 0, word)
