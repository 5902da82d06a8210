"""What a plan undertakes beside its actions, and what it does to the environment."""

from django.db import models

from actionplan.models.officers import Officer
from actionplan.models.plans import Plan


class MajorProject(models.Model):
    """A project that runs over the lifetime of a Plan, with its two managers as written."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="projects")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    description = models.TextField()
    accountable_as_written = models.CharField(max_length=120, blank=True)
    lead_as_written = models.CharField(max_length=120, blank=True)
    accountable = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="a_project_has_its_own_place"),
        ]

    def __str__(self) -> str:
        return self.title


class EnvironmentalImpact(models.Model):
    """An activity that bears on the environment, and how that is controlled; cells as written."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="impacts")
    order = models.PositiveSmallIntegerField()
    activity = models.CharField(max_length=250)
    impact = models.TextField()
    significance = models.CharField(max_length=60, blank=True)
    legal_status = models.TextField(blank=True)
    procedures = models.TextField(blank=True)
    targets = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="an_impact_has_its_own_place"),
        ]

    def __str__(self) -> str:
        return self.activity
