"""The register of officers and initials, and the bodies that help."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Lower

from actionplan.models import ActionRole, Officer, Plan, Standing
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.doubts import DoubtLine, doubt_line
from actionplan.presenters.plans import plan_head

LEADING_PARTS = [ActionRole.Part.ACCOUNTABLE, ActionRole.Part.LEAD, ActionRole.Part.SIGN_OFF]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLine:
    """An officer or a post, and how much it leads as at a day."""

    initials: str
    name: str
    post: str
    organisation: str
    is_indexed: bool
    has_left: bool
    leads: int
    supports: int
    doubts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerPage:
    """One officer: who they are as far as is known, their Actions, and what is doubtful."""

    line: OfficerLine
    as_written: str
    leads: tuple[ActionLine, ...]
    supports: tuple[ActionLine, ...]
    doubts: tuple[DoubtLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """A body and how many Actions of a plan it, or an officer of it, has a part in."""

    plan: str
    code: str
    name: str
    actions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The index of initials: those in the paper's own index, and those used but never indexed."""

    as_of: date
    indexed: tuple[OfficerLine, ...]
    not_indexed: tuple[OfficerLine, ...]
    organisations: tuple[OrganisationLine, ...]


def build_register(*, as_of: date) -> Register:
    """Return everybody who leads or helps; two queries."""
    officers = [officer_line(row, as_of=as_of) for row in _officers(as_of=as_of)]
    return Register(
        as_of=as_of,
        indexed=tuple(line for line in officers if line.is_indexed),
        not_indexed=tuple(line for line in officers if not line.is_indexed),
        organisations=tuple(OrganisationLine(**row) for row in _organisations()),
    )


def _organisations() -> QuerySet[ActionRole, Any]:
    body: dict[str, Any] = {
        field: Coalesce(f"organisation__{field}", f"officer__organisation__{field}")
        for field in ("code", "name")
    }
    return (
        ActionRole.objects.values(**body, plan=F("action__plan__slug"))
        .exclude(code=None)  # type: ignore[misc]  # named one line above
        .annotate(actions=Count("action", distinct=True))
        .order_by(Lower("name"), "plan")
    )


def _officers(*, as_of: date) -> QuerySet[Officer]:
    is_open = Q(doubts__settled_on=None) | Q(doubts__settled_on__gt=as_of)
    counts = {
        "leads": Count("roles__action", filter=Q(roles__part__in=LEADING_PARTS), distinct=True),
        "supports": Count(
            "roles__action", filter=Q(roles__part=ActionRole.Part.SUPPORT), distinct=True
        ),
        "doubts_count": Count("doubts", filter=is_open, distinct=True),
    }
    # In the order in which they were loaded, which is that of the plan's own index.
    return Officer.objects.select_related("organisation").annotate(**counts).order_by("pk")


def officer_line(row: Officer, *, as_of: date) -> OfficerLine:
    """Return one officer fetched with counts."""
    return OfficerLine(
        initials=row.initials,
        name=row.name,
        post=row.post,
        organisation=row.organisation.name if row.organisation else "",
        is_indexed=row.is_indexed,
        has_left=row.active_to is not None and row.active_to < as_of,
        leads=row.leads,
        supports=row.supports,
        doubts=row.doubts_count,
    )


def build_officer_page(initials: str, *, as_of: date) -> OfficerPage:
    """Return one officer's page; six queries. Raises ``Officer.DoesNotExist``."""
    row = _officers(as_of=as_of).get(initials=initials)
    heads = {plan.pk: plan_head(plan) for plan in Plan.objects.with_scheme()}
    leading = set(row.roles.filter(part__in=LEADING_PARTS).values_list("action_id", flat=True))
    standings = (
        Standing.objects.on(as_of)
        .filter(action__roles__officer=row)
        .select_related("action__plan")
        .order_by("plan", "position")
        .distinct()
    )
    lines = [
        action_line(standing, heads[standing.plan_id].scheme, as_of=as_of)
        for standing in standings
    ]
    return OfficerPage(
        line=officer_line(row, as_of=as_of),
        as_written=row.as_written,
        leads=tuple(line for line in lines if line.pk in leading),
        supports=tuple(line for line in lines if line.pk not in leading),
        doubts=tuple(
            doubt_line(doubt, as_of=as_of) for doubt in row.doubts.select_related("settled_by")
        ),
    )
