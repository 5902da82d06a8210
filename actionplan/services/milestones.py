"""Saying that a milestone is met, and taking it back."""

from datetime import date, datetime

from django.db import transaction

from actionplan.models import Milestone, MilestoneCompletion
from actionplan.services.standings import keep_standings, lock, save
from herefordshire_cs.accounts.models import User


class MetAlready(Exception):
    """Somebody said before that the milestone is met."""


class NotMet(Exception):
    """Nobody says that the milestone is met, so nothing is to be taken back."""


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
