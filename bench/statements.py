"""Counts the SQL statements of each request, in process."""

from collections.abc import Mapping

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.requests import EVERYTHING, OFFICER, Asked
from herefordshire_cs.accounts.models import User

TRANSACTION_MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


def main(action: str, own: str) -> dict[str, int]:
    """Return how many statements each kind of request sends, transaction marks left out."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(
        User.objects.get(email=OFFICER), "herefordshire_cs.accounts.backends.EmailBackend"
    )
    places = {"action": action, "own": own}
    return {
        asked.key: count(client, asked, places, turn=turn) for turn, asked in enumerate(EVERYTHING)
    }


def count(client: Client, asked: Asked, places: Mapping[str, str], *, turn: int) -> int:
    """Return how many statements one request sends, as it is measured.

    One right after a change finds nothing remembered; any other page was asked for before.
    """
    cache.clear()
    address = asked.address.format(**places)
    page = b"" if asked.after else client.get(address).getvalue()
    form = asked.fill(page, turn) if asked.fill else None
    with CaptureQueriesContext(connection) as captured:
        response = client.post(address, form) if form else client.get(address)
        response.getvalue()
    if response.status_code != asked.expected:
        raise SystemExit(f"bench: {address} answered {response.status_code}, not {asked.expected}")
    return sum(not query["sql"].startswith(TRANSACTION_MARKS) for query in captured)
