"""Taking back or correcting what was recorded by mistake; the old words are kept."""

from datetime import date, datetime

from django.db import transaction

from actionplan.models import Action, ActionByWhen, Plan, ProgressUpdate, RoundStatement
from actionplan.models.progress import TAKEN_OUT
from actionplan.rag import Status
from actionplan.services.rounds import submit
from actionplan.services.standings import by_when_columns, keep_standings, lock, mark, save
from actionplan.services.updates import keep_promises, see_completable
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen


class WithdrawnAlready(Exception):
    """Somebody took the row back before; holds it as it stands now."""

    def __init__(self, row: ProgressUpdate | ActionByWhen) -> None:
        super().__init__(f"Withdrawn already: {row}")
        self.row = row


class FirstByWhen(Exception):
    """The first by-when of an Action can be corrected; withdrawn it would leave none."""


@transaction.atomic
def withdraw_update(
    *,
    update: ProgressUpdate,
    author: User,
    reason: str,
    withdrawn_on: date,
    takes_out: bool = False,
) -> None:
    """Take back what was said; it is kept, with who took it back and why.

    ``takes_out``: its words are not kept, since they told who somebody is.
    """
    mistaken = _standing_update(update)
    _withdraw(mistaken, author, reason, withdrawn_on)
    if takes_out:
        _take_out(mistaken)
    _keep_of(update)


def _take_out(row: ProgressUpdate) -> None:
    """Leave a mark in the place of the words of a note, and of the promises read in them."""
    row.narrative, row.needed, row.is_taken_out = TAKEN_OUT, "", True
    row.save(update_fields=["narrative", "needed", "is_taken_out"])
    row.promises.all().delete()


@transaction.atomic
def correct_update(
    *,
    update: ProgressUpdate,
    author: User,
    narrative: str,
    reported_on: date,
    status: Status,
    rating: str | None,
    reason: str,
    recorded_on: date,
    recorded_at: datetime,
    takes_out: bool = False,
    kept_reason: str = "",
) -> ProgressUpdate:
    """Say anew what was said by mistake; the words before are kept as withdrawn, or taken out.

    A completion that it says for the first time is held to what the plan chose, as any.
    """
    mistaken = _standing_update(update)
    is_new = status is Status.COMPLETED and mistaken.status != Status.COMPLETED
    _withdraw(mistaken, author, reason, recorded_on)
    if is_new and mistaken.action is not None:
        see_completable(lock(mistaken.action), on=recorded_on)
    corrected = ProgressUpdate(
        action_id=mistaken.action_id,
        recommendation_id=mistaken.recommendation_id,
        corrects=mistaken,
        author=author,
        reported_on=reported_on,
        counts_from=reported_on,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        narrative=narrative,
        needed=mistaken.needed,
        status=status,
        rating=rating or "",
        impact=mistaken.impact,
        is_for_board=mistaken.is_for_board,
        kept_reason=kept_reason,
    )
    save(corrected)
    if RoundStatement.objects.filter(update=mistaken, round__locked_on=None).exists():
        assert mistaken.action is not None
        submit(mistaken.action, corrected, author=author, on=recorded_on, at=recorded_at)
    if takes_out:
        _take_out(mistaken)
    keep_promises(corrected)
    _keep_of(update)
    return corrected


@transaction.atomic
def withdraw_by_when(
    *, by_when: ActionByWhen, author: User, reason: str, withdrawn_on: date
) -> None:
    """Take back a move of a by-when: the one before holds again. Raises ``FirstByWhen``."""
    mark(Plan.objects.filter(actions=by_when.action_id))
    standing = by_when.action.by_whens.filter(withdrawn_on=None)
    if standing.order_by("holds_from", "order").values_list("pk", flat=True)[0] == by_when.pk:
        raise FirstByWhen
    _withdraw(_standing_by_when(by_when), author, reason, withdrawn_on)
    keep_standings(lock(by_when.action))


@transaction.atomic
def correct_by_when(
    *,
    by_when: ActionByWhen,
    author: User,
    corrected: ByWhen,
    reason: str,
    recorded_on: date,
    recorded_at: datetime,
) -> ActionByWhen:
    """Put a by-when in the place of one that was written wrongly; it is no slip."""
    mark(Plan.objects.filter(actions=by_when.action_id))
    mistaken = _standing_by_when(by_when)
    _withdraw(mistaken, author, reason, recorded_on)
    last = by_when.action.by_whens.order_by("order").values_list("order", flat=True).last() or 0
    row = ActionByWhen(
        action=by_when.action,
        corrects=mistaken,
        order=last + 1,
        holds_from=mistaken.holds_from,
        reason=mistaken.reason or reason,
        agreed_by=mistaken.agreed_by or author.name,
        recorded_by=author,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        **by_when_columns(corrected),
    )
    save(row)
    keep_standings(lock(by_when.action))
    return row


def _standing_update(update: ProgressUpdate) -> ProgressUpdate:
    """Hold the plan of an update against other writers; return the update if it still stands."""
    plans = Plan.objects.filter(actions=update.action_id)
    if update.recommendation_id is not None:
        plans = Plan.objects.filter(recommendations=update.recommendation_id)
    mark(plans)
    found = ProgressUpdate.objects.select_related("withdrawn_by").get(pk=update.pk)
    if found.withdrawn_on is not None:
        raise WithdrawnAlready(found)
    return found


def _standing_by_when(by_when: ActionByWhen) -> ActionByWhen:
    found = ActionByWhen.objects.select_related("withdrawn_by").get(pk=by_when.pk)
    if found.withdrawn_on is not None:
        raise WithdrawnAlready(found)
    return found


def _withdraw(
    row: ProgressUpdate | ActionByWhen, author: User, reason: str, withdrawn_on: date
) -> None:
    row.withdrawn_on = withdrawn_on
    row.withdrawn_by = author
    row.withdrawal_reason = reason
    row.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawal_reason"])


def _keep_of(update: ProgressUpdate) -> None:
    """Keep the standings of the Action that an update speaks of."""
    if update.action_id is not None:
        keep_standings(
            lock(Action.objects.select_related("recommendation").get(pk=update.action_id))
        )
