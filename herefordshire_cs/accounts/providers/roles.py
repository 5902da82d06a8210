"""Roles that follow from the groups of the council's directory."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.services import (
    administrators,
    lock_with_administrators,
    record,
    roles_in_words,
    roles_of,
)

logger = logging.getLogger(__name__)


def groups_claimed(login: SocialLogin) -> set[str] | None:
    """Return the groups that a provider says somebody is in; None where it does not say.

    Entra ID names no group of somebody who is in more than 200, only where to ask for them.
    """
    data = login.account.extra_data
    for claims in (data.get("id_token"), data.get("userinfo"), data):
        if isinstance(claims, Mapping):
            found: Any = claims.get(settings.PROVIDER_GROUPS_CLAIM)
            if isinstance(found, list):
                return {str(each) for each in found}
    return None


@transaction.atomic
def follow_groups(user: User, login: SocialLogin, *, at: datetime) -> None:
    """Give and take the roles that groups stand for, and no other; the record says so.

    The last administrator stays one, whatever the directory says.
    """
    stands_for: dict[str, str] = settings.PROVIDER_ROLES
    claimed = groups_claimed(login)
    if not stands_for or claimed is None:
        return
    locked = lock_with_administrators(user)
    before = roles_of(locked)
    followed = set(stands_for.values())
    meant = {role for group, role in stands_for.items() if group in claimed}
    after = (before - followed) | meant
    if before == after:
        return
    with transaction.atomic():
        locked.groups.set(Group.objects.filter(name__in=after))
        if not administrators().exists() and administrators_before(before):
            logger.warning("The directory would take the last administrator away: %s", user.email)
            transaction.set_rollback(True)
            return
    words = f"By the directory’s groups. {' '.join(roles_in_words(before, after))}"
    record(locked, words, by=locked, at=at)


def administrators_before(roles: set[str]) -> bool:
    """Say whether somebody administered people by their roles."""
    return "Administrator" in roles
