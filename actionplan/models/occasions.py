"""Who was told of a plan: the days on which it was put before a body, and with which pages."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.plans import Plan, SourceDocument


class ReportingOccasionQuerySet(models.QuerySet["ReportingOccasion"]):
    """Occasions, as a page as at a day asks for them."""

    def recorded(self, *, as_of: date) -> Self:
        """Those on record by a day; what the papers say has no day of recording."""
        by_then = self.filter(Q(recorded_on=None) | Q(recorded_on__lte=as_of))
        return by_then.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=as_of))


class ReportingOccasion(models.Model):
    """A day on which the plan, or part of it, was put before a body.

    Read from a paper with its ``source``, recorded by hand, or taken from a pack: then ``pack`` is
    its key, and the pages are those of one paper in it. ``recorded_on`` is None of what a paper
    says.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="occasions")
    occurred_on = models.DateField()
    body = models.CharField(max_length=250)
    what = models.TextField()
    is_progress_report = models.BooleanField(default=False)
    remark = models.TextField(blank=True)
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)
    pack = models.UUIDField("the pack that holds the paper", null=True, blank=True)
    first_page = models.PositiveIntegerField(null=True, blank=True)
    last_page = models.PositiveIntegerField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawal_reason = models.TextField(blank=True)

    objects = ReportingOccasionQuerySet.as_manager()

    class Meta:
        ordering = ["occurred_on", "first_page", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "pack", "first_page", "what"],
                condition=Q(pack__isnull=False),
                name="a_paper_of_a_pack_is_told_of_once",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on=None, recorded_at=None)
                | Q(recorded_at__isnull=False, recorded_on__gte=F("occurred_on")),
                name="an_occasion_is_recorded_on_no_day_before_it",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(withdrawn_on__gte=F("recorded_on"), recorded_by__isnull=False)
                & ~Q(withdrawal_reason=""),
                name="what_a_person_recorded_is_taken_back_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(first_page=None, last_page=None)
                | Q(last_page__gte=F("first_page"), pack__isnull=False),
                name="pages_of_an_occasion_are_those_of_a_pack",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.occurred_on}"
