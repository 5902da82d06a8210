"""Who may sign in."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpRequest

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock


def address_of(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Return the address that somebody tries, in small letters: capitals give no further tries."""
    typed = (credentials or request.POST).get("username") or ""
    return typed.strip().lower()


def visitor_address(request: HttpRequest) -> str | None:
    """Return the address that a request came from: behind a named proxy, what that says of it.

    Proxies are named by ``TRUSTED_PROXIES``; each adds the address that it was asked from at the
    end of ``X-Forwarded-For``. What somebody else wrote there is never believed.
    """
    trusted = set(settings.TRUSTED_PROXIES)
    hops = [
        *request.META.get("HTTP_X_FORWARDED_FOR", "").split(","),
        request.META.get("REMOTE_ADDR", ""),
    ]
    address = None
    for hop in reversed(hops):
        address = _address(hop) or address
        if _address(hop) is None or address not in trusted:
            break
    return address


def _address(written: str) -> str | None:
    try:
        return str(ip_address(written.strip()))
    except ValueError:
        return None


class EmailBackend(ModelBackend):
    """Django's own backend, which also refuses demonstration accounts outside a demonstration."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Refuse inactive users, and demonstration accounts when the day is the real one."""
        is_refused = getattr(user, "is_demonstration", False) and not clock.is_demonstration()
        return not is_refused and super().user_can_authenticate(user)

    def get_user_permissions(
        self, user_obj: User | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Return nothing: what a person may do follows from their roles, which are groups."""
        return set()
