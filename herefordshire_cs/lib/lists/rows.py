"""The rows of a list: what is missing raises, and nothing is looked at twice.

The rows that the library makes swallow every fault of a cell and print a dash, look at the
signature of each cell's function for each cell anew, and split each path: a list of fifty cost
nine times a plain loop. These cost what a loop does.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django_tables2.columns.base import BoundColumn
from django_tables2.rows import BoundRow, BoundRows

type Get = Callable[[Any], Any]
type Draw = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How the cells of one column are read, drawn on a page, and said in a file."""

    column: BoundColumn
    get: Get
    draw: Draw
    say: Draw

    @property
    def label(self) -> str:
        """Return the head of the column, in words."""
        return str(self.column.column.verbose_name)

    @property
    def width(self) -> int:
        """Return the width of the column of a spreadsheet, in characters."""
        return int(self.column.column.width)

    def cell(self, record: Any) -> Any:
        """Return the cell on a page; what the column has for nothing, where there is nothing."""
        value = self.get(record)
        if value is None or value == "":
            return self.column.default
        return self.draw(value, record)

    def value(self, record: Any) -> Any:
        """Return the cell of a file: words, a number or a day; nothing where there is nothing."""
        value = self.get(record)
        return "" if value is None or value == "" else self.say(value, record)


def reader_of(column: BoundColumn) -> Reader:
    """Return how the cells of a column are read; made once for a table."""
    table = column._table
    say = getattr(table, f"value_{column.name}", None)
    if say is None and "value" in vars(type(column.column)):
        say = column.column.value
    return Reader(
        column=column,
        get=getter(str(column.accessor)),
        draw=drawer(column.render, column.name),
        say=drawer(say, column.name) if say else _itself,
    )


def getter(path: str) -> Get:
    """Return what reads a path of attributes, as ``line__lead``; what is missing raises."""
    names = path.split("__")

    def get(record: Any) -> Any:
        for name in names:
            record = getattr(record, name)
            if record is None:
                return None
        return record

    return get


def drawer(function: Callable[..., Any], name: str) -> Draw:
    """Return a function of a column as one of its value and its record; no other may be asked."""
    wanted = set(inspect.signature(function).parameters)
    if wanted == {"value"}:
        return lambda value, record: function(value=value)
    if wanted == {"record"}:
        return lambda value, record: function(record=record)
    if wanted == {"value", "record"}:
        return lambda value, record: function(value=value, record=record)
    raise TypeError(f"{name}: a cell is drawn of value and record, not of {sorted(wanted)}")


def _itself(value: Any, record: Any) -> Any:
    return value


class Row(BoundRow):
    """A row whose cells raise instead of hiding a fault."""

    @property
    def cells_in_order(self) -> Iterator[tuple[BoundColumn, Any]]:
        """Yield each column that is shown with its cell."""
        for reader in self._table.readers:
            yield reader.column.column, reader.cell(self._record)

    def items(self) -> Iterator[tuple[BoundColumn, Any]]:
        """Yield each column, as the library knows it, with its cell."""
        for reader in self._table.readers:
            yield reader.column, reader.cell(self._record)

    def get_cell(self, name: str) -> Any:
        """Return the cell of one column."""
        return self._table.reader(name).cell(self._record)

    def get_cell_value(self, name: str) -> Any:
        """Return what a file says in one column."""
        return self._table.reader(name).value(self._record)


class Rows(BoundRows):
    """The rows of a list, none of them pinned."""

    def __iter__(self) -> Iterator[Row]:
        return (Row(record, table=self.table) for record in self.data)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):  # the paginator's; the library would give back its own
            return type(self)(self.data[key], self.table)
        return Row(self.data[key], table=self.table)
