"""Reads the paragraphs of markup: what an editor sent, or what was pasted from Word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from herefordshire_cs.lib.richtext.bounds import MOST_COLUMNS
from herefordshire_cs.lib.richtext.markup import (
    BLOCKS,
    LISTS,
    Element,
    escaped,
    inline,
    is_inline,
    list_mark,
    parse,
    words_of,
)
from herefordshire_cs.lib.richtext.paragraphs import Item, Part, Written, gathered, lines_html
from herefordshire_cs.lib.richtext.rules import (
    LIST_ITEM,
    ORDERED_MARK,
    left_out_in_words,
    left_out_of,
)
from herefordshire_cs.lib.richtext.tables import MOST_ROWS_SPANNED, Cell, laid_out
from herefordshire_cs.lib.richtext.tidying import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The paragraphs of markup, and how much of it was left out, by kind."""

    paragraphs: tuple[Written, ...]
    left_out: Mapping[str, int]

    @property
    def said(self) -> str:
        """What was left out, in words."""
        return left_out_in_words(self.left_out)


def read_html(html: str) -> Reading:
    """Return the paragraphs of markup that an editor sent or somebody pasted.

    Raises Unreadable where it goes too deep, or a table is too wide for a page.
    """
    root = parse(html)
    left = tidy(root, left_out_of(html))
    return Reading(paragraphs=tuple(gathered(_pieces(root.children))), left_out=left)


def from_html(html: str) -> list[Written]:
    """Return the paragraphs of markup, whatever was left out of it. Raises Unreadable."""
    return list(read_html(html).paragraphs)


def _pieces(children: Sequence[Element | str]) -> Iterator[str | Part]:
    """Yield leads, items and tables in the order in which they stand."""
    line: list[Element | str] = []
    for child in children:
        if is_inline(child):
            line.append(child)
            continue
        if line:
            yield from _lines(line)
            line = []
        assert isinstance(child, Element)
        yield from _of_block(child)
    if line:
        yield from _lines(line)


def _lines(children: Sequence[Element | str]) -> Iterator[str]:
    """Yield what stands between blocks; two breaks in a row part paragraphs."""
    run: list[Element | str] = []
    breaks = 0
    for child in children:
        is_break = isinstance(child, Element) and child.tag == "br"
        is_blank = isinstance(child, str) and not child.strip()
        breaks = breaks + 1 if is_break else breaks if is_blank else 0
        if breaks == 2:
            yield inline(run)
            run = []
        else:
            run.append(child)
    yield inline(run)


def _of_block(element: Element) -> Iterator[str | Part]:
    mark = list_mark(element) if element.tag in BLOCKS else None
    if mark is not None:
        level = LIST_ITEM.search(element.style)
        if words := inline(element.children):
            yield Item(
                words=words,
                level=int(level[2]) if level else 1,
                is_ordered=bool(ORDERED_MARK.match(mark)),
            )
    elif element.tag in LISTS:
        yield from _items(element, level=1)
    elif element.tag == "table":
        yield from _table(element)
    elif re.fullmatch(r"h[1-6]", element.tag) or element.attributes.get("role") == "heading":
        words = inline(element.children)
        yield words if "<strong>" in words or not words else f"<strong>{words}</strong>"
    else:
        yield from _pieces(element.children)


def _items(element: Element, *, level: int) -> Iterator[Item]:
    for child in element.children:
        if not isinstance(child, Element):
            continue
        if child.tag in LISTS:  # a list straight within a list, as old Word and Google have it
            yield from _items(child, level=level + 1)
            continue
        nested = [each for each in child.children if _is_list(each)]
        own = [each for each in child.children if not _is_list(each)]
        # Word Online makes a list of each item, and says on the item how deep it stands.
        level = int(stated) if (stated := _stated_level(child)) else level
        if words := inline(own):
            yield Item(words=words, level=level, is_ordered=element.tag == "ol")
        for each in nested:
            assert isinstance(each, Element)
            yield from _items(each, level=level + 1 if words else level)


def _stated_level(item: Element) -> str:
    stated = item.attributes.get("data-aria-level", "")
    return stated if re.fullmatch("[1-9]", stated) else ""


def _is_list(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag in LISTS


def _table(element: Element) -> Iterator[str | Part]:
    rows = [
        [(cell, list(_pieces(cell.children))) for cell in _cells(row)] for row in _rows(element)
    ]
    caption = _caption(element)
    table = laid_out([[_cell(*cell) for cell in row] for row in rows], caption)
    if len(table.rows) == 1 and len(table.rows[0]) == 1:  # a frame round words, not a table
        yield caption
        yield from (piece for row in rows for _cell_of_it, pieces in row for piece in pieces)
    elif table.rows:
        yield table
    else:
        yield caption


def _caption(element: Element) -> str:
    for child in element.children:
        if isinstance(child, Element) and child.tag == "caption":
            return escaped(" ".join(words_of(child).split()))
    return ""


def _rows(element: Element, *, is_head: bool = False) -> Iterator[Element]:
    """Yield a table's own rows, not those of a table within it; cells of its head as heads."""
    for child in element.children:
        if isinstance(child, Element) and child.tag == "tr":
            for cell in _cells(child) if is_head else ():
                cell.tag = "th"
            yield child
        elif isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child, is_head=child.tag == "thead")


def _cells(row: Element) -> Iterator[Element]:
    for child in row.children:
        if isinstance(child, Element) and child.tag in ("td", "th"):
            yield child


def _cell(element: Element, pieces: list[str | Part]) -> Cell:
    return Cell(
        words=lines_html(pieces),
        is_head=element.tag == "th",
        across=_span(element, "colspan", MOST_COLUMNS),
        down=_span(element, "rowspan", MOST_ROWS_SPANNED),
    )


def _span(cell: Element, name: str, most: int) -> int:
    written = cell.attributes.get(name, "")
    return max(1, min(int(written), most)) if re.fullmatch("[0-9]{1,5}", written) else 1


def one_of_html(html: str) -> Written:
    """Return the one paragraph that clean markup of one is."""
    pieces = [piece for piece in _pieces(parse(html).children) if piece]
    leads = [piece for piece in pieces if isinstance(piece, str)]
    parts = [piece for piece in pieces if not isinstance(piece, str)]
    return Written(lead="<br>".join(leads), parts=tuple(parts))
