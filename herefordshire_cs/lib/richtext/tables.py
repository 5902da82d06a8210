"""Tables of a paragraph: cells that may span others, what heads what, and their clean markup."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from herefordshire_cs.lib.richtext.bounds import MOST_COLUMNS, refuse_wide
from herefordshire_cs.lib.richtext.markup import plain

MOST_ROWS_SPANNED = 1000

type Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell where it begins, and how many columns and rows it reaches over.

    Its words are clean markup: lines, emphasis and lists.
    """

    words: str = ""
    is_head: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells, each in the row in which it begins; its caption is clean markup."""

    rows: tuple[Row, ...]
    caption: str = ""

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """The words by rows of one length: a cell that spans others is followed by blank ones."""
        return tuple(
            tuple(cell.words if begins else "" for cell, begins in row)
            for row in _with_beginnings(_filled(self.rows))
        )


def table_of_words(rows: Sequence[Sequence[str]], caption: str = "") -> Table:
    """Return a table of words alone; the first of several rows heads the columns."""
    return laid_out([[Cell(words=words) for words in row] for row in rows], caption)


def laid_out(written: Sequence[Sequence[Cell]], caption: str = "") -> Table:
    """Return a table of cells as they were written, even, without blank rows, and headed.

    Raises Unreadable where words stand beyond the last column that a page can hold.
    """
    grid = [
        [cell for cell, _begins in row]
        for row in _with_beginnings(_filled(written))
        if any(cell.words for cell, begins in row if begins)
    ]
    return Table(rows=_headed(tuple(_beginning(grid))), caption=caption)


def _filled(written: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return rows of one length, at most ``MOST_COLUMNS``; a cell stands wherever it reaches."""
    grid: list[dict[int, Cell]] = [{} for _row in written]
    for y, row in enumerate(written):
        x = 0
        for cell in row:
            while x in grid[y]:
                x += 1
            if x >= MOST_COLUMNS:
                refuse_wide(plain(cell.words))
                continue
            for below in grid[y : y + cell.down]:
                for place in range(x, min(x + cell.across, MOST_COLUMNS)):
                    below.setdefault(place, cell)
            x += cell.across
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[row.get(x) or Cell() for x in range(width)] for row in grid]


def _with_beginnings(grid: Sequence[Sequence[Cell]]) -> Iterator[list[tuple[Cell, bool]]]:
    """Yield the rows of a grid with whether each cell begins there."""
    above: Sequence[Cell | None] = [None] * MOST_COLUMNS
    for row in grid:
        before: list[Cell | None] = [None, *row[:-1]]
        yield [
            (cell, cell is not left and cell is not up)
            for cell, left, up in zip(row, before, above, strict=False)
        ]
        above = row


def _beginning(grid: Sequence[Sequence[Cell]]) -> Iterator[Row]:
    """Yield rows of cells where they begin, each as wide and as high as it is in the grid."""
    for y, row in enumerate(_with_beginnings(grid)):
        row_cells = grid[y]
        yield tuple(
            replace(
                cell,
                is_head=cell.is_head and bool(cell.words),
                across=_reach(cell, row_cells[x:]),
                down=_reach(cell, (grid[below][x] for below in range(y, len(grid)))),
            )
            for x, (cell, begins) in enumerate(row)
            if begins
        )


def _reach(cell: Cell, places: Iterable[Cell]) -> int:
    """Return for how many places, from its first on, a cell stands."""
    return sum(1 for _place in takewhile(lambda other: other is cell, places))


# --- What heads it -------------------------------------------------------------------------------


def _headed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows of which some head the others: the first, where the table does not say."""
    if len(rows) < 2 or any(cell.is_head for row in rows for cell in row):
        return rows
    heads = _reached(rows)
    return tuple(
        tuple(replace(cell, is_head=bool(cell.words)) for cell in row) if y < heads else row
        for y, row in enumerate(rows)
    )


def _reached(rows: Sequence[Row]) -> int:
    """Return how many rows the first one's cells reach into; one, where that is all of them."""
    end = 1
    for y, row in enumerate(rows):
        if y == end:
            return end
        end = max(end, *(y + cell.down for cell in row), 1)
    return 1


def _head_rows(rows: Sequence[Row]) -> int:
    """Return how many rows at the top hold heads alone, if nothing reaches out of them."""
    count = 0
    for row in rows:
        if not any(cell.is_head for cell in row) or any(
            cell.words and not cell.is_head for cell in row
        ):
            break
        count += 1
    is_closed = all(y + cell.down <= count for y, row in enumerate(rows[:count]) for cell in row)
    return count if is_closed and count < len(rows) else 0


# --- Its markup ----------------------------------------------------------------------------------


def table_html(table: Table) -> str:
    """Return a table as clean markup."""
    heads = _head_rows(table.rows)
    caption = f"<caption>{table.caption}</caption>" if table.caption else ""
    head = "".join(_row_html(row, "col") for row in table.rows[:heads])
    body = "".join(
        _row_html(row, _scope(row, is_first=not heads and not place))
        for place, row in enumerate(table.rows[heads:])
    )
    return (
        f"<table>{caption}{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"
    )


def _scope(row: Row, *, is_first: bool) -> str:
    """Return what the heads of a row among the others head."""
    heads_all = all(cell.is_head or (is_first and not cell.words) for cell in row)
    return "col" if heads_all else "row"


def _row_html(row: Row, scope: str) -> str:
    return f"<tr>{''.join(_cell_html(cell, scope) for cell in row)}</tr>"


def _cell_html(cell: Cell, scope: str) -> str:
    tag, said = ("th", f' scope="{scope}"') if cell.is_head else ("td", "")
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f"<{tag}{said}{across}{down}>{cell.words}</{tag}>"
