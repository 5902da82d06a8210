"""A request that says that it is too large is answered before anything of it is read."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings

from herefordshire_cs.lib.web.bodies import limited

MB = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=x"
SESSION = f"theme=dark; {settings.SESSION_COOKIE_NAME}=abc"


class Untouched(BytesIO):
    """A body that fails whoever reads it."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("The body was read")


def answer(length: str | None, *, kind: str = FILES, cookie: str = SESSION) -> tuple[str, Any]:
    said: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        said.update(status=status, headers=dict(headers))

    def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        return [b"served"]

    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/",
        "CONTENT_TYPE": kind,
        "HTTP_COOKIE": cookie,
        "wsgi.input": Untouched(),
    }
    if length is not None:
        environ["CONTENT_LENGTH"] = length
    body = b"".join(limited(application)(environ, start_response)).decode()
    return body, said


@pytest.mark.parametrize(
    ("length", "kind", "cookie", "is_served"),
    [
        pytest.param(None, FILES, SESSION, True, id="no length, which Django reads nothing of"),
        pytest.param("", FORM, SESSION, True, id="a blank length"),
        pytest.param(str(25 * MB), FILES, SESSION, True, id="a file as large as may be"),
        pytest.param(str(25 * MB + 1), FILES, SESSION, False, id="a byte more"),
        pytest.param(str(5 * MB), FORM, SESSION, True, id="text as long as may be"),
        pytest.param(str(5 * MB + 1), FORM, SESSION, False, id="text of a byte more"),
        pytest.param(str(100 * 1024), FORM, "", True, id="signing in"),
        pytest.param(str(100 * 1024 + 1), FORM, "", False, id="more than signing in needs"),
        pytest.param(str(400 * MB), FILES, "", False, id="400 MB of nobody"),
        pytest.param(str(20 * MB), FILES, "a=b", False, id="20 MB of nobody with a cookie"),
        pytest.param("-1", FILES, SESSION, False, id="less than nothing"),
        pytest.param("many", FILES, SESSION, False, id="no number"),
        pytest.param("9" * 5000, FILES, SESSION, False, id="a number without end"),
    ],
)
def test_what_is_too_large_is_refused_by_its_length(
    length: str | None, kind: str, cookie: str, *, is_served: bool
) -> None:
    body, said = answer(length, kind=kind, cookie=cookie)
    assert (body == "served") is is_served
    if not is_served:
        assert said["status"].startswith("413 ")
        assert said["headers"]["Connection"] == "close"
        assert said["headers"]["Content-Length"] == str(len(body.encode()))


def test_the_refusal_says_how_much_came_and_how_much_may() -> None:
    body, _ = answer(str(400 * MB))
    assert "What you sent is 400 MB; 25 MB is the most." in body
    body, _ = answer(str(MB), kind=FORM, cookie="")
    assert "What you sent is 1 MB; 100 KB is the most." in body


def test_the_web_server_meets_the_limit_first() -> None:
    from herefordshire_cs.wsgi import application  # noqa: PLC0415  (it sets Django up)

    said: list[str] = []
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/sign-in/", "CONTENT_LENGTH": str(400 * MB)}
    environ |= {"wsgi.input": Untouched(), "CONTENT_TYPE": FILES}
    application(environ, lambda status, *_: said.append(status))  # type: ignore[arg-type, return-value]
    assert said == ["413 Content Too Large"]


class Connection:
    """A connection that notes what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def settimeout(self, seconds: float | None) -> None:
        self.asked.append(seconds)

    def shutdown(self, how: int) -> None:
        self.asked.append(f"shut {how}")


@pytest.mark.parametrize(
    ("reads", "length", "asked"),
    [
        pytest.param(6, 6, [10, None], id="all of it is read"),
        pytest.param(2, 6, [10, None, "shut 0"], id="some of it is read"),
        pytest.param(0, 6, [10, None, "shut 0"], id="none of it is read"),
        pytest.param(0, 400 * MB, ["shut 0"], id="it is too large"),
        pytest.param(0, 0, [], id="there is none"),
    ],
)
def test_nobody_waits_for_what_is_left_of_a_body(
    reads: int, length: int, asked: list[object]
) -> None:
    connection = Connection()

    def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ["wsgi.input"].read(reads)
        return [b"served"]

    environ: dict[str, Any] = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": FILES}
    environ |= {"wsgi.input": BytesIO(b"abcdef"), "gunicorn.socket": connection}
    found: Any = limited(application)(environ, lambda *_: None)  # type: ignore[arg-type, return-value]
    b"".join(found)
    if hasattr(found, "close"):
        found.close()
    assert connection.asked == asked
