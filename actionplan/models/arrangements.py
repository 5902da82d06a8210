"""Standing arrangements: what an action has become that is kept up, and the days that show it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.arrangements import Frequency
from actionplan.models.actions import Action
from actionplan.models.assurance import AssuranceEntry
from actionplan.models.corrections import RecordedRow
from actionplan.models.plans import SourceDocument

FREQUENCY_CHOICES = [(each.value, each.words[:1].upper() + each.words[1:]) for each in Frequency]


class Arrangement(RecordedRow):
    """That an Action is a standing arrangement: in place from a day, to happen so often.

    ``counts_from`` is the day from which the frequency is counted before anything is recorded,
    blank where the words name none. It ends, with the reason, by being withdrawn.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="arrangements")
    words = models.TextField()
    every = models.CharField(max_length=12, choices=FREQUENCY_CHOICES, blank=True)
    in_place_on = models.DateField()
    counts_from = models.DateField(null=True, blank=True)
    remark = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_at", "pk"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="an_arrangement_has_words"),
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("in_place_on")),
                name="an_arrangement_is_in_place_on_no_day_to_come",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(withdrawn_on=None),
                name="an_action_is_one_arrangement_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.words[:60]}"


class Keeping(RecordedRow):
    """A day on which an arrangement was kept, in the words of a paper or of who recorded it.

    ``assurance`` is the entry of the assurance log that shows it, if one does.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="keepings")
    assurance = models.ForeignKey(
        AssuranceEntry,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="keepings",
    )
    kept_on = models.DateField()
    words = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["kept_on", "pk"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="a_keeping_has_words"),
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("kept_on")),
                name="an_arrangement_was_kept_on_no_day_to_come",
            ),
            models.UniqueConstraint(
                fields=["action", "kept_on"],
                condition=Q(withdrawn_on=None),
                name="a_keeping_is_recorded_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kept_on}: {self.words[:60]}"
