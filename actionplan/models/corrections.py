"""What is recorded once and stays: a mistake is withdrawn or corrected, and its words are kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from herefordshire_cs.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Who records something, on which day, and the instant by the clock."""

    author: User
    on: date
    at: datetime

    def stamps(self) -> dict[str, Any]:
        """Return the columns that say when a row is recorded."""
        return {"recorded_on": self.on, "recorded_at": self.at}

    def signed(self) -> dict[str, Any]:
        """Return the same, and whose row it is."""
        return {"author": self.author, **self.stamps()}


def known(as_of: date) -> Q:
    """Recorded by the end of a day and not withdrawn by then."""
    return Q(recorded_on__lte=as_of) & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=as_of))


class RecordedRowQuerySet[M: "RecordedRow"](models.QuerySet[M]):
    """Recorded rows, as a page as at a day asks for them."""

    def known(self, *, as_of: date) -> Self:
        """Those that stood in the record on a day."""
        return self.filter(known(as_of))


class RecordedRow(models.Model):
    """A row with the day of its recording and, if it was a mistake, that of its withdrawal.

    ``recorded_on`` is the day by the clock, in a demonstration that of the demonstration; of what
    a paper says it is the day it speaks of. ``recorded_at`` is the instant, for the order.
    """

    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawal_reason = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )

    objects = RecordedRowQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(withdrawn_on__gte=F("recorded_on")) & ~Q(withdrawal_reason=""),
                name="%(class)s_is_withdrawn_with_a_reason",
            ),
        ]

    def is_known(self, *, on: date) -> bool:
        """Say whether it stood in the record on a day."""
        return self.recorded_on <= on and not self.is_withdrawn(on=on)

    def is_withdrawn(self, *, on: date) -> bool:
        """Say whether it was withdrawn by a day."""
        return self.withdrawn_on is not None and self.withdrawn_on <= on
