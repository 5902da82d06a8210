"""Making, finding and ending tokens."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from herefordshire_cs.accounts.models import User
from herefordshire_cs.api.models import Token, is_usable
from herefordshire_cs.lib.refusing import Refusal

TOLD_BY = 8  # letters


class EndedAlready(Refusal):
    """A token was ended before; nothing is left to end."""

    def __init__(self) -> None:
        super().__init__("Somebody has ended this token already.")


def make_token(
    *,
    name: str,
    person: User,
    scopes: Iterable[str],
    last_day: date,
    by: User,
    at: datetime,
) -> str:
    """Make a token and return its secret, which nobody can read again."""
    secret = secrets.token_urlsafe(32)
    Token.objects.create(
        name=name,
        person=person,
        scopes=sorted(scopes),
        sha256=hash_of(secret),
        begins=secret[:TOLD_BY],
        last_day=last_day,
        made_by=by,
        made_at=at,
    )
    return secret


@transaction.atomic
def end_token(pk: int, *, by: User, at: datetime) -> Token:
    """End a token at once.

    Raises:
        Token.DoesNotExist: There is none.
        EndedAlready: It was ended before.
    """
    row = Token.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    if row.ended_at is not None:
        raise EndedAlready
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    return row


def find_token(secret: str, *, on: date) -> Token | None:
    """Return the token of a secret if it may be used on a day; note that it was, once a day."""
    row = Token.objects.select_related("person").filter(sha256=hash_of(secret)).first()
    if row is None or not is_usable(row, on=on):
        return None
    if row.last_used_on != on:
        Token.objects.filter(pk=row.pk).update(last_used_on=on)
    return row


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; it is too long to be guessed from that."""
    return hashlib.sha256(secret.encode()).hexdigest()
