"""The table of a list: its columns, the order it is in, its groups."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, ClassVar

import django_tables2
from django.core.paginator import Page, Paginator
from django_tables2.data import TableListData

from herefordshire_cs.lib.lists.asked import Asked
from herefordshire_cs.lib.lists.columns import Column
from herefordshire_cs.lib.lists.rows import Reader, Row, Rows, reader_of
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.templatetags.components import day_address
from herefordshire_cs.lib.web.requests import AsAt

ROWS_ON_A_PAGE = 50
FEW_COLUMNS = 8  # as many as have their own widths beside that of the words
MOST_COLUMNS = 11  # as many as a screen has room for
UNGROUPED = "none"  # what an address says where a list is usually grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What stands at the head of a group: its title, and what of the list is in it.

    ``count`` is of the whole list, not of the page. ``counts`` are ratings, where rows have them.
    ``address`` is where the title leads, if anywhere.
    """

    title: str
    count: int
    note: str = ""
    counts: RatingCounts | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows that stand together; ``group`` is what heads them, if anything."""

    group: Group | None
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of one column; ``sort`` is the name it is sorted by, if it can be.

    What some readers may do in a row has a head that ``is_mute``: heard and not seen.
    """

    label: str
    note: str
    css: str
    sort: str
    is_mute: bool


class Records(TableListData):
    """Plain records, sorted by their columns; or in the order that the database found."""

    def __init__(self, data: Iterable[Any], *, is_in_order: bool = False) -> None:
        self.data: list[Any] = []
        super().__init__(list(data))
        self.is_in_order = is_in_order

    def order_by(self, aliases: Sequence[str]) -> None:
        """Sort by the columns, what has nothing to sort by last; equal records stay in order."""
        if self.is_in_order:
            return
        for alias in reversed(aliases):
            name = alias.lstrip("-")
            key = self.table.sort_key(name)
            known = [record for record in self.data if key(record) not in (None, "")]
            unknown = [record for record in self.data if key(record) in (None, "")]
            known.sort(key=key, reverse=alias.startswith("-"))
            self.data = [*known, *unknown]


class ListTable(django_tables2.Table):
    """A list over plain records: dataclasses that a presenter made.

    A subclass says its columns, and how their cells are drawn where that takes more than the
    value: ``render_<column>(value, record)`` for the page and ``value_<column>`` for a file.
    ``groups_of`` are the ways in which it can be grouped, with their labels; each has a method
    ``group_<name>(record)`` that returns the key of a record's group, which is its title too
    unless the list is given the heads of its groups. ``orders`` are what the database sorts by,
    where it sorts, by the names of the columns. ``default_sort`` and ``default_group`` hold where
    nobody chose.
    """

    sheet: ClassVar[str]  # the name of the sheet in a workbook
    css: ClassVar[str] = "cs-table--fixed cs-table--dense"
    groups_of: ClassVar[Mapping[str, str]] = {}
    orders: ClassVar[Mapping[str, str]] = {}
    default_sort: ClassVar[str] = ""
    default_group: ClassVar[str] = ""

    def __init__(
        self,
        records: Iterable[Any],
        *,
        day: AsAt,
        asked: Asked | None = None,
        groups: Mapping[str, Group] | None = None,
        labels: Mapping[str, str] | None = None,
        is_in_order: bool = False,
        may: Collection[str] = (),
    ) -> None:
        self.asked = asked or Asked()
        self.group = self.group_shown(self.asked)
        self.day = day
        data = Records(records, is_in_order=is_in_order)
        places = {} if is_in_order else self._places(data.data)
        super().__init__(data, order_by=self.asked.sort or self.default_sort or None)
        for name, label in (labels or {}).items():
            self.base_of(name).verbose_name = label
        if places:
            data.data.sort(key=lambda record: places[self.key_of(record)][0])
        self.rows = Rows(self.data, self)
        self.readers = [
            reader_of(bound)
            for bound in self.columns.all()
            if self.shows(bound.name, bound.column, may)
        ]
        self.groups = groups or {
            key: Group(title=key, count=count) for key, (_place, count) in places.items()
        }

    def shows(self, name: str, column: Column, may: Collection[str]) -> bool:
        """Say whether a column is shown; one that the heads of the groups say is not."""
        if column.is_fixed or column.is_for_some:
            return column.is_fixed or name in may
        return self.wants(name, column) and (name != self.group or column.stays)

    def wants(self, name: str, column: Column) -> bool:
        """Say whether a column was chosen, or is shown to who chose nothing."""
        return name in self.asked.columns if self.asked.columns else column.is_chosen

    def readers_of_file(self) -> list[Reader]:
        """Return the columns of its file: those that were asked for, and what it is grouped by."""
        return [
            reader_of(bound)
            for bound in self.columns.all()
            if not bound.column.is_for_some
            and (
                bound.column.is_fixed
                or bound.name == self.group
                or self.wants(bound.name, bound.column)
            )
        ]

    def base_of(self, name: str) -> Column:
        """Return a column of this table alone, by its name."""
        column: Column = self.columns.columns[name].column
        return column

    @classmethod
    def group_shown(cls, asked: Asked) -> str:
        """Return by what the list is grouped, if by anything."""
        return "" if asked.group == UNGROUPED else asked.group or cls.default_group

    @classmethod
    def group_choices(cls, labels: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return what the list can be grouped by; blank is what it is where nobody chose."""
        named = {name: labels.get(name, label) for name, label in cls.groups_of.items()}
        if not cls.default_group:
            return [("", "Nothing"), *named.items()]
        usual = named.pop(cls.default_group)
        return [("", usual), *named.items(), (UNGROUPED, "Nothing")]

    @classmethod
    def column_choices(cls) -> list[tuple[str, str]]:
        """Return the columns that a reader may choose."""
        return [
            (name, str(column.verbose_name))
            for name, column in cls.base_columns.items()
            if not column.is_fixed and not column.is_for_some
        ]

    @classmethod
    def chosen_columns(cls) -> list[str]:
        """Return the columns that are shown where nobody chose any."""
        choices = [name for name, _label in cls.column_choices()]
        return [name for name in choices if cls.base_columns[name].is_chosen]

    @classmethod
    def sort_choices(cls) -> list[tuple[str, str]]:
        """Return what the list can be sorted by, upwards and downwards."""
        return [
            (f"{sign}{name}", str(column.verbose_name))
            for name, column in cls.base_columns.items()
            if column.orderable
            for sign in ("", "-")
        ]

    @property
    def sort(self) -> str:
        """Return the name of the column it is sorted by, with a minus before it if downwards."""
        return str(self.order_by[0]) if self.order_by else ""

    @property
    def classes(self) -> str:
        """Return the classes of the table; with many columns the widest share what there is."""
        if self.count_of_columns <= FEW_COLUMNS:
            return self.css
        return f"{self.css.replace('cs-table--fixed', '').strip()} cs-table--many"

    @property
    def is_too_wide(self) -> bool:
        """Whether it has more columns than any screen has room for, and moves within its place."""
        return self.count_of_columns > MOST_COLUMNS

    @property
    def count_of_columns(self) -> int:
        """How many columns have words; what some readers may do in a row takes little room."""
        return sum(not reader.column.column.is_for_some for reader in self.readers)

    @cached_property
    def heads(self) -> list[Head]:
        """Return the heads of the columns that are shown."""
        return [
            Head(
                label=reader.label,
                note=reader.column.column.note,
                css=reader.column.column.css,
                sort=reader.column.name if reader.column.orderable else "",
                is_mute=reader.column.column.is_mute,
            )
            for reader in self.readers
        ]

    def reader(self, name: str) -> Reader:
        """Return how one column is read, shown or not."""
        return reader_of(self.columns.columns[name])

    def sort_key(self, name: str) -> Callable[[Any], Any]:
        """Return what records are sorted by for a column."""
        return self.base_of(name).sort or self.reader(name).get

    def turn_to(self, page: str | None) -> Page:
        """Show one page of the list; of what is no page of it, the nearest. Its size is fixed."""
        self.paginator = Paginator(self.rows, ROWS_ON_A_PAGE)
        self.page = self.paginator.get_page(page)
        return self.page

    def address(self, name: str, *args: object, query: str = "") -> str:
        """Return an address that keeps the day of the page."""
        return day_address(self.day, name, *args, query=query)

    def key_of(self, record: Any) -> str:
        """Return the key of a record's group."""
        return str(getattr(self, f"group_{self.group}")(record))

    @property
    def sections(self) -> Iterator[Section]:
        """Yield the rows of the page, each group under its head."""
        if not self.group:
            yield Section(group=None, rows=list(self.paginated_rows))
            return
        for key, rows in groupby(self.paginated_rows, key=lambda row: self.key_of(row.record)):
            yield Section(group=self.groups[key], rows=list(rows))

    def _places(self, records: Iterable[Any]) -> dict[str, tuple[int, int]]:
        """Return the place of each group, in the order of the papers, and how many are in it."""
        if not self.group:
            return {}
        counted = Counter(self.key_of(record) for record in records)
        return {key: (place, count) for place, (key, count) in enumerate(counted.items())}
