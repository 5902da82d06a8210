"""The headings of a form of report, and the letters of what it recommends.

The forms are rows; two are ready-made, read from the report to Cabinet of 17 February 2005 and the
reports to Scrutiny of 13 March and 31 May 2006. In Scrutiny's form every paragraph is numbered; in
the Cabinet's only the considerations are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

PURPOSE = "purpose"
CONSIDERATIONS = "considerations"
CABINET, SCRUTINY = "cabinet", "scrutiny"
REQUIRED = (PURPOSE, CONSIDERATIONS)  # what is asked of every report


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading of a form, by the key of its box."""

    key: str
    words: str
    is_numbered: bool


def heading_called(headings: Iterable[Heading], words: str) -> Heading | None:
    """Return the one of some headings with these words, however they are written."""
    wanted = " ".join(words.split()).casefold()
    return next((each for each in headings if each.words.casefold() == wanted), None)


def letters() -> Iterator[str]:
    """Yield a, b and so on to z, then aa, ab and so on."""
    yield from ascii_lowercase
    yield from (first + second for first in ascii_lowercase for second in ascii_lowercase)


def lettered(limbs: Sequence[str]) -> list[dict[str, str]]:
    """Return the limbs of a recommendation with their letters; one alone has none."""
    if len(limbs) == 1:
        return [{"letter": "", "text": limbs[0]}]
    return [
        {"letter": letter, "text": text} for letter, text in zip(letters(), limbs, strict=False)
    ]
