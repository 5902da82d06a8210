"""What was worked out of a plan's record, kept for as long as none of it changes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Subquery

from actionplan.models import (
    Action,
    Officer,
    Organisation,
    Plan,
    Recommendation,
    Standing,
    StandingQuerySet,
)
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib import remembering
from herefordshire_cs.lib.remembering import Asked


@dataclass(frozen=True, slots=True)
class Counted[T]:
    """What was counted of a Recommendation, and the key of the newest standing among it."""

    newest: int
    value: T


@dataclass(frozen=True, slots=True)
class Kept[T]:
    """What was counted of each Recommendation of a plan while it had a mark.

    Nothing in it is older than the standing ``newest``.
    """

    mark: str
    newest: int
    values: dict[int, T]


def remember[T](plan: PlanHead, what: str, *, as_of: date, count: Callable[[], T]) -> T:
    """Return what was counted as at a day, counting only where that was not done before."""
    return remembering.remember(ask(plan, what, as_of=as_of, count=count))


def ask[T](plan: PlanHead, what: str, *, as_of: date, count: Callable[[], T]) -> Asked[T]:
    """Return what is wanted of a plan as at a day, to be remembered with something else.

    Whatever writes to the plan's record changes its mark in the same transaction, so what is kept
    under the mark is exact. The plan's own words and its scheme on the day stand in the key
    too. A plan without a mark has no standings yet, and is read each time.
    """
    key = f"plan-{plan.standings_mark}-{_words(plan)}-{as_of.isoformat()}-{what}"
    return Asked(key=key if plan.standings_mark else "", build=count)


def recall_or[T](plan: PlanHead, what: str, *, as_of: date, count: Callable[[], T]) -> T:
    """Return what this process counted as at a day; what many ask otherwise is not shared."""
    asked = ask(plan, what, as_of=as_of, count=count)
    key = f"asked-{sha256(asked.key.encode()).hexdigest()}" if asked.key else ""
    found: T | None = remembering.recall(key) if key else None
    if found is None:
        found = count()
        if key:
            remembering.hold(key, found)
    return found


def count_by_recommendation[T](
    plan: PlanHead,
    what: str,
    *,
    as_of: date,
    count: Callable[[StandingQuerySet], dict[int, Counted[T]]],
) -> dict[int, T]:
    """Return what is counted of a plan's standings on a day, by the keys of Recommendations.

    After a change only the Recommendations that have newer standings are counted again: a verb
    makes all the standings of an Action anew, and only one verb writes to a plan at a time.
    """
    key = f"counted-{plan.pk}-{_words(plan)}-{as_of.isoformat()}-{what}"
    kept: Kept[T] | None = remembering.recall(key) if plan.standings_mark else None
    if kept is None:
        counted = count(Standing.objects.filter(plan=plan.pk).on(as_of))
        newest = max((each.newest for each in counted.values()), default=0)
        kept = Kept(plan.standings_mark, newest, _values(counted))
        remembering.hold(key, kept)
    elif kept.mark != plan.standings_mark:
        written = rows_after(kept.newest, plan)
        rows = Standing.objects.filter(recommendation__in=written).on(as_of)
        values = _still_right(kept.values, written, plan) | (
            _values(count(rows)) if written else {}
        )
        kept = Kept(plan.standings_mark, max([kept.newest, *written.values()]), values)
        remembering.hold(key, kept)
    return kept.values


def _still_right[T](
    values: dict[int, T], written: Collection[int], plan: PlanHead
) -> dict[int, T]:
    """Return what was counted of Recommendations that are still there and were not written to."""
    there = Recommendation.objects.filter(plan=plan.pk).order_by().values_list("pk", flat=True)
    return {pk: values[pk] for pk in there if pk in values and pk not in written}


def _values[T](counted: Mapping[int, Counted[T]]) -> dict[int, T]:
    return {pk: each.value for pk, each in counted.items()}


def rows_after(newest: int, plan: PlanHead) -> dict[int, int]:
    """Return which Recommendations have standings after one, and the newest of each."""
    rows = Standing.objects.filter(pk__gt=newest).order_by("pk")
    found = rows.values_list("plan_id", "recommendation_id", "pk")
    return {recommendation: pk for of_plan, recommendation, pk in found if of_plan == plan.pk}


def _words(plan: PlanHead) -> str:
    return sha256(repr(plan).encode()).hexdigest()[:16]


def remember_of_documents[T](
    plan: PlanHead, what: str, *, as_of: date, build: Callable[[], T]
) -> T:
    """Return what follows from a plan's documents, working it out only where that is not known.

    For what is asked for again and again, never for what is issued. The head of the plan and the
    names of bodies stand in the key. All else changes by a verb, or by a loading, which changes
    the mark of its plan: the marks of all plans stand in the key, since plans share the papers
    that they cite.
    """
    newest = [Subquery(rows.order_by("-pk").values("pk")[:1]) for rows in EDITED]
    written = list(Plan.objects.order_by("pk").values_list("standings_mark", *newest))
    bodies = list(Organisation.objects.order_by("pk").values_list("pk", "name"))
    words = sha256(repr((what, plan, written, bodies)).encode()).hexdigest()
    return remember(plan, f"of-documents-{words}", as_of=as_of, count=build)


# Documents show words that are edited without a verb: each edit adds a row of history. Who has
# which part in an Action is edited with the Action.
EDITED: tuple[models.QuerySet[Any], ...] = (
    Recommendation.history.all(),
    Action.history.all(),
    Officer.history.all(),
)
