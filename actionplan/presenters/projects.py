"""A plan's major projects and environmental impacts, as written."""

from dataclasses import dataclass

from actionplan.models import EnvironmentalImpact, MajorProject
from actionplan.presenters.plan_parts import parts_of
from actionplan.presenters.plans import PlanHead


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine:
    """A major project; the addresses are those of the posts that manage it."""

    title: str
    description: str
    accountable: str
    accountable_address: str
    lead: str
    lead_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactLine:
    """An activity that bears on the environment; texts of several lines keep them."""

    activity: str
    impact: str
    significance: str
    legal_status: str
    procedures: str
    targets: str


def project_lines(plan: PlanHead) -> tuple[ProjectLine, ...]:
    """Return a plan's major projects; one query."""
    rows = MajorProject.objects.filter(plan=plan.pk).select_related("accountable", "lead")
    return tuple(
        ProjectLine(
            title=row.title,
            description=row.description,
            accountable=row.accountable_as_written,
            accountable_address=row.accountable.initials if row.accountable else "",
            lead=row.lead_as_written,
            lead_address=row.lead.initials if row.lead else "",
        )
        for row in parts_of(plan, rows)
    )


def impact_lines(plan: PlanHead) -> tuple[ImpactLine, ...]:
    """Return a plan's environmental impacts; one query."""
    return tuple(
        ImpactLine(
            activity=row.activity,
            impact=row.impact,
            significance=row.significance,
            legal_status=row.legal_status,
            procedures=row.procedures,
            targets=row.targets,
        )
        for row in parts_of(plan, EnvironmentalImpact.objects.filter(plan=plan.pk))
    )
