"""How an answer travels and who may keep it, whatever the view: docs/decisions/0012."""

import gzip
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.views.decorators.cache import never_cache

from herefordshire_cs.lib.web.middleware import CacheControlMiddleware, CompressionMiddleware

PUBLIC = "public, max-age=60, must-revalidate"
PRIVATE = "private, no-store"
LONG = b"The same words, again and again. " * 30


def compressed(response: Any) -> Any:
    """Return an answer as it is sent to somebody who takes gzip."""
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip, deflate, br"})
    return CompressionMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize(
    ("media_type", "is_compressed"),
    [
        ("text/html; charset=utf-8", True),
        ("text/csv; charset=utf-8", True),
        ("text/calendar; charset=utf-8", True),
        ("application/atom+xml; charset=utf-8", True),
        ("application/json", True),
        ("application/pdf", False),
        ("application/zip", False),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
        ("application/octet-stream", False),
        ("image/jpeg", False),
        ("image/png", False),
    ],
)
def test_words_are_compressed_and_files_of_a_compressed_form_are_not(
    media_type: str, is_compressed: bool
) -> None:
    response = compressed(HttpResponse(LONG, content_type=media_type))

    assert ("Content-Encoding" in response) is is_compressed
    assert (gzip.decompress(response.content) if is_compressed else response.content) == LONG


def test_a_file_from_the_store_keeps_its_length(tmp_path: Any) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(LONG)

    with path.open("rb") as file:
        response = compressed(FileResponse(file, as_attachment=True))

        assert response["Content-Length"] == str(len(LONG))
        assert b"".join(response) == LONG


def test_a_page_has_not_the_same_length_each_time() -> None:
    """So that nobody learns from lengths what stands beside the words that they made it show."""
    lengths = {len(compressed(HttpResponse(LONG)).content) for _ in range(20)}

    assert len(lengths) > 1


def test_a_long_list_is_compressed_as_it_is_read() -> None:
    read = []

    def rows() -> Iterator[bytes]:
        for number in range(3):
            read.append(number)
            yield LONG

    parts = iter(compressed(StreamingHttpResponse(rows(), content_type="text/csv")))
    begun = next(parts) + next(parts)
    assert read == [0]
    assert gzip.decompress(begun + b"".join(parts)) == LONG * 3


def private_view(request: HttpRequest) -> None: ...


@login_not_required
def public_view(request: HttpRequest) -> None: ...


def kept(response: HttpResponse, *, view: Any = public_view, cookies: Any = ()) -> str:
    """Return who may keep an answer of a view to somebody with some cookies."""
    request = RequestFactory().get("/")
    request.COOKIES.update(dict.fromkeys(cookies, "some value"))
    request.resolver_match = view and SimpleNamespace(func=view)  # type: ignore[assignment]
    answer = CacheControlMiddleware(lambda _request: response)(request)
    assert ("Vary" in answer) is (answer["Cache-Control"] == PUBLIC)
    return answer["Cache-Control"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, PUBLIC),
        (304, PUBLIC),
        pytest.param(202, PRIVATE, id="202, not made yet"),
        pytest.param(302, PRIVATE, id="302, elsewhere"),
        pytest.param(404, PRIVATE, id="404, not published yet"),
        pytest.param(410, PRIVATE, id="410, withdrawn"),
        pytest.param(429, PRIVATE, id="429, too many passwords"),
        pytest.param(500, PRIVATE, id="500, an error"),
    ],
)
def test_only_a_whole_answer_of_a_public_view_may_be_kept(status: int, expected: str) -> None:
    assert kept(HttpResponse(status=status)) == expected


def test_what_is_not_declared_public_is_never_kept() -> None:
    assert kept(HttpResponse(), view=private_view) == PRIVATE
    assert kept(HttpResponse(), view=None) == PRIVATE  # no address of ours


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [
        pytest.param([settings.SESSION_COOKIE_NAME], PRIVATE, id="a session, signed in or not"),
        pytest.param([settings.CSRF_COOKIE_NAME], PUBLIC, id="the cookie of a form seen before"),
        pytest.param([], PUBLIC, id="none"),
    ],
)
def test_what_a_visitor_with_a_session_is_shown_is_never_kept(
    cookies: list[str], expected: str
) -> None:
    assert kept(HttpResponse(), cookies=cookies) == expected


def test_an_answer_that_sets_a_cookie_is_never_kept() -> None:
    response = HttpResponse()
    response.set_cookie("messages", "read")

    assert kept(response) == PRIVATE


def test_a_public_view_may_still_forbid_to_keep_its_answer() -> None:
    response = never_cache(lambda _request: HttpResponse())(RequestFactory().get("/"))

    answer = CacheControlMiddleware(lambda _request: response)
    request = RequestFactory().get("/")
    request.resolver_match = SimpleNamespace(func=public_view)  # type: ignore[assignment]
    assert "no-store" in answer(request)["Cache-Control"]


def test_a_private_answer_that_says_it_is_public_is_corrected() -> None:
    response = HttpResponse(headers={"Cache-Control": "public, max-age=600"})

    words = kept(response, view=private_view)
    assert "public" not in words
    assert {"private", "no-store"} <= set(words.split(", "))
