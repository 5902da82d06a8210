"""Where somebody begins who has just signed in."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import resolve_url
from django.urls import reverse

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.saved_views.showing import start_of

# The page that each role reads first, by its name; who has two roles lands by the first of these.
# A director, and whoever is not named, reads the dashboard.
FIRST_PAGES = {
    Role.DIRECTOR: "dashboard",
    Role.COMMITTEE_CLERK: "my-meetings",
    Role.MEMBER: "my-meetings",
    Role.PERFORMANCE_OFFICER: "indicators-due",
    Role.OFFICER: "my-actions",
    Role.PARTNER: "my-actions",
    Role.AUDITOR: "log",
}


def first_page_of(user: User | AnonymousUser) -> str:
    """Return the view that somebody starts with, or what their role asks first."""
    if start := start_of(user):
        return start
    groups = set(user.groups.values_list("name", flat=True))
    page = next((page for role, page in FIRST_PAGES.items() if role in groups), None)
    return reverse(page) if page else resolve_url(settings.LOGIN_REDIRECT_URL)
