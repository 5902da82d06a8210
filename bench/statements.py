"""Counts the SQL statements of each request, in process."""

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.requests import EVERYTHING, OFFICER, Asked, form_of, hidden_fields
from herefordshire_cs.accounts.models import User

TRANSACTION_MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


def main(action: str, own: str) -> dict[str, int]:
    """Return how many statements each kind of request sends, transaction marks left out."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(
        User.objects.get(email=OFFICER), "herefordshire_cs.accounts.backends.EmailBackend"
    )
    return {asked.key: count(client, asked, action=action, own=own) for asked in EVERYTHING}


def count(client: Client, asked: Asked, *, action: str, own: str) -> int:
    """Return how many statements one request sends, when nothing is remembered yet."""
    cache.clear()
    address = asked.address.format(action=action, own=own)
    form = None
    if asked.is_post:
        form = form_of(hidden_fields(client.get(address).content)["seen_update"])
    with CaptureQueriesContext(connection) as captured:
        response = client.post(address, form) if form else client.get(address)
        b"".join(response) if response.streaming else response.content
    expected = 302 if asked.is_post else 200
    if response.status_code != expected:
        raise SystemExit(f"bench: {address} answered {response.status_code}, not {expected}")
    return sum(not query["sql"].startswith(TRANSACTION_MARKS) for query in captured)
