"""Receiving a file of outturns, correcting it and loading it: all of it or nothing."""

from datetime import date, datetime

from django.db import transaction

from herefordshire_cs.accounts.models import User
from indicators.models import OutturnFile
from indicators.models.outturn_files import in_rows, known_indicators
from indicators.outturn_columns import COLUMNS, FileRead
from indicators.outturn_rows import CheckedRow, check
from indicators.services.outturns import NewFigure, record_outturns


class FaultyFile(Exception):
    """The file has lines that cannot be loaded; nothing was."""


class FileLoaded(Exception):
    """The file was loaded already; it can be neither corrected nor loaded again."""


@transaction.atomic
def receive_file(
    *,
    found: FileRead,
    filename: str,
    sha256: str,
    is_provisional: bool,
    group: int | None = None,
    sender: User,
    sent_at: datetime,
) -> OutturnFile:
    """Keep a file's lines as they were sent, to be checked, corrected and loaded."""
    return OutturnFile.objects.create(
        filename=filename[-200:],
        sha256=sha256,
        rows=[
            {"line": row.line} | {name: getattr(row, name) for name in COLUMNS}
            for row in found.rows
        ],
        notices=list(found.notices),
        is_provisional=is_provisional,
        group_id=group,
        sent_by=sender,
        sent_by_name=sender.name,
        sent_at=sent_at,
    )


@transaction.atomic
def correct_file(*, file: OutturnFile, cells: dict[tuple[int, str], str]) -> OutturnFile:
    """Change cells of a file, by line and column; each change is noted with what was there.

    Raises FileLoaded once the file was loaded.
    """
    row = OutturnFile.objects.select_for_update().get(pk=file.pk)
    if row.loaded_on is not None:
        raise FileLoaded
    for line in row.rows:
        for column in COLUMNS:
            words = cells.get((line["line"], column))
            if words is not None and words != line[column]:
                row.corrections.append(
                    {
                        "line": line["line"],
                        "column": column,
                        "before": line[column],
                        "after": words,
                    }
                )
                line[column] = words
    row.save(update_fields=["rows", "corrections"])
    return row


@transaction.atomic
def load_file(
    *, file: OutturnFile, author: User, loaded_on: date, recorded_at: datetime
) -> OutturnFile:
    """Load a file's figures: all of them or none.

    Raises FileLoaded where that was done already, FaultyFile where a line is at fault.
    """
    row = OutturnFile.objects.select_for_update().get(pk=file.pk)
    if row.loaded_on is not None:
        raise FileLoaded
    checked = check(in_rows(row), known_indicators(as_of=loaded_on), as_of=loaded_on)
    if checked.faults:
        raise FaultyFile
    recorded = record_outturns(
        figures=[figure_of(each, is_provisional=row.is_provisional) for each in checked.rows],
        author=author,
        published_on=loaded_on,
        recorded_at=recorded_at,
        group=row.group_id,
    )
    row.loaded_on = loaded_on
    row.loaded_by_name = author.name
    row.added, row.restated = recorded.added, recorded.restated
    row.unchanged = recorded.unchanged
    row.save()
    return row


def figure_of(row: CheckedRow, *, is_provisional: bool) -> NewFigure:
    """Return a checked line as what is said of an indicator's period."""
    return NewFigure(
        indicator=row.indicator,
        period=row.period,
        value=row.value,
        reason=row.reason,
        numerator=row.numerator,
        denominator=row.denominator,
        note=row.note,
        as_written=row.as_written,
        is_provisional=is_provisional,
    )
