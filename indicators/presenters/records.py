"""The record of each indicator as at a day: every figure in force, in a few queries for all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from indicators.measures import Unit
from indicators.models import Comparator, IndicatorQuerySet, Outturn, Target
from indicators.periods import ReportingPeriod
from indicators.presenters.figures import Compared, FigureReading
from indicators.presenters.indicator_heads import IndicatorHead, read_heads
from indicators.series import Dated, for_publication, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRecord:
    """An indicator with the figures in force on a day, each by period."""

    head: IndicatorHead
    outturns: tuple[Dated, ...]
    targets: tuple[Dated, ...]
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which figures are read of all there are: those of the periods that a rule holds for.

    ``has_latest`` asks for the latest outturn and target besides, whatever their periods.
    """

    outturns: Callable[[ReportingPeriod], bool]
    targets: Callable[[ReportingPeriod], bool]
    has_latest: bool = False


def read_records(
    indicators: IndicatorQuerySet,
    *,
    as_of: date,
    up_to: date | None = None,
    is_for_publication: bool = False,
) -> list[IndicatorRecord]:
    """Return the records of indicators, in the order of the queryset; nine queries whatever many.

    ``up_to`` leaves out outturns of periods that end later. For publication, small counts of
    children are suppressed.
    """
    heads = read_heads(indicators, as_of=as_of)
    wanted = indicators.order_by().values("pk")
    reading = FigureReading(as_of=as_of)
    outturns = reading.outturns(Outturn.objects.filter(indicator__in=wanted))
    targets = reading.targets(Target.objects.filter(indicator__in=wanted))
    compared = reading.compared(Comparator.objects.filter(indicator__in=wanted))
    return [
        IndicatorRecord(
            head=head,
            outturns=_shown(outturns[head.pk], head, up_to, is_for_publication),
            targets=in_order(targets[head.pk]),
            compared=compared[head.pk],
        )
        for head in heads
    ]


def read_part(indicators: IndicatorQuerySet, part: Part, *, as_of: date) -> list[IndicatorRecord]:
    """Return records with a part of their figures, no comparators and brief heads.

    Ten years of figures need not be read to show one quarter. Six queries whatever many, eight
    with the latest figures.
    """
    heads = read_heads(indicators, as_of=as_of, is_brief=True)
    wanted = indicators.order_by().values("pk")
    reading = FigureReading(as_of=as_of)
    of_outturns = Outturn.objects.filter(indicator__in=wanted)
    of_targets = Target.objects.filter(indicator__in=wanted)
    outturns = reading.outturns(
        reading.narrowed(of_outturns, part.outturns, has_latest=part.has_latest)
    )
    targets = reading.targets(
        reading.narrowed(of_targets, part.targets, has_latest=part.has_latest)
    )
    return [
        IndicatorRecord(
            head=head,
            outturns=in_order(outturns[head.pk]),
            targets=in_order(targets[head.pk]),
            compared=(),
        )
        for head in heads
    ]


def _shown(
    figures: Iterable[Dated], head: IndicatorHead, up_to: date | None, is_for_publication: bool
) -> tuple[Dated, ...]:
    shown = in_order(
        figure for figure in figures if up_to is None or figure.period.ends_on <= up_to
    )
    if not is_for_publication:
        return shown
    return tuple(
        replace(
            figure,
            reading=for_publication(
                figure.reading,
                counts_children=head.counts_children,
                is_share=head.measure.unit is Unit.PER_CENT,
            ),
        )
        for figure in shown
    )
