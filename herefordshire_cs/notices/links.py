"""Sending somebody the link with which they choose a password; no message keeps the link."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from herefordshire_cs.accounts.models import User
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell


def send_links(people: Iterable[User], *, on: date, at: datetime) -> int:
    """Send people the links that were just made for them; return how many messages are new."""
    return tell(((person, link_notice(person)) for person in people), on=on, at=at)


def link_notice(person: User) -> Notice:
    """Return what is said of a link: where it leads is worked out when the message is sent."""
    made = person.link_made_at
    return Notice(
        kind=Kind.PASSWORD,
        once=f"password {made.timestamp() if made else 0}",
        subject="Choose your password",
        about=reverse("forgotten-password"),
        lines=(
            (f"You sign in as {person.email}. The link holds for three days, and works once.", ""),
            ("If you did not ask for it, do nothing: your password stays as it is.", ""),
        ),
    )
