"""Requests to move a by-when: somebody asks, another agrees or refuses."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actionplan.models.actions import Action, ActionByWhen
from actionplan.models.plans import Recommendation
from herefordshire_cs.accounts.models import User

MAY_AGREE = "actionplan.add_moderation"


def approvers_of(recommendation: Recommendation, *, asked_by: User) -> models.QuerySet[User]:
    """Return who may agree to a new by-when: directors and who is named, never who asks."""
    app, _, codename = MAY_AGREE.partition(".")
    directors = Q(
        groups__permissions__codename=codename,
        groups__permissions__content_type__app_label=app,
    )
    named = Q(pk=recommendation.approver_id)
    others = User.objects.filter(directors | named, is_active=True).exclude(pk=asked_by.pk)
    return others.distinct().order_by("name")


class ByWhenRequestQuerySet(models.QuerySet["ByWhenRequest"]):
    """Requests, as pages ask for them."""

    def waiting(self, *, as_of: date) -> Self:
        """Those that nobody had answered by a day."""
        asked = self.filter(asked_on__lte=as_of)
        return asked.filter(Q(answered_on=None) | Q(answered_on__gt=as_of))

    def to_answer(self, user: User) -> Self:
        """Those of others that a user may answer: put to them, or any where they direct."""
        others = self.exclude(asked_by=user)
        if user.has_perm(MAY_AGREE):
            return others
        return others.filter(approver=user)


class ByWhenRequest(models.Model):
    """A new by-when that was asked for; until it is agreed to, the old one holds.

    ``beyond_reason`` says why it runs past the last by-when that the plan itself set. ``latest``
    is None where what is asked for has no end, or is to be confirmed.
    """

    class Answer(models.TextChoices):
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken back", "Taken back"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="by_when_requests")
    as_written = models.CharField(max_length=250)
    understood = models.CharField(max_length=250)
    latest = models.DateField(null=True, blank=True)
    reason = models.TextField()
    beyond_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_words = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    by_when = models.OneToOneField(
        ActionByWhen, on_delete=models.PROTECT, null=True, blank=True, related_name="request"
    )

    objects = ByWhenRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_request_says_why"),
            models.CheckConstraint(
                condition=~Q(approver=F("asked_by")), name="nobody_is_asked_by_themselves"
            ),
            models.CheckConstraint(
                condition=Q(answer="taken back")
                | Q(answered_by=None)
                | ~Q(answered_by=F("asked_by")),
                name="nobody_answers_themselves",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_on=None, answered_at=None)
                | ~Q(answer="")
                & Q(answered_by__isnull=False, answered_on__isnull=False)
                & Q(answered_at__isnull=False),
                name="an_answer_has_its_day_and_who_gave_it",
            ),
            models.CheckConstraint(
                condition=~Q(answer="refused") | ~Q(answer_words=""), name="a_refusal_says_why"
            ),
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
