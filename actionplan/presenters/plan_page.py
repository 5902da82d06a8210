"""The plans there are, and the page of one with its introduction."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import (
    Doubt,
    GlossaryTerm,
    Plan,
    PlanSection,
    Recommendation,
    ReportingLine,
    RiskRegister,
)
from actionplan.presenters.impact_ratings import impact_counts
from actionplan.presenters.movements import with_group_movements
from actionplan.presenters.occasions import (
    Occasion,
    TakenBack,
    last_report_before,
    last_seen_by_body,
    occasions,
    taken_back,
)
from actionplan.presenters.periodic_reports import PromisedReport, promised_by
from actionplan.presenters.plan_parts import parts_of, recommendations_of
from actionplan.presenters.plans import PlanHead, plan_heads
from actionplan.presenters.promises import count_passed
from actionplan.presenters.recommendations import (
    GroupLines,
    counts_by_recommendation,
    group_lines,
)
from actionplan.presenters.remembered import remember
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.rag import RatingCounts


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
    report: PromisedReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRegister:
    """A register of risks of the plan."""

    slug: str
    title: str
    period: str


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
    taken_back: tuple[TakenBack, ...]
    last_seen: tuple[Occasion, ...]
    glossary: tuple[Term, ...]
    open_doubts: int
    promises_passed: int
    registers: tuple[PlanRegister, ...]
    impacts: RatingCounts | None

    @property
    def is_abridged(self) -> bool:
        """Whether any of what the plan says of itself is abridged."""
        return any(part.is_abridged for part in (*self.introduction, *self.tasks, *self.enablers))

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the plan's Actions."""
        counts = (group.counts for group in self.groups)
        return RatingCounts.add_up(counts, self.plan.scheme.scale)

    @property
    def longest(self) -> int:
        """The most Actions that one Recommendation has: the full length of a bar."""
        lines = [line for group in self.groups for line in group.recommendations]
        return max((line.counts.total for line in lines), default=0)


def build_plans(*, as_of: date, access: PlanAccess) -> tuple[PlanLine, ...]:
    """Return the plans begun by a day; queries grow with the plans, not their Actions."""
    found = []
    begun = Plan.objects.visible_to(access).filter(starts_on__lte=as_of)
    for head in plan_heads(begun, as_of=as_of):
        counts, _closed = counts_by_recommendation(head, as_of=as_of)
        found.append(
            PlanLine(
                head=head,
                counts=RatingCounts.add_up(counts.values(), head.scheme.scale),
                recommendations=count_of_recommendations(head),
            )
        )
    return tuple(found)


def count_of_recommendations(head: PlanHead) -> int:
    """Return how many recommendations a plan had on the day of its head; two queries at most."""
    rows = Recommendation.objects.filter(plan=head.pk)
    return rows.count() if head.edited_since is None else len(recommendations_of(head, rows))


def build_plan_page(plan: PlanHead, *, as_of: date, since: date | None = None) -> PlanPage:
    """Return one plan's page, worked out once for each state of its record; 16 queries.

    ``since`` is the day to compare with; without it, that on which a body last saw the plan.
    """
    return remember(
        plan,
        f"page-{since}",
        as_of=as_of,
        count=lambda: _build(plan, as_of=as_of, since=since),
    )


def _build(plan: PlanHead, *, as_of: date, since: date | None) -> PlanPage:
    told = occasions(plan, as_of=as_of)
    last = last_report_before(as_of, told)
    compared = since or (last.occurred_on if last else None)
    lines = parts_of(plan, ReportingLine.objects.filter(plan=plan.pk))
    promised = promised_by(lines, as_of=as_of)
    sections: dict[str, list[Section]] = {kind: [] for kind in PlanSection.Kind.values}
    for row in parts_of(plan, PlanSection.objects.filter(plan=plan.pk), by=("kind", "order")):
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
        groups=with_group_movements(group_lines(plan, as_of=as_of), plan, since=compared),
        introduction=tuple(sections[PlanSection.Kind.INTRODUCTION]),
        tasks=tuple(sections[PlanSection.Kind.TASK]),
        enablers=tuple(sections[PlanSection.Kind.ENABLER]),
        reporting=tuple(reporting_line(row, promised.get(row.pk)) for row in lines),
        occasions=told,
        taken_back=taken_back(plan, as_of=as_of),
        last_seen=last_seen_by_body(as_of, told),
        glossary=tuple(
            Term(term=row.term, meaning=row.meaning, remark=row.remark)
            for row in parts_of(plan, GlossaryTerm.objects.filter(plan=plan.pk), by=("term",))
        ),
        open_doubts=Doubt.objects.filter(plan=plan.pk).open(as_of=as_of).count(),
        promises_passed=count_passed(plan, as_of=as_of),
        registers=tuple(
            PlanRegister(slug=row.slug, title=row.title, period=row.period)
            for row in RiskRegister.objects.filter(plan=plan.pk, starts_on__lte=as_of)
        ),
        impacts=impact_counts(plan, as_of=as_of),
    )


def reporting_line(row: ReportingLine, report: PromisedReport | None) -> Reporting:
    """Return one line of who is told what, how often, and the report that keeps it."""
    return Reporting(
        reports=row.reports,
        reports_to=row.reports_to,
        frequency=row.frequency,
        what=row.what,
        as_written=row.as_written,
        remark=row.remark,
        report=report,
    )
