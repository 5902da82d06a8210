"""Links with which a person chooses a password: each for one person, for a while, and once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.timesince import timesince

from herefordshire_cs.accounts.models import User


class LinkTokens(PasswordResetTokenGenerator):
    """Django's tokens, of which a newer link ends the older.

    They end too when the password or the address changes, and with the next sign-in.
    """

    key_salt = "herefordshire_cs.accounts.people.links"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.link_made_at}"


tokens = LinkTokens()


def path_of_link(person: User) -> str:
    """Return where a person chooses their password, from now on and for as long as it holds."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("choose-password", args=[key, tokens.make_token(person)])


def how_long(*, now: datetime) -> str:
    """Return in words how long a link holds that is made now."""
    return timesince(now - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT), now)


def holds_until(person: User, *, now: datetime) -> datetime | None:
    """Return until when the newest link of a person may be used; None where there is none."""
    made_at = person.link_made_at
    if made_at is None or not person.is_active:
        return None
    if person.last_login is not None and person.last_login > made_at:
        return None
    end = made_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return end if end > now else None
