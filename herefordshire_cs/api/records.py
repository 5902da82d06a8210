"""Which records there are for other tools: the exports, with who may read them.

An export is the one definition of its columns and rows. What is here more is which of them a tool
may read page by page, and by which scope.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from actionplan import exports as of_plans
from actionplan.models import Plan
from actionplan.presenters.plans import build_plan_head
from governance import exports as of_governance
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.api.scopes import Scope
from herefordshire_cs.lib.files.tables import Asked, Export, Row
from indicators import exports as of_indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record: its word in addresses, its export, and the scope that may read it."""

    name: str
    export: Export
    scope: Scope

    @property
    def is_of_a_plan(self) -> bool:
        """Whether it is read for one plan at a time."""
        return self.scope == Scope.PLANS


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows of a kind, and whether more come after them."""

    rows: list[dict[str, Any]]
    has_more: bool


def _kinds(exports: dict[str, Export], scope: Scope, *names: str) -> Iterator[Kind]:
    for name in names:
        yield Kind(name=name, export=exports[name], scope=scope)


# Hidden unless named: whoever holds a token has no role, so nothing is here of which a role
# decides who reads it (drafts, evidence, visits), and nothing of a private plan.
KINDS = (
    *_kinds(of_plans.EXPORTS, Scope.PLANS, "actions", "progress-updates", "milestones", "months"),
    *_kinds(of_plans.EXPORTS, Scope.PLANS, "movements", "promises", "major-projects"),
    *_kinds(of_plans.EXPORTS, Scope.PLANS, "risks", "officers"),
    *_kinds(of_indicators.EXPORTS, Scope.INDICATORS, "indicators", "judgements"),
    *_kinds(of_indicators.EXPORTS, Scope.INDICATORS, "self-assessment"),
    *_kinds(of_governance.EXPORTS, Scope.MEETINGS, "meetings", "members", "clock"),
    *_kinds(of_governance.OF_PUBLIC_MINUTES, Scope.MEETINGS, "resolutions"),
)


def open_plans() -> QuerySet[Plan]:
    """Ask for the plans that are not private: whoever makes a token could read what it reads."""
    return Plan.objects.visible_to(access_of(AnonymousUser()))


def plan_rows() -> Iterator[Row]:
    """Yield the plans that are not private, the earliest first."""
    for row in open_plans().order_by("starts_on", "slug"):
        yield {
            "plan": row.slug,
            "title": row.title,
            "starts_on": row.starts_on,
        }


def has_plan(slug: str) -> bool:
    """Say whether there is a plan of this short name that is not private."""
    return open_plans().filter(slug=slug).exists()


def page_of(kind: Kind, *, plan: str, as_of: date, start: int, size: int) -> Page:
    """Return some rows of a kind as at a day, and the columns that each of them has.

    Raises:
        Plan.DoesNotExist: The plan was not there on that day.
    """
    head = build_plan_head(plan, as_of=as_of) if plan else None
    asked = Asked(as_of=as_of, plan=head, plan_slug=plan)
    columns = kind.export.columns_for(asked)
    # One more than asked for tells whether there is a next page.
    found = [
        {column: row[column] for column in columns}
        for row in islice(kind.export.rows(asked), start, start + size + 1)
    ]
    return Page(rows=found[:size], has_more=len(found) > size)
