"""The secret address of somebody's calendar: made, changed, ended."""

import secrets
from datetime import datetime

from herefordshire_cs.accounts.models import User
from herefordshire_cs.notices.models import CalendarAddress
from herefordshire_cs.notices.services import may_be_told


def make_address(user: User, *, at: datetime) -> CalendarAddress:
    """Give a person a new secret address; the one before leads nowhere from then on."""
    row, _is_new = CalendarAddress.objects.update_or_create(
        person=user, defaults={"key": secrets.token_urlsafe(32), "made_at": at}
    )
    return row


def end_address(user: User) -> None:
    """End the secret address of a person."""
    CalendarAddress.objects.filter(person=user).delete()


def person_at(key: str) -> User | None:
    """Return whose calendar an address is; None where there is none, or they may not sign in."""
    row = CalendarAddress.objects.select_related("person").filter(key=key).first()
    return row.person if row is not None and may_be_told(row.person) else None
