"""A paragraph as it was written, and its clean markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import nh3

from herefordshire_cs.lib.richtext.markup import Unreadable, plain

ALLOWED = {
    *("p", "br", "strong", "em", "sub", "sup", "ul", "ol", "li", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
MOST_COLUMNS = 30  # of a table; a page of A4 holds no more
MOST_LEVELS = 9  # of lists within lists; Word has no more
# Words at the head of a paragraph that repeat the number which the system prints.
OWN_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(?=[A-Z“‘\"'(])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list, at a level from 1; its words are clean markup."""

    words: str
    level: int = 1
    is_ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells of clean markup, all of one length; the first heads the columns."""

    rows: tuple[tuple[str, ...], ...]


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


def clean(html: str) -> str:
    """Return markup with nothing in it but what a report may hold."""
    return nh3.clean(
        html,
        tags=ALLOWED,
        attributes={"a": {"href"}, "th": {"scope"}},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel=None,
    )


def as_html(written: Written) -> str:
    """Return a paragraph as clean markup: its lead, then its lists and tables."""
    found = [f"<p>{written.lead}</p>"] if written.lead else []
    open_lists: list[str] = []
    for part in written.parts:
        if isinstance(part, Item):
            found.append(_opened(part, open_lists) + part.words)
            continue
        found += [_closed(open_lists, 0), _table_html(part)]
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


def _table_html(table: Table) -> str:
    rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in table.rows]
    if len(rows) == 1:
        return f"<table><tbody><tr>{rows[0]}</tr></tbody></table>"
    head = "".join(
        f'<th scope="col">{cell}</th>' if cell else "<td></td>" for cell in table.rows[0]
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


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


def even(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows of one length, filled up with blank cells."""
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def refuse_wide(words: str) -> None:
    """Refuse words that stand beyond the last column of a table. Raises Unreadable."""
    if words.strip():
        raise Unreadable(
            f"A table has more than {MOST_COLUMNS} columns: “{plain(words)[:40]}” stands beyond"
            " them. Divide the table, or put it into an appendix."
        )
