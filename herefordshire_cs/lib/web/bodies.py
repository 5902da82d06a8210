"""Refuses a request that is too large by what it says of its length, before any of it is read.

And leaves alone who sends slowly: nobody waits for bytes that are not wanted, nor for ever for
those that are.
"""

import socket
from collections.abc import Iterable, Iterator
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

PATIENCE_SECONDS = 10  # between two pieces of a body
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
        if length == 0:
            return application(environ, start_response)
        if length is not None and length <= limit:
            return _served(application, environ, start_response, length)
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
        return _Answer([page], environ)

    return within


def _served(
    application: WSGIApplication,
    environ: WSGIEnvironment,
    start_response: StartResponse,
    length: int,
) -> Iterable[bytes]:
    """Serve a request with a body, for whose pieces nobody waits too long."""
    connection = environ.get("gunicorn.socket")
    if connection is None:
        return application(environ, start_response)
    body = environ["wsgi.input"] = _Counted(environ["wsgi.input"])
    connection.settimeout(PATIENCE_SECONDS)
    try:
        found = application(environ, start_response)
    finally:
        connection.settimeout(None)  # an answer may be read as slowly as its reader can
    return found if body.count >= length else _Answer(found, environ)


class _Counted:
    """A body that counts what was read of it."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self.count = 0

    def read(self, *size: int) -> bytes:
        found: bytes = self.body.read(*size)
        self.count += len(found)
        return found

    def readline(self, *size: int) -> bytes:
        found: bytes = self.body.readline(*size)
        self.count += len(found)
        return found


class _Answer:
    """An answer to a request of which not all was read, nor is when it is given.

    The server would wait for the rest, to find the next request of the same connection behind it.
    It heeds no ``Connection: close`` of an application, but finds the end where the connection is
    shut for reading: what was sent until then it still takes off, so that the answer arrives.
    """

    def __init__(self, found: Iterable[bytes], environ: WSGIEnvironment) -> None:
        self.found = found
        self.connection = environ.get("gunicorn.socket")

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.found)

    def close(self) -> None:
        close = getattr(self.found, "close", None)
        if close is not None:
            close()
        if self.connection is not None:
            with suppress(OSError):  # whoever sent it may have gone
                self.connection.shutdown(socket.SHUT_RD)


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
