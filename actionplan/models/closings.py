"""Plans that are closed: from when, why, and until when; and what carries their actions on."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.actions import Action
from actionplan.models.plans import Plan


class PlanClosingQuerySet(models.QuerySet["PlanClosing"]):
    """Closings, as a page as at a day asks for them."""

    def holding(self, *, on: date) -> Self:
        """Those by which a plan is closed on a day."""
        return self.filter(closed_on__lte=on).filter(Q(reopened_on=None) | Q(reopened_on__gt=on))


class PlanClosing(models.Model):
    """A plan closed on a day: nothing more is reported on it, unless it is opened again."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="closings")
    closed_on = models.DateField()
    reason = models.TextField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    reopened_on = models.DateField(null=True, blank=True)
    reopening_reason = models.TextField(blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PlanClosingQuerySet.as_manager()

    class Meta:
        ordering = ["closed_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_closing_has_a_reason"),
            models.CheckConstraint(
                condition=Q(reopened_on=None, reopened_by=None)
                | Q(reopened_on__gte=F("closed_on"), reopened_by__isnull=False)
                & ~Q(reopening_reason=""),
                name="a_plan_is_opened_again_after_its_closing_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(reopened_on=None),
                name="a_plan_is_closed_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, closed {self.closed_on}"


class CarriedOn(models.Model):
    """An Action of a plan carried on by one of another; one may become several, several one."""

    earlier = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="carried_to")
    later = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="carried_from")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["recorded_on", "recorded_at", "pk"]
        verbose_name_plural = "carried on"
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"], name="an_action_is_carried_on_by_another_once"
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="no_action_carries_itself_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier.reference} by {self.later.reference}"
