"""What is done with people: adding and changing them, links, and the record of all of it."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from herefordshire_cs.accounts.models import RoleInPlan, SecurityEvent, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.security.recording import note_each
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import list_in_words

logger = logging.getLogger(__name__)
LINK_MADE = "Link made with which they choose a password."


class AddressTaken(Exception):
    """Another account has the address, however its letters are written."""


class OwnRights(Exception):
    """Nobody changes their own roles, or closes their own account."""


class LastAdministrator(Exception):
    """Nobody would be left who administers people."""


class ForRepairs(Exception):
    """An account that may do everything is made and closed on the machine, not on these pages."""


class RoleThere(Exception):
    """Somebody has the role in the plan already."""


class NotActive(Exception):
    """No link is made for a closed account."""


@transaction.atomic
def add_person(*, name: str, email: str, roles: Iterable[str], by: User, at: datetime) -> User:
    """Add somebody without a password, in roles by their names. Raises AddressTaken."""
    if User.objects.filter(email__iexact=email).exists():
        raise AddressTaken
    person = User.objects.create_user(email, name=name)
    person.groups.set(Group.objects.filter(name__in=roles))
    record(person, added_in_words(person, roles), by=by, at=at, flag=ADDITION)
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be added: an address in small letters, and roles by their names."""

    name: str
    email: str
    roles: tuple[str, ...]


@transaction.atomic
def add_people(people: Sequence[NewPerson], *, by: User, at: datetime) -> list[User]:
    """Add people without passwords, each with a link; as many statements for one as for many.

    Raises AddressTaken, and adds nobody, where any of the addresses is another account's.
    """
    rows = [User(email=each.email, name=each.name, link_made_at=at) for each in people]
    for row in rows:
        row.set_unusable_password()
    if User.objects.filter(email__in=[row.email for row in rows]).exists():
        raise AddressTaken
    try:
        with transaction.atomic():
            User.objects.bulk_create(rows)
    except IntegrityError as error:
        raise AddressTaken from error
    groups = {group.name: group for group in Group.objects.all()}
    User.groups.through.objects.bulk_create(
        User.groups.through(user_id=row.pk, group_id=groups[name].pk)
        for row, each in zip(rows, people, strict=True)
        for name in each.roles
    )
    record_each(
        [
            (row, f"{added_in_words(row, each.roles)} {LINK_MADE}")
            for row, each in zip(rows, people, strict=True)
        ],
        by=by,
        at=at,
        flag=ADDITION,
    )
    return rows


@transaction.atomic
def give_roles(person: User, roles: Iterable[str], *, by: User, at: datetime) -> None:
    """Give somebody roles, by their names, beside those they have.

    Raises ForRepairs, OwnRights and NotActive.
    """
    locked = lock_with_administrators(person)
    if locked.pk == by.pk:
        raise OwnRights
    if not locked.is_active:
        raise NotActive
    before = roles_of(locked)
    given = sorted(set(roles) - before)
    if given:
        locked.groups.add(*Group.objects.filter(name__in=given))
        record(locked, f"Given: {list_in_words(given)}.", by=by, at=at)


@transaction.atomic
def give_role_in_plan(
    person: User, role: str, *, plan: str, title: str, by: User, at: datetime
) -> None:
    """Give somebody a role on the pages of one plan, by its short name and its title.

    One that they have everywhere may be given too: it lets them in where the plan is private.
    Raises ForRepairs, OwnRights and RoleThere.
    """
    locked = lock_with_administrators(person)
    if locked.pk == by.pk:
        raise OwnRights
    group = Group.objects.get(name=role)
    _row, is_new = RoleInPlan.objects.get_or_create(user=locked, group=group, plan=plan)
    if not is_new:
        raise RoleThere
    record(locked, f"Given in “{title}” alone: {role}.", by=by, at=at)


@transaction.atomic
def take_role_in_plan(row: RoleInPlan, *, title: str, by: User, at: datetime) -> None:
    """Take a role in one plan away. Raises ForRepairs and OwnRights."""
    locked = lock_with_administrators(row.user)
    if locked.pk == by.pk:
        raise OwnRights
    record(locked, f"Taken in “{title}”: {row.group.name}.", by=by, at=at)
    row.delete()


@transaction.atomic
def make_links(people: Iterable[User], *, by: User, at: datetime) -> list[User]:
    """Make a link for each of some people who have chosen no password; earlier ones end."""
    keys = [row.pk for row in people]
    rows = User.objects.filter(pk__in=keys, is_active=True, is_superuser=False)
    found = list(rows.order_by("pk").select_for_update())
    for row in found:
        row.link_made_at = at
    User.objects.bulk_update(found, ["link_made_at"])
    record_each([(row, LINK_MADE) for row in found], by=by, at=at)
    return found


@transaction.atomic
def change_person(
    *,
    person: User,
    name: str,
    email: str,
    roles: Iterable[str],
    is_active: bool,
    by: User,
    at: datetime,
) -> None:
    """Change somebody, and their roles by name; nothing is recorded where nothing changes.

    Raises ForRepairs, OwnRights, LastAdministrator and AddressTaken.
    """
    locked = lock_with_administrators(person)
    before, after = roles_of(locked), set(roles)
    is_closed = locked.is_active and not is_active
    if locked.pk == by.pk and (before != after or is_closed):
        raise OwnRights
    was_administrator = administrators().filter(pk=locked.pk).exists()
    words = changes_in_words(locked, name=name, email=email, is_active=is_active)
    words += roles_in_words(before, after)
    if locked.email != email or is_closed:
        locked.link_made_at = None
    locked.name, locked.email, locked.is_active = name, email, is_active
    save_with_address(locked)
    locked.groups.set(Group.objects.filter(name__in=after))
    if was_administrator and not administrators().exists():
        raise LastAdministrator
    if words:
        record(locked, " ".join(words), by=by, at=at)


@transaction.atomic
def make_link(*, person: User, by: User, at: datetime) -> None:
    """Make a link with which somebody chooses their password; the one before it ends.

    Nothing of the account changes until it is used. Raises ForRepairs and NotActive.
    """
    locked = lock_with_administrators(person)
    if not locked.is_active:
        raise NotActive
    locked.link_made_at = at
    locked.save(update_fields=["link_made_at"])
    record(locked, LINK_MADE, by=by, at=at)


@transaction.atomic
def note_chosen_password(*, person: User, at: datetime) -> None:
    """Record that somebody chose the password of an account with its link, which ends."""
    person.link_made_at = None
    person.save(update_fields=["link_made_at"])
    record(person, "Password chosen by whoever had the link.", by=person, at=at)


def lock_with_administrators(person: User) -> User:
    """Return somebody as stored; nobody else changes them or an administrator meanwhile."""
    either = Q(pk=person.pk) | Q(pk__in=administrators().order_by().values("pk"))
    rows = User.objects.filter(either).order_by("pk").select_for_update()
    locked = next(row for row in rows if row.pk == person.pk)
    if locked.is_superuser:
        raise ForRepairs
    return locked


def administrators() -> QuerySet[User]:
    """Ask for those who administer people and may sign in."""
    rows = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR)
    return rows if clock.is_demonstration() else rows.filter(is_demonstration=False)


def roles_of(person: User) -> set[str]:
    """Return the names of somebody's roles and duties."""
    return set(person.groups.values_list("name", flat=True))


def save_with_address(person: User) -> None:
    """Save somebody; an address that another took meanwhile is refused like one long taken."""
    if User.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        raise AddressTaken
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise AddressTaken from error


def changes_in_words(person: User, *, name: str, email: str, is_active: bool) -> list[str]:
    """Return what changes of an account, but for its roles."""
    words = []
    if person.name != name:
        words.append(f"Name changed from “{person.name}” to “{name}”.")
    if person.email != email:
        words.append(f"Address changed from {person.email} to {email}.")
    if person.is_active != is_active:
        words.append("Account opened again." if is_active else "Account closed.")
    return words


def roles_in_words(before: set[str], after: set[str]) -> list[str]:
    """Return which roles are given and which taken."""
    given, taken = sorted(after - before), sorted(before - after)
    words = [f"Given: {list_in_words(given)}."] if given else []
    return words + ([f"Taken: {list_in_words(taken)}."] if taken else [])


def added_in_words(person: User, roles: Iterable[str]) -> str:
    """Return with which address and roles somebody was added."""
    return f"Added with the address {person.email}. Given: {list_in_words(sorted(roles))}."


def record(person: User, words: str, *, by: User, at: datetime, flag: int = CHANGE) -> None:
    """Keep who did what to whose account, and log it."""
    record_each([(person, words)], by=by, at=at, flag=flag)


def record_each(
    done: Sequence[tuple[User, str]], *, by: User, at: datetime, flag: int = CHANGE
) -> None:
    """Keep what somebody did to several accounts, and log it."""
    LogEntry.objects.bulk_create(
        LogEntry(
            user=by,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(person.pk),
            object_repr=person.name,
            action_flag=flag,
            action_time=at,
            change_message=words,
        )
        for person, words in done
    )
    abouts = [f"{person.email}: {words}" for person, words in done]
    note_each(SecurityEvent.What.ROLES, abouts, user=by, at=at)
    for person, words in done:
        logger.info("%s, account of %s: %s", by.email, person.email, words)
