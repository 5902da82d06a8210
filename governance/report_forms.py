"""The headings of the two forms of report, in the order in which the papers have them.

Source: the report to Cabinet of 17 February 2005; the reports to Scrutiny of 13 March and 31 May
2006. In Scrutiny's form every paragraph is numbered; in the Cabinet's only the considerations are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

PURPOSE = "purpose"
CONSIDERATIONS = "considerations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading of a form, by the key of its box."""

    key: str
    words: str
    is_numbered: bool


def _headings(*found: tuple[str, str], numbered: Sequence[str]) -> tuple[Heading, ...]:
    return tuple(
        Heading(key=key, words=words, is_numbered=key in numbered) for key, words in found
    )


FORMS: dict[str, tuple[Heading, ...]] = {
    "scrutiny": _headings(
        (PURPOSE, "Purpose"),
        ("financial", "Financial Implications"),
        (CONSIDERATIONS, "Considerations"),
        ("risk", "Risk Management"),
        ("options", "Alternative Options"),
        ("consultees", "Consultees"),
        numbered=(PURPOSE, "financial", CONSIDERATIONS, "risk", "options", "consultees"),
    ),
    "cabinet": _headings(
        (PURPOSE, "Purpose"),
        ("reasons", "Reasons"),
        (CONSIDERATIONS, "Considerations"),
        ("options", "Alternative Options"),
        ("risk", "Risk Management"),
        ("financial", "Financial Implications"),
        ("consultees", "Consultees"),
        numbered=(CONSIDERATIONS,),
    ),
}


def heading_called(form: str, words: str) -> Heading | None:
    """Return the heading of a form with these words, however they are written."""
    wanted = " ".join(words.split()).casefold()
    return next((each for each in FORMS[form] if each.words.casefold() == wanted), None)


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
