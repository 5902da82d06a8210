"""Where somebody is signed in, in words."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from herefordshire_cs.accounts.models import User

# What browsers say of themselves, the first that is found: each also names those it comes from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A session of somebody's: in what, from where, since when, and whether it is this one."""

    pk: int
    browser: str
    address: str
    since: datetime
    is_this: bool


def session_lines(user: User, *, current: str) -> list[SessionLine]:
    """Return somebody's sessions that are not over, the newest first; forget the others."""
    rows = UserSession.objects.purge_and_list(user)
    lines = [
        SessionLine(
            pk=row.pk,
            browser=browser_of(row.user_agent),
            address=row.ip,
            since=row.created_at,
            is_this=row.session_key == current,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (not line.is_this, -line.since.timestamp()))


def browser_of(words: str) -> str:
    """Return what somebody would call a browser by what it says of itself."""
    browser = next((name for mark, name in BROWSERS if re.search(rf"\b{mark}", words)), "")
    system = next((name for mark, name in SYSTEMS if mark in words), "")
    return " on ".join(part for part in (browser or "A browser", system) if part)
