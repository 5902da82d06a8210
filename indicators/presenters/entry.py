"""One period's outturns on one screen: what is there, and what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from indicators.measures import Reading
from indicators.models import Indicator
from indicators.periods import (
    PeriodKind,
    ReportingPeriod,
    month,
    quarter_of,
    year_with,
)
from indicators.presenters.due import is_answered
from indicators.presenters.indicator_heads import IndicatorHead, takes, year_kind
from indicators.presenters.indicators import FigureCell, cell
from indicators.presenters.records import IndicatorRecord, Part, read_part
from indicators.series import (
    Dated,
    comparable_before,
    may_be_aimed_at,
    may_be_compared,
    target_for,
)

PERIODS_OFFERED = 4


def is_missing(figure: Dated | None) -> bool:
    """Say whether nobody has given a figure or a reason for none."""
    return figure is None or not is_answered(figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One indicator's place on the screen: its figure so far, the one before, its target."""

    head: IndicatorHead
    current: Dated | None
    current_cell: FigureCell | None
    before: FigureCell | None
    target: FigureCell | None

    @property
    def is_missing(self) -> bool:
        """Whether nobody has given a figure or a reason for none."""
        return is_missing(self.current)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """The indicators that are reported for a period."""

    period: ReportingPeriod
    lines: tuple[EntryLine, ...]

    @property
    def missing(self) -> int:
        """How many have no figure."""
        return sum(line.is_missing for line in self.lines)


def build_entry_page(period: ReportingPeriod, *, as_of: date) -> EntryPage:
    """Return the screen of a period."""
    rows = Indicator.objects.reported(as_of=as_of).reported_for(period.kind)
    records = read_part(rows.in_order(), part_shown(period), as_of=as_of)
    return EntryPage(period=period, lines=tuple(entry_line(record, period) for record in records))


def part_shown(period: ReportingPeriod) -> Part:
    """Return what is read to show a period: its figure, the one before, its target."""
    return Part(
        outturns=lambda each: each == period or may_be_compared(each, period),
        targets=lambda each: may_be_aimed_at(each, period),
    )


def entry_line(record: IndicatorRecord, period: ReportingPeriod) -> EntryLine:
    """Return one indicator's place on the screen."""
    head = record.head
    current = figure_for(record, period)
    empty = Dated(period=period, reading=_nothing(period), published_on=period.ends_on)
    before = comparable_before(empty, record.outturns, is_cumulative=head.measure.is_cumulative)
    target = target_for(
        period, record.targets, year_kind(head), is_cumulative=head.measure.is_cumulative
    )
    return EntryLine(
        head=head,
        current=current,
        current_cell=cell(current, head),
        before=cell(before, head),
        target=cell(target, head),
    )


def figure_for(record: IndicatorRecord, period: ReportingPeriod) -> Dated | None:
    """Return the figure of a period, or the reason for none, if there is either."""
    return next((each for each in record.outturns if each.period == period), None)


def _nothing(period: ReportingPeriod) -> Reading:
    return Reading(period=period.label)


def periods_offered(*, as_of: date) -> list[ReportingPeriod]:
    """Return the periods that have ended last, of every kind, the newest first."""
    yesterday = as_of - timedelta(days=1)
    newest = [
        year_with(PeriodKind.FINANCIAL_YEAR, yesterday),
        year_with(PeriodKind.ACADEMIC_YEAR, yesterday),
        year_with(PeriodKind.CALENDAR_YEAR, yesterday),
        quarter_of(yesterday),
        month(yesterday.year, yesterday.month),
    ]
    found: list[ReportingPeriod] = []
    for period in newest:
        ended = period if period.ends_on < as_of else period.before()
        found.append(ended)
        if not period.kind.is_year:
            for _step in range(PERIODS_OFFERED - 1):
                ended = ended.before()
                found.append(ended)
        else:
            found.append(ended.before())
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChoice:
    """A period that can be entered: how many indicators are reported for it, how many missing."""

    period: ReportingPeriod
    reported: int
    missing: int


def build_choices(*, as_of: date) -> tuple[EntryChoice, ...]:
    """Return the periods offered, with what is missing of each; one reading of the record."""
    rows = Indicator.objects.reported(as_of=as_of)
    periods = periods_offered(as_of=as_of)
    part = Part(outturns=lambda each: each in periods, targets=lambda each: False)
    records = read_part(rows.in_order(), part, as_of=as_of)
    return tuple(choice(period, records) for period in periods)


def choice(period: ReportingPeriod, records: list[IndicatorRecord]) -> EntryChoice:
    """Count what is reported and missing for a period."""
    reported = [record for record in records if takes(record.head, period.kind)]
    return EntryChoice(
        period=period,
        reported=len(reported),
        missing=sum(is_missing(figure_for(record, period)) for record in reported),
    )
