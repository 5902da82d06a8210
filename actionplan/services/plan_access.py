"""Closing a plan to all but its own people, opening it, and who of them has which role."""

from django.db import transaction
from django.db.models import QuerySet

from actionplan.models import Plan, PlanAccessChange
from actionplan.models.corrections import Recording
from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.accounts.people import services as accounts
from herefordshire_cs.accounts.roles import PlanRole

Kind = PlanAccessChange.Kind


class AlreadySo(Exception):
    """The plan is private, or open, already."""


class NoOwner(Exception):
    """Nobody whose account is open would own a private plan."""


@transaction.atomic
def make_private(plan: Plan, *, reason: str, by: Recording) -> None:
    """Let a plan be there for its own people alone. Raises AlreadySo and NoOwner."""
    locked = _lock(plan)
    if locked.is_private:
        raise AlreadySo
    if not owners_of(locked).exists():
        raise NoOwner
    _set_private(locked, True, kind=Kind.PRIVATE, reason=reason, by=by)


@transaction.atomic
def open_to_all(plan: Plan, *, reason: str, by: Recording) -> None:
    """Let a plan be there for everybody who signs in. Raises AlreadySo."""
    locked = _lock(plan)
    if not locked.is_private:
        raise AlreadySo
    _set_private(locked, False, kind=Kind.OPENED, reason=reason, by=by)


@transaction.atomic
def give_role(plan: Plan, person: User, role: str, *, reason: str, by: Recording) -> None:
    """Give somebody a role in a plan. Raises ForRepairs, OwnRights and RoleThere."""
    locked = _lock(plan)
    accounts.give_role_in_plan(
        person, role, plan=locked.slug, title=locked.title, by=by.author, at=by.at
    )
    _record(locked, Kind.GIVEN, reason=reason, by=by, person=person, role=role)


@transaction.atomic
def take_role(plan: Plan, row: RoleInPlan, *, reason: str, by: Recording) -> None:
    """Take a role in a plan away. Raises ForRepairs, OwnRights and NoOwner."""
    locked = _lock(plan)
    owners = owners_of(locked)
    is_last = owners.filter(pk=row.pk).exists() and not owners.exclude(pk=row.pk).exists()
    if locked.is_private and is_last:
        raise NoOwner
    accounts.take_role_in_plan(row, title=locked.title, by=by.author, at=by.at)
    _record(locked, Kind.TAKEN, reason=reason, by=by, person=row.user, role=row.group.name)


def owners_of(plan: Plan) -> QuerySet[RoleInPlan]:
    """Ask for the parts of those who own a plan and can sign in."""
    parts = RoleInPlan.objects.filter(plan=plan.slug, group__name=PlanRole.OWNER)
    return parts.filter(user__is_active=True)


def _lock(plan: Plan) -> Plan:
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _set_private(plan: Plan, is_private: bool, *, kind: str, reason: str, by: Recording) -> None:
    Plan.objects.filter(pk=plan.pk).update(is_private=is_private)  # its words stay as they are
    _record(plan, kind, reason=reason, by=by)


def _record(
    plan: Plan,
    kind: str,
    *,
    reason: str,
    by: Recording,
    person: User | None = None,
    role: str = "",
) -> None:
    PlanAccessChange.objects.create(
        plan=plan,
        kind=kind,
        person=person,
        role=role,
        reason=reason,
        recorded_by=by.author,
        **by.stamps(),
    )
