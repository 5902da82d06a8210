"""Keeping what was edited: the words before and after, who edited them and on which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from actionplan.models import (
    Action,
    ActionRole,
    Plan,
    RatingLevel,
    Recommendation,
    SuccessCriterion,
)
from actionplan.models.rewordings import CRITERIA, DATED, ROLES, Rewording, role_said
from actionplan.services.officers import People
from actionplan.services.standings import mark
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.edits import ADDED, columns_said, differences, name_of

LONGEST_LEAD = 120

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
    row: Model,
    *,
    before: Said | None,
    author: User,
    recorded_on: date,
    recorded_at: datetime,
    reason: str = "",
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
            reason=reason,
        )
        for field, was, now in differences(before or {ADDED: False}, after)
    ]
    if rows:
        Rewording.objects.bulk_create(rows)
        plans = Plan.objects.filter(pk=within) if within else Plan.objects.all()
        note_reworded(plans, on=recorded_on)
    return len(rows)


def note_reworded(plans: QuerySet[Plan], *, on: date) -> None:
    """Note that plans were edited on a day; what was worked out of them is not used again."""
    mark(plans)
    plans.filter(Q(reworded_on=None) | Q(reworded_on__lt=on)).update(reworded_on=on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """What an Action is to say: its own columns, who has which part, its own criteria.

    ``holders`` are parts with the words that name who has them; None leaves them as they are.
    """

    columns: Mapping[str, str]
    holders: Sequence[tuple[str, str]] | None = None
    criteria: Sequence[str] | None = None


@transaction.atomic
def edit_action(
    action: Action,
    words: ActionWords,
    *,
    people: People,
    reason: str,
    author: User,
    recorded_on: date,
    recorded_at: datetime,
) -> int:
    """Let an Action say something else from a day on; return in how many fields it does.

    Who is not known by the words for them stands with these words.
    """
    before = said_by(action)
    for name, value in words.columns.items():
        setattr(action, name, value)
    if words.holders is not None:
        _give_to(action, words.holders, people)
    if words.criteria is not None:
        action.success_criteria.all().delete()
        SuccessCriterion.objects.bulk_create(
            SuccessCriterion(
                recommendation=action.recommendation, action=action, order=order, text=text
            )
            for order, text in enumerate(words.criteria, 1)
        )
    action.save()
    return keep_rewordings(
        action,
        before=before,
        author=author,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        reason=reason,
    )


def _give_to(action: Action, holders: Sequence[tuple[str, str]], people: People) -> None:
    """Give the parts in an Action, in place of those that are named among them."""
    parts = {part for part, _words in holders} | {ActionRole.Part.LEAD.value}
    present = action.roles.filter(part__in=parts)
    held = {(role.part, role.holder) for role in present.select_related("officer", "organisation")}
    if held == {(part, words) for part, words in holders if words}:
        return
    present.delete()
    roles = [
        people.role(action, words, order, part)
        for order, (part, words) in enumerate(holders, 1)
        if words
    ]
    ActionRole.objects.bulk_create(roles)
    leads = [role.holder for role in roles if role.part == ActionRole.Part.LEAD]
    if set(leads) != {holder for part, holder in held if part == ActionRole.Part.LEAD}:
        action.lead_words = ", ".join(leads)[:LONGEST_LEAD] or "None named"


def plan_of(row: Model) -> int | None:
    """Return the key of the plan that a row is a part of; none where several plans share it."""
    if isinstance(row, Plan):
        return row.pk
    return row.plan_id if isinstance(row, Action | Recommendation) else None


def levels_of(scheme: Model) -> list[RatingLevel]:
    """Return the levels of a scheme; one query."""
    return list(RatingLevel.objects.filter(scheme=scheme.pk))


@transaction.atomic
def edit_words(
    row: Plan | Recommendation,
    words: Mapping[str, Any],
    *,
    reason: str,
    author: User,
    recorded_on: date,
    recorded_at: datetime,
) -> int:
    """Let a plan or a recommendation say something else from a day on; return in how many fields.

    Raises ValidationError.
    """
    before = said_by(row)
    kept = type(row)._default_manager.get(pk=row.pk)
    for name, value in words.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    return keep_rewordings(
        kept,
        before=before,
        author=author,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        reason=reason,
    )
