"""What stands round a Recommendation's actions: areas, links to other plans, implications."""

from django.db import models

from actionplan.models.plans import Recommendation


class ProjectArea(models.Model):
    """The optional level between a Recommendation and its actions; the plan says its name."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="project_areas"
    )
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    accountable_as_written = models.CharField(max_length=120, blank=True)
    lead_as_written = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["recommendation", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "order"], name="a_project_area_has_its_own_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanLink(models.Model):
    """What of another plan or agreement a Recommendation serves, as written.

    ``outcome`` is the one printed beside it; one that stands for several is a link of its own.
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", "Local Area Agreement"
        PLAN = "plan", "Children and Young People’s Plan"
        OUTCOME = "outcome", "Outcome"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="links"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    outcome = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["recommendation", "kind", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "kind", "order"], name="a_link_has_its_own_place"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Implication(models.Model):
    """What a Recommendation will cost, ask of staff, or put at risk, as written."""

    class Kind(models.TextChoices):
        FINANCIAL = "financial", "Financial implications"
        STAFFING = "staffing", "Staffing implications"
        RISK = "risk", "Risk implications"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="implications"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["recommendation", "kind", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "kind", "order"],
                name="an_implication_has_its_own_place",
            ),
        ]

    def __str__(self) -> str:
        return self.text
