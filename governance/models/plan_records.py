"""What of a plan an item of an agenda is about."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from governance.models.agendas import AgendaItem


class PlanRecordQuerySet(models.QuerySet["PlanRecord"]):
    """What can be asked of the records that items name."""

    def naming(self, plan: str, *, action: str = "", recommendation: int | None = None) -> Self:
        """Those of an action of a plan, or of a recommendation."""
        return self.filter(
            plan=plan, action_reference=action, recommendation=None if action else recommendation
        )

    def recorded(self, *, as_of: date) -> Self:
        """Those that were named by a day."""
        return self.filter(recorded_on__lte=as_of)


class PlanRecord(models.Model):
    """An action or a recommendation of a plan that an item names; the plan knows nothing of it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="plan_records")
    plan = models.SlugField("the plan that it is of")
    action_reference = models.CharField(max_length=20, blank=True)
    recommendation = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_on = models.DateField()

    objects = PlanRecordQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        indexes = [
            models.Index(
                fields=["plan", "action_reference", "recommendation"], name="items_of_plan_records"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation=None) & ~Q(action_reference="")
                | Q(recommendation__isnull=False, action_reference=""),
                name="a_plan_record_is_an_action_or_a_recommendation",
            ),
        ]

    def __str__(self) -> str:
        return self.action_reference or f"recommendation {self.recommendation}"
