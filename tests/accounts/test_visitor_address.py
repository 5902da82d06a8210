"""Where a request came from, as whoever counts wrong passwords is told."""

import logging
from typing import Any

import pytest
from django.test import Client, RequestFactory

from herefordshire_cs.accounts.visitors import visitor_address


@pytest.mark.parametrize(
    ("asked_from", "forwarded", "trusted", "address"),
    [
        ("203.0.113.9", "", [], "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", [], "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", [], "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("10.0.0.2", "203.0.113.9, 10.0.0.1", ["10.0.0.1", "10.0.0.2"], "203.0.113.9"),
        ("127.0.0.1", "", ["127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", "nonsense", ["127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, nonsense", ["127.0.0.1"], "127.0.0.1"),
        ("2001:db8::1", "", [], "2001:db8::1"),
        ("::1", "2001:db8::9", ["::1"], "2001:db8::9"),
    ],
)
def test_only_a_named_proxy_is_believed(
    asked_from: str, forwarded: str, trusted: list[str], address: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=asked_from)

    assert visitor_address(request) == address


@pytest.mark.django_db
def test_the_log_says_who_tried_and_from_where(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="herefordshire_cs.accounts"):
        client.post(
            "/sign-in/",
            {"username": "somebody@test.example", "password": "quinces-and-medlars"},
            REMOTE_ADDR="203.0.113.9",
        )

    assert "somebody@test.example" in caplog.text
    assert "203.0.113.9" in caplog.text
    assert "quinces" not in caplog.text
