"""The Exceptions report: what is red, what slipped, what is silent, on one page or two."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actionplan.reports.key import KeyLine, rating_key
from actionplan.reports.lines import RatingCounts
from actionplan.reports.plans import PlanHead
from actionplan.reports.progress import Attention, Contradiction, build_progress_report
from herefordshire_cs.lib.words import count_in_words

LISTED_AT_MOST = 15  # of each list, so that two pages of A4 hold the whole


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
    contradictions_count: int

    @property
    def covers(self) -> str:
        """What the document covers, as ``176 actions``."""
        return count_in_words(self.counts.total, "action")

    @property
    def key(self) -> tuple[KeyLine, ...]:
        """What each rating means, with its counts."""
        return rating_key(self.plan, self.counts)


def build_exceptions_report(slug: str, *, as_of: date) -> ExceptionsReport:
    """Return a plan's exceptions as at a day."""
    progress = build_progress_report(slug, as_of=as_of, at_most=LISTED_AT_MOST)
    return ExceptionsReport(
        plan=progress.plan,
        as_of=as_of,
        counts=progress.counts,
        red=progress.red,
        slipped=progress.slipped,
        silent=progress.silent,
        contradictions=progress.contradictions[:LISTED_AT_MOST],
        contradictions_count=len(progress.contradictions),
    )
