"""Rows for other tools: one table as CSV, JSON or a spreadsheet, and the answer that sends it."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse

type Row = dict[str, Any]

# What a spreadsheet would run as a formula; a quote before it makes it words again.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
SIGNED_FIGURE = re.compile(r"[-+][\d.,]+ ?(%|pp)?")  # “-29.6%” runs nothing
# Without it Excel, opened by a double click, takes UTF-8 for the old code page of the machine.
BYTE_ORDER_MARK = "\ufeff"
CHUNK = 1_000  # rows held at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an export is asked for: the day and, where it needs one, the plan's own head.

    ``plan_slug`` is the plan's short name where one was named, for records of plans not here.
    """

    as_of: date
    plan: Any = None
    plan_slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Records that can be taken out: their columns, in order, and how their rows are found.

    ``knows_plan`` says of a plan's short name whether there may be records, where none is needed.

    A whole record is taken out with everything known so far where no day is asked for, also in a
    demonstration of an earlier day.
    """

    columns: list[str]
    rows: Callable[[Asked], Iterator[Row]]
    needs_plan: bool = False
    knows_plan: Callable[[str], bool] | None = None
    is_whole_record: bool = False
    columns_of: Callable[[Asked], list[str]] | None = None

    def columns_for(self, asked: Asked) -> list[str]:
        """Return the columns of what is asked for, where they follow from its plan."""
        return self.columns_of(asked) if self.columns_of else self.columns


def sent(
    kind: str, name: str, title: str, columns: list[str], rows: Iterable[Row]
) -> HttpResponse | StreamingHttpResponse:
    """Answer with a file to save, ``name`` without its ending; 404 for a kind that is not made.

    CSV begins with a byte-order mark, for the double click.
    """
    if kind == "xlsx":
        return HttpResponse(
            as_workbook(title, columns, rows),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
        )
    if kind != "csv":
        raise Http404
    return StreamingHttpResponse(
        chain([BYTE_ORDER_MARK], as_csv(columns, rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def as_csv(columns: list[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a CSV file that spreadsheets open without running anything.

    There is no byte-order mark: whoever writes a file for people to open puts it before them.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row[column]) for column in columns])
        if buffer.tell() > CHUNK * 100:
            yield _emptied(buffer)
    yield _emptied(buffer)


def as_json(columns: list[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield a JSON list of objects; dates are ISO, what is not known is null."""
    yield "["
    for number, row in enumerate(rows):
        yield ("," if number else "") + "\n"
        yield json.dumps({column: _plain(row[column]) for column in columns}, ensure_ascii=False)
    yield "\n]\n"


def as_workbook(title: str, columns: list[str], rows: Iterable[Row]) -> bytes:
    """Return a spreadsheet; dates stay dates and words never become formulas."""
    from openpyxl import Workbook  # noqa: PLC0415  (half a second that only exports need)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append(columns)
    for row in rows:
        cells = []
        for column in columns:
            cell = WriteOnlyCell(sheet, value=_cell(row[column]))
            if isinstance(row[column], str):
                cell.data_type = "s"  # words, whatever they begin with
            cells.append(cell)
        sheet.append(cells)
    found = io.BytesIO()
    workbook.save(found)
    return found.getvalue()


def harmless(value: Any) -> str:
    """Return a cell in words; what would run as a formula is quoted."""
    words = _plain(value)
    if isinstance(value, str) and value.startswith(FORMULA_BEGINNINGS):
        return value if SIGNED_FIGURE.fullmatch(value) else f"'{value}"
    return "" if words is None else str(words)


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it; a number stays a number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _cell(value: Any) -> Any:
    if getattr(value, "tzinfo", None) is not None:
        return value.replace(tzinfo=None)  # spreadsheets know no time zones
    return value


def _emptied(buffer: io.StringIO) -> str:
    words = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return words


FORMATS: dict[str, Callable[[list[str], Iterable[Row]], Iterator[str]]] = {
    "csv": as_csv,
    "json": as_json,
}
