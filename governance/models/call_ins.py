"""Decisions that were called in."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.agendas import AgendaItem
from governance.models.decision_records import DecisionRecord
from governance.models.meetings import Meeting
from herefordshire_cs.lib.recorded import Recorded


class CallIn(models.Model):
    """An executive decision put on hold until scrutiny has looked at it.

    It was taken at a meeting, or by one member or officer, as its record says.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting for scrutiny"
        UPHELD = "no objection", "No objection: the decision stands"
        REFERRED = "referred back", "Referred back to the executive"
        COUNCIL = "referred to council", "Referred to the Council"
        REFUSED = "not valid", "Not a valid call-in"

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="call_ins",
        verbose_name="decided at",
    )
    record = models.ForeignKey(
        DecisionRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="call_ins"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="call_ins"
    )
    decision = models.TextField("the decision")
    published_on = models.DateField("day the decision was published")
    called_in_on = models.DateField("day of the call-in")
    called_in_by = models.TextField("members who called it in, one on a line")
    reason = models.TextField()
    late_reason = models.TextField("why it is taken after the last day", blank=True)
    considered_at = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="call_ins_considered",
    )
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.WAITING)
    outcome_words = models.TextField("what was decided of it", blank=True)
    outcome_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["-called_in_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | Q(record__isnull=False),
                name="a_call_in_is_of_a_meeting_or_a_record",
            )
        ]

    def __str__(self) -> str:
        return f"Call-in of {self.called_in_on}: {self.decision}"
