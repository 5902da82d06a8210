"""The assurance log: who looked at the work, on which day, what was found and what follows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actionplan.models.actions import Action
from actionplan.models.corrections import RecordedRow
from actionplan.models.plans import Plan, SourceDocument
from actionplan.models.risks import Risk


class AssuranceEntry(RecordedRow):
    """One look at the work: an observation, an audit, a review of files or a visit.

    ``who`` is as written, since visitors need not be officers of the plan. What it covers and what
    follows from it stand in its links.
    """

    class Kind(models.TextChoices):
        OBSERVATION = "observation", "Observation"
        AUDIT = "audit", "Audit"
        FILE_REVIEW = "file review", "File review"
        VISIT = "visit", "Visit"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="assurance")
    took_place_on = models.DateField()
    kind = models.CharField(max_length=11, choices=Kind)
    who = models.CharField("who looked, as written", max_length=200)
    scope = models.TextField("what was looked at")
    findings = models.TextField("what was found")
    remark = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    class Meta(RecordedRow.Meta):
        ordering = ["-took_place_on", "-recorded_at", "-pk"]
        verbose_name_plural = "assurance entries"
        indexes = [
            models.Index(fields=["plan", "took_place_on"], name="assurance_of_a_plan_by_day")
        ]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(who="") & ~Q(scope="") & ~Q(findings=""),
                name="assurance_says_who_looked_at_what_and_found_what",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("took_place_on")),
                name="assurance_is_of_no_day_to_come",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.took_place_on}"

    def get_absolute_url(self) -> str:
        return reverse("assurance-entry", args=[self.plan.slug, self.pk])


class AssuranceLink(RecordedRow):
    """That an entry covers an Action, or that an Action or a risk follows from it."""

    class Part(models.TextChoices):
        COVERS = "covers", "Covers"
        FOLLOWS = "follows", "Follows"

    entry = models.ForeignKey(AssuranceEntry, on_delete=models.CASCADE, related_name="links")
    part = models.CharField(max_length=7, choices=Part)
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="assurance_links"
    )
    risk = models.ForeignKey(
        Risk, on_delete=models.CASCADE, null=True, blank=True, related_name="assurance_links"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["entry", "pk"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(action__isnull=False, risk=None)
                | Q(action=None, risk__isnull=False, part="follows"),
                name="assurance_covers_actions_and_leads_to_actions_or_risks",
            ),
            models.UniqueConstraint(
                fields=["entry", "part", "action"],
                condition=Q(withdrawn_on=None, action__isnull=False),
                name="assurance_names_an_action_once",
            ),
            models.UniqueConstraint(
                fields=["entry", "risk"],
                condition=Q(withdrawn_on=None, risk__isnull=False),
                name="assurance_names_a_risk_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.part} {self.action_id or self.risk_id}"
