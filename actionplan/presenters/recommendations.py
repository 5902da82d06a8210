"""Recommendations as at a day: their own words and rating, and how their Actions stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch

from actionplan.models import (
    ProgressUpdate,
    Recommendation,
    StandingQuerySet,
    UrgencyGroup,
)
from actionplan.models.facts import recommendation_facts
from actionplan.movements import Movement
from actionplan.presenters.plan_parts import parts_of, recommendations_of
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.remembered import Counted, count_by_recommendation
from actionplan.rag import CLOSED_STATUSES, rate_recommendation
from herefordshire_cs.lib.rag import Rating, RatingCounts, Voice

# A Recommendation, a rating, a status, and how many Actions have them.
type RatingRow = tuple[int, str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationLine:
    """A Recommendation as at a day; beside its rating the distribution of its Actions.

    ``is_read`` marks a rating that nobody gave: it is read from the words of a paper.
    """

    pk: int
    number: int
    text: str
    rating: Rating
    counts: RatingCounts
    completed: int
    summary: str
    summary_on: date | None
    summary_reading: str
    summary_source: str
    is_read: bool = False
    movement: Movement | None = None

    @property
    def not_completed(self) -> int:
        """How many of its Actions have no completion recorded and were not dropped."""
        return self.counts.total - self.completed


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLines:
    """The Recommendations of one urgency group, in order."""

    name: str
    name_as_written: str
    remark: str
    recommendations: tuple[RecommendationLine, ...]

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the Actions of the group."""
        return RatingCounts.add_up(line.counts for line in self.recommendations)


def group_lines(plan: PlanHead, *, as_of: date) -> tuple[GroupLines, ...]:
    """Return a plan's Recommendations under their urgency groups; four queries."""
    rows = fetch_recommendations(plan, as_of=as_of)
    return lines_in_groups(rows, plan, ratings_of(plan, as_of=as_of), as_of=as_of)


def lines_in_groups(
    rows: Iterable[Recommendation], plan: PlanHead, ratings: Iterable[RatingRow], *, as_of: date
) -> tuple[GroupLines, ...]:
    """Return Recommendations fetched by ``fetch_recommendations`` under their urgency groups."""
    counts, completed = by_recommendation(ratings, plan)
    lines: dict[int | None, list[RecommendationLine]] = defaultdict(list)
    groups = {}
    for row in rows:
        groups[row.urgency_group_id] = row.urgency_group
        lines[row.urgency_group_id].append(
            recommendation_line(
                row,
                plan,
                counts=counts.get(row.pk) or plan.no_counts,
                completed=completed.get(row.pk, 0),
                as_of=as_of,
            )
        )
    return tuple(
        GroupLines(
            name=group.name if group else "",
            name_as_written=group.name_as_written if group else "",
            remark=group.remark if group else "",
            recommendations=tuple(lines[pk]),
        )
        for pk, group in groups.items()
    )


def fetch_recommendations(plan: PlanHead, *, as_of: date) -> list[Recommendation]:
    """Return a plan's Recommendations with what was said of them up to a day; three queries."""
    heard = ProgressUpdate.objects.known(as_of=as_of).select_related(
        "source", "author", "author_for"
    )
    rows = (
        Recommendation.objects.filter(plan=plan.pk)
        .select_related("urgency_group")
        .prefetch_related(Prefetch("updates", queryset=heard, to_attr="heard"), "moderations")
        .annotate(has_successors=Exists(Recommendation.objects.filter(predecessor=OuterRef("pk"))))
        .order_by(F("urgency_group__order").asc(nulls_first=True), "number")
    )
    if plan.edited_since is None:
        return list(rows)
    found = recommendations_of(plan, rows)
    groups = {
        group.pk: group for group in parts_of(plan, UrgencyGroup.objects.filter(plan=plan.pk))
    }
    for row in found:
        row.urgency_group = groups.get(row.urgency_group_id or 0)
        if not hasattr(row, "heard"):  # one that was taken out since, when nothing was said of it
            row.heard = []  # type: ignore[attr-defined]
            row.has_successors = False  # type: ignore[attr-defined]
    return sorted(found, key=_place)


def _place(row: Recommendation) -> tuple[int, int]:
    return (row.urgency_group.order if row.urgency_group else -1, row.number)


def counts_by_recommendation(
    plan: PlanHead, *, as_of: date
) -> tuple[dict[int, RatingCounts], dict[int, int]]:
    """Return the ratings of each Recommendation's Actions, and how many are closed; one query."""
    return by_recommendation(ratings_of(plan, as_of=as_of), plan)


def ratings_of(plan: PlanHead, *, as_of: date) -> list[RatingRow]:
    """Return how many Actions of each Recommendation have each rating and status; one query."""
    found = count_by_recommendation(
        plan,
        "ratings",
        as_of=as_of,
        count=lambda rows: _counted(rows.with_rating(plan.scheme, as_of=as_of)),
    )
    return [(pk, *row) for pk, rows in found.items() for row in rows]


def _counted(rated: StandingQuerySet) -> dict[int, Counted[list[tuple[str, str, int]]]]:
    rows: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    newest: dict[int, int] = defaultdict(int)
    for recommendation, rating, status, actions, last in rated.counts_by_recommendation():
        rows[recommendation].append((rating, status, actions))
        newest[recommendation] = max(newest[recommendation], last)
    return {pk: Counted(newest[pk], found) for pk, found in rows.items()}


def by_recommendation(
    ratings: Iterable[RatingRow], plan: PlanHead
) -> tuple[dict[int, RatingCounts], dict[int, int]]:
    """Return the ratings of each Recommendation's Actions, and how many are closed."""
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    completed: dict[int, int] = defaultdict(int)
    for recommendation, rating, status, actions in ratings:
        counted[recommendation][rating] = counted[recommendation].get(rating, 0) + actions
        completed[recommendation] += actions if status in CLOSED_STATUSES else 0
    scale = plan.scheme.scale
    return {pk: RatingCounts.of_ratings(each, scale) for pk, each in counted.items()}, completed


def counts_of_plan(plan: PlanHead, *, as_of: date) -> RatingCounts:
    """Return the ratings of all of a plan's Actions; one query at most."""
    counts, _completed = counts_by_recommendation(plan, as_of=as_of)
    return RatingCounts.add_up(counts.values(), plan.scheme.scale)


def recommendation_line(
    row: Recommendation, plan: PlanHead, *, counts: RatingCounts, completed: int, as_of: date
) -> RecommendationLine:
    """Return one Recommendation fetched by ``fetch_recommendations``."""
    heard: list[ProgressUpdate] = row.heard  # type: ignore[attr-defined]
    facts = recommendation_facts(heard, row.moderations.all(), as_of=as_of)
    last = next((row for row in reversed(heard) if not row.is_for_board), None)
    rating = rate_recommendation(
        facts,
        plan.scheme,
        actions_not_completed=counts.total - completed,
        actions=counts.total,
        as_of=as_of,
    )
    return RecommendationLine(
        pk=row.pk,
        number=row.number,
        text=row.text.rstrip("."),
        rating=rating,
        is_read=rating.voice is Voice.WORDS,
        counts=counts,
        completed=completed,
        summary=last.narrative if last else "",
        summary_on=last.reported_on if last else None,
        summary_reading=last.reading if last else "",
        summary_source=f"{last.source}, {last.source_place}" if last and last.source else "",
    )
