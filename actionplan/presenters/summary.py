"""The Summary progress report for Cabinet and Scrutiny."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actionplan.presenters.changes import Changes, build_changes
from actionplan.presenters.grounds import Grounds, build_grounds
from actionplan.presenters.impact_ratings import impact_counts
from actionplan.presenters.movements import with_group_movements
from actionplan.presenters.occasions import (
    Occasion,
    last_report_before,
    next_report_after,
    occasions,
)
from actionplan.presenters.plans import PlanHead, build_plan_head
from actionplan.presenters.rating_key import KeyLine, rating_key
from actionplan.presenters.recommendations import GroupLines, group_lines
from herefordshire_cs.lib.rag import NOT_RATED_KEY, RatingCounts
from herefordshire_cs.lib.text.words import count_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryReport:
    """What a committee reads: what changed first, then every Recommendation by urgency."""

    template_name: ClassVar[str] = "actionplan/documents/summary_body.html"
    title: ClassVar[str] = "Summary progress report"

    plan: PlanHead
    as_of: date
    since_occasion: Occasion | None
    next_occasion: Occasion | None
    changes: Changes | None
    groups: tuple[GroupLines, ...]
    grounds: Grounds
    impacts: RatingCounts | None

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the plan's Actions."""
        counts = (group.counts for group in self.groups)
        return RatingCounts.add_up(counts, self.plan.scheme.scale)

    @property
    def recommendation_counts(self) -> RatingCounts:
        """How many Recommendations have each rating; one read from words was given by nobody."""
        lines = [line for group in self.groups for line in group.recommendations]
        keys = (NOT_RATED_KEY if line.is_read else line.rating.level.key for line in lines)
        return RatingCounts.of_ratings(Counter(keys), self.plan.scheme.scale)

    @property
    def read_count(self) -> int:
        """How many Recommendations, counted as not rated, bear a rating read from words."""
        return sum(line.is_read for group in self.groups for line in group.recommendations)

    @property
    def covers(self) -> str:
        """What the report covers, as ``17 recommendations, 176 actions``."""
        parts = self.plan.count_parts(self.recommendation_counts.total)
        return f"{parts}, {count_in_words(self.counts.total, 'action')}"

    @property
    def key(self) -> tuple[KeyLine, ...]:
        """What each rating means, with its counts."""
        return rating_key(self.plan, self.counts, self.recommendation_counts)

    @property
    def longest(self) -> int:
        """The most Actions that one Recommendation has: the full length of a bar."""
        lines = [line for group in self.groups for line in group.recommendations]
        return max((line.counts.total for line in lines), default=0)


def build_summary_report(
    slug: str, *, as_of: date, since: date | None = None, body: str = ""
) -> SummaryReport:
    """Return the report as at a day; ``since`` is the day of the report to compare with.

    Without it, that is the last day on which ``body``, or any body where none is named, was told.
    """
    plan = build_plan_head(slug, as_of=as_of)
    found = occasions(plan, as_of=as_of)
    occasion = last_report_before(as_of, found, body=body)
    if since is None and occasion is not None:
        since = occasion.occurred_on
    changes = build_changes(plan, since=since, as_of=as_of) if since else None
    matching = [each for each in found if each.occurred_on == since]
    matching.sort(key=lambda each: each.body.casefold() != body.casefold())
    return SummaryReport(
        plan=plan,
        as_of=as_of,
        since_occasion=matching[0] if matching else None,
        next_occasion=next_report_after(as_of, found),
        changes=changes,
        groups=with_group_movements(group_lines(plan, as_of=as_of), plan, since=since),
        grounds=build_grounds(plan, as_of=as_of),
        impacts=impact_counts(plan, as_of=as_of),
    )
