"""Refuses a request that says it is written in anything but UTF-8, before Django reads it.

Browsers send a form as its page is written. Other encodings hold half characters, which no
database keeps, or are none of text (``base64``); Django fails on these as it takes a request up,
before any middleware.
"""

from codecs import lookup
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

PAGE = b"""<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>This request could not be read</title></head>
<body>
<h1>This request could not be read</h1>
<p>It is not written in UTF-8, as our pages are. Nothing was changed.</p>
<p>Go back, load the page again and try once more.</p>
</body>
</html>
"""


def in_utf_8(application: WSGIApplication) -> WSGIApplication:
    """Return the application as it is reached only by what is written in UTF-8."""

    def readable(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if is_utf_8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(PAGE))),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response("400 Bad Request", headers)
        return [PAGE]

    return readable


def is_utf_8(content_type: str) -> bool:
    """Say whether a type of content names UTF-8, or no encoding that is known here."""
    if "charset" not in content_type.casefold():
        return True
    try:
        _kind, named = parse_header_parameters(content_type)
        return lookup(named.get("charset", "utf-8")).name == "utf-8"
    except LookupError:  # Django passes over it, and reads UTF-8
        return True
    except ValueError:  # no header that can be read
        return False
