"""What is done with people: adding and changing them, links, and the record of all of it."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import list_in_words

logger = logging.getLogger(__name__)


class AddressTaken(Exception):
    """Another account has the address, however its letters are written."""


class OwnRights(Exception):
    """Nobody changes their own roles, or closes their own account."""


class LastAdministrator(Exception):
    """Nobody would be left who administers people."""


class ForRepairs(Exception):
    """An account that may do everything is made and closed on the machine, not on these pages."""


class NotActive(Exception):
    """No link is made for a closed account."""


@transaction.atomic
def add_person(*, name: str, email: str, roles: Iterable[str], by: User, at: datetime) -> User:
    """Add somebody without a password, in roles by their names. Raises AddressTaken."""
    if User.objects.filter(email__iexact=email).exists():
        raise AddressTaken
    person = User.objects.create_user(email, name=name)
    person.groups.set(Group.objects.filter(name__in=roles))
    words = f"Added with the address {person.email}. Given: {list_in_words(sorted(roles))}."
    record(person, words, by=by, at=at, flag=ADDITION)
    return person


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
    record(locked, "Link made with which they choose a password.", by=by, at=at)


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


def record(person: User, words: str, *, by: User, at: datetime, flag: int = CHANGE) -> None:
    """Keep who did what to whose account, and log it."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.pk),
        object_repr=person.name,
        action_flag=flag,
        action_time=at,
        change_message=words,
    )
    logger.info("%s, account of %s: %s", by.email, person.email, words)
