"""Every address of the product is asked for, by who may not read what is exempt: no word of it.

The ways of ``test_ways_out`` were thought of; these are all there are.
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from governance.models import Appendix, Declaration, Meeting, Minute, Resolution
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in
from tests.governance.issuing import DAY, issue_unprinted
from tests.governance.rows_of_an_exempt_meeting import (
    EXEMPT_REPORT,
    MARK,
    PUBLIC_REPORT,
    SLUG,
    make_exempt_meeting,
    marked,
)

pytestmark = pytest.mark.django_db

BODY = "cabinet"
NAMED_ELSEWHERE = ("/plans/", "/indicators/", "/risks/", "/accounts/", "/static/", "/admin/")
PRINTS = (".pdf",)  # what is printed is tried with the presenters that it is printed of


@pytest.fixture
def keys() -> dict[str, list[Any]]:
    """Words in every place of a meeting that are withheld, and the keys that lead to them."""
    meeting = make_exempt_meeting(state=Meeting.State.MINUTES_APPROVED)
    item = meeting.items.get(order=1)
    minute = Minute.objects.create(
        meeting=meeting,
        item=item,
        number=1,
        title=marked("minutetitle"),
        text=marked("minutetext"),
        order=1,
    )
    limb = minute.resolutions.create(
        letter="a",
        text=marked("resolved"),
        order=1,
        requested_of=marked("asked"),
        state=Resolution.State.OPEN,
    )
    Declaration.objects.create(
        meeting=meeting, name="Councillor A", item=item, interest=marked("interest")
    )
    Meeting.objects.filter(pk=meeting.pk).update(decisions_issued_on=DAY)
    pack = issue_unprinted(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.MINUTES_APPROVED)
    appended = Appendix.objects.filter(title__contains=MARK)
    return {
        "slug": [SLUG, BODY],
        "report": [EXEMPT_REPORT, PUBLIC_REPORT],
        "pk": [item.pk, minute.pk, limb.pk, *appended.values_list("pk", flat=True)[:2]],
        "key": [pack.pk_uuid],
    }


def patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the product as it is written, with its pattern."""
    for each in resolver.url_patterns:
        written = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from patterns(each, written)
        else:
            yield written, each


def addresses(keys: dict[str, list[Any]]) -> Iterator[str]:
    """Yield each address that can be filled with the keys of what is exempt."""
    for written, pattern in patterns(get_resolver()):
        names = list(pattern.pattern.converters)
        if written.startswith(NAMED_ELSEWHERE) or written.endswith(PRINTS):
            continue
        if not set(names) <= set(keys):
            continue
        for values in product(*(keys[name] for name in names)):
            filled = written
            for name, value in zip(names, values, strict=True):
                kind = type(pattern.pattern.converters[name]).__name__
                marker = {"SlugConverter": "slug", "IntConverter": "int", "UUIDConverter": "uuid"}
                filled = filled.replace(f"<{marker.get(kind, 'str')}:{name}>", str(value))
            if "<" not in filled:
                yield filled


def told(answer: Any) -> str:
    """Return what an answer says, of a Word file its words."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            content = b"".join(file.read(name) for name in file.namelist())
    return content.decode(errors="replace")


@pytest.mark.parametrize("role", [None, Role.PARTNER], ids=["nobody", "a partner"])
def test_no_address_tells_an_exempt_word(
    role: Role | None, keys: dict[str, list[Any]], client: Client
) -> None:
    if role is not None:
        client.force_login(
            user_in(role), backend="herefordshire_cs.accounts.backends.EmailBackend"
        )
    told_by: list[str] = []
    answered = 0
    for address in addresses(keys):
        answer = client.get(address)
        answered += answer.status_code == 200
        # What was asked for may come back in the answer; nothing else may.
        if MARK in told(answer).replace(EXEMPT_REPORT, ""):
            told_by.append(address)

    assert told_by == []
    assert answered > 20
