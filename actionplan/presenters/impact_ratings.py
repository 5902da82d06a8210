"""The impact of Actions, rated apart from their delivery where a plan wants it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from actionplan.models import Action, ProgressUpdate, Standing
from actionplan.presenters.actions import ActionLine
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.rag import NOT_RATED_KEY, Level, RatingCounts


def impacts_of(
    plan: PlanHead, *, as_of: date, actions: Iterable[int] | None = None
) -> dict[int, Level]:
    """Return the impact of Actions of a plan on a day, by their keys; of those that were rated.

    It is what the newest update says of it that says anything, and stands until another does:
    unlike a rating of delivery it lapses with no silence. One query; none where the plan rates
    no impact.
    """
    if plan.impact is None:
        return {}
    rows = ProgressUpdate.objects.known(as_of=as_of).filter(action__plan=plan.pk)
    if actions is not None:
        rows = rows.filter(action__in=actions)
    said = rows.exclude(impact="").order_by("counts_from", "recorded_at", "pk")
    keys = {action: key for action, key in said.values_list("action", "impact") if action}
    return {action: plan.impact.scale.of(key) for action, key in keys.items()}


def with_impact(lines: Iterable[ActionLine], plan: PlanHead, *, as_of: date) -> list[ActionLine]:
    """Return lines of a plan with their impact, where it rates any; one query, or none."""
    found = list(lines)
    if plan.impact is None:
        return found
    impacts = impacts_of(plan, as_of=as_of, actions=[line.pk for line in found])
    none = plan.impact.scale.not_rated
    return [replace(line, impact=impacts.get(line.pk, none)) for line in found]


def impact_counts(plan: PlanHead, *, as_of: date) -> RatingCounts | None:
    """Return how many Actions have which impact on a day; None where the plan rates none.

    It is never added to what is counted of delivery. Two queries.
    """
    if plan.impact is None:
        return None
    impacts = impacts_of(plan, as_of=as_of)
    there = Standing.objects.filter(plan=plan.pk).on(as_of).values_list("action", flat=True)
    keys = (impacts[pk].key if pk in impacts else NOT_RATED_KEY for pk in there.order_by())
    return RatingCounts.of_ratings(Counter(keys), plan.impact.scale)


def impact_counts_on(plan: PlanHead, days: Iterable[date]) -> list[RatingCounts]:
    """Return how many Actions had which impact on some days, in the scheme of the plan’s head.

    None where the plan rates none. Two queries, however many days.
    """
    if plan.impact is None:
        return []
    rows = ProgressUpdate.objects.filter(action__plan=plan.pk).exclude(impact="")
    said = list(rows.order_by("counts_from", "recorded_at", "pk"))
    added = dict(Action.objects.filter(plan=plan.pk).values_list("pk", "added_on"))
    found = []
    for day in days:
        known = {row.action_id: row.impact for row in said if row.is_known(on=day)}
        keys = (known.get(pk, NOT_RATED_KEY) for pk, on in added.items() if on <= day)
        found.append(RatingCounts.of_ratings(Counter(keys), plan.impact.scale))
    return found
