"""What members of the public suggested or asked."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.agendas import AgendaItem
from governance.models.committees import Committee
from governance.models.meetings import Meeting
from governance.models.programme import ProgrammeItem
from herefordshire_cs.lib.recorded import Recorded


class PublicSubmission(models.Model):
    """A suggestion for scrutiny, or a question on an item, from a member of the public."""

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", "Suggestion for scrutiny"
        QUESTION = "question", "Question on an item"

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        ACCEPTED = "accepted", "Taken into the work programme"
        PASSED_ON = "passed on", "Passed to another committee"
        ANSWERED = "answered", "Answered"
        DECLINED = "declined", "Not taken up"

    kind = models.CharField(max_length=10, choices=Kind)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="submissions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    asked_by = models.CharField("from", max_length=150, blank=True)
    text = models.TextField()
    received_on = models.DateField()
    late_reason = models.TextField("why it is taken after the last day", blank=True)
    contact = models.CharField("how to answer", max_length=200, blank=True)
    # What was sent online, known by its words and what it is about: sent twice it is kept once.
    sent_as = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    passed_to = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="passed_to_it"
    )
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    programme_item = models.ForeignKey(
        ProgrammeItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "declined"]) | ~Q(answer=""),
                name="what_was_answered_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="passed on") | Q(passed_to__isnull=False),
                name="what_is_passed_on_says_to_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.received_on}"

    @property
    def is_sent_online(self) -> bool:
        """Whether somebody of the public sent it from the public pages."""
        return self.sent_as is not None
