"""What an action or a recommendation carries on of an earlier plan, and what carries it on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actionplan.models import Action, CarriedOn, Recommendation
from actionplan.models.plan_access import is_told, seen_with
from actionplan.models.rating_schemes import scale_from
from actionplan.models.rewordings import past_of
from actionplan.presenters.history import HistoryEntry, update_entry
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.edits import Past


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """The same matter in another plan, with what was said of it there up to a day."""

    plan: str
    plan_title: str
    name: str
    reference: str
    text: str
    is_earlier: bool
    history: tuple[HistoryEntry, ...]


def kin_of_action(
    action: Action, *, has_kin: bool, as_of: date, access: PlanAccess
) -> tuple[Kin, ...]:
    """Return an Action's kin in plans begun by a day; two queries, none where it has no kin."""
    if action.predecessor_id is None and not has_kin:
        return ()
    carried = CarriedOn.objects.filter(recorded_on__lte=as_of)
    earlier = carried.filter(later=action.pk).values("earlier")
    later = carried.filter(earlier=action.pk).values("later")
    is_earlier = Q(pk=action.predecessor_id) | Q(pk__in=earlier)
    rows = list(
        seen_with(Action.objects.all(), access)
        .filter(is_earlier | Q(predecessor=action.pk) | Q(pk__in=later))
        .filter(added_on__lte=as_of)
        .annotate(is_earlier=is_earlier)
        .select_related("plan__scheme")
        .prefetch_related("updates__author", "updates__withdrawn_by", "plan__scheme__levels")
        .order_by("plan__starts_on", "pk")
    )
    past = _past_of_plans(rows, as_of=as_of)
    return tuple(
        Kin(
            plan=row.plan.slug,
            plan_title=row.plan.title,
            name=f"Action {row.reference}",
            reference=row.reference,
            text=row.text,
            is_earlier=row.is_earlier,
            history=_said(row, past, as_of=as_of, access=access),
        )
        for row in past.each(rows)
    )


def kin_of_recommendation(
    recommendation: Recommendation, *, has_successors: bool, as_of: date, access: PlanAccess
) -> tuple[Kin, ...]:
    """Return a Recommendation's kin in plans begun by a day; as ``kin_of_action``."""
    if recommendation.predecessor_id is None and not has_successors:
        return ()
    either = Q(pk=recommendation.predecessor_id) | Q(predecessor=recommendation.pk)
    rows = list(
        seen_with(Recommendation.objects.all(), access)
        .filter(either, plan__starts_on__lte=as_of)
        .select_related("plan__scheme")
        .prefetch_related("updates__author", "updates__withdrawn_by", "plan__scheme__levels")
        .order_by("plan__starts_on", "pk")
    )
    past = _past_of_plans(rows, as_of=as_of)
    return tuple(
        Kin(
            plan=row.plan.slug,
            plan_title=row.plan.title,
            name=f"{row.plan.level_name} {row.number}",
            reference=str(row.number),
            text=row.text,
            is_earlier=row.pk == recommendation.predecessor_id,
            history=_said(row, past, as_of=as_of, access=access),
        )
        for row in past.each(rows)
    )


def _past_of_plans(rows: Iterable[Action | Recommendation], *, as_of: date) -> Past:
    """Return what the plans of some rows said on a day; a query only where one was reworded."""
    past = past_of({row.plan_id: row.plan.reworded_on for row in rows}, as_of=as_of)
    for row in rows:
        past.put_back(row.plan)
    return past


def _said(
    row: Action | Recommendation, past: Past, *, as_of: date, access: PlanAccess
) -> tuple[HistoryEntry, ...]:
    scale = scale_from(vars(level) for level in past.each(row.plan.scheme.levels.all()))
    known: Iterable[HistoryEntry] = (
        update_entry(each, scale, as_of=as_of)
        for each in sorted(row.updates.all(), key=lambda each: (each.counts_from, each.pk))
        if each.recorded_on <= as_of and is_told(each, access)
    )
    return tuple(reversed(tuple(known)))
