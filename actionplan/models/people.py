"""People as the plans know them: where they work, and whose place they take."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.officers import Officer, OfficerQuerySet, Organisation
from herefordshire_cs.accounts.models import User


class Workplace(models.Model):
    """Where somebody who has an account works: their post, and their organisation or team."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="workplace"
    )
    post = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )

    class Meta:
        ordering = ["person"]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.post, self.organisation) if part)


class JobShare(models.Model):
    """Another account that stands for an officer, beside the one that is the officer's own."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="job_shares"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "user"], name="an_account_shares_a_name_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.officer}"


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Deputies, as a page and the rights ask for them."""

    def on(self, day: date) -> Self:
        """Those that stand in on a day for somebody; both days that are named count."""
        return self.filter(from_on__lte=day, until_on__gte=day)

    def not_over(self, *, on: date) -> Self:
        """Those that stand in on a day or will."""
        return self.filter(until_on__gte=on)


class Deputy(models.Model):
    """Who stands in for somebody, from a day to a day: sees what they lead and updates it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deputies"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deputises"
    )
    from_on = models.DateField("from")
    until_on = models.DateField("to", help_text="The last day of it.")

    objects = DeputyQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        verbose_name_plural = "deputies"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="a_deputy_ends_after_beginning"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("deputy")), name="nobody_is_their_own_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.person}, {self.from_on} to {self.until_on}"


def own_officers(user: User) -> OfficerQuerySet:
    """Ask for the officers for whom an account stands itself, alone or in a job-share."""
    return standing_for(Q(user=user), JobShare.objects.filter(user=user))


def officers_acted_for(user: User, *, on: date) -> OfficerQuerySet:
    """Ask for the officers for whom a user may act on a day: their own, and as a deputy."""
    stood_in_for = Deputy.objects.on(on).filter(deputy=user).order_by().values("person")
    either = Q(user=user) | Q(user__in=stood_in_for)
    return standing_for(either, JobShare.objects.filter(either))


def standing_for(of_user: Q, shares: models.QuerySet[JobShare]) -> OfficerQuerySet:
    """Ask for officers by their own account, or by one that shares the name."""
    return Officer.objects.filter(of_user | Q(pk__in=shares.order_by().values("officer")))


def stood_in_for(user: User, action: int, *, on: date) -> User | None:
    """Return for whom a user says something of an Action, by its key, on a day as their deputy.

    None where they have a part in it themselves, or are nobody's deputy for it.
    """
    covers = list(Deputy.objects.on(on).filter(deputy=user).select_related("person"))
    if not covers or own_officers(user).filter(roles__action=action).exists():
        return None
    whose = (cover.person for cover in covers)
    return next(
        (each for each in whose if own_officers(each).filter(roles__action=action).exists()), None
    )
