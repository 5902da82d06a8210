"""The items of an agenda."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.exempt import Exemptible
from governance.models.meetings import Meeting
from herefordshire_cs.lib.recorded import Recorded


class AgendaItem(Exemptible):
    """One item of an agenda, in its order; ``number`` is that printed, where one is.

    One that has no report may be exempt by itself.
    """

    class Kind(models.TextChoices):
        APOLOGIES = "apologies", "Apologies"
        SUBSTITUTES = "substitutes", "Named substitutes"
        DECLARATIONS = "declarations", "Declarations of interest"
        MINUTES = "minutes", "Minutes"
        SUGGESTIONS = "public suggestions", "Suggestions from the public"
        EXCLUSION = "exclusion", "Exclusion of the public"
        REPORT = "report", "Report"
        RESOLUTIONS = "resolutions", "What was resolved and is still open"
        PROGRAMME = "work programme", "Work programme"
        OTHER = "other", "Other"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.TextField()
    purpose = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    report = models.ForeignKey(
        "governance.Report", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    minutes_of = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    late_reason = models.TextField("the chairman's reason for urgency", blank=True)
    is_education = models.BooleanField(
        "an education matter, on which church and parent governor members vote", default=False
    )
    paper_page_from = models.PositiveSmallIntegerField(null=True, blank=True)
    paper_page_to = models.PositiveSmallIntegerField(null=True, blank=True)
    as_written = models.TextField(blank=True)
    note = models.TextField(blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | ~Q(exempt_reason=""),
                name="an_exempt_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.order}. {self.title}"

    @property
    def withheld_as(self) -> Exemptible | None:
        """The item itself or its report, whichever is exempt; None where neither is."""
        if self.is_exempt:
            return self
        return self.report if self.report is not None and self.report.is_exempt else None
