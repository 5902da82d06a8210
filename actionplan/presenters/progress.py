"""How a plan stands on a day: what the dashboard shows and the exceptions report prints."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from actionplan.models import Doubt, Standing
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.attentions import CONTRADICTIONS_AT_MOST, Rule, rules_of
from actionplan.presenters.grounds import Grounds, build_grounds
from actionplan.presenters.occasions import (
    Occasion,
    last_report_before,
    last_seen_by_body,
    next_report_after,
    occasions,
)
from actionplan.presenters.plans import PlanHead, build_plan_head, chosen_plan
from actionplan.presenters.recommendations import (
    GroupLines,
    fetch_recommendations,
    lines_in_groups,
)
from actionplan.presenters.remembered import ask
from actionplan.presenters.tallies import Attentions, find_attentions
from actionplan.presenters.then_and_now import ThenAndNow, build_then_and_now
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.remembering import Asked
from herefordshire_cs.lib.text.words import count_in_words, mid_sentence

SHOWN_AT_MOST = 5  # on a dashboard; the rest is one link away


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
class PlanProgress:
    """How a plan stands on a day; a dashboard has ``then_and_now`` too, where a day before is."""

    template_name: ClassVar[str] = "actionplan/documents/exceptions_body.html"

    plan: PlanHead
    as_of: date
    since: date | None
    since_occasion: Occasion | None
    next_occasion: Occasion | None
    occasions: tuple[Occasion, ...]
    last_seen: tuple[Occasion, ...]
    groups: tuple[GroupLines, ...]
    grounds: Grounds
    last_reported_on: date | None
    red: Attention
    slipped: Attention
    silent: Attention
    not_kept: Attention
    due_soon: Attention
    completed: Attention
    unevidenced: Attention
    unexplained: Attention
    repeated: Attention
    contradictions: tuple[Contradiction, ...]
    contradictions_count: int
    rated_against_facts: int
    then_and_now: ThenAndNow | None

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the plan's Actions."""
        counts = (group.counts for group in self.groups)
        return RatingCounts.add_up(counts, self.plan.scheme.scale)

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
        return (self.red, self.slipped, self.silent, self.not_kept, self.due_soon)

    @property
    def unsupported(self) -> tuple[Attention, ...]:
        """What is said with nothing that supports it, as far as there is any."""
        kinds = (self.unevidenced, self.unexplained, self.repeated)
        return tuple(kind for kind in kinds if kind.count)


def build_plan_progress(
    slug: str, *, as_of: date, since: date | None = None, at_most: int = SHOWN_AT_MOST
) -> PlanProgress:
    """Return how a plan stands on a day. Raises ``Plan.DoesNotExist``.

    ``since`` is the day after which completions count as news; without it, the last day on which
    a body was told of progress. ``at_most`` cuts each list, but for the contradictions, which have
    a length of their own.
    """
    return _build(build_plan_head(slug, as_of=as_of), as_of=as_of, since=since, at_most=at_most)


def ask_for_progress(
    running: Sequence[PlanHead], slug: str = "", *, as_of: date, since: date | None = None
) -> Asked[PlanProgress]:
    """Return what a dashboard wants: how the chosen plan of those that run stands, remembered.

    Where none is chosen it is the one that began last. Raises ``Plan.DoesNotExist``.
    """
    plan = chosen_plan(running, slug)
    return ask(
        plan,
        f"progress-{since}",
        as_of=as_of,
        count=lambda: with_movement(_build(plan, as_of=as_of, since=since, at_most=SHOWN_AT_MOST)),
    )


def with_movement(progress: PlanProgress) -> PlanProgress:
    """Return how a plan stands with how it moved since the day it is compared with, if any."""
    since, occasion = progress.since, progress.since_occasion
    if since is None or since >= progress.as_of:
        return progress
    lines = [line for group in progress.groups for line in group.recommendations]
    moved = build_then_and_now(
        progress.plan,
        {line.number: line.text for line in lines},
        since=since,
        body=occasion.body if occasion and occasion.occurred_on == since else "",
        as_of=progress.as_of,
    )
    return replace(progress, then_and_now=moved)


def _build(plan: PlanHead, *, as_of: date, since: date | None, at_most: int) -> PlanProgress:
    """Return how a plan stands on a day; ten queries, however many Actions it has."""
    found = occasions(plan, as_of=as_of)
    since_occasion = last_report_before(as_of, found)
    if since is None and since_occasion is not None:
        since = since_occasion.occurred_on
    told_on = since or plan.starts_on
    rules = rules_of(plan, as_of=as_of, since=told_on, at_most=at_most)
    recommendations = fetch_recommendations(plan, as_of=as_of)
    what = f"{told_on.isoformat()}-{at_most}"
    attentions = find_attentions(plan, rules, as_of=as_of, what=what)
    groups = lines_in_groups(recommendations, plan, attentions.ratings, as_of=as_of)
    lists = {rule.key: _attention(rule, attentions, plan, as_of=as_of) for rule in rules}
    contradicted = lists.pop("contradicted")
    rows = zip(attentions.listed["contradicted"], contradicted.lines, strict=True)
    said, recorded = _contradicted_recommendations(groups), _doubts(plan, as_of=as_of)
    against = (_rated_against_the_facts(*row, plan) for row in rows)
    contradictions = (*said, *against, *recorded)
    return PlanProgress(
        plan=plan,
        as_of=as_of,
        since=since,
        since_occasion=since_occasion,
        next_occasion=next_report_after(as_of, found),
        occasions=found,
        last_seen=last_seen_by_body(as_of, found),
        groups=groups,
        grounds=build_grounds(plan, as_of=as_of),
        last_reported_on=attentions.last_reported_on,
        then_and_now=None,
        **lists,
        contradictions=contradictions[:CONTRADICTIONS_AT_MOST],
        contradictions_count=len(said) + contradicted.count + len(recorded),
        rated_against_facts=contradicted.count,
    )


def _attention(rule: Rule, found: Attentions, plan: PlanHead, *, as_of: date) -> Attention:
    return Attention(
        key=rule.key,
        title=rule.title,
        rule=rule.words,
        order=rule.order,
        count=found.count(rule.key),
        query=rule.query,
        lines=tuple(action_lines(found.listed[rule.key], plan, as_of=as_of)),
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


def _rated_against_the_facts(row: Standing, line: ActionLine, plan: PlanHead) -> Contradiction:
    rated = mid_sentence(plan.scheme.scale.of(row.lead_rating).word)
    facts = mid_sentence(line.rating.sentence)
    return Contradiction(
        reference=line.reference,
        recommendation=line.recommendation,
        heading="Rating and facts.",
        text=f"The lead’s last rating is {rated}; the facts say {facts}.",
    )


def _doubts(plan: PlanHead, *, as_of: date) -> tuple[Contradiction, ...]:
    rows = (
        Doubt.objects.filter(plan=plan.pk, is_contradiction=True)
        .open(as_of=as_of)
        .filter(action__isnull=False)
        .order_by("action__recommendation_id", "action__order")
        .values_list("action__reference", "action__recommendation__number", "heading", "text")
    )
    return tuple(
        Contradiction(
            reference=reference,
            recommendation=number,
            heading=heading,
            text=text,
        )
        for reference, number, heading, text in rows
    )
