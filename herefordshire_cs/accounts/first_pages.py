"""Where somebody begins who has just signed in."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import resolve_url
from django.urls import reverse

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

# Whose first page is that of their meetings.
MEETINGS_FIRST = (Role.MEMBER, Role.COMMITTEE_CLERK)


def first_page_of(user: User | AnonymousUser) -> str:
    """Return the page of meetings for members and clerks, and the dashboard for everybody else."""
    has_meetings = user.groups.filter(name__in=MEETINGS_FIRST).exists()
    return reverse("my-meetings") if has_meetings else resolve_url(settings.LOGIN_REDIRECT_URL)
