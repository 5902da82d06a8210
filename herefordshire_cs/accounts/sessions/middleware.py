"""Ends a session in which nobody did anything for long."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock

SEEN_AT = "seen_at"
# So seldom is it written that a session is used: a page in between costs no statement.
WRITTEN_EVERY = timedelta(minutes=5)


class IdleMiddleware:
    """Signs out whoever did nothing for longer than ``SESSION_IDLE_MINUTES``.

    What they send then is kept by the middleware that follows, as after any end of a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            self.look_at(request, user, now=clock.now())
        return self.get_response(request)

    def look_at(self, request: HttpRequest, user: User, *, now: datetime) -> None:
        """End a session that was idle, or note from time to time that it is used."""
        seen = seen_at(request, user)
        limit = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
        if seen is None or now - seen > limit:
            logout(request)
        elif now - seen > WRITTEN_EVERY:
            request.session[SEEN_AT] = now.timestamp()


def seen_at(request: HttpRequest, user: User) -> datetime | None:
    """Return when a session was last used, to a few minutes: before it is noted, its beginning."""
    noted = request.session.get(SEEN_AT)
    return datetime.fromtimestamp(noted, UTC) if noted else user.last_login
