"""Settling a doubt about the record."""

from datetime import date

from django.db import transaction

from actionplan.models import (
    Doubt,
    Plan,
)
from actionplan.services.standings import mark, save
from herefordshire_cs.accounts.models import User


class DoubtSettled(Exception):
    """The doubt was settled already; holds it with the words that settled it."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(f"Settled already: {doubt}")
        self.doubt = doubt


@transaction.atomic
def settle_doubt(*, doubt: Doubt, author: User, settlement: str, settled_on: date) -> Doubt:
    """Settle a doubt with words; what was written stays as it was.

    Words that settled it before are never written over: they raise ``DoubtSettled``.
    """
    locked = Doubt.objects.select_for_update().get(pk=doubt.pk)
    if locked.settled_on is not None:
        raise DoubtSettled(locked)
    locked.settlement = settlement
    locked.settled_by = author
    locked.settled_on = settled_on
    save(locked)
    mark(Plan.objects.filter(pk=locked.plan_id))
    return locked
