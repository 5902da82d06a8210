"""A profile of maturity: where each question of each section stands on a scale of levels."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import NamedTuple

from herefordshire_cs.lib.charts import drawing
from herefordshire_cs.lib.charts.drawing import INK, PALE, QUIET, RULE, TEXT

WIDE_WIDTH, NARROW_WIDTH = 640, 340
NAME = 26  # of a section, above its cells
CHIP_HEIGHT = 22
GAP = 4
SCALE_LINE = 17
PAD = 6
NARROW_HEADS = 12


class ProfileRow(NamedTuple):
    """A section and, for each level, the references of the questions that stand there."""

    name: str
    cells: tuple[tuple[str, ...], ...]


def maturity_profile(
    rows: Iterable[ProfileRow],
    levels: Sequence[str],
    *,
    title: str,
    description: str,
    identifier: str | int,
    narrow: bool = False,
) -> str:
    """Draw a row for each section and a column for each level, lowest first.

    A question is a box with its reference, so that position and words say it and no colour must.
    ``narrow`` is for telephones: 340 units wide. The height follows from the rows.
    """
    width = NARROW_WIDTH if narrow else WIDE_WIDTH
    column = (width - 2) / max(len(levels), 1)
    heads = [wrapped(level, column) for level in levels]
    top: float = SCALE_LINE * max((len(lines) for lines in heads), default=1) + PAD
    words = "".join(
        drawing.text(each, 1 + column * (at + 0.5), SCALE_LINE * (line + 1) - 3, anchor="middle")
        for at, lines in enumerate(heads)
        for line, each in enumerate(lines)
    )
    # The longest word of a scale is as wide as a narrow column at the size of the rest.
    body = [f'<g font-size="{NARROW_HEADS}">{words}</g>' if narrow else words]
    for row in rows:
        drawn, height = _row(row, top=top, column=column, width=width)
        body.append(drawn)
        top += height
    return drawing.picture(
        "".join(body),
        size=(width, top + 2),
        css_class=f"cs-chart cs-chart--{'narrow' if narrow else 'wide'}",
        name=drawing.name_of("profile", f"{identifier} narrow" if narrow else identifier),
        title=title,
        description=description,
    )


def wrapped(words: str, width: float) -> list[str]:
    """Break the words of a level at a space or after a stroke where they are too wide."""
    lines = [""]
    for piece in words.replace("/", "/ ").split():
        longer = f"{lines[-1]} {piece}".strip()
        if lines[-1] and drawing.text_width(longer) > width - GAP:
            lines.append(piece)
        else:
            lines[-1] = longer.replace("/ ", "/")
    return lines


def _row(row: ProfileRow, *, top: float, column: float, width: float) -> tuple[str, float]:
    """Draw a section; return the drawing and the height that it takes up."""
    widest = max(
        (drawing.text_width(short(each)) for cell in row.cells for each in cell), default=0
    )
    chip = max(widest + PAD, CHIP_HEIGHT)
    in_line = max(int((column - GAP) // (chip + GAP)), 1)
    cells = [list(batched(cell, in_line, strict=False)) for cell in row.cells]
    lines = max((len(cell) for cell in cells), default=0) or 1
    high = lines * (CHIP_HEIGHT + GAP) + GAP
    parts = [drawing.text(row.name, 1, top + NAME - 8, is_bold=True)]
    for at, cell in enumerate(cells):
        left = 1 + column * at
        parts.append(
            f'<rect x="{left:.1f}" y="{top + NAME:.1f}" width="{column:.1f}" height="{high}"'
            f' fill="{PALE if cell else "#ffffff"}" stroke="{RULE if cell else QUIET}"'
            f' stroke-width="{1 if cell else 0.3}"/>'
        )
        for line, chips in enumerate(cell):
            run = len(chips) * (chip + GAP) - GAP
            start = left + (column - run) / 2
            y = top + NAME + GAP + line * (CHIP_HEIGHT + GAP)
            parts += [
                _chip(each, start + n * (chip + GAP), y, chip) for n, each in enumerate(chips)
            ]
    return drawing.group("profile", parts), NAME + high + GAP


def _chip(reference: str, x: float, y: float, width: float) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{CHIP_HEIGHT}" rx="3"'
        f' fill="#ffffff" stroke="{INK}"/>'
        f"{drawing.text(short(reference), x + width / 2, y + 16, anchor='middle', fill=TEXT)}"
    )


def short(reference: str) -> str:
    """Return a reference as it stands in a small box: ``Q22 (a)`` is ``22a``."""
    return reference.removeprefix("Q").replace(" (", "").replace(")", "")
