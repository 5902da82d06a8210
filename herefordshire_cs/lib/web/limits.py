"""What a field says of words that are too long, or of a number beyond its bounds.

Django says “Ensure this value has at most 200 characters (it has 250).” of every field that names
no words of its own. They are said once for all, so that no form is without.
"""

from collections.abc import Mapping
from typing import Any

from django.core import validators


class Counting(str):
    """Words into which whole numbers are put with commas, as 10,000."""

    __slots__ = ()

    def __mod__(self, params: Mapping[str, Any]) -> str:  # type: ignore[override]
        """Return the words with the numbers of a check in them; Django fills them in by this."""
        shown = {key: f"{n:,}" if isinstance(n, int) else n for key, n in params.items()}
        return super().__mod__(shown)


# Not of values: what is bounded there may be a year, which has no comma.
PLAIN_WORDS = {
    validators.MaxLengthValidator: Counting(
        "At most %(limit_value)s characters fit; %(show_value)s were typed."
    ),
    validators.MinLengthValidator: Counting("Type at least %(limit_value)s characters."),
    validators.MaxValueValidator: "Type %(limit_value)s or less.",
    validators.MinValueValidator: "Type %(limit_value)s or more.",
}


def say_limits_plainly() -> None:
    """Let Django's own checks of limits speak plainly, in every form."""
    for validator, words in PLAIN_WORDS.items():
        validator.message = words
