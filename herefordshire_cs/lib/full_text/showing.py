"""The words that were found, shown where they stand in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from herefordshire_cs.lib.full_text.typed import pieces_of, plain

AROUND = 90  # characters on each side of the words that were found

type Span = tuple[int, int]


class PlainCharacters(dict[int, str]):
    """What each character is compared as, one for one, so that places in a text stay the same."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        compared = plain(character)
        self[code] = compared if len(compared) == 1 else character
        return self[code]


PLAIN = PlainCharacters()


def marked_pieces(text: str, typed: str) -> Iterator[tuple[str, bool]]:
    """Yield a text piece by piece, each with whether it holds words that were typed."""
    text, at = unicodedata.normalize("NFC", text), 0
    for start, end in _joined(text, (each.span() for each in _found(text, typed))):
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def held(text: str, typed: str) -> int:
    """Return how many of the pieces that were typed a text holds."""
    return len({each.lastindex for each in _found(text, typed)})


def excerpt(text: str, typed: str) -> str:
    """Return a text cut to what stands round the words that were typed; blank where none is in it.

    Where the words stand apart, it is what stands round each of them.
    """
    text = unicodedata.normalize("NFC", text)
    cuts: list[Span] = []
    for start, end in _closest(list(_found(text, typed))):
        first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
        if cuts and first <= cuts[-1][1]:
            first = cuts.pop()[0]
        cuts.append((first, last))
    if not cuts:
        return ""
    begun, ended = "… " if cuts[0][0] else "", " …" if cuts[-1][1] < len(text) else ""
    return begun + " … ".join(text[first:last] for first, last in cuts) + ended


def _found(text: str, typed: str) -> Iterator[re.Match[str]]:
    """Yield where a composed text holds what was typed; which piece it is, is the group's number.

    Words are found to their end, as they are marked.
    """
    pattern = _pattern(typed)
    return pattern.finditer(text.translate(PLAIN)) if pattern else iter(())


@lru_cache(maxsize=256)
def _pattern(typed: str) -> re.Pattern[str] | None:
    # The longest first, for where two begin alike.
    pieces = sorted(set(pieces_of(typed)), key=lambda piece: piece.words, reverse=True)
    said = [
        r"\W+".join(map(re.escape, piece.words)) + (r"\w*" if piece.may_go_on else r"(?!\w)")
        for piece in pieces
    ]
    return re.compile(rf"(?<!\w)(?:({')|('.join(said)}))") if said else None


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans, those with only blanks between them as one."""
    joined: list[Span] = []
    for start, end in spans:
        follows = joined and not text[joined[-1][1] : start].strip()
        joined.append((joined.pop()[0] if follows else start, end))
    return joined


def _closest(found: list[re.Match[str]]) -> list[Span]:
    """Return one place of each piece that was found, as close to each other as they come."""
    wanted = len({each.lastindex for each in found})
    last: dict[int | None, Span] = {}
    best: list[Span] = []
    for each in found:
        last.pop(each.lastindex, None)
        last[each.lastindex] = each.span()
        spans = list(last.values())
        if len(spans) == wanted and (not best or _length(spans) < _length(best)):
            best = spans
    return best


def _length(spans: list[Span]) -> int:
    return spans[-1][1] - spans[0][0]
