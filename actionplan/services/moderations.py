"""Giving a director's rating and withdrawing it."""

from datetime import date, datetime

from django.db import transaction

from actionplan.models import (
    Action,
    Moderation,
    Plan,
    Recommendation,
)
from actionplan.services.notices import tell_challenged
from actionplan.services.standings import keep_standings, lock, mark, mark_open, save
from herefordshire_cs.accounts.models import User


@transaction.atomic
def moderate(
    *,
    author: User,
    rating: str,
    reason: str,
    made_on: date,
    recorded_at: datetime,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
) -> Moderation:
    """Set a director's rating over an Action or a Recommendation, with its reason."""
    record = lock(action) if action is not None else None
    moderation = Moderation(
        action=action,
        recommendation=recommendation,
        author=author,
        rating=rating,
        reason=reason,
        made_on=made_on,
        recorded_at=recorded_at,
    )
    save(moderation)
    if record is not None:
        record.moderations.append(moderation)
        keep_standings(record)
        tell_challenged(moderation, record.action)
    if recommendation is not None:
        mark_open(recommendation.plan_id)
    return moderation


@transaction.atomic
def withdraw_moderation(*, moderation: Moderation, author: User, withdrawn_on: date) -> None:
    """Withdraw a director's rating; the row stays, with who withdrew it and when."""
    action = moderation.action
    record = lock(action) if action is not None else None
    Moderation.objects.filter(pk=moderation.pk, withdrawn_on=None).update(
        withdrawn_on=withdrawn_on, withdrawn_by=author
    )
    if record is not None:
        record.moderations = list(record.action.moderations.all())
        keep_standings(record)
    else:
        mark(Plan.objects.filter(recommendations=moderation.recommendation_id))
