"""Tables as their readers see them, whatever file they came in: rows of words in their places.

A place is as in the file: rows and columns count from 1, and those that are not read (hidden,
deleted) are counted too. What is not read is named, so that nobody takes it for read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row: its words by column, the first column first.

    ``widest`` is how many columns its widest filled cell covers. ``from_above`` are the columns
    whose words stand in a cell that began in a row above and reaches down to this one. ``colours``
    are the colours that fill cells, ``RRGGBB`` by column.
    """

    number: int
    cells: tuple[str, ...]
    widest: int = 1
    from_above: frozenset[int] = frozenset()
    colours: dict[int, str] = field(default_factory=dict)

    def cell(self, column: int) -> str:
        """Return the words of a column, blank where the row ends before it."""
        return self.cells[column - 1] if column <= len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold words of this row's own."""
        return tuple(
            place
            for place, words in enumerate(self.cells, 1)
            if words and place not in self.from_above
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table or a sheet: its rows, the words above it, and what of it was not read.

    ``title`` is the sheet's name; ``heading`` the nearest heading above a table of a document.
    """

    rows: tuple[GridRow, ...]
    number: int = 1
    title: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a document or a line of pasted text; ``is_heading`` where it is styled so."""

    number: int
    words: str
    is_heading: bool = False


def joined(words: Iterable[str]) -> str:
    """Return lines as the words of one cell, blank lines left out."""
    return "\n".join(line for each in words if (line := " ".join(each.split())))
