"""Keeping what was edited: the words before and after, who edited them and on which day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from actionplan.models import Action, Plan, RatingDefinition, Recommendation
from actionplan.models.rewordings import CRITERIA, DATED, ROLES, Rewording, role_said
from actionplan.services.standings import mark
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.edits import ADDED, columns_said, differences, name_of

type Said = Mapping[str, Any]


def said_by(row: Model) -> Said:
    """Return what a row says now that is dated, as the database has it; three queries at most."""
    kept = type(row)._default_manager.get(pk=row.pk)
    said = columns_said(kept, DATED[type(row)])
    if isinstance(kept, Action):
        roles = kept.roles.select_related("officer", "organisation").order_by("order", "pk")
        criteria = kept.success_criteria.order_by("order", "pk")
        said[ROLES] = [role_said(role) for role in roles]
        said[CRITERIA] = [{"order": each.order, "text": each.text} for each in criteria]
    return said


@transaction.atomic
def keep_rewordings(
    row: Model, *, before: Said | None, author: User, recorded_on: date, recorded_at: datetime
) -> int:
    """Keep what of a row says something else than before; return in how many fields it does.

    ``before`` is None of a row that was just added: on no day before was it there. What was worked
    out of the plans that show it is not used again.
    """
    after = said_by(row) if before else {ADDED: True}
    within = plan_of(row)
    rows = [
        Rewording(
            **{f"{name_of(row)}_id": row.pk},
            within_id=within,
            field=field,
            before=was,
            after=now,
            recorded_on=recorded_on,
            recorded_at=recorded_at,
            recorded_by=author,
        )
        for field, was, now in differences(before or {ADDED: False}, after)
    ]
    if rows:
        Rewording.objects.bulk_create(rows)
        plans = Plan.objects.filter(pk=within) if within else Plan.objects.all()
        mark(plans)
        plans.filter(Q(reworded_on=None) | Q(reworded_on__lt=recorded_on)).update(
            reworded_on=recorded_on
        )
    return len(rows)


def plan_of(row: Model) -> int | None:
    """Return the key of the plan that a row is a part of; none where several plans share it."""
    if isinstance(row, Plan):
        return row.pk
    return row.plan_id if isinstance(row, Action | Recommendation) else None


def meanings_of(scheme: Model) -> list[RatingDefinition]:
    """Return what each colour of a scheme means; one query."""
    return list(RatingDefinition.objects.filter(scheme=scheme.pk))
