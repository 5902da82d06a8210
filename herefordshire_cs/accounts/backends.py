"""Who may sign in."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpRequest

from herefordshire_cs.accounts.models import User, as_stored
from herefordshire_cs.accounts.signing_in import begin, settle
from herefordshire_cs.lib import clock


class EmailBackend(ModelBackend):
    """Django's own backend, with limits to wrong passwords.

    It also refuses demonstration accounts outside a demonstration.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return whose password it is, or None. Raises SignInLocked after too many wrong ones."""
        if username is None or password is None:
            return None
        attempt = begin(request, as_stored(username), at=clock.now())
        user = super().authenticate(request, username=username, password=password, **kwargs)
        settle(attempt, user)
        return user

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Refuse inactive users, and demonstration accounts when the day is the real one."""
        is_refused = getattr(user, "is_demonstration", False) and not clock.is_demonstration()
        return not is_refused and super().user_can_authenticate(user)

    def get_user_permissions(
        self, user_obj: User | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Return nothing: what a person may do follows from their roles, which are groups."""
        return set()
