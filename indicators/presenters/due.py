"""What is due and missing: periods that have ended without a figure, years without a target."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from herefordshire_cs.lib.text.words import count_in_words
from indicators.measures import NoValue
from indicators.models import Indicator
from indicators.periods import (
    PeriodKind,
    ReportingPeriod,
    month,
    quarter_of,
    snapshot,
    year_with,
)
from indicators.presenters.indicator_heads import IndicatorHead, takes, year_kind
from indicators.presenters.indicators import FigureCell, cell
from indicators.presenters.records import IndicatorRecord, Part, read_part
from indicators.series import Dated, latest

# These say that nobody has answered; every other reason is an answer.
UNANSWERED = (None, NoValue.BLANK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A period for which an indicator has no figure, or a year for which it has no target."""

    head: IndicatorHead
    period: ReportingPeriod
    is_target: bool
    ended_on: date
    days: int
    last: FigureCell | None

    @property
    def lateness(self) -> str:
        """How long ago the period ended, or when it began for a target."""
        verb = "began" if self.is_target else "ended"
        return f"{verb} {count_in_words(self.days, 'day')} ago" if self.days else f"{verb} today"


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """What is missing on a day, by period, and which years lack a target."""

    as_of: date
    figures: tuple[DueLine, ...]
    targets: tuple[DueLine, ...]

    @property
    def periods(self) -> tuple[tuple[ReportingPeriod, tuple[DueLine, ...]], ...]:
        """The missing figures, period by period, the newest first."""
        found: dict[ReportingPeriod, list[DueLine]] = {}
        for line in self.figures:
            found.setdefault(line.period, []).append(line)
        newest = sorted(found, key=lambda period: (period.ends_on, period.starts_on), reverse=True)
        return tuple((period, tuple(found[period])) for period in newest)


def build_due_page(*, as_of: date) -> DuePage:
    """Return what is due and missing on a day, of the indicators in use."""
    rows = Indicator.objects.reported(as_of=as_of).in_order()
    records = read_part(rows, part_asked(as_of=as_of), as_of=as_of)
    return DuePage(
        as_of=as_of,
        figures=tuple(line for record in records for line in figures_due(record, as_of=as_of)),
        targets=tuple(line for record in records for line in targets_due(record, as_of=as_of)),
    )


def part_asked(*, as_of: date) -> Part:
    """Return what is read to find what is due: the figures asked for, and the latest to show."""
    ended = [last_ended(kind, as_of=as_of) for kind in PeriodKind]
    running = [year_with(kind, as_of) for kind in PeriodKind if kind.is_year]
    return Part(
        outturns=lambda each: each in ended,
        targets=lambda each: each in running,
        has_latest=True,
    )


def figures_due(
    record: IndicatorRecord, *, as_of: date, ended_by: date | None = None
) -> Iterator[DueLine]:
    """Yield each period that has ended and has no figure.

    ``ended_by`` leaves out periods that ended later, for a document about an earlier period.
    """
    answered = {each.period for each in record.outturns if is_answered(each)}
    asked_on = as_of if ended_by is None else min(as_of, ended_by + timedelta(days=1))
    for period in last_periods(record.head, as_of=asked_on):
        if period not in answered:
            yield DueLine(
                head=record.head,
                period=period,
                is_target=False,
                ended_on=period.ends_on,
                days=(as_of - period.ends_on).days,
                last=cell(latest(record.outturns), record.head),
            )


def targets_due(record: IndicatorRecord, *, as_of: date) -> Iterator[DueLine]:
    """Yield the running year where it has no target; a neutral indicator may have one or not."""
    kind = year_kind(record.head)
    if not kind.is_year:
        return
    period = year_with(kind, as_of)
    if any(each.period == period and is_answered(each) for each in record.targets):
        return
    yield DueLine(
        head=record.head,
        period=period,
        is_target=True,
        ended_on=period.starts_on,
        days=(as_of - period.starts_on).days,
        last=cell(latest(record.targets), record.head),
    )


def is_answered(figure: Dated) -> bool:
    """Say whether somebody gave a figure, or a reason for none."""
    return figure.has_value or figure.reading.reason not in UNANSWERED


def last_periods(head: IndicatorHead, *, as_of: date) -> list[ReportingPeriod]:
    """Return the last ended year, and the last ended quarter and month where it is reported so."""
    kinds = (year_kind(head), PeriodKind.QUARTER, PeriodKind.MONTH)
    return [last_ended(kind, as_of=as_of) for kind in kinds if takes(head, kind)]


@lru_cache(maxsize=100)  # the same few for every indicator
def last_ended(kind: PeriodKind, *, as_of: date) -> ReportingPeriod:
    """Return the last period of a kind that ended before a day; of days, the last 31 March."""
    yesterday = as_of - timedelta(days=1)
    if kind is PeriodKind.DAY:
        counted_on = date(as_of.year, 3, 31)
        return snapshot(counted_on if counted_on < as_of else date(as_of.year - 1, 3, 31))
    if kind is PeriodKind.QUARTER:
        found = quarter_of(yesterday)
    elif kind is PeriodKind.MONTH:
        found = month(yesterday.year, yesterday.month)
    else:
        found = year_with(kind, as_of)
    return found if found.ends_on < as_of else found.before()
