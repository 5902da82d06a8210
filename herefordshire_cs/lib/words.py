"""Dates, counts and lists in words, as the council prints them.

Day month year without ordinals, day and month joined by a no-break space. Source: the Office for
National Statistics style manual, dates and numbers.
"""

from collections.abc import Sequence
from datetime import date

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def day_in_words(day: date) -> str:
    """Return ``3 February 2006``; the day never parts from its month."""
    return f"{day.day}{NO_BREAK_SPACE}{day:%B %Y}"


def month_in_words(day: date) -> str:
    """Return ``February 2006``."""
    return f"{day:%B %Y}"


def count_in_words(count: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 action`` or ``2 actions``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def list_in_words(parts: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
