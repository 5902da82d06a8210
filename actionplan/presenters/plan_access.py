"""Who may read and write a plan: those who have a role in it, those named in it, its history."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import Plan, PlanAccessChange
from actionplan.models.plan_access import officers_of
from actionplan.presenters.people import accounts_of
from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.lib.text.words import mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInPlan:
    """Somebody with a role in a plan; ``given_on`` is None where that was not recorded."""

    pk: int
    person: int
    name: str
    role: str
    is_active: bool
    given_on: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInPlan:
    """A name in a plan, and the accounts that stand for it; they may be none."""

    label: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChangeLine:
    """A change of who may read or write a plan."""

    on: date
    by: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPeople:
    """The people of a plan. ``asked`` answer for a recommendation, or agree to what is asked."""

    slug: str
    title: str
    is_private: bool
    roles: tuple[PersonInPlan, ...]
    named: tuple[NamedInPlan, ...]
    asked: tuple[str, ...]
    changes: tuple[AccessChangeLine, ...]


def build_plan_people(plan: Plan) -> PlanPeople:
    """Return the people of a plan as they are today; six queries."""
    changes = list(plan.access_changes.select_related("person", "recorded_by"))
    given = {
        (row.person_id, row.role): row
        for row in reversed(changes)
        if row.kind == PlanAccessChange.Kind.GIVEN
    }
    roles = RoleInPlan.objects.filter(plan=plan.slug).select_related("user", "group")
    officers = officers_of(plan).select_related("user").prefetch_related("shares__user")
    answering = plan.recommendations.order_by().values_list("reporter__name", "approver__name")
    return PlanPeople(
        slug=plan.slug,
        title=plan.title,
        is_private=plan.is_private,
        roles=tuple(
            person_in_plan(row, given.get((row.user_id, row.group.name)))
            for row in roles.order_by("user__name", "group__name")
        ),
        named=tuple(
            NamedInPlan(
                label=row.full_label, accounts=tuple(each.name for each in accounts_of(row))
            )
            for row in officers.order_by("is_post", "initials")
        ),
        asked=tuple(sorted({name for names in answering for name in names if name})),
        changes=tuple(change_line(row) for row in changes),
    )


def person_in_plan(row: RoleInPlan, given: PlanAccessChange | None) -> PersonInPlan:
    """Return somebody with a role; their account and its group came along."""
    return PersonInPlan(
        pk=row.pk,
        person=row.user_id,
        name=row.user.name,
        role=row.group.name,
        is_active=row.user.is_active,
        given_on=given.recorded_on if given else None,
        reason=given.reason if given else "",
    )


def change_line(row: PlanAccessChange) -> AccessChangeLine:
    """Return a change in words; whose it is came along."""
    happened = row.get_kind_display()
    if row.person is not None:
        happened = f"{row.role}: {mid_sentence(happened)}, {row.person.name}"
    return AccessChangeLine(
        on=row.recorded_on, by=row.recorded_by.name, words=happened, reason=row.reason
    )


def suggested_people() -> list[str]:
    """Return everybody whose account is open, by name alone: whoever owns a plan sees no address.

    Where two have one name, the form asks for the address.
    """
    rows = User.objects.filter(is_active=True, is_superuser=False).order_by("name")
    return list(rows.values_list("name", flat=True).distinct())
