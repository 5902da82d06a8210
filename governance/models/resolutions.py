"""What a committee resolved, limb by limb, and what became of it."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.minutes import Minute
from herefordshire_cs.lib.recorded import Recorded, changed_since


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    """What can be asked of the limbs of resolutions."""

    def to_be_read(self, *, sees_drafts: bool) -> Self:
        """Those that a reader may read: each is read with the minute that holds it."""
        minutes = Minute.objects.to_be_read(sees_drafts=False)
        return self if sees_drafts else self.filter(minute__in=minutes)

    def in_states(self, states: Collection[str], *, as_of: date) -> Self:
        """Those in some states now, and those of which something else was so on a day.

        Which of them were in these states then is asked of each as it was.
        """
        later = Q(replied_on__gt=as_of) | Q(closed_on__gt=as_of)
        return self.filter(Q(state__in=states) | later | changed_since(Resolution, as_of=as_of))

    def open_of(self, committee: str, *, as_of: date, before: date | None = None) -> Self:
        """Those of a committee's meetings by a day, or before a meeting, that may then be open."""
        rows = self.in_states(Resolution.OPEN, as_of=as_of).filter(
            minute__meeting__committee__slug=committee,
            minute__meeting__held_on__lte=as_of,
        )
        return rows if before is None else rows.filter(minute__meeting__held_on__lt=before)


class Resolution(models.Model):
    """One lettered limb of what a committee resolved, and what became of it."""

    class State(models.TextChoices):
        NOTED = "noted", "Nothing asked for"
        OPEN = "open", "Open"
        REPLIED = "replied", "Replied"
        CLOSED = "closed", "Closed"

    OPEN = (State.OPEN, State.REPLIED)
    ASKED = (*OPEN, State.CLOSED)

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="resolutions")
    lead_in = models.CharField(max_length=60, blank=True)
    letter = models.CharField(max_length=3, blank=True)
    text = models.TextField()
    requested_of = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=120, blank=True)
    due_basis = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NOTED)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    action_plan = models.SlugField("the plan of the action it became", blank=True)
    action_reference = models.CharField(max_length=20, blank=True)
    action_recommendation = models.PositiveSmallIntegerField(
        "the recommendation of that plan, where it names no action", null=True, blank=True
    )
    closed_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ResolutionQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["minute", "order"]
        permissions = [("answer_resolution", "Can answer what a committee asked for")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="replied") | ~Q(reply=""), name="a_reply_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minute.number}{self.letter and f' ({self.letter})'}: {self.text}"
