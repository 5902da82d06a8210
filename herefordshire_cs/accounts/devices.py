"""Devices on which somebody has signed in before; decision 19.

After OWASP, "Slow Down Online Guessing Attacks with Device Cookies". A device has one cookie with
a token for each of the accounts that signed in on it last. A token is signed with the hash of its
account's password, so that a new password ends it.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from herefordshire_cs.accounts.models import User

COOKIE = "known_device"
SALT = "herefordshire_cs.accounts.devices"
SEPARATOR = "~"
KEPT_FOR = timedelta(days=365)
MOST_ACCOUNTS = 5  # of one device; more would make the cookie long


def known_device(request: HttpRequest, account: str) -> str:
    """Return the random name of the device of a request, if ``account`` signed in on it before.

    ``account`` is an e-mail address in small letters. The name is blank on an unknown device.
    """
    tokens = _tokens(request)
    user = User.objects.filter(email=account).first() if tokens else None
    names = (_name(token, user) for token in tokens if user)
    return next(filter(None, names), "")


def make_known(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Give the device of a request its cookie, by a new name, now that a user signed in on it."""
    others = [token for token in _tokens(request) if not _name(token, user)]
    new = signing.dumps([user.pk, secrets.token_urlsafe(9)], salt=_salt(user))
    response.set_cookie(
        COOKIE,
        SEPARATOR.join([new, *others][:MOST_ACCOUNTS]),
        max_age=KEPT_FOR,
        path=reverse("sign-in"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _tokens(request: HttpRequest) -> list[str]:
    written = request.COOKIES.get(COOKIE, "")
    return [token for token in written.split(SEPARATOR)[:MOST_ACCOUNTS] if token]


def _name(token: str, user: User) -> str:
    try:
        key, name = signing.loads(token, salt=_salt(user), max_age=KEPT_FOR)
    except signing.BadSignature:
        return ""
    return str(name) if key == user.pk else ""


def _salt(user: User) -> str:
    return f"{SALT}:{user.password}"
