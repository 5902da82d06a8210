"""How an answer travels and who may keep a copy of it: docs/decisions/0012 says why so."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.defaults import bad_request

from herefordshire_cs.lib.refusing import Refusal

NULL = "\0"
OF_THE_FORM = {"csrfmiddlewaretoken", "seen", "once"}
# Whatever else is sent, such as PDFs, spreadsheets and pictures, is compressed by its own format.
COMPRESSIBLE = ("text/", "application/atom+xml", "application/json")
# A paper that was withdrawn is gone from every copy after so long.
PUBLIC = "public, max-age=60, must-revalidate"


class ReadableMiddleware:
    """Refuses what no page can read or no database keeps, before any page looks at it.

    Whose request it is, is not known yet: the page that refuses it has no menu and no day, which
    would read it again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            check_readable(request)
        except SuspiciousOperation as refused:
            return bad_request(request, refused)
        return self.get_response(request)


def check_readable(request: HttpRequest) -> None:
    """Raise SuspiciousOperation where an address or a cookie cannot be read."""
    if NULL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        raise SuspiciousOperation("A null character in the address")
    if any(NULL in each for each in request.COOKIES.values()):
        raise SuspiciousOperation("A null character in a cookie")
    _ = request.GET  # raises TooManyFieldsSent, which is one


class RefusalMiddleware:
    """Says in words why something was not done, where its page has no place for them.

    What was typed is on the page that says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal that no view answered; leave all else to Django."""
        if not isinstance(exception, Refusal):
            return None
        context = {"reason": str(exception), "typed": words_typed(request)}
        return render(request, "refused.html", context, status=409)


def words_typed(request: HttpRequest) -> list[str]:
    """Return what was typed into a form that has words worth keeping."""
    typed = (str(text) for name, text in request.POST.items() if name not in OF_THE_FORM)
    return [text for text in typed if " " in text.strip()]


class CompressionMiddleware(GZipMiddleware):
    """Compresses words, padded as Django does it; leaves alone what is compressed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(COMPRESSIBLE):
            return response
        return super().process_response(request, response)


class CacheControlMiddleware:
    """Lets nobody keep an answer, but for a short while what every visitor is shown alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_the_same_for_ever(request, response):
            return response
        if not is_for_every_visitor(request, response):
            patch_cache_control(response, private=True, no_store=True)
            return response
        # Said here also for an answer without a body, which nothing later would vary.
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        response.headers.setdefault("Cache-Control", PUBLIC)
        return response


def is_the_same_for_ever(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a view declared public sent what its address names by its content."""
    view = request.resolver_match and request.resolver_match.func
    is_declared_public = not getattr(view, "login_required", True)
    is_immutable = "immutable" in response.get("Cache-Control", "")
    return is_declared_public and is_immutable and response.status_code in {200, 304}


def is_for_every_visitor(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a view declared public gave its answer to somebody of whom nothing is known.

    Whoever brings a session, be it only with a demonstration day of their own, is known.
    """
    view = request.resolver_match and request.resolver_match.func
    is_declared_public = not getattr(view, "login_required", True)
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
    return is_declared_public and not is_known and response.status_code in {200, 304}
