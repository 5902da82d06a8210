"""By-whens inside one action, and when each was met."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.actions import Milestone
from actionplan.models.corrections import RecordedRow


class MilestoneCompletion(RecordedRow):
    """That a milestone was met, by whose word; a mistake is withdrawn."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="completions")
    completed_on = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_at"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("completed_on")),
                name="a_milestone_was_met_on_no_day_to_come",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(withdrawn_on=None),
                name="a_milestone_is_met_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.completed_on}"
