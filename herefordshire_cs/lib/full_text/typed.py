"""What somebody types to be found, read alike whatever the database.

Blanks part it into pieces, all of which must be found. A piece is a word or, as in ``by-when``,
``children’s`` and ``1.6``, several that must stand next to each other. The last word of a piece
may go on; but a number with parts, as 1.6, is the whole number. No character has another meaning.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

READ_AT_MOST = 200  # characters; whoever pastes more wants something else than words found

# What parts one word from the next: all that is neither letter nor digit in ASCII and Latin-1, and
# the punctuation, currencies and pictures beyond. A pattern of Python and of PostgreSQL alike.
PARTING = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf"
    r"\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\ufe00-\ufe0f\ufeff\ufffc"
    r"\ufffd\U0001f000-\U0001faff]+"
)
# A letter and its accents, taken apart; with \1 only the letter is left.
ACCENTED = r"([A-Za-z])[\u0300-\u036f]+"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that must stand next to each other, in small letters; the last may go on or not."""

    words: tuple[str, ...]
    may_go_on: bool


@lru_cache(maxsize=256)
def pieces_of(typed: str) -> tuple[Piece, ...]:
    """Return what is to be found; nothing where no letter and no digit was typed."""
    return tuple(_pieces(typed))


def _pieces(typed: str) -> Iterator[Piece]:
    for piece in typed[:READ_AT_MOST].replace("\0", " ").split():
        if words := tuple(filter(_is_word, plain(piece).split())):
            is_number = len(words) > 1 and all(map(str.isdecimal, words))
            yield Piece(words=words, may_go_on=not is_number)


def _is_word(characters: str) -> bool:
    """Say whether both databases take it for a word: a sign beyond ``PARTING`` alone is none."""
    return any(character.isalpha() or character.isdecimal() for character in characters)


def plain(text: str) -> str:
    """Return a text as it is compared: small letters without accents, and blanks between words."""
    apart = re.sub(ACCENTED, r"\1", unicodedata.normalize("NFD", text))
    return re.sub(PARTING, " ", unicodedata.normalize("NFC", apart)).lower()
