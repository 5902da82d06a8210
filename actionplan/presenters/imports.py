"""A plan's file as its pages show it: what its columns seem to hold, every row as it would be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actionplan.models import PlanFile
from actionplan.plan_arranging import arranged, paragraphs_of, tables_of
from actionplan.plan_columns import Holds, Layout
from actionplan.plan_files import Knowing
from actionplan.plan_opening import FileKind, Opened
from actionplan.plan_suggestions import (
    Column,
    Label,
    Suggested,
    cleaned,
    columns_of,
    labels_of,
    suggest,
)
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.files.grids import Grid

EXAMPLES = 3
LONGEST_EXAMPLE = 160
FILES_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file in the list of those that were sent."""

    pk: int
    filename: str
    plan: str
    sent_on: date
    sent_by: str
    loaded_on: date | None
    undone_on: date | None
    said: str


def build_files(access: PlanAccess) -> tuple[FileLine, ...]:
    """Return the files that were sent, the newest first."""
    rows = PlanFile.objects.visible_to(access).defer("opened", "layout", "answers", "written")
    return tuple(
        FileLine(
            pk=row.pk,
            filename=row.filename,
            plan=row.title,
            sent_on=row.sent_on,
            sent_by=row.sent_by.name,
            loaded_on=row.loaded_on,
            undone_on=row.undone_on,
            said=row.said,
        )
        for row in rows.select_related("sent_by")[:FILES_SHOWN]
    )


# --- Columns -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A table or a sheet of a file that can be chosen."""

    value: str
    words: str
    note: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A column or a label, as it is asked what it holds."""

    key: str
    name: str
    head: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    """What is asked of a file before it is read: its tables, and what their columns hold.

    ``suggested`` are the fields of the form by their names, as they seem to be.
    """

    choices: tuple[Choice, ...]
    chooses: str
    places: tuple[Place, ...]
    of_paragraphs: bool
    sheet: str
    tables: tuple[int, ...]
    suggested: Mapping[str, object]


def build_columns_page(
    row: PlanFile, opened: Opened, *, asked_tables: Sequence[int], knowing: Knowing
) -> ColumnsPage:
    """Return what is asked of a file's columns. ``asked_tables`` are those chosen, if any."""
    grids = tables_of(opened)
    labels = labels_of(paragraphs_of(opened))
    if _is_of_paragraphs(opened, grids, labels):
        return _labels_page(row, labels)
    chosen = _chosen(grids, asked_tables, row)
    shown = [grid for grid in grids if grid.number in chosen]
    kept = row.as_layout()
    suggested = suggest(shown, last_time=heads_of_before(row), is_by_when=_reads_by_when(knowing))
    columns = columns_of(shown, suggested.head_rows)
    initial = _initial(columns, suggested, kept)
    sheet = opened.found["title"] if opened.kind is FileKind.WORKBOOK else ""
    return ColumnsPage(
        choices=tuple(_choices(opened, grids, chosen)),
        chooses="sheet" if opened.kind is FileKind.WORKBOOK else "table",
        places=tuple(_place(column) for column in columns),
        of_paragraphs=False,
        sheet=sheet,
        tables=chosen if opened.kind is FileKind.DOCUMENT else (),
        suggested=initial,
    )


def _reads_by_when(knowing: Knowing) -> Callable[[str], bool]:
    def is_by_when(words: str) -> bool:
        understood = knowing.by_when(words)
        return bool(understood.readings) and not understood.question and len(words) < 60

    return is_by_when


def _is_of_paragraphs(opened: Opened, grids: Sequence[Grid], labels: Sequence[Label]) -> bool:
    """Say whether a file is labelled paragraphs: it has labels, and no table to speak of."""
    widest = max((len(row.cells) for grid in grids for row in grid.rows[:50]), default=0)
    has_table = opened.kind is FileKind.DOCUMENT and bool(grids)
    return bool(labels) and opened.kind is not FileKind.WORKBOOK and not has_table and widest < 3


def _labels_page(row: PlanFile, labels: Sequence[Label]) -> ColumnsPage:
    kept = row.as_layout()
    initial: dict[str, object] = {"is_split": False}
    for number, label in enumerate(labels, 1):
        said = kept.labels.get(label.words.casefold()) if kept else label.holds
        initial[f"place-{number}"] = said or ""
    return ColumnsPage(
        choices=(),
        chooses="",
        places=tuple(
            Place(
                key=label.words,
                name=f"{label.words}:",
                head=f"met {label.times} times",
                examples=(label.example[:LONGEST_EXAMPLE],) if label.example else (),
            )
            for label in labels
        ),
        of_paragraphs=True,
        sheet="",
        tables=(),
        suggested=initial,
    )


def _chosen(grids: Sequence[Grid], asked: Sequence[int], row: PlanFile) -> tuple[int, ...]:
    """Return the tables that are read: those asked for or kept, or the largest and its like."""
    numbers = {grid.number for grid in grids}
    if found := tuple(sorted(set(asked) & numbers)):
        return found
    kept = row.as_layout()
    if kept and set(kept.tables) <= numbers:
        return kept.tables
    largest = max(grids, key=lambda grid: len(grid.rows) * _width(grid), default=None)
    if largest is None:
        return ()
    return tuple(grid.number for grid in grids if _head(grid) == _head(largest))


def _width(grid: Grid) -> int:
    return max((len(row.filled) for row in grid.rows[:20]), default=0)


def _head(grid: Grid) -> tuple[str, ...]:
    return tuple(cleaned(cell) for cell in grid.rows[0].cells) if grid.rows else ()


def _choices(opened: Opened, grids: Sequence[Grid], chosen: Sequence[int]) -> Iterator[Choice]:
    if opened.kind is FileKind.WORKBOOK:
        title = opened.found["title"]
        sheets = [(title, opened.found["is_shown"]), *opened.found["other_sheets"]]
        for name, is_shown in sheets:
            yield Choice(
                value=name,
                words=name,
                note="" if is_shown else "hidden",
                is_chosen=name == title,
            )
        return
    if opened.kind is FileKind.WORDS:
        return
    for grid in grids:
        first = " · ".join(" ".join(cell.split()) for cell in grid.rows[0].cells if cell)
        above = f"under “{grid.heading}”, " if grid.heading else ""
        yield Choice(
            value=str(grid.number),
            words=f"Table {grid.number}",
            note=f"{above}{len(grid.rows)} rows: {first[:LONGEST_EXAMPLE]}",
            is_chosen=grid.number in chosen,
        )


def _initial(
    columns: Sequence[Column], suggested: Suggested, kept: Layout | None
) -> dict[str, object]:
    held = kept.columns if kept and kept.columns else suggested.columns
    split = kept.split if kept else suggested.split
    initial: dict[str, object] = {
        f"place-{number}": held.get(column.place, "") for number, column in enumerate(columns, 1)
    }
    initial["head_rows"] = kept.head_rows if kept else suggested.head_rows
    initial["is_split"] = Holds.TEXT in split
    return initial


def _place(column: Column) -> Place:
    return Place(
        key=str(column.place),
        name=f"Column {column.place}",
        head=column.head,
        examples=tuple(words[:LONGEST_EXAMPLE] for words in column.examples[:EXAMPLES]),
    )


def heads_of_before(row: PlanFile) -> dict[str, Holds]:
    """Return what the heads of the last file of the same plan, or of any, were said to hold."""
    before = PlanFile.objects.exclude(pk=row.pk).exclude(loaded_on=None)
    last = before.filter(slug=row.slug).first() or before.first()
    layout = last.as_layout() if last else None
    if last is None or layout is None or layout.is_of_paragraphs:
        return {}
    found = {}
    for column in columns_of(arranged(last.as_opened(), layout).grids, layout.head_rows):
        if column.head and column.place in layout.columns:
            found[cleaned(column.head)] = layout.columns[column.place]
    return found
