"""How a plan stands on a day: what the dashboard shows and the exceptions report prints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import BooleanField, Case, Count, F, Max, Q, When

from actionplan.models import Doubt, Standing, StandingQuerySet
from actionplan.models.standings import (
    is_open,
    is_rated_against_the_facts,
    is_silent,
    is_slipped,
)
from actionplan.rag import Status
from actionplan.reports.lines import ActionLine, action_lines
from actionplan.reports.memory import remember
from actionplan.reports.plans import (
    Occasion,
    PlanHead,
    build_current_plan_head,
    build_plan_head,
    last_report_before,
    next_report_after,
    occasions,
)
from actionplan.reports.recommendations import GroupLines, group_lines
from herefordshire_cs.lib.rag import Rag, RatingCounts
from herefordshire_cs.lib.words import count_in_words, day_in_words

DUE_SOON_DAYS = 14  # a fortnight: long enough to act in, short enough to read
SHOWN_AT_MOST = 5  # on a dashboard; the rest is one link away
CONTRADICTIONS_AT_MOST = 20  # a few more than the plan of 2006 has; the rest is one link away

# How each list is ordered, for the database and for the rows once fetched.
ORDERS: dict[str, list[Any]] = {
    "red": [F("by_when_latest").asc(nulls_last=True)],
    "slipped": ["-times_moved"],
    "silent": [F("last_reported_on").asc(nulls_first=True)],
    "due_soon": ["by_when_latest"],
    "completed": ["-completed_on"],
    "contradicted": ["position"],
}
ORDERS_IN_WORDS = {
    "red": "the longest past",
    "slipped": "the most often moved",
    "silent": "the longest silent",
    "due_soon": "the soonest due",
    "completed": "the newest",
}
SORT_KEYS: dict[str, Callable[[Standing], Any]] = {
    "red": lambda row: row.by_when_latest or date.max,
    "slipped": lambda row: -row.times_moved,
    "silent": lambda row: row.last_reported_on or date.min,
    "due_soon": lambda row: row.by_when_latest,
    "completed": lambda row: -(row.completed_on or date.min).toordinal(),
    "contradicted": lambda row: row.position,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Actions that need somebody: the rule, how many there are, and the most pressing of them.

    ``order`` says which come first; ``query`` is the query string of the list that holds exactly
    these.
    """

    key: str
    title: str
    rule: str
    order: str
    count: int
    query: str
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two parts of the record that cannot both be right, or one that cannot be right at all."""

    reference: str
    recommendation: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReport:
    """How a plan stands on a day."""

    template_name: ClassVar[str] = "actionplan/reports/exceptions.html"

    plan: PlanHead
    as_of: date
    since: date | None
    since_occasion: Occasion | None
    next_occasion: Occasion | None
    occasions: tuple[Occasion, ...]
    groups: tuple[GroupLines, ...]
    last_reported_on: date | None
    red: Attention
    slipped: Attention
    silent: Attention
    due_soon: Attention
    completed: Attention
    contradictions: tuple[Contradiction, ...]
    contradictions_count: int
    rated_against_facts: int

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the plan's Actions."""
        return RatingCounts.add_up(group.counts for group in self.groups)

    @property
    def recommendations_count(self) -> int:
        """How many Recommendations the plan has."""
        return sum(len(group.recommendations) for group in self.groups)

    @property
    def longest(self) -> int:
        """The most Actions that one Recommendation has: the full length of a bar."""
        lines = [line for group in self.groups for line in group.recommendations]
        return max((line.counts.total for line in lines), default=0)

    @property
    def attentions(self) -> tuple[Attention, ...]:
        """What needs somebody, in the order in which it is read."""
        return (self.red, self.slipped, self.silent, self.due_soon)


def build_progress_report(
    slug: str | None = None,
    *,
    as_of: date,
    since: date | None = None,
    at_most: int = SHOWN_AT_MOST,
) -> ProgressReport:
    """Return how a plan stands on a day; eleven queries, however many Actions it has.

    Without a ``slug`` it is the plan that began last. Raises ``Plan.DoesNotExist``.

    ``since`` is the day after which completions count as news; without it, the last day on which
    a body was told of progress. ``at_most`` cuts each list, but for the contradictions, which have
    a length of their own.
    """
    plan = build_plan_head(slug) if slug else build_current_plan_head(as_of=as_of)
    found = occasions(plan)
    since_occasion = last_report_before(as_of, found)
    if since is None and since_occasion is not None:
        since = since_occasion.occurred_on
    attentions = Attentions(plan=plan, as_of=as_of, since=since, at_most=at_most)
    groups = group_lines(plan, as_of=as_of)
    said, recorded = _contradicted_recommendations(groups), _doubts(plan, as_of=as_of)
    contradictions = (*said, *attentions.contradictions(), *recorded)
    rated_against_facts = attentions.counted["contradicted"]
    return ProgressReport(
        plan=plan,
        as_of=as_of,
        since=since,
        since_occasion=since_occasion,
        next_occasion=next_report_after(as_of, found),
        occasions=found,
        groups=groups,
        last_reported_on=attentions.counted["last_reported_on"],
        red=attentions.red(),
        slipped=attentions.slipped(),
        silent=attentions.silent(),
        due_soon=attentions.due_soon(),
        completed=attentions.completed(),
        contradictions=contradictions[:CONTRADICTIONS_AT_MOST],
        contradictions_count=len(said) + rated_against_facts + len(recorded),
        rated_against_facts=rated_against_facts,
    )


class Attentions:
    """The rules of what needs attention: counted in one query, the first few found in another.

    Both are remembered for as long as no standing of the plan changes.
    """

    def __init__(self, *, plan: PlanHead, as_of: date, since: date | None, at_most: int) -> None:
        self.plan = plan
        self.as_of = as_of
        self.since = since or plan.starts_on
        self.limits = dict.fromkeys(ORDERS, at_most) | {"contradicted": CONTRADICTIONS_AT_MOST}
        self.until = as_of + timedelta(days=DUE_SOON_DAYS)
        self.rules = {
            "red": Q(rating=Rag.RED),
            "slipped": is_slipped(),
            "silent": is_silent(plan.scheme, as_of=as_of),
            "due_soon": is_open() & Q(by_when_latest__range=(as_of, self.until)),
            "completed": Q(status=Status.COMPLETED, completed_on__gt=self.since),
            "contradicted": is_rated_against_the_facts(plan.scheme, as_of=as_of),
        }
        what = f"attention-{self.since.isoformat()}-{at_most}"
        self.counted, fitting = remember(
            plan, what, as_of=as_of, count=lambda: (self._count(), self._find())
        )
        self.listed = self._list(fitting)

    def red(self) -> Attention:
        """Rated red, the longest past first."""
        rule = "past its by-when with no completion recorded, or rated so"
        return self._attention("red", title="Red", rule=rule, query="rating=red")

    def slipped(self) -> Attention:
        """Whose by-when was moved, most often moved first."""
        rule = "by-when moved, and not completed"
        return self._attention("slipped", title="Slipped", rule=rule, query="attention=slipped")

    def silent(self) -> Attention:
        """Begun, but nothing said for longer than the reporting cycle; longest silence first."""
        days = self.plan.reporting_cycle_days
        rule = f"under way, and nothing dated said for over {days} days"
        return self._attention("silent", title="Silent", rule=rule, query="attention=silent")

    def due_soon(self) -> Attention:
        """Open and due within a fortnight, the soonest first."""
        return self._attention(
            "due_soon",
            title=f"Due in the next {DUE_SOON_DAYS} days",
            rule=f"{day_in_words(self.as_of)} to {day_in_words(self.until)}, not completed",
            query="due=soon",
        )

    def completed(self) -> Attention:
        """Completed after the chosen day, the newest first."""
        return self._attention(
            "completed",
            title=f"Completed since {day_in_words(self.since)}",
            rule="known to be completed after that day",
            query=f"completed_since={self.since.isoformat()}",
        )

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Whose Lead says better than the facts allow, in the order of the plan."""
        return tuple(
            _rated_against_the_facts(row, line)
            for row, line in zip(
                self.listed["contradicted"], self._lines("contradicted"), strict=True
            )
        )

    def _on_the_day(self) -> StandingQuerySet:
        return Standing.objects.filter(plan=self.plan.pk).on(self.as_of)

    def _rated(self, rows: StandingQuerySet) -> StandingQuerySet:
        return rows.with_rating(self.plan.scheme, as_of=self.as_of)

    def _count(self) -> dict[str, Any]:
        counts = {key: Count("pk", filter=rule) for key, rule in self.rules.items()}
        rated = self._rated(self._on_the_day())
        return rated.aggregate(**counts, last_reported_on=Max("last_reported_on"))

    def _find(self) -> dict[int, list[str]]:
        """Return, by the keys of standings, which lists they fit; the first few of each list.

        One query for all the lists. Each list's own first rows are among those found, so cutting
        it again gives the same.
        """
        wanted = Q()
        for key, rule in self.rules.items():
            rows = self._on_the_day()
            rows = self._rated(rows) if key == "red" else rows  # the one rule that needs it
            first = rows.filter(rule).order_by(*ORDERS[key], "action_id")
            wanted |= Q(pk__in=first.values("pk")[: self.limits[key]])
        fits = {
            f"fits_{key}": Case(When(rule, then=True), default=False, output_field=BooleanField())
            for key, rule in self.rules.items()
        }
        found = self._rated(Standing.objects.all()).annotate(**fits).filter(wanted)
        return {
            pk: [key for key, fit in zip(self.rules, flags, strict=True) if fit]
            for pk, *flags in found.values_list("pk", *fits)
        }

    def _list(self, fitting: dict[int, list[str]]) -> dict[str, list[Standing]]:
        rows = list(Standing.objects.filter(pk__in=fitting).with_actions())
        return {key: self._cut(key, rows, fitting) for key in self.rules}

    def _cut(
        self, key: str, rows: list[Standing], fitting: dict[int, list[str]]
    ) -> list[Standing]:
        found = [row for row in rows if key in fitting[row.pk]]
        found.sort(key=lambda row: (SORT_KEYS[key](row), row.action_id))
        return found[: self.limits[key]]

    def _lines(self, key: str) -> tuple[ActionLine, ...]:
        return tuple(action_lines(self.listed[key], self.plan.scheme, as_of=self.as_of))

    def _attention(self, key: str, *, title: str, rule: str, query: str) -> Attention:
        return Attention(
            key=key,
            title=title,
            rule=rule,
            order=ORDERS_IN_WORDS[key],
            count=self.counted[key],
            query=query,
            lines=self._lines(key),
        )


def _contradicted_recommendations(groups: Sequence[GroupLines]) -> tuple[Contradiction, ...]:
    return tuple(
        Contradiction(
            reference="",
            recommendation=line.number,
            heading="Said to be completed.",
            text=(
                f"{line.summary_reading} {line.not_completed} of its"
                f" {count_in_words(line.counts.total, 'action')} have no completion recorded."
            ).strip(),
        )
        for group in groups
        for line in group.recommendations
        if line.rating.is_contradicted
    )


def _rated_against_the_facts(row: Standing, line: ActionLine) -> Contradiction:
    rated = Rag(row.lead_rating).word.lower()
    return Contradiction(
        reference=line.reference,
        recommendation=line.recommendation,
        heading="Rating and facts.",
        text=f"The lead’s last rating is {rated}; the facts say {line.rating.sentence.lower()}.",
    )


def _doubts(plan: PlanHead, *, as_of: date) -> tuple[Contradiction, ...]:
    rows = (
        Doubt.objects.filter(plan=plan.pk, is_contradiction=True)
        .open(as_of=as_of)
        .filter(action__isnull=False)
        .order_by("action__recommendation_id", "action__order")
        .values_list("action__reference", "heading", "text")
    )
    return tuple(
        Contradiction(
            reference=reference,
            recommendation=int(reference.partition(".")[0]),
            heading=heading,
            text=text,
        )
        for reference, heading, text in rows
    )
