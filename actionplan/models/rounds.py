"""Reporting rounds: from when until when a plan collects statements, and what became of each."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actionplan.models.actions import Action
from actionplan.models.completions import CompletionClaim
from actionplan.models.plans import Plan
from actionplan.models.progress import ProgressUpdate, about_one_of

LONGEST_TITLE = 80


class ReportingRoundQuerySet(models.QuerySet["ReportingRound"]):
    """Rounds, as pages and the verbs ask for them."""

    def known(self, *, as_of: date) -> Self:
        """Those that were made by a day."""
        return self.filter(recorded_on__lte=as_of)

    def not_over(self) -> Self:
        """Those that are neither locked nor called off; a plan has one at most."""
        return self.filter(locked_on=None, called_off_on=None)

    def running(self, *, on: date) -> Self:
        """Those to which a statement that is given on a day belongs, late or not."""
        return self.not_over().filter(opens_on__lte=on)


class ReportingRound(models.Model):
    """One statement is wanted of each Action that is open on its first day.

    What is given after its last day is late. Once it is locked nothing of it changes any more.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    title = models.CharField("what it is called", max_length=LONGEST_TITLE)
    opens_on = models.DateField("opens on")
    closes_on = models.DateField("closes on", help_text="The last day that is not late.")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    locked_on = models.DateField(null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lock_reason = models.TextField("why it is locked without all of them", blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    call_off_reason = models.TextField(blank=True)

    objects = ReportingRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        permissions = [("accept_statement", "Can accept statements of a round, and lock it")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(locked_on=None, called_off_on=None),
                name="a_plan_has_one_round_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(locked_on=None, locked_by=None)
                | Q(locked_on__isnull=False, locked_by__isnull=False, called_off_on=None),
                name="a_locked_round_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(called_off_on=None, called_off_by=None)
                | Q(called_off_on__isnull=False, called_off_by__isnull=False)
                & ~Q(call_off_reason=""),
                name="a_round_is_called_off_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.plan.slug, self.pk])

    def is_locked(self, *, on: date) -> bool:
        """Say whether it was locked by a day."""
        return self.locked_on is not None and self.locked_on <= on

    def is_called_off(self, *, on: date) -> bool:
        """Say whether it was called off by a day."""
        return self.called_off_on is not None and self.called_off_on <= on


class RoundStatementQuerySet(models.QuerySet["RoundStatement"]):
    """Statements of rounds."""

    def known(self, *, as_of: date) -> Self:
        """Those that were given by a day, the first of each Action first."""
        return self.filter(submitted_on__lte=as_of).order_by("pk")


class RoundStatement(models.Model):
    """What was said of an Action for a round: an update, or a claim that waits for its answer.

    The newest one of an Action counts. One that was returned is followed by another.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"

    round = models.ForeignKey(ReportingRound, on_delete=models.CASCADE, related_name="statements")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="round_statements")
    update = models.ForeignKey(
        ProgressUpdate, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    claim = models.ForeignKey(
        CompletionClaim, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="None where a partner without an account answered by a link.",
    )
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    note = models.TextField("what is to be said otherwise", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    objects = RoundStatementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=about_one_of("update", "claim"),
                name="a_statement_is_an_update_or_a_claim",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_on=None)
                | ~Q(answer="")
                & Q(answered_by__isnull=False, answered_on__gte=F("submitted_on"))
                & ~Q(answered_by=F("submitted_by")),
                name="a_statement_is_answered_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(answer="returned") | ~Q(note=""),
                name="a_statement_is_returned_with_a_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} in {self.round}"

    @property
    def said_by(self) -> str:
        """The post of a partner that answered by a link, blank where somebody signed in."""
        return self.update.author_as_written if self.update else ""

    @property
    def said(self) -> ProgressUpdate | CompletionClaim:
        """The update or the claim that it is."""
        said = self.update or self.claim
        assert said is not None
        return said


class RoundChase(models.Model):
    """That whoever had given no statement yet was reminded; by nobody where the calendar did."""

    round = models.ForeignKey(ReportingRound, on_delete=models.CASCADE, related_name="chases")
    chased_on = models.DateField()
    chased_at = models.DateTimeField()
    chased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    missing = models.PositiveIntegerField("how many statements were missing")
    told = models.PositiveIntegerField("how many people were told")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round}, chased on {self.chased_on}"


def asked_in(rounds: list[ReportingRound]) -> Q:
    """Return what leads from a Standing to what rounds ask for: Actions open on their first day.

    What was known on that day, so that nothing that is recorded later changes who is asked.
    """
    asked = Q(pk__in=[])
    for each in rounds:
        day = each.opens_on
        asked |= Q(plan=each.plan_id, from_on__lte=day, until_on__gt=day)
    return asked
