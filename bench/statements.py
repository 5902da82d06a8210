"""Counts the SQL statements of each request, in process."""

from collections.abc import Mapping
from contextlib import ExitStack

from django.core.cache import caches
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.names import READERS
from bench.pages import EVERYTHING
from bench.requests import Asked
from herefordshire_cs.accounts.models import User

TRANSACTION_MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


def main(action: str, own: str) -> dict[str, int]:
    """Return how many statements each kind of request sends, transaction marks left out."""
    clients = {reader: client_of(reader) for reader in READERS}
    places = {"action": action, "own": own}
    return {
        asked.key: count(clients[asked.reader], asked, places, turn=turn)
        for turn, asked in enumerate(EVERYTHING)
    }


def client_of(reader: str) -> Client:
    """Return a client in which a reader is signed in; without an address nobody is."""
    client = Client(headers={"host": "127.0.0.1"})
    if reader:
        user = User.objects.get(email=reader)
        client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


def count(client: Client, asked: Asked, places: Mapping[str, str], *, turn: int) -> int:
    """Return how many statements one request sends, as it is measured.

    One right after a change finds nothing remembered; any other page was asked for before.
    """
    for name in caches:
        caches[name].clear()
    address = asked.address.format(**places)
    page = b"" if asked.after else client.get(address).getvalue()
    form = asked.fill(page, turn) if asked.fill else None
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(each)) for each in connections.all()]
        response = client.post(address, form) if form else client.get(address)
        response.getvalue()
    if response.status_code != asked.expected:
        raise SystemExit(f"bench: {address} answered {response.status_code}, not {asked.expected}")
    sent = [query["sql"] for each in captured for query in each.captured_queries]
    return sum(not statement.startswith(TRANSACTION_MARKS) for statement in sent)
