"""Opens a file of Outturns, CSV or a workbook, as cells in words; a workbook is opened apart."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from herefordshire_cs.lib.files.foreign import BUSY, Busy, Unopened, open_apart
from herefordshire_cs.lib.files.saved_text import decoded
from herefordshire_cs.lib.text.words import count_in_words
from indicators.outturn_columns import (
    MOST_COLUMNS,
    MOST_ROWS,
    NAME_OR_REFERENCE,
    SYNONYMS,
    FileRead,
    InRow,
    UnreadableFile,
    first_named,
    name_of,
    read_cells,
)

DELIMITERS = ",;\t"
PARTED_BY_COMMAS = re.compile(r"[-+−]?\d{1,3}(,\d{3})+(\.\d+)?")
SAYS_DELIMITER = re.compile(r"sep=([,;\t])", re.IGNORECASE)  # Excel's own word for it
MOST_TOLD = 50  # figures that were rounded
WORKBOOKS = "herefordshire_cs.lib.files.workbooks"


def read_file(content: bytes, filename: str) -> FileRead:
    """Return the lines of a CSV file or of a workbook's first sheet.

    Raises UnreadableFile where it is neither, is empty, or lacks a column.
    """
    if content[:2] != b"PK":
        return read_cells(_csv_cells(content, filename))
    said = _workbook(content)
    notices = list(_workbook_notices(said))
    try:
        found = read_cells(said["cells"])
    except UnreadableFile as error:
        raise UnreadableFile(" ".join([str(error), *notices])) from error
    told = list(_told(said["told"], found.rows))
    return FileRead(rows=found.rows, notices=(*notices, *found.notices, *told))


# --- CSV -----------------------------------------------------------------------------------------


def _csv_cells(content: bytes, filename: str) -> list[list[str]]:
    if b"\x00" in content:
        raise UnreadableFile(f"“{filename}” is neither CSV nor an Excel workbook (.xlsx).")
    text = decoded(content)
    try:
        delimiter = delimiter_of(text)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [[cell.strip() for cell in row] for row in islice(lines, 4 * MOST_ROWS)]
        if next(lines, None) is not None:
            raise UnreadableFile(f"The file has over {4 * MOST_ROWS:,} lines, blank ones too.")
    except csv.Error as error:
        raise UnreadableFile(f"“{filename}” cannot be read as CSV: {error}.") from error
    if rows and SAYS_DELIMITER.match(delimiter.join(rows[0])):
        rows[0] = []
    if delimiter == ";":
        _refuse_doubtful_commas(rows)
    return rows


def delimiter_of(text: str) -> str:
    """Return what parts the cells: that by which the head line names the most columns.

    Much of Europe saves semicolons, since a comma is its decimal point.
    """
    lines = text[:20_000].splitlines()
    head = next((line for line in lines if line.strip(DELIMITERS + " ")), "")
    if said := SAYS_DELIMITER.match(head):
        return said[1]
    known = {*SYNONYMS, NAME_OR_REFERENCE}

    def named(delimiter: str) -> int:
        cells = next(csv.reader([head], delimiter=delimiter), [])
        return sum(name_of(cell) in known for cell in cells)

    return max(DELIMITERS, key=named)


def _refuse_doubtful_commas(rows: Sequence[Sequence[str]]) -> None:
    for line, row in enumerate(rows, start=1):
        if doubtful := [words for words in row if PARTED_BY_COMMAS.fullmatch(words)]:
            raise UnreadableFile(
                f"Line {line}: the comma of “{doubtful[0]}” may be a decimal point or part"
                " thousands, since semicolons part the cells. Save the numbers with a point."
            )


# --- Workbooks -----------------------------------------------------------------------------------


def _workbook(content: bytes) -> dict[str, Any]:
    try:
        said, _ = open_apart(
            WORKBOOKS, content, most_rows=MOST_ROWS + 50, most_columns=MOST_COLUMNS
        )
    except Unopened as error:
        if error.is_too_much:
            raise UnreadableFile(
                "The workbook takes more memory or time to open than a sheet of figures may. Save"
                " the one sheet as CSV."
            ) from error
        raise UnreadableFile("The workbook cannot be opened; it may be damaged.") from error
    except Busy as busy:
        raise UnreadableFile(BUSY) from busy
    if "refusal" in said:
        raise UnreadableFile(said["refusal"])
    return said


def _workbook_notices(said: dict[str, Any]) -> Iterator[str]:
    """Yield what of a workbook was not read."""
    if others := [f"“{name}”" for name in said["other_sheets"]]:
        yield f"Only the sheet “{said['sheet']}” was read, not {first_named(others)}."
    if rows := said["hidden_rows"]:
        yield f"{count_in_words(rows, 'hidden row')} {'was' if rows == 1 else 'were'} not read."
    if columns := said["hidden_columns"]:
        verb = "was" if len(columns) == 1 else "were"
        hidden = count_in_words(len(columns), "hidden column")
        yield f"{hidden} {verb} not read: {first_named(columns)}."
    if said["has_more_columns"]:
        yield f"What stands beyond the {MOST_COLUMNS}th column was not read."
    if places := said["uncalculated"]:
        yield (
            f"Formulas that were never worked out are read as blank: {first_named(places)}. Open"
            " the workbook in a spreadsheet, save it there and send it again."
        )


def _told(cells: Sequence[Sequence[Any]], rows: Sequence[InRow]) -> Iterator[str]:
    """Yield where a figure is read as the sheet shows it, and not as it is stored."""
    lines = {row.line: row for row in rows}
    parts = [
        f"line {line}: {shown} is shown and read, {stored} is stored"
        for line, _column, shown, stored in cells
        if line in lines and shown in numbers_of(lines[line])
    ]
    if len(parts) > MOST_TOLD:
        parts = [*parts[:MOST_TOLD], f"and {len(parts) - MOST_TOLD} more"]
    if parts:
        yield f"Rounded as the sheet shows it: {'; '.join(parts)}."


def numbers_of(row: InRow) -> tuple[str, ...]:
    """Return the words of a line's numbers."""
    return row.value, row.numerator, row.denominator
