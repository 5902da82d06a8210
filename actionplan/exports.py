"""The records for other tools: stable columns, one row each, as CSV, JSON or a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from actionplan.models import Officer, ProgressUpdate, Standing
from actionplan.models.standings import StandingQuerySet
from actionplan.reports.facts import by_when_in_force
from actionplan.reports.lines import action_line
from actionplan.reports.people import LEADING_PARTS
from actionplan.reports.plans import PlanHead

type Row = dict[str, Any]

ACTION_COLUMNS = [
    "plan",
    "recommendation",
    "reference",
    "action",
    "leads",
    "lead_as_written",
    "by_when_as_written",
    "by_when_earliest",
    "by_when_latest",
    "by_when_precision",
    "status",
    "rating",
    "rating_reason",
    "partners",
    "additional_capacity",
    "success_criteria",
    "updates",
    "source",
]
UPDATE_COLUMNS = [
    "plan",
    "reference",
    "reported_on",
    "date_precision",
    "date_as_written",
    "narrative",
    "author",
    "recorded_at",
]
OFFICER_COLUMNS = ["initials", "name", "post", "organisation", "is_indexed", "as_written"]
# What a spreadsheet would run as a formula; a quote before it makes it words again.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 1_000  # rows held at a time


def action_rows(standings: StandingQuerySet, plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each standing, in the order of the queryset."""
    found = standings.select_related("action__plan", "action__source").prefetch_related(
        "action__roles__officer",
        "action__roles__organisation",
        "action__success_criteria",
        "action__by_whens",
    )
    for standing in found.iterator(chunk_size=CHUNK):
        yield action_row(standing, plan, as_of=as_of)


def action_row(standing: Standing, plan: PlanHead, *, as_of: date) -> Row:
    """Return one Action's row."""
    action = standing.action
    line = action_line(standing, plan.scheme, as_of=as_of)
    by_when = by_when_in_force(action.by_whens.all(), as_of=as_of)
    roles = list(action.roles.all())
    return {
        "plan": plan.slug,
        "recommendation": line.recommendation,
        "reference": line.reference,
        "action": line.text,
        "leads": ";".join(role.holder for role in roles if role.part in LEADING_PARTS),
        "lead_as_written": action.lead_as_written,
        "by_when_as_written": by_when.as_written if by_when else "",
        "by_when_earliest": standing.by_when_earliest,
        "by_when_latest": standing.by_when_latest,
        "by_when_precision": by_when.precision if by_when else "",
        "status": line.status.value,
        "rating": line.rating.rag.value,
        "rating_reason": line.rating.sentence,
        "partners": ";".join(role.holder for role in roles if role.part not in LEADING_PARTS),
        "additional_capacity": action.additional_capacity,
        "success_criteria": "; ".join(row.text for row in action.success_criteria.all()),
        "updates": line.updates_count,
        "source": f"{action.source}: {action.source_place}" if action.source else "",
    }


def update_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each progress update of an Action up to a day."""
    rows = (
        ProgressUpdate.objects.filter(action__plan=plan.pk, counts_from__lte=as_of)
        .select_related("action", "author")
        .order_by("action__recommendation__number", "action__order", "recorded_at", "sequence")
    )
    for row in rows.iterator(chunk_size=CHUNK):
        yield {
            "plan": plan.slug,
            "reference": row.action.reference if row.action else "",
            "reported_on": row.reported_on,
            "date_precision": row.date_precision,
            "date_as_written": row.date_as_written,
            "narrative": row.narrative,
            "author": row.author.name if row.author else row.author_as_written,
            "recorded_at": row.recorded_at,
        }


def officer_rows() -> Iterator[Row]:
    """Yield one row for each set of initials."""
    for row in Officer.objects.select_related("organisation"):
        yield {
            "initials": row.initials,
            "name": row.name,
            "post": row.post,
            "organisation": row.organisation.name if row.organisation else "",
            "is_indexed": row.is_indexed,
            "as_written": row.as_written,
        }


def standings_of(plan: PlanHead, *, as_of: date) -> StandingQuerySet:
    """Return the standings of a plan on a day, in the order of the plan."""
    return Standing.objects.filter(plan=plan.pk).on(as_of).order_by("position")


def as_csv(columns: list[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a CSV file that spreadsheets open without running anything."""
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
        return f"'{value}"
    return "" if words is None else str(words)


def _plain(value: Any) -> Any:
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
