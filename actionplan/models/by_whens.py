"""Requests to move a by-when: somebody asks, another agrees or refuses."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from actionplan.models.actions import Action, ActionByWhen
from actionplan.models.requests import (
    ANSWERED_BY_ANOTHER,
    ANSWERED_WHOLE,
    ASKED_OF_ANOTHER,
    REFUSED_WITH_WORDS,
    AskedRow,
)


class ByWhenRequest(AskedRow):
    """A new by-when that was asked for; until it is agreed to, the old one holds.

    ``beyond_reason`` says why it runs past the last by-when that the plan itself set. ``latest``
    is None where what is asked for has no end, or is to be confirmed.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="by_when_requests")
    as_written = models.CharField(max_length=250)
    understood = models.CharField(max_length=250)
    latest = models.DateField(null=True, blank=True)
    reason = models.TextField()
    beyond_reason = models.TextField(blank=True)
    by_when = models.OneToOneField(
        ActionByWhen, on_delete=models.PROTECT, null=True, blank=True, related_name="request"
    )

    class Meta(AskedRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_request_says_why"),
            models.CheckConstraint(
                condition=ASKED_OF_ANOTHER, name="nobody_is_asked_by_themselves"
            ),
            models.CheckConstraint(
                condition=ANSWERED_BY_ANOTHER, name="nobody_answers_themselves"
            ),
            models.CheckConstraint(
                condition=ANSWERED_WHOLE, name="an_answer_has_its_day_and_who_gave_it"
            ),
            models.CheckConstraint(condition=REFUSED_WITH_WORDS, name="a_refusal_says_why"),
            models.CheckConstraint(
                condition=Q(answer="agreed", by_when__isnull=False)
                | ~Q(answer="agreed") & Q(by_when=None),
                name="an_agreed_request_moved_its_by_when",
            ),
            models.UniqueConstraint(
                fields=["action"], condition=Q(answer=""), name="an_action_has_one_open_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} to {self.understood}"

    def get_absolute_url(self) -> str:
        return reverse("by-when-request", args=[self.action.plan.slug, self.pk])
