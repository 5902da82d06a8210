"""The groups of a list of Actions, each with its ratings."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Case, CharField, Count, F, Value, When
from django.db.models.expressions import Combinable

from actionplan.models import StandingQuerySet
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.rag import RatingCounts


def lead_on_the_day(plan: PlanHead) -> Case | F:
    """Return who leads an Action as at the day, for the database; null where nobody does."""
    before = plan.past.of_all("action", "lead_words")
    said: list[When] = [When(action=pk, then=Value(words or None)) for pk, words in before.items()]
    return Case(
        *said,
        When(action__lead_words="", then=Value(None)),
        default=F("action__lead_words"),
        output_field=CharField(),
    )


def key_of_groups(group: str, plan: PlanHead) -> Combinable:
    """Return what the Actions of one group share, for the database."""
    if group == "lead":
        return lead_on_the_day(plan)
    return F("rating" if group == "rating" else "recommendation__number")


def counts_by_group(
    rated: StandingQuerySet, group: str, plan: PlanHead
) -> dict[str, RatingCounts]:
    """Count by group and rating what was found, its rating annotated before; one query."""
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    found = (
        rated.order_by()
        .annotate(key=key_of_groups(group, plan))
        .values_list("key", "rating")  # type: ignore[misc]  # annotated just before
        .annotate(Count("pk"))
    )
    for key, rating, count in found:
        counted["" if key is None else str(key)][rating] = count
    scale = plan.scheme.scale
    return {key: RatingCounts.of_ratings(each, scale) for key, each in counted.items()}


def titles_of_groups(
    group: str, choices: Mapping[str, list[tuple[str, str]]], plan: PlanHead
) -> dict[str, str]:
    """Return what groups are called, by their keys; ``choices`` are those of the filters."""
    if group == "rating":
        return {level.key: level.word for level in plan.scheme.scale.levels}
    return dict(choices.get(group, []))
