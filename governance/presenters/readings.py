"""Who read which exempt paper, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from governance.exempt.reader import Reader
from governance.exempt.rows import known_readings
from governance.models import ExemptReading, Report

NEWEST = 50  # of one paper, on its own page


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One reading of an exempt paper."""

    read_at: datetime
    read_by: str
    committee: str
    kind: str
    title: str


def reading_rows(*, reader: Reader) -> QuerySet[ExemptReading]:
    """Ask for the readings of the papers that a reader may read themselves, the newest first."""
    rows = known_readings(ExemptReading.objects.all(), reader)
    return rows.select_related("committee").order_by("-read_at", "-pk")


def reading_lines(rows: Iterable[ExemptReading]) -> tuple[ReadingLine, ...]:
    """Return readings in words; their bodies came along."""
    return tuple(
        ReadingLine(
            read_at=row.read_at,
            read_by=row.read_by,
            committee=row.committee.name if row.committee else "",
            kind=row.get_kind_display(),
            title=row.title,
        )
        for row in rows
    )


def readings_of_report(row: Report, *, reader: Reader) -> tuple[ReadingLine, ...]:
    """Return the newest readings of an exempt report, or of the exempt appendices of one."""
    kinds = ExemptReading.Kind
    of_report = reading_rows(reader=reader).filter(
        kind__in=[kinds.REPORT, kinds.DRAFT], key=row.pk
    )
    keys = [each.pk for each in row.appendices.all()]
    of_appendices = reading_rows(reader=reader).filter(kind=kinds.APPENDIX, key__in=keys)
    return reading_lines((of_report | of_appendices)[:NEWEST])
