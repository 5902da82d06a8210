"""The Exceptions report: what is red, what slipped, what is silent, on one page or two."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from actionplan.presenters.grounds import Grounds
from actionplan.presenters.impact_ratings import impact_counts
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.progress import Attention, Contradiction, build_plan_progress
from actionplan.presenters.rating_key import KeyLine, rating_key
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.text.words import count_in_words

# Two pages of A4 hold so many; the document says how many there are in all.
RED_AT_MOST = 11
OTHERS_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionsReport:
    """Exceptions only; each list says how many there are and how many are shown."""

    template_name: ClassVar[str] = "actionplan/documents/exceptions_body.html"
    title: ClassVar[str] = "Exceptions"

    plan: PlanHead
    as_of: date
    counts: RatingCounts
    grounds: Grounds
    red: Attention
    slipped: Attention
    silent: Attention
    not_kept: Attention
    contradictions: tuple[Contradiction, ...]
    contradictions_count: int
    unsupported: tuple[Attention, ...]
    impacts: RatingCounts | None

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
    progress = build_plan_progress(slug, as_of=as_of, at_most=RED_AT_MOST)
    return ExceptionsReport(
        plan=progress.plan,
        as_of=as_of,
        counts=progress.counts,
        grounds=progress.grounds,
        red=progress.red,
        slipped=cut(progress.slipped),
        silent=cut(progress.silent),
        not_kept=cut(progress.not_kept),
        contradictions=progress.contradictions[:OTHERS_AT_MOST],
        contradictions_count=progress.contradictions_count,
        unsupported=progress.unsupported,
        impacts=impact_counts(progress.plan, as_of=as_of),
    )


def cut(attention: Attention) -> Attention:
    """Return a list with its most pressing lines only; it still says how many there are."""
    return replace(attention, lines=attention.lines[:OTHERS_AT_MOST])
