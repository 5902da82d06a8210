"""Reads the paragraphs of markup: what an editor sent, or what was pasted from Word."""

import re
from collections.abc import Iterator, Sequence

from herefordshire_cs.lib.richtext.markup import (
    BLOCKS,
    LISTS,
    Element,
    inline,
    is_inline,
    list_mark,
    parse,
)
from herefordshire_cs.lib.richtext.written import (
    MOST_COLUMNS,
    Item,
    Part,
    Table,
    Written,
    even,
    gathered,
    refuse_wide,
)

LEVEL = re.compile(r"\blevel(\d)", re.IGNORECASE)
ORDERED_MARK = re.compile(r"^\(?(\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)


def from_html(html: str) -> list[Written]:
    """Return the paragraphs of markup that an editor sent or somebody pasted.

    Raises Unreadable where it goes too deep, or a table is too wide for a page.
    """
    return list(gathered(_pieces(parse(html).children)))


def _pieces(children: Sequence[Element | str]) -> Iterator[str | Part]:
    """Yield leads, items and tables in the order in which they stand."""
    line: list[Element | str] = []
    for child in children:
        if is_inline(child):
            line.append(child)
            continue
        yield from _lines(line)
        line = []
        assert isinstance(child, Element)
        if not child.is_hidden:
            yield from _of_block(child)
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
        level = LEVEL.search(element.style)
        yield Item(
            words=inline(element.children),
            level=int(level[1]) if level else 1,
            is_ordered=bool(ORDERED_MARK.match(mark)),
        )
    elif element.tag in LISTS:
        yield from _items(element, level=1)
    elif element.tag == "table":
        yield from _table(element)
    elif re.fullmatch(r"h[1-6]", element.tag):
        words = inline(element.children)
        yield words if "<strong>" in words or not words else f"<strong>{words}</strong>"
    else:
        yield from _pieces(element.children)


def _items(element: Element, *, level: int) -> Iterator[Item]:
    for child in element.children:
        if not isinstance(child, Element) or child.is_hidden:
            continue
        if child.tag in LISTS:  # a list straight within a list, as old Word and Quill 1 have it
            yield from _items(child, level=level + 1)
            continue
        nested = [each for each in child.children if _is_list(each)]
        own = [each for each in child.children if not _is_list(each)]
        if words := inline(own):
            yield Item(words=words, level=level, is_ordered=element.tag == "ol")
        for each in nested:
            assert isinstance(each, Element)
            yield from _items(each, level=level + 1 if words else level)


def _is_list(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag in LISTS


def _table(element: Element) -> Iterator[str | Part]:
    for caption in element.elements("caption"):
        yield inline(caption.children)
    rows = _grid(element)
    if len(rows) == 1 and len(rows[0]) == 1:  # a frame round words, not a table
        yield from _pieces(next(element.elements("td", "th")).children)
    elif rows:
        yield Table(rows=rows)


def _rows(element: Element) -> Iterator[Element]:
    """Yield a table's own rows, not those of a table within it."""
    for child in element.children:
        if isinstance(child, Element) and child.tag == "tr":
            yield child
        elif isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _grid(element: Element) -> tuple[tuple[str, ...], ...]:
    """Return a table's cells; a cell that spans others is followed by blank ones."""
    rows: list[list[str]] = []
    blank: set[tuple[int, int]] = set()
    for y, row in enumerate(_rows(element)):
        cells: list[str] = []
        for cell in row.children:
            if not isinstance(cell, Element) or cell.tag not in ("td", "th"):
                continue
            while (y, len(cells)) in blank:
                cells.append("")
            if len(cells) >= MOST_COLUMNS:
                refuse_wide(inline(cell.children))
                continue
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            columns = range(len(cells), len(cells) + across)
            blank |= {(y + below, x) for below in range(1, down) for x in columns}
            cells += [inline(cell.children), *[""] * (across - 1)]
        while (y, len(cells)) in blank:
            cells.append("")
        rows.append(cells[:MOST_COLUMNS])
    return even([row for row in rows if any(row)])


def _span(cell: Element, name: str) -> int:
    written = cell.attributes.get(name, "")
    return min(int(written), MOST_COLUMNS) if written.isascii() and written.isdigit() else 1


def one_of_html(html: str) -> Written:
    """Return the one paragraph that clean markup of one is."""
    pieces = [piece for piece in _pieces(parse(html).children) if piece]
    leads = [piece for piece in pieces if isinstance(piece, str)]
    parts = [piece for piece in pieces if not isinstance(piece, str)]
    return Written(lead="<br>".join(leads), parts=tuple(parts))
