"""A paragraph as it was written, and its clean markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import nh3

from herefordshire_cs.lib.richtext.bounds import MOST_COLUMNS, MOST_LEVELS
from herefordshire_cs.lib.richtext.markup import escaped, plain
from herefordshire_cs.lib.richtext.tables import MOST_ROWS_SPANNED, Table, table_html

ALLOWED = {
    *("p", "br", "strong", "em", "sub", "sup", "ul", "ol", "li", "a"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
SPANS = {
    "colspan": {str(columns) for columns in range(2, MOST_COLUMNS + 1)},
    "rowspan": {str(rows) for rows in range(2, MOST_ROWS_SPANNED + 1)},
}
# Words at the head of a paragraph that repeat the number which the system prints.
OWN_NUMBER = re.compile(r"^(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?)\s+(?=[A-Z“‘\"'(])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list, at a level from 1; its words are clean markup."""

    words: str
    level: int = 1
    is_ordered: bool = False


type Part = Item | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One paragraph as it was written."""

    lead: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The words of its lead."""
        return plain(self.lead)

    @property
    def bullets(self) -> list[str]:
        """The words of its lists, item by item."""
        return [plain(part.words) for part in self.parts if isinstance(part, Item)]

    @property
    def html(self) -> str:
        """Its markup, where its words and its bullets do not say it all; else nothing."""
        lines = [self.lead, *(part.words for part in self.parts if isinstance(part, Item))]
        is_rich = any("<" in line for line in lines) or any(
            isinstance(part, Table) or part.is_ordered or part.level > 1 for part in self.parts
        )
        return as_html(self) if is_rich else ""


# Made once: to list the spans that a cell may have takes longer than to clean a paragraph.
CLEANER = nh3.Cleaner(
    tags=ALLOWED,
    attributes={"a": {"href"}},
    tag_attribute_values={"td": SPANS, "th": SPANS | {"scope": {"col", "row"}}},
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel=None,
)


def clean(html: str) -> str:
    """Return markup with nothing in it but what a report may hold."""
    return CLEANER.clean(html) if html else ""


def as_html(written: Written) -> str:
    """Return a paragraph as clean markup: its lead, then its lists and tables."""
    found = [f"<p>{written.lead}</p>"] if written.lead else []
    open_lists: list[str] = []
    for part in written.parts:
        if isinstance(part, Item):
            found.append(_opened(part, open_lists) + part.words)
            continue
        found += [_closed(open_lists, 0), table_html(part)]
    return "".join([*found, _closed(open_lists, 0)])


def _opened(item: Item, open_lists: list[str]) -> str:
    """Return what comes before an item, and say in ``open_lists`` what it leaves open."""
    tag = "ol" if item.is_ordered else "ul"
    found = _closed(open_lists, item.level)
    if len(open_lists) == item.level and open_lists[-1] != tag:
        found += _closed(open_lists, item.level - 1)
    if len(open_lists) == item.level:
        return f"{found}</li><li>"
    open_lists.append(tag)
    return f"{found}<{tag}><li>"


def _closed(open_lists: list[str], level: int) -> str:
    found = ""
    while len(open_lists) > level:
        found += f"</li></{open_lists.pop()}>"
    return found


def lines_html(pieces: Iterable[str | Part]) -> str:
    """Return what stands in a cell as clean markup: its lines and lists."""
    lines = (line for piece in pieces for line in _cell_lines(piece))
    return "".join(
        as_html(Written(parts=_levelled(run))) if is_list else "<br>".join(run)  # type: ignore[arg-type]
        for is_list, run in groupby(lines, key=lambda line: isinstance(line, Item))
    )


def _cell_lines(piece: str | Part) -> Iterator[str | Item]:
    """Yield a piece; a table within a cell as lines of it, one a row."""
    if not isinstance(piece, Table):
        yield from [piece] if piece else []
        return
    rows = [*([[piece.caption]] if piece.caption else []), *piece.grid]
    for row in rows:
        words = (" ".join(plain(cell).split()) for cell in row)
        yield escaped("; ".join(filter(None, words)))


# --- What belongs to which paragraph -------------------------------------------------------------


def gathered(pieces: Iterable[str | Part]) -> Iterator[Written]:
    """Yield paragraphs: lists and tables stay with the lead before them."""
    lead, parts = "", list[Part]()
    for piece in _without_numbering(pieces):
        if not isinstance(piece, str):
            parts.append(piece)
        elif piece:
            if lead or parts:
                yield Written(lead=lead, parts=_levelled(parts))
            lead, parts = OWN_NUMBER.sub("", piece), []
    if lead or parts:
        yield Written(lead=lead, parts=_levelled(parts))


def _without_numbering(pieces: Iterable[str | Part]) -> Iterator[str | Part]:
    """Yield the pieces with the items of numbered paragraphs as leads.

    Word and the editor number paragraphs as a list. One that follows no colon is taken for that:
    its items are paragraphs, and the system numbers them.
    """
    after_colon = is_numbering = False
    for piece in pieces:
        if isinstance(piece, Item) and piece.is_ordered and piece.level == 1:
            is_numbering = is_numbering or not after_colon
            yield piece.words if is_numbering else piece
        else:
            yield piece
        if isinstance(piece, str) and piece:
            after_colon, is_numbering = plain(piece).endswith(":"), False


def _levelled(found: Sequence[Part]) -> tuple[Part, ...]:
    """Return lists that begin at the first level, skip none and go no deeper than Word's."""
    parts: list[Part] = []
    levels: list[int] = []
    for part in found:
        if isinstance(part, Table):
            levels = []
            parts.append(part)
            continue
        while levels and levels[-1] >= part.level:
            levels.pop()
        levels.append(part.level)
        parts.append(replace(part, level=min(len(levels), MOST_LEVELS)))
    return tuple(parts)
