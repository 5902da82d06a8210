"""Who may read and write by plan: one that is private is there for its own people alone."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from actionplan.models.actions import ActionRole
from actionplan.models.officers import Officer
from actionplan.models.people import JobShare, officers_acted_for
from actionplan.models.plans import Plan, Recommendation
from actionplan.models.progress import ProgressUpdate
from actionplan.models.risks import RiskAssessment, RiskRegister
from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.accounts.plan_roles import PlanAccess


class PlanAccessChange(models.Model):
    """A change of who may read or write a plan, by whom, when and why; added to alone."""

    class Kind(models.TextChoices):
        PRIVATE = "private", "Private: for its own people alone"
        OPENED = "opened", "Opened to everybody who signs in"
        GIVEN = "given", "Given"
        TAKEN = "taken", "Taken away"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="access_changes")
    kind = models.CharField(max_length=7, choices=Kind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["private", "opened"], person=None, role="")
                | Q(kind__in=["given", "taken"], person__isnull=False) & ~Q(role=""),
                name="a_role_in_a_plan_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display()}, {self.recorded_on}"


def find_access(user: User | AnonymousUser, *, on: date) -> PlanAccess:
    """Return which private plans there are for a user on a day; two queries if there is any."""
    rows = Plan.objects.filter(is_private=True).order_by()
    is_own: Any = Value(user.is_superuser)
    if isinstance(user, User) and not user.is_superuser:
        is_own = _has_part(user, on=on)
    found = list(rows.annotate(is_own=is_own).values_list("pk", "slug", "is_own"))
    hidden = frozenset(pk for pk, _slug, own in found if not own)
    own = {slug for _pk, slug, own in found if own}
    private = RiskRegister.objects.filter(plan__in=[pk for pk, _slug, _own in found]).order_by()
    registers = list(private.values_list("slug", "plan__slug")) if found else []
    return PlanAccess(
        hidden=hidden,
        hidden_slugs=frozenset(slug for _pk, slug, own in found if not own),
        own_slugs=frozenset(own),
        hidden_registers=frozenset(slug for slug, plan in registers if plan not in own),
        own_registers=frozenset(pair for pair in registers if pair[1] in own),
    )


def is_told(row: ProgressUpdate, access: PlanAccess) -> bool:
    """Say whether a note is told to whom an access is of; everybody reads their own."""
    if not row.is_for_board or access.reads_board_notes:
        return True
    return access.reader is not None and row.author_id == access.reader


def told_notes(access: PlanAccess) -> Q:
    """State the same of rows."""
    if access.reads_board_notes:
        return Q()
    return Q(is_for_board=False) | Q(author__isnull=False, author=access.reader)


def _has_part(user: User, *, on: date) -> Any:
    """Say in a query of plans whether a user has a role in each, or is named in it."""
    officers = officers_acted_for(user, on=on).order_by().values("pk")
    plan = OuterRef("pk")
    of_recommendation = Q(reporter=user.pk) | Q(approver=user.pk)
    return (
        Exists(RoleInPlan.objects.filter(user=user.pk, plan=OuterRef("slug")))
        | Exists(ActionRole.objects.filter(action__plan=plan, officer__in=officers))
        | Exists(Recommendation.objects.filter(of_recommendation, plan=plan))
        | Exists(RiskAssessment.objects.filter(risk__register__plan=plan, owner__in=officers))
    )


def people_of(plan: Plan) -> models.QuerySet[User]:
    """Ask for those who have a role in a plan, or are named in it; open accounts alone."""
    officers = officers_of(plan).values("pk")
    named = Recommendation.objects.filter(plan=plan).order_by()
    has_part = (
        Q(pk__in=RoleInPlan.objects.filter(plan=plan.slug).order_by().values("user"))
        | Q(pk__in=Officer.objects.filter(pk__in=officers).order_by().values("user"))
        | Q(pk__in=JobShare.objects.filter(officer__in=officers).order_by().values("user"))
        | Q(pk__in=named.values("reporter"))
        | Q(pk__in=named.values("approver"))
    )
    return User.objects.filter(has_part, is_active=True)


def officers_of(plan: Plan) -> models.QuerySet[Officer]:
    """Ask for the names in a plan: who has a part in an action, or owned a risk of it."""
    leads = ActionRole.objects.filter(action__plan=plan, officer__isnull=False)
    own = RiskAssessment.objects.filter(risk__register__plan=plan, owner__isnull=False)
    either = Q(pk__in=leads.order_by().values("officer"))
    return Officer.objects.filter(either | Q(pk__in=own.order_by().values("owner"))).order_by()


def seen_with[Rows: models.QuerySet[Any]](
    rows: Rows, access: PlanAccess, *, plan: str = "plan"
) -> Rows:
    """Leave out the rows of plans that are hidden from whoever asks.

    ``plan`` leads from a row to its plan. Where nothing is hidden, the query is as it was.
    """
    return rows.exclude(**{f"{plan}__in": access.hidden}) if access.hidden else rows


def officers_seen_with(
    rows: models.QuerySet[Officer], access: PlanAccess
) -> models.QuerySet[Officer]:
    """Leave out the names that stand in plans alone that are hidden from whoever asks."""
    if not access.hidden:
        return rows
    roles = ActionRole.objects.filter(officer=OuterRef("pk"))
    owned = RiskAssessment.objects.filter(owner=OuterRef("pk"))
    hidden = Exists(roles.filter(action__plan__in=access.hidden)) | Exists(
        owned.filter(risk__register__plan__in=access.hidden)
    )
    elsewhere = Exists(seen_with(roles, access, plan="action__plan")) | Exists(
        seen_with(owned, access, plan="risk__register__plan")
    )
    return rows.exclude(hidden & ~elsewhere)
