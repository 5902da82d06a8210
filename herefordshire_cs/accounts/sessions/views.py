"""Somebody's own account: where they are signed in, and the ways in which they sign in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from herefordshire_cs.accounts.models import SecurityEvent
from herefordshire_cs.accounts.security.recording import note
from herefordshire_cs.accounts.sessions.listing import session_lines
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """Show where somebody is signed in, and lead to their password and second step."""
    lines = session_lines(request.user, current=request.session.session_key or "")
    return render(request, "accounts/account.html", {"sessions": lines})


@require_POST
def end_one(request: SignedInRequest, pk: int) -> HttpResponse:
    """End one of somebody's own sessions; the one they are in ends by signing out."""
    row = get_object_or_404(UserSession, pk=pk, user=request.user)
    if row.session_key == request.session.session_key:
        messages.info(request, "That is the session you are in. Sign out to end it.")
        return redirect("account")
    end(request, [row])
    messages.success(request, "That session is ended.")
    return redirect("account")


@require_POST
def end_others(request: SignedInRequest) -> HttpResponse:
    """End all of somebody's own sessions but the one they are in."""
    rows = UserSession.objects.filter(user=request.user)
    end(request, list(rows.exclude(session_key=request.session.session_key)))
    messages.success(request, "All your other sessions are ended.")
    return redirect("account")


def end(request: SignedInRequest, rows: list[UserSession]) -> None:
    """End sessions, and record it."""
    for row in rows:
        row.end()
    about = f"{len(rows)} by their owner"
    note(SecurityEvent.What.SESSION, at=clock.now(), user=request.user, about=about)
