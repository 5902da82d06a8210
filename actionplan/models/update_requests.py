"""Updates that somebody asked a lead for, until one is posted, and to whom silence is raised."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.actions import Action, ActionRole
from actionplan.models.officers import Officer
from actionplan.models.people import Deputy, JobShare
from actionplan.models.plans import Plan
from herefordshire_cs.accounts.models import User

# Who is asked how an Action goes; where nobody has such a part, whoever has any.
LEADING = (ActionRole.Part.LEAD, ActionRole.Part.ACCOUNTABLE)


class UpdateRequestQuerySet(models.QuerySet["UpdateRequest"]):
    """Requests for updates, as pages ask for them."""

    def known(self, *, as_of: date) -> Self:
        """Those that were made by a day."""
        return self.filter(asked_on__lte=as_of)

    def waiting(self, *, as_of: date) -> Self:
        """Those that nobody had answered by a day."""
        asked = self.known(as_of=as_of)
        return asked.filter(Q(answered_on=None) | Q(answered_on__gt=as_of))


class UpdateRequest(models.Model):
    """That somebody asked how an Action goes; the next update of the Action answers it.

    ``wanted_by`` is the day by which it is wanted, if one was named.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="update_requests")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    words = models.TextField(blank=True)
    wanted_by = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = UpdateRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        permissions = [("set_escalation", "Can say to whom unanswered requests are raised")]
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(answered_on=None),
                name="an_action_has_one_open_request_for_an_update",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None)
                | Q(answered_on__gte=F("asked_on"), answered_by__isnull=False),
                name="an_answered_request_for_an_update_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(wanted_by=None) | Q(wanted_by__gte=F("asked_on")),
                name="an_update_is_wanted_no_earlier_than_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"Update of {self.action.reference} asked on {self.asked_on}"


class EscalationStep(models.Model):
    """To whom a plan raises a request for an update that nobody answered for so many days."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="escalation_steps")
    after_days = models.PositiveSmallIntegerField("days without an answer")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ["after_days", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person"], name="a_plan_raises_to_a_person_once"
            ),
            models.CheckConstraint(
                condition=Q(after_days__gte=1), name="nothing_is_raised_on_its_own_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, after {self.after_days} days to {self.person}"


class Escalation(models.Model):
    """That a request was raised to somebody; never changed."""

    request = models.ForeignKey(
        UpdateRequest, on_delete=models.CASCADE, related_name="escalations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_on = models.DateField()
    raised_at = models.DateTimeField()

    class Meta:
        ordering = ["raised_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"], name="a_request_is_raised_to_a_person_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, raised to {self.person} on {self.raised_on}"


def accounts_of_officers(officers: Iterable[int], *, on: date) -> Mapping[int, list[User]]:
    """Return who acts on a day for some officers, by their keys: accounts, shares, deputies.

    Three statements, however many officers there are.
    """
    keys = set(officers)
    whose: dict[int, set[int]] = {key: set() for key in keys}
    own = Officer.objects.filter(pk__in=keys).exclude(user=None).values_list("pk", "user_id")
    shared = JobShare.objects.filter(officer__in=keys).values_list("officer_id", "user_id")
    for officer, person in own.order_by().union(shared.order_by()).order_by():
        whose[officer].add(person)
    holders = set().union(*whose.values())
    covers = Deputy.objects.on(on).filter(person__in=holders).order_by()
    standing_in: dict[int, set[int]] = {}
    for person, deputy in covers.values_list("person_id", "deputy_id"):
        standing_in.setdefault(person, set()).add(deputy)
    for people in whose.values():  # nobody stands in for a deputy
        people.update(*(standing_in.get(person, ()) for person in list(people)))
    everybody = set().union(*whose.values())
    users = User.objects.filter(is_active=True).in_bulk(everybody)
    return {
        officer: [users[key] for key in sorted(people) if key in users]
        for officer, people in whose.items()
    }


def leads_of(actions: Iterable[int], *, on: date) -> Mapping[int, list[User]]:
    """Return whom one asks on a day how Actions go, by their keys; four statements.

    That is whoever acts for their leads, or where nobody leads for whoever has a part.
    """
    keys = set(actions)
    roles = ActionRole.objects.filter(action__in=keys).exclude(officer=None)
    parts: dict[int, list[tuple[str, int]]] = {key: [] for key in keys}
    for action, part, officer in roles.order_by("order").values_list(
        "action_id", "part", "officer_id"
    ):
        parts[action].append((part, officer))
    chosen = {
        action: [officer for part, officer in found if part in LEADING]
        or [officer for _part, officer in found]
        for action, found in parts.items()
    }
    accounts = accounts_of_officers(
        (officer for officers in chosen.values() for officer in officers), on=on
    )
    return {
        action: list(
            {user.pk: user for officer in officers for user in accounts[officer]}.values()
        )
        for action, officers in chosen.items()
    }
