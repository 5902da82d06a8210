"""Decisions of the executive to come."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.committees import Committee
from governance.models.exempt import EXEMPT_PARAGRAPHS
from governance.models.meetings import Meeting
from herefordshire_cs.lib.recorded import Recorded


class ForwardPlanEntry(models.Model):
    """A decision to come, as the notice of key decisions tells of it.

    Source: SI 2012/2089, regulations 5 and 8 to 11.
    """

    class State(models.TextChoices):
        EXPECTED = "expected", "Expected"
        TAKEN = "taken", "Taken"
        WITHDRAWN = "withdrawn", "Withdrawn"

    title = models.TextField()
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="forward_plan")
    decision_maker = models.CharField(
        "who decides, where not the body", max_length=200, blank=True
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="forward_plan"
    )
    decides_on = models.DateField("day of the decision")
    first_expected_on = models.DateField("day first given")
    change_reason = models.TextField("why the day changed", blank=True)
    is_key = models.BooleanField("a key decision", default=True)
    key_reason = models.TextField("why it is a key decision", blank=True)
    is_private = models.BooleanField("in private", default=False)
    private_paragraph = models.PositiveSmallIntegerField(
        choices=EXEMPT_PARAGRAPHS, null=True, blank=True
    )
    private_reason = models.TextField("why in private", blank=True)
    wards = models.CharField(max_length=200, blank=True)
    consultees = models.TextField(blank=True)
    documents = models.TextField("documents to be considered", blank=True)
    contact = models.CharField("whom to ask", max_length=200, blank=True)
    notice_on = models.DateField("day of the notice", null=True, blank=True)
    short_notice_reason = models.TextField("why the notice is short", blank=True)
    kept_reason = models.TextField(
        "why words of an exempt paper, or that may tell of a child, stand",
        blank=True,
    )
    state = models.CharField(max_length=10, choices=State, default=State.EXPECTED)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["decides_on", "pk"]
        verbose_name_plural = "forward plan entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_private=False)
                | (Q(private_paragraph__isnull=False) & ~Q(private_reason="")),
                name="a_private_decision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title
