"""The people of the council: their accounts, where they work, and what they lead."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q

from actionplan.models import ActionRole, Deputy, Officer, Organisation, Plan, Workplace
from actionplan.models.people import own_officers
from actionplan.presenters.officers import LEADING_PARTS
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.presenters import (
    PersonLine,
    PersonPage,
    build_person_page,
    person_line,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPerson:
    """Somebody who signs in, where they work, and the plans in which they lead an Action."""

    line: PersonLine
    post: str
    organisation: str
    plans: tuple[str, ...]
    is_dormant: bool

    @property
    def state(self) -> str:
        """How the account stands, in words."""
        if not self.line.is_active:
            return "Closed"
        if not self.line.has_password:
            return "Active, no password chosen yet"
        return "Dormant" if self.is_dormant else "Active"

    @property
    def roles_in_words(self) -> str:
        """The roles, in their order; of an account for repairs that it may do everything."""
        return ", ".join(self.line.roles) or (
            "Everything, for repairs" if self.line.is_for_repairs else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHeld:
    """A name in the plans for which an account stands, and who shares it."""

    initials: str
    label: str
    shared_with: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyLine:
    """Who stands in for whom, and the first and the last day of it."""

    pk: int
    person: str
    deputy: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleInOnePlan:
    """A role that somebody has in one plan alone."""

    pk: int
    role: str
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPersonPage:
    """Somebody's account, the names for which it stands, and who stands in for whom."""

    account: PersonPage
    is_dormant: bool
    names: tuple[NameHeld, ...]
    roles_in_plans: tuple[RoleInOnePlan, ...]
    deputies: tuple[DeputyLine, ...]
    deputises: tuple[DeputyLine, ...]


def dormant_before(now: datetime) -> datetime:
    """Return the instant since which an account has been used that is not dormant."""
    return now - timedelta(days=settings.DORMANT_AFTER_DAYS)


def is_dormant(row: User, *, now: datetime) -> bool:
    """Say whether an account is open and was not used for long, or never since it was made."""
    last = row.last_login or row.date_joined
    return row.is_active and last < dormant_before(now)


def council_people(rows: Iterable[User], *, now: datetime) -> list[CouncilPerson]:
    """Return people whose groups and workplaces came along; two queries for all of them."""
    found = list(rows)
    plans = plans_led([row.pk for row in found])
    return [council_person(row, plans.get(row.pk, ()), now=now) for row in found]


def council_person(row: User, plans: Iterable[str], *, now: datetime) -> CouncilPerson:
    """Return somebody whose groups and workplace came along."""
    workplace: Workplace | None = getattr(row, "workplace", None)
    body = workplace.organisation if workplace else None
    return CouncilPerson(
        line=person_line(row),
        post=workplace.post if workplace else "",
        organisation=body.name if body else "",
        plans=tuple(plans),
        is_dormant=is_dormant(row, now=now),
    )


def plans_led(users: list[int]) -> Mapping[int, tuple[str, ...]]:
    """Return the titles of the plans in which people lead, by their keys; two queries."""
    if not users:
        return {}
    leads = ActionRole.objects.filter(part__in=LEADING_PARTS).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for path in ("officer__user", "officer__shares__user"):
        rows = leads.filter(**{f"{path}__in": users})
        for user, title in rows.values_list(path, "action__plan__title").distinct():
            found[user].add(title)
    return {user: tuple(sorted(titles)) for user, titles in found.items()}


def build_council_person(row: User, *, on: date, now: datetime) -> CouncilPersonPage:
    """Return somebody's page."""
    covers = Deputy.objects.not_over(on=on).select_related("person", "deputy")
    return CouncilPersonPage(
        account=build_person_page(row, now=now),
        is_dormant=is_dormant(row, now=now),
        names=names_held(row),
        roles_in_plans=roles_in_plans(row),
        deputies=tuple(deputy_line(each) for each in covers.filter(person=row)),
        deputises=tuple(deputy_line(each) for each in covers.filter(deputy=row)),
    )


def roles_in_plans(row: User) -> tuple[RoleInOnePlan, ...]:
    """Return the roles that somebody has in one plan each; two queries, or one."""
    rows = list(row.roles_in_plans.select_related("group"))
    slugs = [each.plan for each in rows]
    titles = dict(Plan.objects.filter(slug__in=slugs).values_list("slug", "title")) if rows else {}
    return tuple(
        RoleInOnePlan(pk=each.pk, role=each.group.name, plan=titles.get(each.plan, each.plan))
        for each in rows
    )


def deputy_line(row: Deputy) -> DeputyLine:
    """Return who stands in for whom; both came along."""
    return DeputyLine(
        pk=row.pk,
        person=row.person.name,
        deputy=row.deputy.name,
        from_on=row.from_on,
        until_on=row.until_on,
    )


def names_held(row: User) -> tuple[NameHeld, ...]:
    """Return the names in the plans for which somebody stands, alone or with others."""
    officers = own_officers(row).select_related("user").prefetch_related("shares__user")
    return tuple(
        NameHeld(
            initials=officer.initials,
            label=officer.full_label,
            shared_with=tuple(each.name for each in accounts_of(officer) if each.pk != row.pk),
        )
        for officer in officers.order_by("is_post", "initials")
    )


def accounts_of(officer: Officer) -> list[User]:
    """Return the accounts that stand for an officer, its own first; they came along."""
    own = [officer.user] if officer.user else []
    return [*own, *(share.user for share in officer.shares.all())]


def organisation_names() -> list[str]:
    """Return the names of the organisations and teams there are; one query."""
    return list(Organisation.objects.filter(merged_into=None).values_list("name", flat=True))


def people_to_choose() -> list[str]:
    """Return everybody whose account is open as a form suggests them: name and address."""
    rows = User.objects.filter(Q(is_active=True) & Q(is_superuser=False)).order_by("name", "pk")
    return [f"{name} <{email}>" for name, email in rows.values_list("name", "email")]
