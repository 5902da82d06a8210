"""What is to come before committees: work programme, forward plan, the public's words, call-in."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.committees import Committee
from governance.models.exempt import EXEMPT_PARAGRAPHS
from governance.models.meetings import AgendaItem, Meeting, Resolution


class ProgrammeItem(models.Model):
    """A piece of work that a committee means to do; on an agenda once a meeting is chosen."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="programme")
    title = models.TextField()
    purpose = models.TextField(blank=True)
    lead = models.CharField("who brings it", max_length=200, blank=True)
    wanted_for = models.CharField("when it is wanted", max_length=120, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="programme"
    )
    agenda_item = models.OneToOneField(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="programme_item"
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.SET_NULL, null=True, blank=True, related_name="programme"
    )
    is_done = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["committee", "order", "pk"]

    def __str__(self) -> str:
        return self.title


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
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    passed_to = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="passed_to_it"
    )
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    programme_item = models.ForeignKey(
        ProgrammeItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )

    history = HistoricalRecords()

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
    short_notice_reason = models.TextField("why fewer than 28 clear days", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.EXPECTED)

    history = HistoricalRecords()

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


class CallIn(models.Model):
    """An executive decision put on hold until scrutiny has looked at it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting for scrutiny"
        UPHELD = "no objection", "No objection: the decision stands"
        REFERRED = "referred back", "Referred back to the executive"
        COUNCIL = "referred to council", "Referred to the Council"
        REFUSED = "not valid", "Not a valid call-in"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="call_ins", verbose_name="decided at"
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

    history = HistoricalRecords()

    class Meta:
        ordering = ["-called_in_on", "-pk"]

    def __str__(self) -> str:
        return f"Call-in of {self.called_in_on}: {self.decision}"


class AnnualCouncil(models.Model):
    """The annual meeting of the council, with which a municipal year begins."""

    held_on = models.DateField(unique=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["held_on"]
        verbose_name_plural = "annual meetings of the council"

    def __str__(self) -> str:
        return f"Annual Council of {self.held_on}"
