"""What somebody asks for and another agrees to or refuses: nobody answers themselves."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.plan_access import people_of
from actionplan.models.plans import Recommendation
from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.accounts.roles import PlanRole

MAY_AGREE = "actionplan.add_moderation"


def approvers_of(recommendation: Recommendation, *, asked_by: User) -> models.QuerySet[User]:
    """Return who may agree to what is asked: directors and who is named, never who asks.

    In a private plan that is whoever directs it, or is named, and no director of other plans.
    """
    app, _, codename = MAY_AGREE.partition(".")
    directors = Q(
        groups__permissions__codename=codename,
        groups__permissions__content_type__app_label=app,
    )
    named = Q(pk=recommendation.approver_id)
    plan = recommendation.plan
    there = RoleInPlan.objects.filter(plan=plan.slug, group__name=PlanRole.DIRECTOR)
    named |= Q(pk__in=there.order_by().values("user"))
    if plan.is_private:
        its_people = people_of(plan).filter(named)
        return its_people.exclude(pk=asked_by.pk).distinct().order_by("name")
    others = User.objects.filter(directors | named, is_active=True).exclude(pk=asked_by.pk)
    return others.distinct().order_by("name")


class AskedRowQuerySet[M: "AskedRow"](models.QuerySet[M]):
    """Requests, as pages ask for them."""

    def waiting(self, *, as_of: date) -> Self:
        """Those that nobody had answered by a day."""
        asked = self.filter(asked_on__lte=as_of)
        return asked.filter(Q(answered_on=None) | Q(answered_on__gt=as_of))

    def to_answer(self, user: User) -> Self:
        """Those of others that a user may answer: put to them, or any where they direct.

        Who directs elsewhere directs no private plan.
        """
        others = self.exclude(asked_by=user)
        if user.is_superuser:
            return others
        directed = RoleInPlan.objects.filter(user=user.pk, group__name=PlanRole.DIRECTOR)
        theirs = Q(approver=user) | Q(action__plan__slug__in=directed.order_by().values("plan"))
        if user.has_perm(MAY_AGREE):
            theirs |= Q(action__plan__is_private=False)
        return others.filter(theirs)


class AskedRow(models.Model):
    """A request, of whom it is asked, and the answer once there is one."""

    class Answer(models.TextChoices):
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken back", "Taken back"

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

    objects = AskedRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["asked_on", "pk"]


# What holds of every kind of request. Each names its own constraints: a name is used once.
ASKED_OF_ANOTHER = ~Q(approver=F("asked_by"))
ANSWERED_BY_ANOTHER = Q(answer="taken back") | Q(answered_by=None) | ~Q(answered_by=F("asked_by"))
ANSWERED_WHOLE = Q(answer="", answered_by=None, answered_on=None, answered_at=None) | ~Q(
    answer=""
) & Q(answered_by__isnull=False, answered_on__isnull=False) & Q(answered_at__isnull=False)
REFUSED_WITH_WORDS = ~Q(answer="refused") | ~Q(answer_words="")
