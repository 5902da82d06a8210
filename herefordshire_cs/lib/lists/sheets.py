"""A list as a file: the columns that it shows, in its order, as CSV or as a workbook."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse

from herefordshire_cs.lib.files.tables import BYTE_ORDER_MARK, CHUNK, harmless
from herefordshire_cs.lib.lists.columns import RatedWord
from herefordshire_cs.lib.lists.listing import ListTable
from herefordshire_cs.lib.palette import Colour

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY = "d mmm yyyy"


def sent_list(
    kind: str, name: str, table: ListTable, records: Iterable[Any] | None = None
) -> HttpResponse | StreamingHttpResponse:
    """Answer with a list as a file to save, ``name`` without its ending; 404 for no such kind.

    ``records`` are all of the list's, in its order; those of the table where none are given.
    """
    found = table.data if records is None else records
    if kind == "xlsx":
        return HttpResponse(
            as_workbook(table, found),
            content_type=WORKBOOK,
            headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
        )
    if kind != "csv":
        raise Http404
    return StreamingHttpResponse(
        chain([BYTE_ORDER_MARK], as_lines(table, found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def as_lines(table: ListTable, records: Iterable[Any]) -> Iterator[str]:
    """Yield the lines of a CSV file that spreadsheets open without running anything."""
    readers = table.readers_of_file()
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([reader.label for reader in readers])
    for record in records:
        writer.writerow([harmless(reader.value(record)) for reader in readers])
        if buffer.tell() > CHUNK * 100:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def as_workbook(table: ListTable, records: Iterable[Any]) -> bytes:
    """Return a workbook: widths, a filter, a head that stays; words never become formulas."""
    from openpyxl import Workbook  # noqa: PLC0415  (half a second that only files need)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    readers = table.readers_of_file()
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(table.sheet[:31])
    sheet.freeze_panes = "B2"
    last = get_column_letter(len(readers))
    for number, reader in enumerate(readers, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = reader.width
    top = Alignment(vertical="top", wrap_text=True)
    bold = Font(bold=True)
    # The fill and the ink of a rating, as in a bar: a word first, a colour second.
    inks = {
        colour: (
            PatternFill("solid", fgColor=colour.paint.bar[1:].upper()),
            Font(bold=True, color=colour.paint.on_bar[1:].upper()),
        )
        for colour in Colour
        if colour is not Colour.NONE
    }

    def cell(value: Any) -> Any:
        made = WriteOnlyCell(sheet, value=value)
        made.alignment = top
        if isinstance(value, str):
            made.data_type = "s"  # words, whatever they begin with
        elif isinstance(value, date):
            made.number_format = DAY
        if isinstance(value, RatedWord) and value.colour in inks:
            made.fill, made.font = inks[value.colour]
        return made

    heads = [cell(reader.label) for reader in readers]
    for head in heads:
        head.font = bold
    sheet.append(heads)
    rows = 1
    for record in records:
        sheet.append([cell(reader.value(record)) for reader in readers])
        rows += 1
    sheet.auto_filter.ref = f"A1:{last}{rows}"
    found = io.BytesIO()
    workbook.save(found)
    return found.getvalue()
