"""Which records there are for other tools: the exports, with who may read them.

An export is the one definition of its columns and rows. What is here more is which of them a tool
may read page by page, and by which scope.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from actionplan import exports as of_plans
from actionplan.models import Plan
from actionplan.presenters.plans import build_plan_head
from governance import exports as of_governance
from herefordshire_cs.accounts.plan_roles import PlanAccess
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


def _kinds(exports: dict[str, Export], scope: Scope) -> Iterator[Kind]:
    for name, export in exports.items():
        yield Kind(name=name, export=export, scope=scope)


KINDS = (
    *_kinds(of_plans.EXPORTS, Scope.PLANS),
    *_kinds(of_indicators.EXPORTS, Scope.INDICATORS),
    *_kinds(of_governance.EXPORTS, Scope.MEETINGS),
)


def plan_rows(access: PlanAccess) -> Iterator[Row]:
    """Yield the plans that there are for somebody, the earliest first."""
    for row in Plan.objects.visible_to(access).order_by("starts_on", "slug"):
        yield {
            "plan": row.slug,
            "title": row.title,
            "starts_on": row.starts_on,
        }


def has_plan(slug: str, access: PlanAccess) -> bool:
    """Say whether there is a plan of this short name for somebody."""
    return Plan.objects.visible_to(access).filter(slug=slug).exists()


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
