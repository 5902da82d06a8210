"""Settling what the record's own words dispute: it is done, or the red stands."""

from datetime import date, datetime

from django.db import transaction

from actionplan.models import Action, Dispute, ProgressUpdate
from actionplan.models.disputes import DisputeQuerySet
from actionplan.rag import CLOSED_STATUSES, Status
from actionplan.services.standings import keep_standings, lock, save
from actionplan.services.updates import ActionClosed, see_completable
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words


class SettledAlready(Exception):
    """Nothing of the Action is disputed any more: somebody settled it before."""


@transaction.atomic
def settle_as_done(
    *, action: Action, author: User, settled_on: date, recorded_at: datetime
) -> ProgressUpdate:
    """Say that an Action is done, in the words that dispute its red.

    The completion speaks of the day on which it is said, and quotes the words that reach furthest.
    Raises ``SettledAlready``, ``ActionClosed``, ``NeedsEvidence`` and ``NeedsSecondPerson``.
    """
    record = lock(action)
    if record.status_on(settled_on) in CLOSED_STATUSES:
        raise ActionClosed
    see_completable(record, on=settled_on)
    strongest = _settle(action, Dispute.Settlement.DONE, author, settled_on)
    said = f"{strongest.said_in}, {strongest.place}, {day_in_words(strongest.raised_on)}"
    update = ProgressUpdate(
        action=action,
        author=author,
        reported_on=settled_on,
        counts_from=settled_on,
        recorded_on=settled_on,
        recorded_at=recorded_at,
        narrative=f"It is done, as the record says: “{strongest.words}” ({said}).",
        status=Status.COMPLETED,
    )
    save(update)
    keep_standings(lock(action))
    return update


@transaction.atomic
def let_stand(*, action: Action, author: User, settled_on: date) -> None:
    """Say that the red stands, whatever the words. Raises ``SettledAlready``."""
    lock(action)
    _settle(action, Dispute.Settlement.STANDS, author, settled_on)
    keep_standings(lock(action))


def _settle(
    action: Action, settlement: Dispute.Settlement, author: User, settled_on: date
) -> Dispute:
    """Settle every open dispute of a locked Action; return the strongest, which stands first."""
    raised: DisputeQuerySet = Dispute.objects.filter(action=action, settled_on=None)
    rows = list(raised.raised(as_of=settled_on).select_related("said_in").order_by("order"))
    if not rows:
        raise SettledAlready
    for row in rows:
        row.settlement = settlement
        row.settled_by = author
        row.settled_on = settled_on
        save(row)
    return rows[0]
