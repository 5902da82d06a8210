"""Says which header cells head a cell of a printed table in which cells span others.

The PDF engine counts a spanned place as none, so that it names the heads of a column beside.

Source: ISO 32000-1, 14.8.5.7, attributes of tables.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

type Rows = Sequence[Sequence[Any]]  # elements of a tag tree, TH and TD


def name_heads(rows: Rows) -> None:
    """Let the cells of a table, if any spans others, name what heads their rows and columns."""
    if not any(span > 1 for row in rows for cell in row for span in _spans(cell)):
        return
    for cell, names in _named_heads(rows):
        attributes = cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
        attributes.pop("Headers", None)
        if names:
            attributes["Headers"] = pydyf.Array(names)


def _named_heads(rows: Rows) -> Iterator[tuple[Any, list[Any]]]:
    """Yield each data cell with the names of what heads its rows, then its columns."""
    heads: dict[str, dict[int, list[Any]]] = {"/Row": {}, "/Column": {}}
    cells = list(_placed(rows))
    for cell, across, down in cells:
        if cell["S"] == "/TH":
            scope = cell["A"]["Scope"]
            for place in down if scope == "/Row" else across:
                heads[scope].setdefault(place, []).append(cell["ID"])
    for cell, across, down in cells:
        if cell["S"] == "/TD":
            of_rows = [name for place in down for name in heads["/Row"].get(place, [])]
            of_columns = [name for place in across for name in heads["/Column"].get(place, [])]
            found = {name.string: name for name in of_rows + of_columns}
            yield cell, list(found.values())


def _placed(rows: Rows) -> Iterator[tuple[Any, range, range]]:
    """Yield each cell with the columns and the rows in which it stands."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            columns, lines = _spans(cell)
            across, down = range(x, x + columns), range(y, y + lines)
            taken |= {(line, place) for line in down for place in across}
            yield cell, across, down


def _spans(cell: Any) -> tuple[int, int]:
    attributes = cell.get("A") or {}
    return int(attributes.get("ColSpan", 1)), int(attributes.get("RowSpan", 1))
