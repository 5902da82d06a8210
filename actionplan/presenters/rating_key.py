"""The key of a document: what each rating means, and how many have it."""

from dataclasses import dataclass

from actionplan.presenters.plans import PlanHead, RatingMeaning
from herefordshire_cs.lib.rag import RatingCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One rating, its meaning in this plan and how many have it.

    ``recommendations`` is None in a document that does not rate Recommendations.
    """

    meaning: RatingMeaning
    recommendations: int | None
    actions: int


def rating_key(
    plan: PlanHead, actions: RatingCounts, recommendations: RatingCounts | None = None
) -> tuple[KeyLine, ...]:
    """Return the key of a plan's scheme, in the order in which ratings are always shown."""
    return tuple(
        KeyLine(
            meaning=meaning,
            recommendations=recommendations.of(meaning.level.key) if recommendations else None,
            actions=actions.of(meaning.level.key),
        )
        for meaning in plan.meanings
    )
