"""Making an action a standing arrangement, ending that, and recording when it was kept."""

from datetime import date, datetime

from django.db import transaction

from actionplan.arrangements import Frequency
from actionplan.models import Action, Arrangement, Keeping
from actionplan.rag import CLOSED_STATUSES
from actionplan.services.standings import keep_standings, lock, save, withdraw
from actionplan.services.updates import ActionClosed
from herefordshire_cs.accounts.models import User


class ArrangedAlready(Exception):
    """The Action is a standing arrangement already."""


class NotArranged(Exception):
    """The Action is no standing arrangement, or no more."""


class KeptAlready(Exception):
    """A keeping on that day is recorded already."""


class KeepingTakenBack(Exception):
    """Somebody took the keeping back before."""


@transaction.atomic
def begin_arrangement(
    *,
    action: Action,
    author: User,
    words: str,
    every: Frequency | None,
    in_place_on: date,
    recorded_on: date,
    recorded_at: datetime,
) -> Arrangement:
    """Say that an Action has become a standing arrangement, in place from a day.

    Its frequency counts from that day. Raises ``ArrangedAlready`` and ``ActionClosed``.
    """
    record = lock(action)
    if record.status_on(recorded_on) in CLOSED_STATUSES:
        raise ActionClosed
    if any(row.withdrawn_on is None for row in record.arrangements):
        raise ArrangedAlready
    row = Arrangement(
        action=action,
        author=author,
        words=words,
        every=every or "",
        in_place_on=in_place_on,
        counts_from=in_place_on,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
    )
    save(row)
    keep_standings(lock(action))
    return row


@transaction.atomic
def end_arrangement(*, action: Action, author: User, reason: str, ended_on: date) -> None:
    """Say that an Action is no standing arrangement any more: its by-when counts again."""
    record = lock(action)
    standing = [row for row in record.arrangements if row.withdrawn_on is None]
    if not standing:
        raise NotArranged
    withdraw(standing[0], author, reason, ended_on)
    keep_standings(lock(action))


@transaction.atomic
def record_keeping(
    *,
    action: Action,
    author: User,
    kept_on: date,
    words: str,
    recorded_on: date,
    recorded_at: datetime,
) -> Keeping:
    """Record a day on which an arrangement was kept. Raises ``NotArranged``, ``KeptAlready``."""
    record = lock(action)
    if not any(row.withdrawn_on is None for row in record.arrangements):
        raise NotArranged
    if record.status_on(recorded_on) in CLOSED_STATUSES:
        raise ActionClosed
    if any(row.withdrawn_on is None and row.kept_on == kept_on for row in record.keepings):
        raise KeptAlready
    row = Keeping(
        action=action,
        author=author,
        kept_on=kept_on,
        words=words,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
    )
    save(row)
    keep_standings(lock(action))
    return row


@transaction.atomic
def take_back_keeping(*, keeping: Keeping, author: User, reason: str, withdrawn_on: date) -> None:
    """Take back that an arrangement was kept on a day; the row stays, with the reason."""
    record = lock(keeping.action)
    row = next(row for row in record.keepings if row.pk == keeping.pk)
    if row.withdrawn_on is not None:
        raise KeepingTakenBack
    withdraw(row, author, reason, withdrawn_on)
    keep_standings(lock(keeping.action))
