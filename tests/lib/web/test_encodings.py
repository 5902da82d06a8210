"""What is not written in UTF-8 is refused in words before Django fails on it."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest

from herefordshire_cs.lib.web.encodings import in_utf_8

FORM = "multipart/form-data; boundary=B"


def answer(content_type: str) -> tuple[str, str]:
    """Return the status and the words of the answer."""
    said: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        said["status"] = status

    def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        WSGIRequest(environ)  # what Django begins with
        start("200 OK", [])
        return [b"served"]

    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": "a=b",
        "CONTENT_TYPE": content_type,
        "wsgi.input": BytesIO(),
    }
    body = b"".join(in_utf_8(application)(environ, start_response))
    return said["status"], body.decode()


@pytest.mark.parametrize(
    "charset", ["base64", "hex", "idna", "undefined", "utf-7", "unicode_escape", "latin-1", "\0"]
)
def test_an_encoding_that_is_not_ours_is_refused_in_words(charset: str) -> None:
    status, words = answer(f"{FORM}; charset={charset}")

    assert status == "400 Bad Request"
    assert "This request could not be read" in words


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", '"utf-8"', "none-such", ""])
def test_ours_and_those_that_nobody_knows_are_read_as_ours(charset: str) -> None:
    assert answer(f"{FORM}; charset={charset}")[0] == "200 OK"


def test_what_names_no_encoding_is_read_as_ours() -> None:
    assert answer(FORM)[0] == "200 OK"
    assert answer("")[0] == "200 OK"
