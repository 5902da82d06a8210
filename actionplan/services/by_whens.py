"""Moving a by-when: the old one stays."""

from datetime import date, datetime

from django.db import transaction

from actionplan.models import (
    Action,
    ActionByWhen,
)
from actionplan.services.standings import by_when_columns, keep_standings, lock, save
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen


@transaction.atomic
def move_by_when(
    *,
    action: Action,
    author: User,
    by_when: ByWhen,
    reason: str,
    agreed_by: str,
    agreed_on: date,
    recorded_on: date,
    recorded_at: datetime,
) -> ActionByWhen:
    """Give an Action a new by-when, known from the day of its recording; the old one stays."""
    record = lock(action)
    moved = ActionByWhen(
        action=action,
        order=max((row.order for row in record.by_whens), default=0) + 1,
        holds_from=agreed_on,
        recorded_on=recorded_on,
        reason=reason,
        agreed_by=agreed_by,
        recorded_by=author,
        recorded_at=recorded_at,
        **by_when_columns(by_when),
    )
    save(moved)
    record.by_whens.append(moved)
    keep_standings(record)
    return moved
