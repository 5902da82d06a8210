"""The Exceptions report: what is red, what slipped, what is silent, on one page or two."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actionplan.reports.lines import RatingCounts
from actionplan.reports.plans import PlanHead
from actionplan.reports.progress import Attention, Contradiction, build_progress_report

RED_AT_MOST = 30  # two pages of A4 hold so many; the document says how many there are in all


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionsReport:
    """Exceptions only; each list says how many there are and how many are shown."""

    template_name: ClassVar[str] = "actionplan/reports/exceptions.html"
    title: ClassVar[str] = "Exceptions"

    plan: PlanHead
    as_of: date
    counts: RatingCounts
    red: Attention
    slipped: Attention
    silent: Attention
    contradictions: tuple[Contradiction, ...]


def build_exceptions_report(slug: str, *, as_of: date) -> ExceptionsReport:
    """Return a plan's exceptions as at a day."""
    progress = build_progress_report(slug, as_of=as_of, at_most=RED_AT_MOST)
    return ExceptionsReport(
        plan=progress.plan,
        as_of=as_of,
        counts=progress.counts,
        red=progress.red,
        slipped=progress.slipped,
        silent=progress.silent,
        contradictions=progress.contradictions,
    )
