"""Written records of decisions of the executive, of its members and of officers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance.models.agendas import AgendaItem
from governance.models.committees import Committee
from governance.models.exempt import Exemptible
from governance.models.forward_plan import ForwardPlanEntry
from governance.models.meetings import Meeting


class DecisionRecord(Exemptible):
    """What was decided, when and by whom, why, and what else was thought of.

    Source: SI 2012/2089, regulations 12 and 13 (the executive); SI 2014/2095, regulation 7
    (officers for the council). It is written until it is published, and then stands: what was
    wrong in it is said beneath it.
    """

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "The executive, at a meeting"
        MEMBER = "member", "A member of the executive alone"
        OFFICER_OF_EXECUTIVE = "officer of executive", "An officer, for the executive"
        OFFICER = "officer", "An officer, for the council or a committee"

    kind = models.CharField("who decided", max_length=20, choices=Kind)
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="decision_records", verbose_name="body"
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_records",
        verbose_name="decided at",
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_records",
    )
    notice = models.ForeignKey(
        ForwardPlanEntry,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decision_records",
        verbose_name="its notice in the forward plan",
    )
    decided_by = models.CharField("the member or the post", max_length=200, blank=True)
    decided_on = models.DateField("day of the decision")
    title = models.CharField(max_length=250)
    decision = models.TextField("the decision")
    reasons = models.TextField("reasons for the decision")
    alternatives = models.TextField("alternatives considered and rejected")
    interests = models.TextField("conflicts of interest that were declared")
    dispensations = models.TextField("dispensations granted", blank=True)
    background_papers = models.TextField("background papers, one on a line")
    wards = models.CharField(max_length=200, blank=True)
    contact = models.CharField("whom to ask", max_length=200, blank=True)
    is_key = models.BooleanField("a key decision", default=False)
    no_call_in_reason = models.TextField("why it cannot be called in", blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    published_on = models.DateField(null=True, blank=True)
    correction = models.TextField("what was wrong in it", blank=True)
    corrected_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | ~Q(exempt_reason=""),
                name="an_exempt_record_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind="executive", meeting__isnull=False)
                | (~Q(kind="executive") & Q(meeting=None) & ~Q(decided_by="")),
                name="a_record_says_who_decided",
            ),
            models.CheckConstraint(
                condition=Q(corrected_on=None, correction="")
                | (~Q(correction="") & Q(corrected_on__isnull=False)),
                name="a_correction_of_a_record_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the record, for those who are signed in."""
        return reverse("decision-record", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """Whether it is out."""
        return self.published_on is not None

    @property
    def may_be_called_in(self) -> bool:
        """Whether it is of the executive, and nothing speaks against its being called in."""
        return self.kind != self.Kind.OFFICER and not self.no_call_in_reason
