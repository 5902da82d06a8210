"""Claims that an action is done, in a plan in which a second person agrees to each completion."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actionplan.models.actions import Action
from actionplan.models.progress import ProgressUpdate
from actionplan.models.rating_schemes import LONGEST_KEY
from actionplan.models.requests import (
    ANSWERED_BY_ANOTHER,
    ANSWERED_WHOLE,
    ASKED_OF_ANOTHER,
    REFUSED_WITH_WORDS,
    AskedRow,
)


class CompletionClaim(AskedRow):
    """That an Action is done, as its lead says; until somebody else agrees, its rating stands.

    ``reported_on`` is the day it speaks of. Agreed to it becomes an update of its claimant.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="completion_claims")
    reported_on = models.DateField()
    narrative = models.TextField()
    rating = models.CharField("the level claimed", max_length=LONGEST_KEY, blank=True)
    update = models.OneToOneField(
        ProgressUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="claim"
    )

    class Meta(AskedRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(narrative=""), name="a_claim_has_a_note"),
            models.CheckConstraint(
                condition=Q(asked_on__gte=F("reported_on")),
                name="a_claim_speaks_of_no_day_to_come",
            ),
            models.CheckConstraint(
                condition=ASKED_OF_ANOTHER, name="no_claim_is_put_to_its_claimant"
            ),
            models.CheckConstraint(
                condition=ANSWERED_BY_ANOTHER, name="no_claim_is_answered_by_its_claimant"
            ),
            models.CheckConstraint(
                condition=ANSWERED_WHOLE, name="an_answered_claim_has_its_day_and_who_answered"
            ),
            models.CheckConstraint(condition=REFUSED_WITH_WORDS, name="a_refused_claim_says_why"),
            models.CheckConstraint(
                condition=Q(answer="agreed", update__isnull=False)
                | ~Q(answer="agreed") & Q(update=None),
                name="an_agreed_claim_is_an_update",
            ),
            models.UniqueConstraint(
                fields=["action"], condition=Q(answer=""), name="an_action_has_one_open_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} done on {self.reported_on}"

    def get_absolute_url(self) -> str:
        return reverse("completion-claim", args=[self.action.plan.slug, self.pk])
