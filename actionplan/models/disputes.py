"""Words of the record that say the contrary of a red: quoted, and settled by somebody."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actionplan.models.actions import Action
from actionplan.models.plans import SourceDocument


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Disputes, as a page as at a day asks for them."""

    def raised(self, *, as_of: date) -> Self:
        """Raised by a day: on the day on which the words were said."""
        return self.filter(raised_on__lte=as_of)

    def open(self, *, as_of: date) -> Self:
        """Raised by a day and not settled by it."""
        return self.raised(as_of=as_of).filter(Q(settled_on=None) | Q(settled_on__gt=as_of))


class Dispute(models.Model):
    """A quotation that says that an Action is done, or partly, of which no completion is recorded.

    ``how`` says in a sentence what it disputes. It is settled for all quotations of an Action at
    once: it is done, which posts a completion, or the red stands.
    """

    class Extent(models.TextChoices):
        WHOLE = "whole", "says that the action itself is done or in place"
        PART = "part", "says that a part of it is done"
        IMPLIED = "implied", "speaks of something that presupposes it"
        BLANKET = "blanket", "speaks of its whole recommendation"
        DATE = "date", "makes its by-when doubtful"

    class Settlement(models.TextChoices):
        DONE = "done", "It is done"
        STANDS = "stands", "The red stands"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="disputes")
    order = models.PositiveSmallIntegerField()
    words = models.TextField()
    how = models.TextField()
    extent = models.CharField(max_length=8, choices=Extent)
    said_in = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=250)
    raised_on = models.DateField(help_text="The day on which the words were said.")
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    settlement = models.CharField(max_length=6, choices=Settlement, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["action", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "order"], name="a_dispute_has_its_own_place"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_dispute_quotes_words"),
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_by=None, settlement="")
                | Q(settled_on__isnull=False, settled_by__isnull=False) & ~Q(settlement=""),
                name="a_settled_dispute_says_how_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.words[:60]}"
