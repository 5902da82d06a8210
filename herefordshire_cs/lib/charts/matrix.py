"""A matrix of two scales: what stands in each cell, with the cell's own word.

A cell is told by its word and number; its ground only follows them, from pale to dark, so that a
grey copy keeps the order.
"""

from collections.abc import Sequence
from typing import NamedTuple

from herefordshire_cs.lib.charts.drawing import (
    LINE_HEIGHT,
    QUIET,
    RULE_STRONG,
    TEXT,
    name_of,
    picture,
    text,
    text_width,
)

CELL_WIDTH, CELL_HEIGHT = 122, 76
LEFT, TOP, BOTTOM = 96, 8, 44
PADDING = 8
MORE = "and {} more"
LINES = 2  # of names in a cell, below its word


class Ground(NamedTuple):
    """What the cells of one level are drawn with."""

    fill: str
    ink: str


# By level, the lowest first; a level of nought is a cell without a word.
GROUNDS = (
    Ground("#ffffff", TEXT),
    Ground("#f4f1e8", TEXT),
    Ground("#ffdf9e", TEXT),
    Ground("#8a2a2d", "#ffffff"),
)


class Cell(NamedTuple):
    """A cell: the words of its place on the scale, how high that is, and what stands there."""

    words: str
    level: int
    names: Sequence[str]


def matrix(
    rows: Sequence[Sequence[Cell]],
    *,
    across: str,
    down: str,
    title: str,
    description: str,
    identifier: str,
) -> str:
    """Draw rows of cells, the highest first; ``across`` and ``down`` name the two scales.

    The scales are numbered from 1, at the left and at the bottom. ``identifier`` is unique among
    the pictures of a page.
    """
    height = TOP + len(rows) * CELL_HEIGHT
    width = LEFT + CELL_WIDTH * max((len(row) for row in rows), default=0)
    parts = [
        _cell(cell, LEFT + column * CELL_WIDTH, TOP + line * CELL_HEIGHT)
        for line, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    parts += [
        text(
            str(len(rows) - line),
            LEFT - 12,
            TOP + line * CELL_HEIGHT + CELL_HEIGHT / 2 + 5,
            anchor="end",
        )
        for line in range(len(rows))
    ]
    columns = max((len(row) for row in rows), default=0)
    parts += [
        text(
            str(column + 1),
            LEFT + column * CELL_WIDTH + CELL_WIDTH / 2,
            height + 18,
            anchor="middle",
        )
        for column in range(columns)
    ]
    parts.append(text(down, 0, TOP + 14, fill=QUIET))
    parts.append(text(across, width, height + 36, anchor="end", fill=QUIET))
    return picture(
        "".join(parts),
        size=(width + 2, height + BOTTOM),
        css_class="cs-chart cs-chart--matrix",
        name=name_of("matrix", identifier),
        title=title,
        description=description,
    )


def _cell(cell: Cell, left: float, top: float) -> str:
    ground = GROUNDS[min(max(cell.level, 0), len(GROUNDS) - 1)]
    box = (
        f'<rect x="{left:g}" y="{top:g}" width="{CELL_WIDTH}" height="{CELL_HEIGHT}"'
        f' fill="{ground.fill}" stroke="{RULE_STRONG}"/>'
    )
    words = text(cell.words, left + PADDING, top + 19, fill=ground.ink)
    names = "".join(
        text(line, left + PADDING, top + 42 + number * LINE_HEIGHT, fill=ground.ink, is_bold=True)
        for number, line in enumerate(_lines(cell.names))
    )
    return f"{box}{words}{names}"


def _lines(names: Sequence[str]) -> list[str]:
    """Return the names on as many lines as a cell has room for, the last saying what is left."""
    room = CELL_WIDTH - 2 * PADDING
    lines: list[list[str]] = []
    for number, name in enumerate(names):
        if lines and text_width(", ".join([*lines[-1], name])) <= room:
            lines[-1].append(name)
        elif len(lines) < LINES:
            lines.append([name])
        else:
            shown = number - len(lines[-1])
            return [*(", ".join(line) for line in lines[:-1]), MORE.format(len(names) - shown)]
    return [", ".join(line) for line in lines]
