"""Which Actions need somebody: the rule of each list, how many there are, and the first few."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Max, OrderBy, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from actionplan.models import Standing, StandingQuerySet
from actionplan.models.standings import (
    is_open,
    is_rated_against_the_facts,
    is_silent,
    is_slipped,
)
from actionplan.rag import Status
from actionplan.reports.memory import Counted, count_by_recommendation
from actionplan.reports.plans import PlanHead
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.words import day_in_words

DUE_SOON_DAYS = 14  # a fortnight: long enough to act in, short enough to read
CONTRADICTIONS_AT_MOST = 20  # a few more than the plan of 2006 has; the rest is one link away
ORDERED_BY = ("by_when_latest", "times_moved", "last_reported_on", "completed_on", "position")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which Actions a list holds, in words and for the database, and which come first.

    ``order`` says in words which do; ``query`` is the query string of the list that holds exactly
    these. Rows stand by ``column``, a blank one last unless ``blanks_first``.
    """

    key: str
    title: str
    words: str
    order: str
    query: str
    fits: Q
    column: str
    is_falling: bool = False
    blanks_first: bool = False
    at_most: int

    def ordering(self) -> list[OrderBy | str]:
        """Return the order for the database."""
        blanks = {"nulls_first": True} if self.blanks_first else {"nulls_last": True}
        column = F(self.column)
        return [column.desc(**blanks) if self.is_falling else column.asc(**blanks), "action_id"]

    def place(self, row: Mapping[str, Any]) -> tuple[bool, int, int]:
        """Return the same order for rows once fetched."""
        value = row[self.column]
        if value is None:
            return (not self.blanks_first, 0, row["action_id"])
        number = value.toordinal() if isinstance(value, date) else value
        return (self.blanks_first, -number if self.is_falling else number, row["action_id"])


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of one Recommendation's Actions.

    ``ratings`` are ratings, statuses and how many; ``fitting`` how many fit each rule; ``first``
    the places and keys of the standings that each list begins with.
    """

    ratings: tuple[tuple[str, str, int], ...]
    fitting: dict[str, int]
    last_reported_on: date | None
    first: dict[str, tuple[tuple[tuple[bool, int, int], int], ...]]


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


def rules_of(plan: PlanHead, *, as_of: date, since: date, at_most: int) -> tuple[Rule, ...]:
    """Return the rules of the lists, in the order in which they are read.

    ``since`` is the day after which completions are news. ``at_most`` cuts each list, but for the
    last, which has a length of its own.
    """
    until = as_of + timedelta(days=DUE_SOON_DAYS)
    return (
        Rule(
            key="red",
            title="Red",
            words="past its by-when with no completion recorded, or rated so",
            order="the longest past",
            query="rating=red",
            fits=Q(rating=Rag.RED),
            column="by_when_latest",
            at_most=at_most,
        ),
        Rule(
            key="slipped",
            title="Slipped",
            words="by-when moved, and not completed",
            order="the most often moved",
            query="attention=slipped",
            fits=is_slipped(),
            column="times_moved",
            is_falling=True,
            at_most=at_most,
        ),
        Rule(
            key="silent",
            title="Silent",
            words=(f"under way, and nothing dated said for over {plan.reporting_cycle_days} days"),
            order="the longest silent",
            query="attention=silent",
            fits=is_silent(plan.scheme, as_of=as_of),
            column="last_reported_on",
            blanks_first=True,
            at_most=at_most,
        ),
        Rule(
            key="due_soon",
            title=f"Due in the next {DUE_SOON_DAYS} days",
            words=f"{day_in_words(as_of)} to {day_in_words(until)}, not completed",
            order="the soonest due",
            query="due=soon",
            fits=is_open() & Q(by_when_latest__range=(as_of, until)),
            column="by_when_latest",
            at_most=at_most,
        ),
        Rule(
            key="completed",
            title=f"Completed since {day_in_words(since)}",
            words="known to be completed after that day",
            order="the newest",
            query=f"completed_since={since.isoformat()}",
            fits=Q(status=Status.COMPLETED, completed_on__gt=since),
            column="completed_on",
            is_falling=True,
            at_most=at_most,
        ),
        Rule(
            key="contradicted",
            title="Rated against the facts",
            words="the lead’s last rating says better than the facts allow",
            order="in the order of the plan",
            query="attention=contradicted",
            fits=is_rated_against_the_facts(plan.scheme, as_of=as_of),
            column="position",
            at_most=CONTRADICTIONS_AT_MOST,
        ),
    )


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
    return Attentions(found, {key: [rows[pk] for pk in keys] for key, keys in first.items()})


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
) -> dict[str, dict[int, list[tuple[tuple[bool, int, int], int]]]]:
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
