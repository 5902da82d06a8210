"""Writing the record of security: a line of JSON for whoever watches, and a row for the page."""

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.core import context
from django.conf import settings
from django.http import HttpRequest

from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.visitors import visitor_address

logger = logging.getLogger("security")
LONGEST_ACCOUNT, LONGEST_ABOUT = 254, 500
What = SecurityEvent.What


def note(
    what: str,
    *,
    at: datetime,
    user: User | None = None,
    account: str = "",
    about: str = "",
    request: HttpRequest | None = None,
) -> None:
    """Record something that happened, by a request or by a command; one statement.

    ``about`` says of what, in neutral words and paths: no word of a record, no secret.
    """
    note_each(what, [about], at=at, user=user, account=account, request=request)


def note_each(
    what: str,
    abouts: Iterable[str],
    *,
    at: datetime,
    user: User | None = None,
    account: str = "",
    request: HttpRequest | None = None,
) -> None:
    """Record the same of several things; one statement for all of them."""
    asked = request or context.request
    rows = [
        SecurityEvent(
            at=at,
            what=what,
            user=user,
            account=(account or (user.email if user else ""))[:LONGEST_ACCOUNT],
            visitor=(visitor_address(asked) if asked else None) or "",
            request_number=getattr(asked, "number", ""),
            about=about[:LONGEST_ABOUT],
        )
        for about in abouts
    ]
    SecurityEvent.objects.bulk_create(rows)
    for row in rows:
        logger.info("%s", as_line(row))


def as_line(row: SecurityEvent) -> str:
    """Return an event as one line of JSON; what was typed cannot end it."""
    return json.dumps(
        {
            "time": row.at.isoformat(timespec="milliseconds"),
            "request": row.request_number,
            "user": row.user_id,
            "account": row.account,
            "address": row.visitor,
            "what": row.what,
            "about": row.about,
        }
    )


def forget_old(*, at: datetime) -> int:
    """Forget what is older than it is kept; return how many rows that were."""
    oldest = at - timedelta(days=settings.SECURITY_RECORD_DAYS)
    return SecurityEvent.objects.filter(at__lt=oldest).delete()[0]
