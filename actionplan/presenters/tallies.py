"""How many Actions fit each rule, counted Recommendation by Recommendation, and the first few."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from actionplan.models import Standing, StandingQuerySet
from actionplan.presenters.attentions import ORDERED_BY, Rule
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.remembered import Counted, count_by_recommendation

type Place = tuple[bool, int, int]  # where a row stands in a list


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of one Recommendation's Actions.

    ``ratings`` are ratings, statuses and how many; ``fitting`` how many fit each rule; ``first``
    the places and keys of the standings that each list begins with.
    """

    ratings: tuple[tuple[str, str, int], ...]
    fitting: dict[str, int]
    last_reported_on: date | None
    first: dict[str, tuple[tuple[Place, int], ...]]


@dataclass(frozen=True, slots=True)
class Attentions:
    """What is counted of a plan, Recommendation by Recommendation, and the rows listed of it."""

    tallies: dict[int, Tally]
    listed: dict[str, list[Standing]]

    def count(self, key: str) -> int:
        """Return how many Actions of the plan fit a rule."""
        return sum(tally.fitting[key] for tally in self.tallies.values())

    @property
    def last_reported_on(self) -> date | None:
        """The newest day on which anything was said."""
        days = [tally.last_reported_on for tally in self.tallies.values()]
        return max((day for day in days if day is not None), default=None)

    @property
    def ratings(self) -> list[tuple[int, str, str, int]]:
        """Recommendations, ratings, statuses and how many Actions have them."""
        return [(pk, *row) for pk, tally in self.tallies.items() for row in tally.ratings]


def find_attentions(
    plan: PlanHead, rules: Sequence[Rule], *, as_of: date, what: str
) -> Attentions:
    """Return which Actions fit the rules; three queries.

    ``what`` tells these rules from others of the same day.
    """
    found = count_by_recommendation(
        plan,
        f"attentions-{what}",
        as_of=as_of,
        count=lambda rows: tallies(rows.with_rating(plan.scheme, as_of=as_of), rules),
    )
    first = {
        rule.key: [
            pk
            for _place, pk in sorted(
                each for tally in found.values() for each in tally.first[rule.key]
            )[: rule.at_most]
        ]
        for rule in rules
    }
    wanted = {pk for keys in first.values() for pk in keys}
    rows = Standing.objects.filter(pk__in=wanted).with_actions().in_bulk()
    # One may be gone since it was counted, a moment ago: its Action was written to. Whoever asks
    # after that has another mark.
    listed = {key: [rows[pk] for pk in keys if pk in rows] for key, keys in first.items()}
    return Attentions(found, listed)


def tallies(rated: StandingQuerySet, rules: Sequence[Rule]) -> dict[int, Counted[Tally]]:
    """Count standings of a day, whose rating is annotated; two queries."""
    fitting = {f"fits_{rule.key}": Count("pk", filter=rule.fits) for rule in rules}
    columns = ("recommendation_id", "rating", "status")
    rows = (
        rated.order_by()
        .values(*columns)  # type: ignore[misc]  # annotated before
        .annotate(found=Count("pk"), newest=Max("pk"), heard_on=Max("last_reported_on"), **fitting)
    )
    grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["recommendation_id"]].append(row)
    first = first_of_each(rated, rules)
    return {
        pk: Counted(
            newest=max(row["newest"] for row in group),
            value=Tally(
                ratings=tuple((row["rating"], row["status"], row["found"]) for row in group),
                fitting={
                    rule.key: sum(row[f"fits_{rule.key}"] for row in group) for rule in rules
                },
                last_reported_on=max(
                    filter(None, (row["heard_on"] for row in group)), default=None
                ),
                first={rule.key: tuple(first[rule.key][pk]) for rule in rules},
            ),
        )
        for pk, group in grouped.items()
    }


def first_of_each(
    rated: StandingQuerySet, rules: Sequence[Rule]
) -> dict[str, dict[int, list[tuple[Place, int]]]]:
    """Return, by rule and Recommendation, the places and keys of the first; one query for all."""
    by_key = {rule.key: rule for rule in rules}
    parts = [_first(rated, rule) for rule in rules]
    found: dict[str, dict[int, list[Any]]] = {key: defaultdict(list) for key in by_key}
    columns = ("pk", "action_id", "recommendation_id", *ORDERED_BY)
    for key, *values in parts[0].union(*parts[1:], all=True):
        row = dict(zip(columns, values, strict=True))
        found[key][row["recommendation_id"]].append((by_key[key].place(row), row["pk"]))
    return found


def _first(rated: StandingQuerySet, rule: Rule) -> QuerySet[Standing, Any]:
    place = Window(RowNumber(), partition_by="recommendation_id", order_by=rule.ordering())
    first = rated.filter(rule.fits).order_by().annotate(place=place)
    return first.filter(place__lte=rule.at_most).values_list(
        Value(rule.key), "pk", "action_id", "recommendation_id", *ORDERED_BY
    )
