"""The whole paper of a plan in the order of the original, with its actions as at a day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from actionplan.presenters.action_plan import (
    PlanRow,
    RecommendationRows,
    build_action_plan_report,
)
from actionplan.presenters.narrative import Narrative, build_narrative
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.rating_key import KeyLine, rating_key
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.text.words import count_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRows:
    """The rows of one project area; ``name`` is blank in a plan without that level."""

    name: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePlanReport:
    """A plan's paper, with its actions where the paper has them."""

    template_name: ClassVar[str] = "actionplan/documents/whole_plan_body.html"
    title: ClassVar[str] = "Whole plan"

    plan: PlanHead
    as_of: date
    narrative: Narrative
    recommendations: tuple[RecommendationRows, ...]

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the plan's Actions."""
        counts = (part.counts for part in self.recommendations)
        return RatingCounts.add_up(counts, self.plan.scheme.scale)

    @property
    def covers(self) -> str:
        """What the document covers, as ``6 priorities, 110 actions``."""
        parts = self.plan.count_parts(len(self.recommendations))
        return f"{parts}, {count_in_words(self.counts.total, 'action')}"

    @property
    def key(self) -> tuple[KeyLine, ...]:
        """What each rating means, with its counts."""
        return rating_key(self.plan, self.counts)

    @property
    def areas(self) -> dict[int, tuple[AreaRows, ...]]:
        """The rows of each Recommendation under their project areas, by its number."""
        return {
            part.number: tuple(
                AreaRows(name=name, rows=tuple(rows))
                for name, rows in groupby(part.rows, key=lambda row: row.line.area)
            )
            for part in self.recommendations
        }


def build_whole_plan_report(slug: str, *, as_of: date) -> WholePlanReport:
    """Return the whole of a plan as at a day; 22 queries."""
    actions = build_action_plan_report(slug, as_of=as_of)
    return WholePlanReport(
        plan=actions.plan,
        as_of=as_of,
        narrative=build_narrative(actions.plan, as_of=as_of),
        recommendations=actions.recommendations,
    )
