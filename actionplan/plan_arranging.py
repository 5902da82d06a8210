"""From a file that was opened to the rows or paragraphs of a plan, as its layout has them.

What of a file is not read is named: hidden rows and sheets, deleted rows, other tables, columns
that nothing was said of.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actionplan.plan_columns import Layout
from actionplan.plan_opening import (
    MOST_COLUMNS,
    MOST_ROWS,
    FileKind,
    Opened,
    UnreadableFile,
    open_content,
)
from actionplan.plan_rows import signature
from herefordshire_cs.lib.files.grids import Grid, GridRow, Paragraph, joined
from herefordshire_cs.lib.text.words import count_in_words, list_in_words

DELIMITERS = "\t,;|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """What a file holds of a plan, and in words what of it was not read."""

    grids: tuple[Grid, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    not_read: tuple[str, ...] = ()


def open_file(content: bytes, filename: str, layout: Layout) -> Arranged:
    """Return the rows or paragraphs of a file. Raises UnreadableFile."""
    return arranged(open_content(content, filename, sheet=layout.sheet), layout)


def arranged(opened: Opened, layout: Layout) -> Arranged:
    """Return the rows or paragraphs of a file that was opened. Raises UnreadableFile."""
    if opened.kind is FileKind.WORKBOOK:
        return _of_workbook(opened.found, layout)
    if opened.kind is FileKind.DOCUMENT:
        return _of_document(opened.found, layout)
    words = opened.found["words"]
    return of_lines(words) if layout.is_of_paragraphs else _of_cells(words, layout)


def tables_of(opened: Opened) -> tuple[Grid, ...]:
    """Return the tables of a file, before anything is said of their columns."""
    if opened.kind is FileKind.DOCUMENT:
        return tuple(_tables(opened.found["blocks"], Layout()))
    return arranged(opened, Layout()).grids


def paragraphs_of(opened: Opened) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document outside its tables, or the lines of text."""
    if opened.kind is FileKind.WORKBOOK:
        return ()
    if opened.kind is FileKind.DOCUMENT:
        return tuple(_paragraphs(opened.found["blocks"]))
    return of_lines(opened.found["words"]).paragraphs


# --- Words ---------------------------------------------------------------------------------------


def of_lines(words: str) -> Arranged:
    """Return pasted text as paragraphs, one a line; blank ones are counted."""
    paragraphs = tuple(
        Paragraph(number=number, words=" ".join(line.split()))
        for number, line in enumerate(words.splitlines(), 1)
    )
    return Arranged(paragraphs=paragraphs)


def _of_cells(words: str, layout: Layout) -> Arranged:
    delimiter = delimiter_of(words)
    try:
        lines = list(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=False))
    except csv.Error as error:
        raise UnreadableFile(f"The file cannot be read as CSV: {error}.") from error
    if len(lines) > MOST_ROWS:
        raise UnreadableFile(f"The file has over {MOST_ROWS:,} rows.")
    rows = tuple(
        GridRow(number=number, cells=tuple(joined(cell.splitlines()) for cell in line))
        for number, line in enumerate(lines, 1)
    )
    return Arranged(grids=(Grid(rows=rows),), not_read=_columns_left_out(rows, layout))


def delimiter_of(words: str) -> str:
    """Return what parts the cells: that of which the first lines agree to have the most."""
    sample = words[:50_000]

    def agreed(delimiter: str) -> tuple[int, int]:
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)]
        widths = [len(row) for row in rows[:50]]
        most = max(set(widths), key=widths.count, default=1)
        return (widths.count(most) if most > 1 else 0, most)

    return max(DELIMITERS, key=agreed)


# --- Workbooks -----------------------------------------------------------------------------------


def _of_workbook(said: Mapping[str, Any], layout: Layout) -> Arranged:
    found = {row["number"]: row for row in said["rows"]}
    rows = tuple(_sheet_row(row, found) for row in said["rows"])
    grid = Grid(rows=rows, title=said["title"])
    told = [*_told_of_sheet(said), *_columns_left_out(rows, layout)]
    return Arranged(grids=(grid,), not_read=tuple(told))


def _sheet_row(row: Mapping[str, Any], rows: Mapping[int, Mapping[str, Any]]) -> GridRow:
    """Return a row of a sheet; a cell that goes on from above has the words of where it began."""
    cells = list(row["cells"])
    from_above = set()
    for column, (top, left) in row["from_above"].items():
        begun = rows.get(top, {"cells": []})["cells"]
        place = int(column)
        if left <= len(begun) and begun[left - 1]:
            cells += [""] * (place - len(cells))
            cells[place - 1] = begun[left - 1]
            from_above.add(place)
    return GridRow(
        number=row["number"],
        cells=tuple(cells),
        widest=row["widest"],
        from_above=frozenset(from_above),
        colours={int(place): colour for place, colour in row["colours"].items()},
    )


def _told_of_sheet(said: Mapping[str, Any]) -> Iterator[str]:
    if rows := said["hidden_rows"]:
        word = "hidden row was" if len(rows) == 1 else "hidden rows were"
        yield f"{len(rows)} {word} not read: {_numbers(rows)}."
    if columns := said["hidden_columns"]:
        word = "column was" if len(columns) == 1 else "columns were"
        yield f"{len(columns)} hidden {word} not read: {', '.join(columns)}."
    for title, is_shown in said["other_sheets"]:
        yield f"Sheet “{title}”{'' if is_shown else ', which is hidden,'} was not read."
    if not said["is_shown"]:
        yield f"Sheet “{said['title']}” is hidden; it was read because it was named."
    if said["has_more_columns"]:
        yield f"Columns after the {MOST_COLUMNS}th were not read."
    if places := said["uncalculated"]:
        yield f"Formulas that were never calculated have no value: {', '.join(places[:20])}."


def _numbers(numbers: Sequence[int]) -> str:
    said = ", ".join(map(str, numbers[:20]))
    return f"{said} and {len(numbers) - 20} more" if len(numbers) > 20 else said


# --- Documents -----------------------------------------------------------------------------------


def _of_document(said: Mapping[str, Any], layout: Layout) -> Arranged:
    told = [f"{count_in_words(count, what)} left out." for what, count in said["left_out"].items()]
    if layout.is_of_paragraphs:
        return Arranged(paragraphs=tuple(_paragraphs(said["blocks"])), not_read=tuple(told))
    tables = list(_tables(said["blocks"], layout))
    chosen = [each for each in tables if each.number in layout.tables]
    if missing := sorted(set(layout.tables) - {each.number for each in tables}):
        count = count_in_words(len(tables), "table")
        raise UnreadableFile(f"The document has no table {missing[0]}; it has {count}.")
    told += [
        f"Table {each.number}, {count_in_words(len(each.rows), 'row')}, was not read."
        for each in tables
        if each.number not in layout.tables
    ]
    rows = tuple(row for each in chosen for row in each.rows)
    return Arranged(grids=tuple(chosen), not_read=(*told, *_columns_left_out(rows, layout)))


def _paragraphs(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Paragraph]:
    for block in blocks:
        if block["kind"] == "paragraph":
            yield Paragraph(
                number=block["number"],
                words="\n".join(block["lines"]),
                is_heading=block["is_heading"],
            )


def _tables(blocks: Sequence[Mapping[str, Any]], layout: Layout) -> Iterator[Grid]:
    """Yield the tables; one that goes on from the one before, under its head, is joined to it."""
    heading = ""
    held: Grid | None = None
    is_next = False
    for block in blocks:
        if block["kind"] == "paragraph":
            is_next = is_next and not block["lines"]
            heading = " ".join(block["lines"]) if block["is_heading"] else heading
            continue
        rows = tuple(_table_row(row) for row in block["rows"])
        if held is not None and is_next and _has_head_of(held, rows, layout):
            held = Grid(rows=(*held.rows, *rows), number=held.number, heading=held.heading)
            continue
        if held is not None:
            yield held
        held, is_next = Grid(rows=rows, number=block["number"], heading=heading), True
    if held is not None:
        yield held


def _has_head_of(above: Grid, rows: Sequence[GridRow], layout: Layout) -> bool:
    heads = [signature(row) for row in above.rows if row.number <= layout.head_rows]
    return bool(heads) and [signature(row) for row in rows[: len(heads)]] == heads


def _table_row(row: Mapping[str, Any]) -> GridRow:
    cells: list[str] = []
    from_above: set[int] = set()
    colours: dict[int, str] = {}
    widest = 1
    for cell in row["cells"]:
        place = cell["column"]
        cells += [""] * (place - 1 - len(cells))
        words = "\n".join(cell["lines"]) or cell["mark"]
        cells += [words, *[""] * (cell["width"] - 1)]
        if words:
            widest = max(widest, cell["width"])
        if cell["is_from_above"] and words:
            from_above.add(place)
        if cell["colour"]:
            colours[place] = cell["colour"]
    return GridRow(
        number=row["number"],
        cells=tuple(cells),
        widest=widest,
        from_above=frozenset(from_above),
        colours=colours,
    )


def _columns_left_out(rows: Sequence[GridRow], layout: Layout) -> tuple[str, ...]:
    """Name the columns that hold words and that nothing was said of, by their heads."""
    found: dict[int, str] = {}
    for row in rows:
        for place, words in enumerate(row.cells, 1):
            if words and place not in layout.columns and row.widest == 1:
                head = words if row.number <= layout.head_rows else ""
                found[place] = found.get(place) or head
    named = [
        f"{place} (“{' '.join(head.split())}”)" if head else str(place)
        for place, head in sorted(found.items())
    ]
    if not named:
        return ()
    return (f"{'Column' if len(named) == 1 else 'Columns'} {list_in_words(named)} left out.",)
