"""Plans and indicators side by side: which recommendation each indicator is meant to show working.

An indicator names what it is meant to show by reference; this is where both are known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.presenters import NoPlan
from actionplan.presenters.plans import PlanHead, build_plan_head
from actionplan.presenters.recommendations import RecommendationLine, group_lines
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.rag import Rag, Rating
from indicators.presenters.indicator_heads import Aim
from indicators.presenters.indicator_list import lines_for_plan
from indicators.presenters.indicators import IndicatorLine


@dataclass(frozen=True, slots=True, kw_only=True)
class AimLine:
    """What an indicator is meant to show working; no rating where the plan is not here."""

    plan: str
    number: int
    label: str
    wording: str
    place: str
    rating: Rating | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationWithIndicators:
    """A Recommendation with the indicators that are meant to show it working."""

    line: RecommendationLine
    indicators: tuple[IndicatorLine, ...]

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Say where the plan says green and an indicator says otherwise."""
        if self.line.rating.rag is not Rag.GREEN:
            return ()
        return tuple(
            f"{each.head.name}: {'worsened' if each.is_worsening else 'off target'},"
            f" {each.movement.reason if each.is_worsening else each.rating.reason}"
            for each in self.indicators
            if each.is_worsening or each.is_off_target
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanIndicators:
    """A plan's Recommendations, each beside its indicators; those without any counted."""

    plan: PlanHead
    as_of: date
    with_indicators: tuple[RecommendationWithIndicators, ...]
    without: tuple[RecommendationLine, ...]


def build_plan_indicators(plan: PlanHead, *, as_of: date) -> PlanIndicators:
    """Return a plan's Recommendations beside their indicators."""
    by_number = lines_for_plan(plan.slug, as_of=as_of)
    every = [line for group in group_lines(plan, as_of=as_of) for line in group.recommendations]
    every.sort(key=lambda line: line.number)
    return PlanIndicators(
        plan=plan,
        as_of=as_of,
        with_indicators=tuple(
            RecommendationWithIndicators(line=line, indicators=by_number[line.number])
            for line in every
            if line.number in by_number
        ),
        without=tuple(line for line in every if line.number not in by_number),
    )


def build_aims(aims: Iterable[Aim], *, as_of: date, access: PlanAccess) -> tuple[AimLine, ...]:
    """Return what an indicator is meant to show, with the rating where the plan is here."""
    wanted = tuple(aim for aim in aims if aim.plan not in access.hidden_slugs)
    slugs = {aim.plan for aim in wanted}
    plans = {slug: _recommendations(slug, as_of=as_of) for slug in slugs}
    return tuple(aim_line(aim, *plans[aim.plan]) for aim in wanted)


def aim_line(
    aim: Aim, head: PlanHead | None, recommendations: dict[int, RecommendationLine]
) -> AimLine:
    """Return one aim; a plan that is not here is named by the paper's words alone."""
    found = recommendations.get(aim.number)
    if head is None or found is None:
        return AimLine(
            plan=aim.plan,
            number=aim.number,
            label=f"Priority {aim.number}",
            wording=aim.wording,
            place=aim.place,
            rating=None,
        )
    return AimLine(
        plan=aim.plan,
        number=aim.number,
        label=f"{head.level_name} {aim.number}",
        wording=found.text,
        place=aim.place,
        rating=found.rating,
    )


def _recommendations(
    slug: str, *, as_of: date
) -> tuple[PlanHead | None, dict[int, RecommendationLine]]:
    try:
        head = build_plan_head(slug, as_of=as_of)
    except NoPlan:
        return None, {}
    if head.starts_on > as_of:
        return None, {}
    groups = group_lines(head, as_of=as_of)
    return head, {line.number: line for group in groups for line in group.recommendations}
