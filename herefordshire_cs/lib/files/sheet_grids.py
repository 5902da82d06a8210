"""Reads a sheet of a workbook as words, as its reader sees it. Run in a process of its own.

Beside what ``workbooks`` says of hidden rows and of figures, this knows merged cells, the colours
that fill cells, and days as the sheet writes them, since a plan is words. Source: ECMA-376 part 1,
18.3.1 (sheets), 18.3.1.55 (merged cells) and 18.8.30 (number formats).
"""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from herefordshire_cs.lib.files.packages import Refused, refuse_large
from herefordshire_cs.lib.files.workbooks import (
    LITERAL,
    SIZE,
    Sheet,
    look_over,
    sheets_of,
    words_of,
)

# Excel keeps one format for the short day of whoever looks; in England that is day first.
SHORT_DAY = {"mm-dd-yy": "dd/mm/yyyy", "m/d/yy": "dd/mm/yyyy", "m/d/yyyy": "dd/mm/yyyy"}
PARTS_OF_A_DAY = re.compile(r"d{1,4}|m{1,5}|y{2,4}|[^dmy]+", re.IGNORECASE)
DECIMALS = re.compile(r"[#,]*0\.(0+)")


def read(
    content: bytes, *, sheet: str, most_rows: int, most_columns: int
) -> tuple[dict[str, Any], bytes]:
    """Return the rows of a sheet, or of the first that is shown where no name is given."""
    try:
        return _read(content, sheet, most_rows, most_columns), b""
    except Refused as refused:
        return {"refusal": str(refused)}, b""


def _read(content: bytes, named: str, most_rows: int, most_columns: int) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        refuse_large(package, SIZE)
        listed = list(sheets_of(package))
        chosen = choose(listed, named)
        with package.open(chosen.part) as part:
            survey = look_over(part, most_rows, most_columns)
        with package.open(chosen.part) as part:
            merged = merged_cells(part)
    if survey.has_more_rows:
        raise Refused(f"The sheet goes on below its row {most_rows:,}, which is the last read.")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    bounds = {"max_row": most_rows, "max_col": most_columns}
    rows, uncalculated = [], []
    pairs = zip(
        book[chosen.title].iter_rows(**bounds),
        formulas[chosen.title].iter_rows(**bounds),
        strict=False,
    )
    for number, (cells, behind) in enumerate(pairs, 1):
        if number in survey.rows:
            continue
        found = _row(number, cells, merged, survey.columns)
        uncalculated += _uncalculated(found["cells"], behind)
        rows.append(found)
    return {
        "title": chosen.title,
        "rows": rows,
        "hidden_rows": sorted(number for number in survey.rows if number <= most_rows),
        "hidden_columns": [get_column_letter(number) for number in sorted(survey.columns)],
        "has_more_columns": survey.has_more_columns,
        "other_sheets": [[each.title, each.is_shown] for each in listed if each is not chosen],
        "is_shown": chosen.is_shown,
        "uncalculated": uncalculated,
    }


def choose(listed: list[Sheet], named: str) -> Sheet:
    """Return the sheet of a name, or the first that is shown. Raises Refused."""
    if named:
        for each in listed:
            if each.title.casefold() == named.casefold():
                return each
        names = ", ".join(f"“{each.title}”" for each in listed)
        raise Refused(f"The workbook has no sheet “{named}”. It has {names}.")
    shown = next((each for each in listed if each.is_shown), None)
    if shown is None:
        raise Refused("Every sheet of the workbook is hidden.")
    return shown


def merged_cells(part: Any) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return for each place within a merge, by row and column, where it begins and its width."""
    found: dict[tuple[int, int], tuple[int, int, int]] = {}
    for _, element in ElementTree.iterparse(part):
        tag = element.tag.rpartition("}")[2]
        if tag == "mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
            if (bottom - top + 1) * (right - left + 1) <= 100_000:
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        found[row, column] = (top, left, right - left + 1)
        elif tag == "row":
            element.clear()
    return found


def _row(
    number: int,
    cells: Any,
    merged: dict[tuple[int, int], tuple[int, int, int]],
    hidden: set[int],
) -> dict[str, Any]:
    words: list[str] = []
    colours: dict[str, str] = {}
    widest = 1
    from_above: dict[str, list[int]] = {}
    for column, cell in enumerate(cells, 1):
        place = merged.get((number, column))
        if place is not None and place[0] < number and place[1] == column:
            from_above[str(column)] = [place[0], place[1]]
        shown = "" if column in hidden else shown_words(cell)
        if shown and place is not None:
            widest = max(widest, place[2])
        if column not in hidden and (colour := _colour(cell)):
            colours[str(column)] = colour
        words.append(shown)
    while words and not words[-1]:
        words.pop()
    return {
        "number": number,
        "cells": words,
        "widest": widest,
        "from_above": from_above,
        "colours": colours,
    }


def shown_words(cell: Any) -> str:
    """Return a cell's words as the sheet shows them, with the lines of its text."""
    value = cell.value
    written = cell.number_format or ""
    if value is None:
        return ""
    if isinstance(value, date):
        return shown_day(value, written)
    if isinstance(value, str):
        return "\n".join(line for each in value.splitlines() if (line := " ".join(each.split())))
    if isinstance(value, int | float) and not isinstance(value, bool):
        decimals = DECIMALS.fullmatch(LITERAL.sub("", written.split(";")[0]))
        if decimals is not None:  # “1.10” of an action is not its “1.1”
            return f"{Decimal(f'{value:.15g}'):.{len(decimals[1])}f}"
    return words_of(cell)[0]


def shown_day(value: date, written: str) -> str:
    """Return a day as its format writes it: ``dd/mm/yyyy``, ``mmm-yy``, ``d mmmm yyyy``."""
    cleaned = LITERAL.sub("", written.split(";")[0])
    pattern = SHORT_DAY.get(written, cleaned).lower().partition(" h")[0].strip()
    if not re.search(r"[dmy]", pattern) or "h" in pattern:
        return f"{value:%d/%m/%Y}"
    said = {
        "d": f"{value.day}", "dd": f"{value:%d}", "ddd": f"{value:%a}", "dddd": f"{value:%A}",
        "m": f"{value.month}", "mm": f"{value:%m}", "mmm": f"{value:%b}", "mmmm": f"{value:%B}",
        "mmmmm": f"{value:%b}"[:1], "yy": f"{value:%y}", "yyy": f"{value:%Y}",
        "yyyy": f"{value:%Y}",
    }  # fmt: skip
    return "".join(said.get(part, part) for part in PARTS_OF_A_DAY.findall(pattern))


def _colour(cell: Any) -> str:
    fill = getattr(cell, "fill", None)
    if fill is None or fill.fill_type != "solid":
        return ""
    colour = fill.fgColor.rgb if fill.fgColor.type == "rgb" else ""
    return colour[-6:] if isinstance(colour, str) else ""


def _uncalculated(words: list[str], behind: Any) -> list[str]:
    """Return the places of formulas that nothing has worked out, which look like empty cells."""
    return [
        f"{get_column_letter(cell.column)}{cell.row}"
        for column, cell in enumerate(behind)
        if cell.data_type == "f" and (column >= len(words) or not words[column])
    ]
