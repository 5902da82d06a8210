"""What every answer must say of how it travels and who may keep it: docs/decisions/0012."""

import gzip
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

FOR_A_MINUTE = "public, max-age=60, must-revalidate"
# Named by what is in them: the same for whoever asks, for ever.
FOR_EVER = re.compile(r"/council/(style|logo)/\w+\.(css|png)")
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
NEVER_KEPT = {
    "/health/",
    "/ready/",
    "/forgotten-password/",
    "/sign-in/",
    "/password/MQ/not-made/",
}
# A form with a token of its own, and what its sender alone is shown.
NEVER_KEPT_UNDER = ("/papers/ask/", "/answering/", "/papers/subscribing/", "/calendars/")
COMPRESSED = {
    "text/html",
    "text/csv",
    "text/javascript",
    "text/calendar",
    "application/atom+xml",
    "application/json",
}
SHORT, LONG = 200, 400  # bytes: what is never compressed, and what always is


def faults_of(response: HttpResponse, client: Client, address: str) -> Iterator[str]:
    """Yield in words what is wrong with an answer that was asked for compressed."""
    kept = response.get("Cache-Control", "")
    if FOR_EVER.fullmatch(address) and response.status_code == 200:
        if kept != KEPT_FOR_EVER or response.cookies:
            yield f"its address names it, and it may be kept: {kept or 'nothing says so'}"
        return
    is_signed_in = settings.SESSION_COOKIE_NAME in client.cookies
    is_kept = address not in NEVER_KEPT and not address.startswith(NEVER_KEPT_UNDER)
    if response.status_code == 200 and not is_signed_in and is_kept:
        yield from faults_of_public(response, client, address)
    elif not {"private", "no-store"} <= set(kept.split(", ")):
        yield f"it may be kept: {kept or 'nothing forbids it'}"
    kind = response.get("Content-Type", "").partition(";")[0]
    length = LONG if response.streaming else length_of(response)
    if kind in COMPRESSED and SHORT < length < LONG:
        return  # whether it is worth compressing falls out by its random padding
    if ("Content-Encoding" in response) is not (kind in COMPRESSED and length >= LONG):
        yield f"{kind} came as {response.get('Content-Encoding', 'it is')}"


def length_of(response: HttpResponse) -> int:
    """Return how long an answer is before it is compressed."""
    is_compressed = response.get("Content-Encoding") == "gzip"
    return len(gzip.decompress(response.content) if is_compressed else response.content)


def faults_of_public(response: HttpResponse, client: Client, address: str) -> Iterator[str]:
    """Yield what is wrong with an answer that everybody may have, asked for once more."""
    if response.cookies:
        yield f"it sets {', '.join(response.cookies)}"
    asked = {"Accept-Encoding": "gzip", "If-None-Match": response.get("ETag", "")}
    again = client.get(address, headers=asked)
    if again.status_code != 304 or again.content:
        yield f"asked for once more it came again: {again.status_code}"
    for answer in (response, again):
        if answer.get("Cache-Control") != FOR_A_MINUTE:
            yield f"{answer.status_code} may be kept: {answer.get('Cache-Control')}"
        varies = set(answer.get("Vary", "").split(", "))
        if not {"Accept-Encoding", "Cookie"} <= varies:
            yield f"{answer.status_code} varies by {answer.get('Vary', 'nothing')}"


def read_out(response: Any) -> None:
    """Take what is sent in parts to its end, where the test client lets go of files and all."""
    for _part in response.streaming_content if response.streaming else ():
        pass
