"""The kinds of document the indicators can be had as, those of the last period, those made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import F

from indicators.models import PerformanceDocument
from indicators.periods import PeriodKind, ReportingPeriod, month, quarter_of
from indicators.presenters.digest import (
    CorporateExceptions,
    Digest,
    Radar,
    build_corporate_exceptions,
    build_digest,
    build_radar,
)

type PerformanceReport = Digest | Radar | CorporateExceptions

SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """A document that was made, and who issued it, if anybody did."""

    title: str
    period: str
    as_of: date
    issued_on: date | None
    issued_by_name: str
    pages: int | None
    sha256: str
    state: str
    address: str


def build_library(titles: Mapping[str, str], *, as_of: date) -> tuple[MadeDocument, ...]:
    """Return the newest documents as at a day or earlier, the issued ones first."""
    rows = PerformanceDocument.objects.filter(as_of__lte=as_of).defer("pdf")
    newest_issued = F("issued_on").desc(nulls_last=True)
    ordered = rows.select_related("period").order_by(newest_issued, "-as_of", "-asked_at")[:SHOWN]
    return tuple(
        MadeDocument(
            title=titles[row.kind],
            period=row.period.span.label,
            as_of=row.as_of,
            issued_on=row.issued_on,
            issued_by_name=row.issued_by_name,
            pages=row.pages,
            sha256=row.sha256,
            state=row.get_state_display(),
            address=row.get_absolute_url(),
        )
        for row in ordered
    )


# What a document looks like; a change in any of these is a new document.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/indicators/print/*.html",
    "templates/indicators/documents/*_body.html",
)


PERIODS_OFFERED = 6


class Builder(Protocol):
    """What builds a document of a period as at a day."""

    def __call__(self, period: ReportingPeriod, *, as_of: date) -> PerformanceReport: ...


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


def latest_digest(*, as_of: date) -> Digest:
    """Return the Digest of the last quarter that has ended by a day."""
    return build_digest(_ended(quarter_of(as_of), as_of), as_of=as_of)


def latest_radar(*, as_of: date) -> Radar:
    """Return the RADAR sheet of the last month that has ended by a day."""
    return build_radar(_ended(month(as_of.year, as_of.month), as_of), as_of=as_of)


def latest_corporate_exceptions(*, as_of: date) -> CorporateExceptions:
    """Return the corporate exceptions of the last quarter that has ended by a day."""
    return build_corporate_exceptions(_ended(quarter_of(as_of), as_of), as_of=as_of)


def _ended(running: ReportingPeriod, as_of: date) -> ReportingPeriod:
    """Return the period, or the one before it while it still runs, as the documents do."""
    return running.before() if running.ends_on > as_of else running
