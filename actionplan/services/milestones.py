"""Milestones of an action: added, changed and taken out; said to be met, and that taken back."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from actionplan.models import Action, Milestone, MilestoneCompletion
from actionplan.models.corrections import Recording
from actionplan.services.standings import keep_standings, lock, save
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen


class MetAlready(Exception):
    """Somebody said before that the milestone is met."""


class NotMet(Exception):
    """Nobody says that the milestone is met, so nothing is to be taken back."""


class IsMet(Exception):
    """A milestone that is met says what was met, so it is neither changed nor taken out."""


class TakenOut(Exception):
    """Somebody changed the milestone before, or took it out."""


@transaction.atomic
def add_milestone(action: Action, *, text: str, by_when: ByWhen, by: Recording) -> Milestone:
    """Add a milestone at the end of an Action, from the day on."""
    lock(action)
    last = action.milestones.aggregate(last=Max("order"))["last"] or 0
    row = _milestone(action, text, by_when, by, order=last + 1)
    row.save()
    keep_standings(lock(action))
    return row


@transaction.atomic
def change_milestone(
    milestone: Milestone, *, text: str, by_when: ByWhen, reason: str, by: Recording
) -> Milestone:
    """Let a milestone say something else from the day on. Raises IsMet and TakenOut."""
    _withdraw(milestone, reason, by)
    action = milestone.action
    row = _milestone(action, text, by_when, by, order=milestone.order)
    row.replaces = milestone
    row.save()
    keep_standings(lock(action))
    return row


@transaction.atomic
def take_milestone_out(milestone: Milestone, *, reason: str, by: Recording) -> None:
    """Take a milestone out from the day on; earlier days have it. Raises IsMet and TakenOut."""
    _withdraw(milestone, reason, by)
    keep_standings(lock(milestone.action))


def _milestone(
    action: Action, text: str, by_when: ByWhen, by: Recording, *, order: int
) -> Milestone:
    return Milestone(
        action=action,
        order=order,
        text=text,
        by_when_as_written=by_when.as_written,
        earliest=by_when.earliest,
        latest=by_when.latest,
        recorded_on=by.on,
        recorded_by=by.author,
    )


def _withdraw(milestone: Milestone, reason: str, by: Recording) -> None:
    lock(milestone.action)
    milestone.refresh_from_db()
    if milestone.withdrawn_on is not None:
        raise TakenOut
    if milestone.completions.filter(withdrawn_on=None).exists():
        raise IsMet
    milestone.withdrawn_on = by.on
    milestone.withdrawn_by = by.author
    milestone.withdrawal_reason = reason
    milestone.save()


@transaction.atomic
def meet_milestone(
    *, milestone: Milestone, author: User, completed_on: date, recorded_on: date, at: datetime
) -> MilestoneCompletion:
    """Record that a milestone is met; the next one then drives when its Action is due."""
    lock(milestone.action)
    if milestone.completions.filter(withdrawn_on=None).exists():
        raise MetAlready
    completion = MilestoneCompletion(
        milestone=milestone,
        author=author,
        completed_on=completed_on,
        recorded_on=recorded_on,
        recorded_at=at,
    )
    save(completion)
    keep_standings(lock(milestone.action))
    return completion


@transaction.atomic
def take_back_milestone(
    *, milestone: Milestone, author: User, reason: str, withdrawn_on: date
) -> None:
    """Take back that a milestone is met; the row stays, with who took it back and why."""
    lock(milestone.action)
    standing = milestone.completions.filter(withdrawn_on=None).first()
    if standing is None:
        raise NotMet
    standing.withdrawn_on = withdrawn_on
    standing.withdrawn_by = author
    standing.withdrawal_reason = reason
    save(standing)
    keep_standings(lock(milestone.action))
