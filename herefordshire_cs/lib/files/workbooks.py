"""Reads one sheet of a spreadsheet as its reader sees it. Run in a process of its own.

The library that reads cells does not say what is hidden, and unpacks whatever there is. So the
package is looked over first: how large it is unpacked, and which rows and columns are hidden.
Source: ECMA-376 part 1, 18.3.1 (sheets) and 18.8.30 (number formats).
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from herefordshire_cs.lib.files.packages import Refused, Size, refuse_large

SIZE = Size(
    most_parts=500,
    most_fold=100,  # sheets of figures are about ten
    too_large="The workbook is too large when it is unpacked. Save the one sheet as CSV.",
    too_folded=(
        "The workbook is far larger when it is unpacked than a sheet of figures. Copy the"
        " figures into a new workbook, or save the one sheet as CSV."
    ),
)
MOST_ROWS_SEEN = 100_000  # rows below the last line that only have a format
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # what a number format prints or pads with
DECIMALS = re.compile(r"[0#?,]*[0#?](?:\.(?P<after>[0#?]*))?%?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its title, the part of the package that holds it, and whether it is shown."""

    title: str
    part: str
    is_shown: bool


@dataclass(slots=True)
class Survey:
    """What a sheet hides, and whether it goes on beyond what is read."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    has_more_rows: bool = False
    has_more_columns: bool = False


def read(content: bytes, *, most_rows: int, most_columns: int) -> tuple[dict[str, Any], bytes]:
    """Return the cells of the first sheet that is not hidden, and what is to be told of them."""
    try:
        return _read(content, most_rows, most_columns), b""
    except Refused as refused:
        return {"refusal": str(refused)}, b""


def _read(content: bytes, most_rows: int, most_columns: int) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        refuse_large(package, SIZE)
        listed = list(sheets_of(package))
        shown = next((each for each in listed if each.is_shown), None)
        if shown is None:
            raise Refused("Every sheet of the workbook is hidden.")
        # Before the library opens it, which may read a sheet to its end for its size.
        with package.open(shown.part) as part:
            survey = look_over(part, most_rows, most_columns)
    if survey.has_more_rows:
        raise Refused(f"The sheet goes on below its row {most_rows:,}, which is the last read.")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    rows, told = _cells(book[shown.title], survey, most_rows, most_columns)
    return {
        "cells": rows,
        "told": told,
        "hidden_rows": sum(1 for number in survey.rows if number <= most_rows),
        "hidden_columns": [get_column_letter(number) for number in sorted(survey.columns)],
        "has_more_columns": survey.has_more_columns,
        "sheet": shown.title,
        "other_sheets": [each.title for each in listed if each is not shown],
        "uncalculated": _uncalculated(content, shown.title, rows, most_rows, most_columns),
    }


def sheets_of(package: zipfile.ZipFile) -> Iterator[Sheet]:
    """Yield the sheets of a workbook that have cells, in their order."""
    parts = {}
    for link in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels")):
        if link.get("Type", "").endswith("/worksheet"):
            target = link.get("Target", "")
            parts[link.get("Id")] = target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
    for element in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        keys = [value for name, value in element.items() if name.endswith("}id")]
        if element.tag.endswith("}sheet") and keys and keys[0] in parts:
            is_shown = element.get("state", "visible") == "visible"
            yield Sheet(element.get("name", ""), parts[keys[0]], is_shown)


def look_over(part: Any, most_rows: int, most_columns: int) -> Survey:
    """Return what a sheet hides; its rows are looked at one by one and not kept."""
    survey, row = Survey(), 0
    for _, element in ElementTree.iterparse(part):
        tag = element.tag.rpartition("}")[2]
        if tag == "col" and _is_hidden(element, "width"):
            columns = range(int(element.get("min", 1)), int(element.get("max", 1)) + 1)
            survey.columns |= {number for number in columns if number <= most_columns}
        elif tag == "row":
            row = int(element.get("r") or row + 1)
            _look_at_row(element, row, survey, most_rows, most_columns)
            element.clear()
            if survey.has_more_rows or row > MOST_ROWS_SEEN:
                break
    return survey


def _look_at_row(
    element: ElementTree.Element, row: int, survey: Survey, most_rows: int, most_columns: int
) -> None:
    filled = [cell for cell in element if len(cell)]
    if _is_hidden(element, "ht") and filled:
        survey.rows.add(row)
    elif filled and row > most_rows:
        survey.has_more_rows = True
    if filled and (last := filled[-1].get("r")):
        survey.has_more_columns |= column_of(last) > most_columns


def column_of(place: str) -> int:
    """Return the number of the column of a cell, 3 for ``C7``."""
    return column_index_from_string(coordinate_from_string(place)[0])


def _is_hidden(element: ElementTree.Element, size: str) -> bool:
    return element.get("hidden") in ("1", "true") or element.get(size) in ("0", "0.0")


def _cells(
    sheet: Any, survey: Survey, most_rows: int, most_columns: int
) -> tuple[list[list[str]], list[list[Any]]]:
    """Return every cell's words, and where they are not what is stored: row, column, both."""
    rows: list[list[str]] = []
    told: list[list[Any]] = []
    for number, cells in enumerate(sheet.iter_rows(max_row=most_rows, max_col=most_columns), 1):
        row: list[str] = []
        for column, cell in enumerate(() if number in survey.rows else cells, 1):
            shown, stored = ("", "") if column in survey.columns else words_of(cell)
            row.append(shown)
            if shown != stored:
                told.append([number, column, shown, stored])
        while row and not row[-1]:
            row.pop()
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return rows, told


def words_of(cell: Any) -> tuple[str, str]:
    """Return a cell as its reader sees it, and as it is stored.

    A per cent format shows 0.81 as 81%. Numbers have no commas, since 2008 may be a year.
    """
    value = cell.value
    if value is None:
        return "", ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_words(Decimal(f"{value:.15g}"), cell.number_format or "")
    if isinstance(value, datetime):
        # A sheet turns a typed “April 2009” into the first of the month, shown without its day.
        is_month = "d" not in (cell.number_format or "").lower()
        words = f"{value:%B %Y}" if is_month else str(value.date())
    else:
        words = " ".join(str(value).split())
    return words, words


def _number_words(number: Decimal, number_format: str) -> tuple[str, str]:
    sections = [LITERAL.sub("", section) for section in number_format.split(";")]
    pattern = sections[1] if number < 0 and len(sections) > 1 and sections[1] else sections[0]
    sign = "%" if "%" in pattern else ""
    number = number * 100 if sign else number
    stored = f"{_plain(number)}{sign}"
    # Fractions, powers of ten, thousands left out and the like are read as they are stored.
    found = DECIMALS.fullmatch(pattern.strip(" -+()£"))
    if found is None or pattern.strip().endswith(","):
        return stored, stored
    decimals = len(found["after"] or "")
    shown = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{_plain(shown)}{sign}", stored


def _plain(number: Decimal) -> str:
    words = f"{number:f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return "0" if words == "-0" else words


def _uncalculated(
    content: bytes, title: str, rows: list[list[str]], most_rows: int, most_columns: int
) -> list[str]:
    """Return the places of formulas that nothing has worked out, which look like empty cells."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    cells = book[title].iter_rows(max_row=min(len(rows), most_rows), max_col=most_columns)
    return [
        place for row, read_as in zip(cells, rows, strict=False) for place in _of(row, read_as)
    ]


def _of(row: Any, read_as: list[str]) -> Iterator[str]:
    for column, cell in enumerate(row):
        is_blank = column >= len(read_as) or not read_as[column]
        if is_blank and cell.data_type == "f":
            yield f"{get_column_letter(cell.column)}{cell.row}"
