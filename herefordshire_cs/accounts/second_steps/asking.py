"""Who is asked for a second step, and the page to which they are led until they have one."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.council import council_words

MISSING = "second_step_missing"


def is_asked_of(user: User) -> bool:
    """Say whether a second step is asked of somebody: of who reads what is exempt or administers.

    The council says whether at all; whoever repairs the database is asked in any case.
    """
    if user.is_demonstration:
        return False
    if user.is_superuser:
        return True
    if not council_words().asks_second_step:
        return False
    if user.has_perm("accounts.change_user"):
        return True
    # Accounts know nothing of papers, whose app says who reads what is withheld.
    return bool(import_string(settings.SECOND_STEP_ASKED_OF)(user))


def note_whether_missing(request: HttpRequest, user: User) -> None:
    """Note at sign-in whether somebody must set up a second step; a provider has its own."""
    by_provider = any(
        record["method"] == "socialaccount" for record in get_authentication_records(request, user)
    )
    if not by_provider and is_asked_of(user) and not is_mfa_enabled(user):
        request.session[MISSING] = True


class SecondStepMiddleware:
    """Leads whoever must set up a second step to where they do so, and to no other page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User) or not request.session.get(MISSING):
            return self.get_response(request)
        if request.path.startswith(reverse("mfa_index")) or request.path in always_open():
            return self.get_response(request)
        if is_mfa_enabled(request.user):
            del request.session[MISSING]
            return self.get_response(request)
        return redirect("mfa_index")


def always_open() -> set[str]:
    """Return the paths that are open without a second step."""
    names = ("sign-out", "account_reauthenticate", "health", "ready", "accessibility")
    return {reverse(name) for name in names}
