"""How wide the columns of a printed table are: as their words need, so that none stands white.

A row is as high as its fullest cell, so the widths are sought that make all rows together low. A
column in which nothing stands has none.
"""

from collections.abc import Sequence
from math import ceil

WHOLE, STEP = 100, 2  # percent of the page, and by how much a column gives to another
CHARACTERS = 1.6  # that fit into one percent of the width, in the letters of a plan on its side
PADDING = 1.3  # percent of the width beside the words of each cell
NARROWEST, LONGEST_WORD = 6, 16  # percent; a longer word is parted


def column_widths(
    rows: Sequence[Sequence[int]], *, longest: Sequence[int], floors: Sequence[int]
) -> tuple[int, ...]:
    """Return the widths of columns in percent, 100 together; 0 for those in which nothing stands.

    ``rows`` gives the characters of each cell, ``longest`` the longest word of each column with
    its head, and ``floors`` what each column has at least, in percent.
    """
    kept = [at for at in range(len(floors)) if floors[at] or any(row[at] for row in rows)]
    if not kept:
        return tuple(0 for _ in floors)
    cells = [[row[at] for at in kept] for row in rows]
    least = [max(floors[at], _for_word(longest[at])) for at in kept]
    found = _sought(cells, _begun(cells, least), least)
    widths = [0] * len(floors)
    for at, width in zip(kept, found, strict=True):
        widths[at] = width
    return tuple(widths)


def _for_word(longest: int) -> int:
    return max(NARROWEST, ceil(min(longest, LONGEST_WORD) / CHARACTERS + PADDING))


def _begun(cells: Sequence[Sequence[int]], least: Sequence[int]) -> list[int]:
    """Return the least widths, with what is left parted by how much stands in each column."""
    left = max(WHOLE - sum(least), 0)
    amounts = [sum(row[at] for row in cells) ** 0.5 for at in range(len(least))]
    whole = sum(amounts) or 1
    widths = [low + int(left * amount / whole) for low, amount in zip(least, amounts, strict=True)]
    widths[amounts.index(max(amounts))] += WHOLE - sum(widths)
    return widths


def _sought(cells: Sequence[Sequence[int]], widths: list[int], least: Sequence[int]) -> list[int]:
    """Let columns give to others for as long as all rows together become lower."""
    best = height(cells, widths)
    for _ in range(WHOLE):
        tried = [
            moved
            for giver in range(len(widths))
            if widths[giver] - STEP >= least[giver]
            for taker in range(len(widths))
            if taker != giver
            for moved in [_moved(widths, giver, taker)]
        ]
        lowest = min(tried, key=lambda each: height(cells, each), default=widths)
        if height(cells, lowest) >= best:
            return widths
        widths, best = lowest, height(cells, lowest)
    return widths


def _moved(widths: Sequence[int], giver: int, taker: int) -> list[int]:
    moved = list(widths)
    moved[giver] -= STEP
    moved[taker] += STEP
    return moved


def height(cells: Sequence[Sequence[int]], widths: Sequence[int]) -> float:
    """Return how many lines all rows take together, each as many as its fullest cell."""
    rooms = [max(width - PADDING, 1) * CHARACTERS for width in widths]
    return sum(
        max(1.0, *(amount / room for amount, room in zip(row, rooms, strict=True)))
        for row in cells
    )
