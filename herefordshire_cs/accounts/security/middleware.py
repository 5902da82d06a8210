"""What stands round each request for the record: its number, and what it asked for."""

import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.security.recording import note
from herefordshire_cs.lib import clock

What = SecurityEvent.What
GIVEN = re.compile(r"[\w.-]{8,64}")
# What asking for an address means, by its name: a form that was taken, or a file that was sent.
FORMS = {
    "pack-preview": What.ISSUE,
    "decisions-issue": What.ISSUE,
    "periodic-report-issue": What.ISSUE,
    "self-assessment-issue": What.ISSUE,
    "performance-issue": What.ISSUE,
    "take-down": What.TAKE_DOWN,
    "put-back": What.TAKE_DOWN,
    "item-exempt": What.MARKING,
    "minute-exempt": What.MARKING,
    "report-exempt": What.MARKING,
    "appendix-exempt": What.MARKING,
}
FILES = {"evidence-file": What.EVIDENCE, "evidence-pack": What.EVIDENCE}
DONE = (200, 302)


class RequestNumberMiddleware:
    """Gives each request a number, that of the server in front where it gives one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        request.number = number  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers["X-Request-ID"] = number
        return response


class RecordMiddleware:
    """Records what was refused, taken out, issued, taken down and marked; nothing else costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if what := what_happened(request, response):
            user = request.user if isinstance(request.user, User) else None
            about = f"{request.method} {request.path}"
            note(what, at=clock.now(), user=user, about=about, request=request)
        return response


def what_happened(request: HttpRequest, response: HttpResponseBase) -> str:
    """Return what of the record a request was, blank where it was nothing of it."""
    if response.status_code == 403:
        return What.REFUSED
    if response.status_code not in DONE or request.resolver_match is None:
        return ""
    name = request.resolver_match.url_name or ""
    if request.method == "POST":
        return FORMS.get(name, "") if response.status_code == 302 else ""
    if "_export" in request.GET:
        return What.EXPORT
    return FILES.get(name, "")
