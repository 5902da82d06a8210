"""Telling administrators that somebody signed in with an account that may do everything."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from herefordshire_cs.accounts.holders import holders_of
from herefordshire_cs.accounts.models import User
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell


def tell_of_break_glass(user: User, *, at: datetime) -> None:
    """Tell every administrator at once; called of each such sign-in."""
    notice = Notice(
        kind=Kind.BREAK_GLASS,
        once=f"break-glass {user.pk} {at.timestamp()}",
        subject="The account for repairs was used to sign in",
        about=f"{reverse('security-record')}?what=break-glass",
        lines=((f"{user.email} may do everything. Ask who it was, and why.", ""),),
    )
    people = holders_of("accounts.change_user")
    tell(((person, notice) for person in people), on=timezone.localtime(at).date(), at=at)
