"""How a plan is closed and opened again, and where its actions go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actionplan.models import CarriedOn, Plan, PlanClosing, PlanQuerySet, Standing
from actionplan.presenters.plans import PlanHead


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryLine:
    """An Action that may be carried on; ``carried_to`` are what carries it on already."""

    pk: int
    reference: str
    number: int
    text: str
    carried_to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage:
    """A plan's closings, the newest first, and how many of its Actions are open."""

    plan: PlanHead
    closings: tuple[PlanClosing, ...]
    open_actions: int


def build_closing_page(plan: PlanHead, *, as_of: date) -> ClosingPage:
    """Return what is to be known before a plan is closed or opened again; two queries."""
    closings = PlanClosing.objects.filter(plan=plan.pk).select_related("closed_by", "reopened_by")
    return ClosingPage(
        plan=plan,
        closings=tuple(closings.order_by("-closed_on", "-pk")),
        open_actions=Standing.objects.on(as_of).of(plan.pk).open().count(),
    )


def plans_to_carry_into(plan: int, running: Iterable[int]) -> PlanQuerySet:
    """Ask for the plans that may carry on the Actions of one, by its key: others that run."""
    return Plan.objects.filter(pk__in=list(running)).exclude(pk=plan)


def lines_to_carry(plan: int, into: int, *, as_of: date) -> tuple[CarryLine, ...]:
    """Return a plan's Actions that are open, and those that another plan carries on already.

    Both plans by their keys; two queries.
    """
    carried: dict[int, list[str]] = {}
    rows = CarriedOn.objects.filter(earlier__plan=plan, later__plan=into)
    for earlier, reference in rows.values_list("earlier", "later__reference"):
        carried.setdefault(earlier, []).append(reference)
    wanted = Q(pk__in=Standing.objects.on(as_of).of(plan).open().values("pk"))
    found = Standing.objects.on(as_of).of(plan).filter(wanted | Q(action__in=list(carried)))
    columns = ("action", "action__reference", "recommendation__number", "action__text")
    return tuple(
        CarryLine(
            pk=pk,
            reference=reference,
            number=number,
            text=text,
            carried_to=tuple(carried.get(pk, ())),
        )
        for pk, reference, number, text in found.order_by("position").values_list(*columns)
    )
