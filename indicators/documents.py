"""The kinds of document that the indicators can be had as, and how one is printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from herefordshire_cs.lib.pdf import printing
from indicators.periods import PeriodKind, ReportingPeriod, month, quarter_of
from indicators.presenters.digest import (
    CorporateExceptions,
    Digest,
    Radar,
    build_corporate_exceptions,
    build_digest,
    build_radar,
)

type Performance = Digest | Radar | CorporateExceptions

# What a document looks like; a change in any of these is a new document.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/indicators/print/*.html",
    "templates/indicators/reports/*.html",
)
PERIODS_OFFERED = 6


class Builder(Protocol):
    """What builds a document of a period as at a day."""

    def __call__(self, period: ReportingPeriod, *, as_of: date) -> Performance: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document: its name, the period it is of, its builder and its template."""

    slug: str
    title: str
    description: str
    period_kind: PeriodKind
    build: Builder
    print_template: str

    def offered(self, *, as_of: date) -> tuple[ReportingPeriod, ...]:
        """Return the periods that ended last before a day, the newest first."""
        running = self.holding(as_of)
        found = [running.before() if running.ends_on > as_of else running]
        while len(found) < PERIODS_OFFERED:
            found.append(found[-1].before())
        return tuple(found)

    def holding(self, day: date) -> ReportingPeriod:
        """Return the period of this kind that holds a day."""
        is_month = self.period_kind is PeriodKind.MONTH
        return month(day.year, day.month) if is_month else quarter_of(day)


def print_document(kind: Kind, report: Performance, *, made_at: datetime) -> printing.Printed:
    """Print a document; the same contents made at the same instant give the same bytes."""
    context = {"report": report, "made_at": made_at}
    return printing.render(kind.print_template, context, made_at=made_at)


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="digest",
            title=Digest.title,
            description="Every indicator of a quarter: its figure, target, direction, neighbours"
            " and commentary.",
            period_kind=PeriodKind.QUARTER,
            build=build_digest,
            print_template="indicators/print/digest.html",
        ),
        Kind(
            slug="radar",
            title=Radar.title,
            description="The ten indicators of the monthly set, on one page.",
            period_kind=PeriodKind.MONTH,
            build=build_radar,
            print_template="indicators/print/radar.html",
        ),
        Kind(
            slug="corporate",
            title=CorporateExceptions.title,
            description="Only what is off target, moves the wrong way, stands behind others, aims"
            " low or is missing.",
            period_kind=PeriodKind.QUARTER,
            build=build_corporate_exceptions,
            print_template="indicators/print/corporate.html",
        ),
    )
}
