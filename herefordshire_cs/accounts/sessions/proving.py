"""Asking who is signed in to prove it again, before what cannot be taken back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.sending import keep, remember
from herefordshire_cs.lib import clock


def proved_at(request: HttpRequest) -> datetime | None:
    """Return when who is signed in last proved who they are."""
    user = request.user
    if not isinstance(user, User):
        return None
    records = get_authentication_records(request, user)
    return datetime.fromtimestamp(records[-1]["at"], UTC) if records else user.last_login


def is_proved(request: HttpRequest) -> bool:
    """Say whether that was within the limit, ``PROVED_FOR_MINUTES``."""
    proved = proved_at(request)
    limit = timedelta(minutes=settings.PROVED_FOR_MINUTES)
    return proved is not None and clock.now() - proved <= limit


def proved_again[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let a view answer whoever proved lately who they are; ask all others first.

    What they sent is kept meanwhile. A plain page of the view is shown to whoever may open it.
    """

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = cast(HttpRequest, args[0])
        if request.method == "POST" and not is_proved(request):
            return ask(request)
        return view(*args, **kwargs)

    return answer


def proved_to_open[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Ask before a page is shown too, such as one that holds a secret."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = cast(HttpRequest, args[0])
        return view(*args, **kwargs) if is_proved(request) else ask(request)

    return answer


def ask(request: HttpRequest) -> HttpResponse:
    """Lead to where somebody proves who they are, and from there on to what they asked for."""
    row = keep(request) if request.method == "POST" else None
    following = reverse("kept-post") if row else request.get_full_path()
    methods = get_adapter().get_reauthentication_methods(request.user)
    if methods:
        answer = redirect(f"{methods[0]['url']}?{urlencode({'next': following})}")
    else:  # the council's provider signed them in, and does it again
        logout(request)
        messages.info(request, "Sign in again to go on: what you ask for needs a fresh sign-in.")
        answer = redirect_to_login(following)
    if row is not None:
        remember(answer, row)
    return answer
