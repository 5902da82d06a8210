"""Refuses a request that is too large by what it says of its length, before any of it is read."""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

LONGEST_LENGTH = 15  # digits; a longer number is none of bytes
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Too large</title></head>
<body>
<h1>That is too large to send</h1>
<p>What you sent is {size}; {limit} is the most. Nothing of it was kept.</p>
<p>Go back and send less: a smaller file, or a shorter text.</p>
</body>
</html>
"""


def limited(application: WSGIApplication) -> WSGIApplication:
    """Return the application with a limit before it.

    Files may be as large as ``LARGEST_UPLOAD``, forms of text as ``DATA_UPLOAD_MAX_MEMORY_SIZE``,
    and what comes from somebody who has no session as ``LARGEST_WITHOUT_SESSION``, in bytes. A
    body that says no length is none to Django, which reads nothing of it.
    """

    def within(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length, limit = _length(environ), limit_of(environ)
        if length is not None and length <= limit:
            return application(environ, start_response)
        page = PAGE.format(size=_size(length), limit=_size(limit)).encode()
        # The rest would be taken for the next request of the same connection.
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Connection", "close"),
        ]
        start_response("413 Content Too Large", headers)
        return [page]

    return within


def limit_of(environ: WSGIEnvironment) -> int:
    """Return how many bytes a request may bring."""
    if not _has_session(environ):
        return settings.LARGEST_WITHOUT_SESSION
    if environ.get("CONTENT_TYPE", "").casefold().startswith("multipart/form-data"):
        return settings.LARGEST_UPLOAD
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE or settings.LARGEST_UPLOAD


def _has_session(environ: WSGIEnvironment) -> bool:
    try:
        return settings.SESSION_COOKIE_NAME in SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return False


def _length(environ: WSGIEnvironment) -> int | None:
    """Return how long a request says that its body is; None where that is no number."""
    written = environ.get("CONTENT_LENGTH") or "0"
    is_number = written.isascii() and written.isdigit() and len(written) <= LONGEST_LENGTH
    return int(written) if is_number else None


def _size(size: int | None) -> str:
    """Return ``400 MB`` or ``100 KB``."""
    if size is None:
        return "of no size that can be read"
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{round(size / 1024 / 1024)} MB"
