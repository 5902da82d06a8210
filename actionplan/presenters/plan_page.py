"""A plan's own pages: the plans there are, one plan with its introduction, one Recommendation."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.models import (
    Doubt,
    GlossaryTerm,
    Plan,
    PlanSection,
    Recommendation,
    ReportingLine,
    Standing,
)
from actionplan.presenters.doubts import DoubtLine, doubt_line
from actionplan.presenters.history import HistoryEntry, moderation_entry
from actionplan.presenters.lines import ActionLine, action_lines
from actionplan.presenters.memory import remember
from actionplan.presenters.plans import Occasion, PlanHead, occasions, plan_heads
from actionplan.presenters.recommendations import (
    GroupLines,
    RecommendationLine,
    counts_by_recommendation,
    fetch_recommendations,
    group_lines,
    recommendation_line,
)
from herefordshire_cs.lib.rag import RatingCounts, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan in the list of plans."""

    head: PlanHead
    counts: RatingCounts
    recommendations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A paragraph of the introduction; ``number`` is that of a primary task."""

    number: int
    heading: str
    text: str
    is_abridged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Who is to be told, how often, in the plan's words."""

    reports: str
    reports_to: str
    frequency: str
    what: str
    as_written: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An abbreviation explained by the papers."""

    term: str
    meaning: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """One plan: its Recommendations as at a day, and what it says of itself."""

    plan: PlanHead
    as_of: date
    groups: tuple[GroupLines, ...]
    introduction: tuple[Section, ...]
    tasks: tuple[Section, ...]
    enablers: tuple[Section, ...]
    reporting: tuple[Reporting, ...]
    occasions: tuple[Occasion, ...]
    glossary: tuple[Term, ...]
    open_doubts: int

    @property
    def is_abridged(self) -> bool:
        """Whether any of what the plan says of itself is abridged."""
        return any(part.is_abridged for part in (*self.introduction, *self.tasks, *self.enablers))

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the plan's Actions."""
        return RatingCounts.add_up(group.counts for group in self.groups)

    @property
    def longest(self) -> int:
        """The most Actions that one Recommendation has: the full length of a bar."""
        lines = [line for group in self.groups for line in group.recommendations]
        return max((line.counts.total for line in lines), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationPage:
    """One Recommendation: its words, its rating and why, its Actions."""

    plan: PlanHead
    as_of: date
    group: str
    line: RecommendationLine
    actions: tuple[ActionLine, ...]
    success_criteria: tuple[str, ...]
    history: tuple[HistoryEntry, ...]
    moderation_in_force: int | None
    doubts: tuple[DoubtLine, ...]
    source: str
    previous: int | None
    following: int | None


class DoubtKind(StrEnum):
    """What a doubt can be about, in the order in which doubts are listed."""

    PLAN = "The plan"
    RECOMMENDATION = "Recommendations"
    ACTION = "Actions"
    OFFICER = "Officers"
    ORGANISATION = "Bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtAbout:
    """A doubt and what it is about."""

    line: DoubtLine
    kind: DoubtKind
    subject: str
    reference: str
    recommendation: int | None
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtsPage:
    """All the doubts of a plan, open ones first, together by what they are about."""

    plan: PlanHead
    as_of: date
    open: tuple[DoubtAbout, ...]
    settled: tuple[DoubtAbout, ...]


def build_plans(*, as_of: date) -> tuple[PlanLine, ...]:
    """Return the plans begun by a day; queries grow with the plans, not their Actions."""
    found = []
    for head in plan_heads(Plan.objects.filter(starts_on__lte=as_of)):
        counts, _closed = counts_by_recommendation(head, as_of=as_of)
        found.append(
            PlanLine(
                head=head,
                counts=RatingCounts.add_up(counts.values()),
                recommendations=Recommendation.objects.filter(plan=head.pk).count(),
            )
        )
    return tuple(found)


def build_plan_page(plan: PlanHead, *, as_of: date) -> PlanPage:
    """Return one plan's page, worked out once for each state of its record; nine queries."""
    return remember(plan, "page", as_of=as_of, count=lambda: _build(plan, as_of=as_of))


def _build(plan: PlanHead, *, as_of: date) -> PlanPage:
    sections: dict[str, list[Section]] = {kind: [] for kind in PlanSection.Kind.values}
    for row in PlanSection.objects.filter(plan=plan.pk):
        sections[row.kind].append(
            Section(
                number=row.order,
                heading=row.heading,
                text=row.text,
                is_abridged=row.is_abridged,
            )
        )
    return PlanPage(
        plan=plan,
        as_of=as_of,
        groups=group_lines(plan, as_of=as_of),
        introduction=tuple(sections[PlanSection.Kind.INTRODUCTION]),
        tasks=tuple(sections[PlanSection.Kind.TASK]),
        enablers=tuple(sections[PlanSection.Kind.ENABLER]),
        reporting=tuple(reporting_line(row) for row in ReportingLine.objects.filter(plan=plan.pk)),
        occasions=occasions(plan),
        glossary=tuple(
            Term(term=row.term, meaning=row.meaning, remark=row.remark)
            for row in GlossaryTerm.objects.filter(plan=plan.pk)
        ),
        open_doubts=Doubt.objects.filter(plan=plan.pk).open(as_of=as_of).count(),
    )


def reporting_line(row: ReportingLine) -> Reporting:
    """Return one line of who is told what, how often."""
    return Reporting(
        reports=row.reports,
        reports_to=row.reports_to,
        frequency=row.frequency,
        what=row.what,
        as_written=row.as_written,
        remark=row.remark,
    )


def build_recommendation_page(plan: PlanHead, number: int, *, as_of: date) -> RecommendationPage:
    """Return one Recommendation's page; nine queries. Raises ``KeyError`` if unknown."""
    rows = {row.number: row for row in fetch_recommendations(plan, as_of=as_of)}
    row = rows[number]
    counts, completed = counts_by_recommendation(plan, as_of=as_of)
    line = recommendation_line(
        row,
        plan,
        counts=counts.get(row.pk, RatingCounts()),
        completed=completed.get(row.pk, 0),
        as_of=as_of,
    )
    standings = (
        Standing.objects.filter(recommendation=row)
        .on(as_of)
        .select_related("action__plan")
        .order_by("action__order")
    )
    moderations = [each for each in row.moderations.all() if each.made_on <= as_of]
    is_moderated = line.rating.voice is Voice.DIRECTOR
    return RecommendationPage(
        plan=plan,
        as_of=as_of,
        group=row.urgency_group.name if row.urgency_group else "",
        line=line,
        actions=tuple(action_lines(standings, plan.scheme, as_of=as_of)),
        success_criteria=tuple(each.text for each in row.success_criteria.all()),
        history=tuple(moderation_entry(each) for each in reversed(moderations)),
        moderation_in_force=moderations[-1].pk if is_moderated else None,
        doubts=tuple(
            doubt_line(each, as_of=as_of) for each in row.doubts.select_related("settled_by")
        ),
        source=f"{row.source}: {row.source_place}" if row.source else "",
        previous=number - 1 if number - 1 in rows else None,
        following=number + 1 if number + 1 in rows else None,
    )


def build_doubts_page(plan: PlanHead, *, as_of: date) -> DoubtsPage:
    """Return all the doubts of a plan; one query."""
    rows = (
        Doubt.objects.filter(plan=plan.pk)
        .raised(as_of=as_of)
        .select_related("action", "recommendation", "officer", "organisation", "settled_by")
        .order_by(
            "recommendation__number",
            "action__recommendation__number",
            "action__order",
            "officer__initials",
            "organisation__name",
            "pk",
        )
    )
    kinds = list(DoubtKind)
    found = sorted(
        (doubt_about(row, as_of=as_of) for row in rows), key=lambda doubt: kinds.index(doubt.kind)
    )
    return DoubtsPage(
        plan=plan,
        as_of=as_of,
        open=tuple(doubt for doubt in found if not doubt.line.settled),
        settled=tuple(doubt for doubt in found if doubt.line.settled),
    )


def doubt_about(row: Doubt, *, as_of: date) -> DoubtAbout:
    """Return a doubt with what it is about, in words and as the parts of a link."""
    kind, subject = DoubtKind.PLAN, "The plan"
    if row.action is not None:
        kind, subject = DoubtKind.ACTION, f"Action {row.action.reference}"
    elif row.recommendation is not None:
        kind, subject = DoubtKind.RECOMMENDATION, f"Recommendation {row.recommendation.number}"
    elif row.officer is not None:
        kind, subject = DoubtKind.OFFICER, f"Officer {row.officer.initials}"
    elif row.organisation is not None:
        kind, subject = DoubtKind.ORGANISATION, row.organisation.name
    return DoubtAbout(
        line=doubt_line(row, as_of=as_of),
        kind=kind,
        subject=subject,
        reference=row.action.reference if row.action else "",
        recommendation=row.recommendation.number if row.recommendation else None,
        initials=row.officer.initials if row.officer else "",
    )
