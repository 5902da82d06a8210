"""What was recorded of indicators, for the log."""

from collections.abc import Iterator

from herefordshire_cs.lib.log import LogAsked, LogEntry, newest, short
from indicators.models import Commentary, Indicator, Outturn, Redefinition, Target


def _outturns(asked: LogAsked) -> Iterator[LogEntry]:
    rows = Outturn.objects.select_related("recorded_by", "indicator", "period")
    for row in newest(rows, asked, who="recorded_by"):
        yield _figure(row, row.indicator, "recorded an outturn")


def _targets(asked: LogAsked) -> Iterator[LogEntry]:
    rows = Target.objects.select_related("recorded_by", "indicator", "period")
    for row in newest(rows, asked, who="recorded_by"):
        yield _figure(row, row.indicator, "recorded a target")


def _figure(row: Outturn | Target, indicator: Indicator, did: str) -> LogEntry:
    is_of_another_day = row.published_on != row.recorded_at.date()
    return LogEntry(
        at=row.recorded_at,
        who=str(row.recorded_by),
        did=did,
        about=f"{indicator}, {row.period}",
        url=indicator.get_absolute_url(),
        speaks_of=row.published_on if is_of_another_day else None,
        now=short(row.as_written or row.no_value_reason),
    )


def _commentaries(asked: LogAsked) -> Iterator[LogEntry]:
    rows = Commentary.objects.select_related("written_by", "indicator", "period")
    for row in newest(rows, asked, who="written_by"):
        approved = f" (approved by {row.approved_by_name})" if row.approved_on else ""
        yield LogEntry(
            at=row.recorded_at,
            who=row.written_by_name or str(row.written_by),
            did="wrote a commentary",
            about=f"{row.indicator}, {row.period}",
            url=row.indicator.get_absolute_url(),
            now=short(row.text) + approved,
        )


def _redefinitions(asked: LogAsked) -> Iterator[LogEntry]:
    rows = Redefinition.objects.select_related("recorded_by", "indicator")
    for row in newest(rows, asked, who="recorded_by"):
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.recorded_by),
            did=f"edited {row.field.replace('_', ' ').removesuffix(' id')}",
            about=str(row.indicator),
            url=row.indicator.get_absolute_url(),
            was=short(row.before),
            now=short(row.after),
        )


SOURCES = (
    _outturns,
    _targets,
    _commentaries,
    _redefinitions,
)
