"""What the pages of people say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.links import holds_until
from herefordshire_cs.accounts.roles import PlanRole, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody who signs in; ``is_for_repairs`` where they may do everything."""

    pk: int
    name: str
    email: str
    roles: tuple[str, ...]
    is_active: bool
    has_password: bool
    is_demonstration: bool
    is_for_repairs: bool
    last_sign_in: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """One thing done to an account."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Somebody, until when their newest link holds, and what was done to their account."""

    line: PersonLine
    link_until: datetime | None
    changes: tuple[AccountChange, ...]


def role_names() -> list[str]:
    """Return the roles in their order, then the duties that come on top of one."""
    names = Group.objects.exclude(name__in=[PlanRole.OWNER, PlanRole.READER])
    return in_order(names.values_list("name", flat=True))


def in_order(names: Iterable[str]) -> list[str]:
    """Return names of roles in the order of roles, then those of duties."""
    order = {role.value: place for place, role in enumerate(Role)}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def person_line(row: User) -> PersonLine:
    """Return somebody whose groups came along."""
    return PersonLine(
        pk=row.pk,
        name=row.name,
        email=row.email,
        roles=tuple(in_order(group.name for group in row.groups.all())),
        is_active=row.is_active,
        has_password=row.has_usable_password(),
        is_demonstration=row.is_demonstration,
        is_for_repairs=row.is_superuser,
        last_sign_in=row.last_login,
    )


def build_person_page(row: User, *, now: datetime) -> PersonPage:
    """Return somebody's page."""
    rows = LogEntry.objects.select_related("user").filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(row.pk)
    )
    return PersonPage(
        line=person_line(row),
        link_until=holds_until(row, now=now),
        changes=tuple(
            AccountChange(at=entry.action_time, by=entry.user.name, words=words_of(entry))
            for entry in rows.order_by("-action_time", "-pk")
        ),
    )


def words_of(entry: LogEntry) -> str:
    """Return what was done; an account that was edited in a repair is told in Django's words."""
    return entry.get_change_message() or str(entry)
