"""What is appended to a report."""

from django.db import models
from django.db.models import Q

from governance.models.exempt import Exemptible
from governance.models.reports import Report


class Appendix(Exemptible):
    """What is appended to a report: a file, a text, a review, or a live document of the plan."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", "An uploaded PDF"
        LIVE = "live", "A live document, frozen when the pack is issued"
        REVIEW = "review", "The scoping statement of a review"
        TEXT = "text", "Text"
        NOT_HELD = "not held", "Not with the papers"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="appendices")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True)
    title = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind)
    document = models.CharField("which live document or review", max_length=120, blank=True)
    plan = models.SlugField("the plan that a live document is of", blank=True)
    as_at = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    tables = models.JSONField(default=list, blank=True)
    is_abridged = models.BooleanField(default=False)
    file = models.FileField(upload_to="appendices/", blank=True)
    note = models.TextField(blank=True)
    # In words without the name of the file, which may say what the public must not read.
    warnings = models.JSONField("what it was warned of", default=list, blank=True)

    class Meta:
        ordering = ["report", "order"]
        verbose_name_plural = "appendices"
        constraints = [
            models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | ~Q(exempt_reason=""),
                name="an_exempt_appendix_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()
