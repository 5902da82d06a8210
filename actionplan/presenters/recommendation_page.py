"""The page of a recommendation."""

from dataclasses import dataclass, field
from datetime import date

from actionplan.models import (
    ProgressUpdate,
    Recommendation,
    Standing,
)
from actionplan.models.plan_access import is_told
from actionplan.models.standings import SHOWN_IN_A_LINE
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.doubts import DoubtLine, doubt_line
from actionplan.presenters.evidence import EvidenceLine, evidence_of
from actionplan.presenters.history import (
    HistoryEntry,
    moderation_entry,
    rewording_entry,
    update_entry,
)
from actionplan.presenters.impact_ratings import with_impact
from actionplan.presenters.implications import Surroundings, surroundings_of
from actionplan.presenters.movements import day_to_compare_with, with_own_movement
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.predecessors import Kin, kin_of_recommendation
from actionplan.presenters.recommendations import (
    RecommendationLine,
    counts_by_recommendation,
    fetch_recommendations,
    recommendation_line,
)
from actionplan.presenters.rewordings import criteria_of_all
from actionplan.presenters.understandings import Slip, slips
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN, PlanAccess
from herefordshire_cs.lib.rag import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationPage:
    """One Recommendation: its words, its rating and why, its Actions.

    ``reporter`` is the key of the user who is named to report on it, beside the directors.
    """

    plan: PlanHead
    as_of: date
    group: str
    line: RecommendationLine
    actions: tuple[ActionLine, ...]
    success_criteria: tuple[str, ...]
    said_before: tuple[HistoryEntry, ...]
    history: tuple[HistoryEntry, ...]
    rewordings: tuple[HistoryEntry, ...]
    moderation_in_force: int | None
    slips: tuple[Slip, ...]
    evidence: tuple[EvidenceLine, ...]
    doubts: tuple[DoubtLine, ...]
    surroundings: Surroundings | None
    kin: tuple[Kin, ...]
    source: str
    previous: int | None
    following: int | None
    reporter: int | None = field(compare=False)  # of today, not of the day shown


def build_recommendation_page(
    plan: PlanHead, number: int, *, as_of: date, access: PlanAccess = EVERY_PLAN
) -> RecommendationPage:
    """Return one Recommendation's page; sixteen queries. Raises ``KeyError`` if unknown."""
    rows = {row.number: row for row in fetch_recommendations(plan, as_of=as_of)}
    row = rows[number]
    scale = plan.scheme.scale
    counts, completed = counts_by_recommendation(plan, as_of=as_of)
    line = recommendation_line(
        row,
        plan,
        counts=counts.get(row.pk) or plan.no_counts,
        completed=completed.get(row.pk, 0),
        as_of=as_of,
    )
    standings = (
        Standing.objects.filter(recommendation=row)
        .on(as_of)
        .select_related(*SHOWN_IN_A_LINE)
        .order_by("position")
    )
    moderations = [each for each in row.moderations.all() if each.made_on <= as_of]
    is_moderated = line.rating.voice is Voice.DIRECTOR
    return RecommendationPage(
        plan=plan,
        as_of=as_of,
        group=row.urgency_group.name if row.urgency_group else "",
        line=with_own_movement(line, plan, since=day_to_compare_with(plan, as_of=as_of)),
        actions=tuple(with_impact(action_lines(standings, plan, as_of=as_of), plan, as_of=as_of)),
        success_criteria=criteria_of_all(row, plan),
        said_before=tuple(
            update_entry(each, scale, as_of=as_of)
            for each in said_before(row, as_of=as_of)
            if is_told(each, access)
        ),
        history=tuple(moderation_entry(each, scale) for each in reversed(moderations)),
        rewordings=tuple(
            rewording_entry(each)
            for each in reversed(row.rewordings.select_related("recorded_by"))
            if each.recorded_on <= as_of
        ),
        moderation_in_force=moderations[-1].pk if is_moderated else None,
        slips=slips(row.emendations),
        evidence=evidence_of(row.evidence.all(), as_of=as_of),
        doubts=tuple(
            doubt_line(each, as_of=as_of) for each in row.doubts.select_related("settled_by")
        ),
        surroundings=surroundings_of(plan, [row])[0] if plan.has_surroundings else None,
        kin=kin_of_recommendation(
            row,
            has_successors=row.has_successors,  # type: ignore[attr-defined]
            as_of=as_of,
            access=access,
        ),
        source=f"{row.source}: {row.source_place}" if row.source else "",
        previous=number - 1 if number - 1 in rows else None,
        following=number + 1 if number + 1 in rows else None,
        reporter=row.reporter_id,
    )


def said_before(row: Recommendation, *, as_of: date) -> list[ProgressUpdate]:
    """Return what was said before what stands, and what was taken back; the newest first."""
    taken_back = row.updates.filter(withdrawn_on__lte=as_of).select_related(
        "source", "author", "author_for", "withdrawn_by"
    )
    heard: list[ProgressUpdate] = row.heard  # type: ignore[attr-defined]
    every = [*heard[:-1], *taken_back]
    return sorted(every, key=lambda each: (each.counts_from, each.recorded_at), reverse=True)


def has_recommendation(slug: str, number: int) -> bool:
    """Say whether a plan has a Recommendation under a number."""
    return Recommendation.objects.filter(plan__slug=slug, number=number).exists()
