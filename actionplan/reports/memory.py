"""What was counted of a plan's standings, kept for as long as no standing of it changes."""

from collections.abc import Callable
from datetime import date

from django.core.cache import cache

from actionplan.reports.plans import PlanHead

SECONDS = 60 * 60 * 24  # a day's figures are asked for on that day


def remember[T](plan: PlanHead, what: str, *, as_of: date, count: Callable[[], T]) -> T:
    """Return what was counted as at a day, counting only where that was not done before.

    Every writing verb changes the plan's mark in its own transaction, so a figure kept under the
    mark is exact; the scheme stands in the key because it can be edited without a verb.
    """
    if not plan.standings_mark:
        return count()
    scheme = f"{plan.scheme.lapses_after_days}-{plan.scheme.green_means_completed}"
    key = f"{plan.standings_mark}-{scheme}-{as_of.isoformat()}-{what}"
    found: T | None = cache.get(key)
    if found is None:
        found = count()
        cache.set(key, found, SECONDS)
    return found
