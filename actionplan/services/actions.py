"""Adding an action, dropping one, and opening one again."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Officer,
    ProgressUpdate,
    Recommendation,
)
from actionplan.rag import Status
from actionplan.services.standings import (
    by_when_columns,
    keep_standings,
    lock,
    mark_open,
    rebuild_standings,
    save,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen


@transaction.atomic
def drop_action(
    *, action: Action, author: User, dropped_on: date, recorded_at: datetime, reason: str
) -> ProgressUpdate:
    """Drop an Action that is no longer pursued; the reason becomes an update of its history."""
    return say(action, author, Status.DROPPED, dropped_on, recorded_at, reason)


@transaction.atomic
def reopen_action(
    *, action: Action, author: User, reopened_on: date, recorded_at: datetime, reason: str
) -> ProgressUpdate:
    """Open a completed or dropped Action again; the reason becomes an update of its history."""
    return say(action, author, Status.IN_PROGRESS, reopened_on, recorded_at, reason)


@transaction.atomic
def add_action(
    *,
    recommendation: Recommendation,
    author: User,
    text: str,
    lead: Officer,
    by_when: ByWhen,
    added_on: date,
    recorded_at: datetime,
) -> Action:
    """Add an Action at the end of a Recommendation; its reference is never used again."""
    mark_open(recommendation.plan_id)
    locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    order = (locked.actions.aggregate(last=Max("order"))["last"] or 0) + 1
    action = Action(
        plan_id=locked.plan_id,
        recommendation=locked,
        order=order,
        reference=f"{locked.number}.{order}",
        text=text,
        added_on=added_on,
        lead_as_written=lead.short_label,
        lead_words=lead.short_label,
    )
    save(action)
    ActionRole.objects.create(action=action, officer=lead, part=ActionRole.Part.LEAD, order=1)
    first = ActionByWhen(
        action=action,
        order=1,
        holds_from=added_on,
        recorded_on=added_on,
        recorded_by=author,
        recorded_at=recorded_at,
        **by_when_columns(by_when),
    )
    save(first)
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return action


def say(
    action: Action,
    author: User,
    status: Status,
    said_on: date,
    recorded_at: datetime,
    narrative: str,
) -> ProgressUpdate:
    """Add an update that gives an Action a status, whatever its status was."""
    record = lock(action)
    update = ProgressUpdate(
        action=action,
        author=author,
        reported_on=said_on,
        counts_from=said_on,
        recorded_on=said_on,
        recorded_at=recorded_at,
        narrative=narrative,
        status=status,
    )
    save(update)
    record.updates.append(update)
    keep_standings(record)
    return update
