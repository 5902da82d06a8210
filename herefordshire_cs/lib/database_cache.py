"""Django's cache in the database, made fit to be written to while a page is answered."""

import base64
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper

PATIENCE_MS = 20  # as long as another page takes to keep something; a longer writer is left alone
CLEARED_EVERY = 50  # writes: what expired is no harm, so nothing is counted on the way


class QuickDatabaseCache(DatabaseCache):
    """Writes many values in one statement, and waits for no other writer.

    Django's own sends three statements for each value, and on SQLite waits as long for another
    process's transaction as a form does. Where it cannot write, ``DatabaseError`` is raised.
    """

    _table: str  # of Django's own
    writes = count(1)

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        """Return what is kept under some keys; rows found expired are deleted on the way."""
        with impatient(connections[router.db_for_read(self.cache_model_class)]):
            return super().get_many(keys, version=version)

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep one value."""
        self.set_many({key: value}, timeout=timeout, version=version)

    def set_many(
        self,
        data: Mapping[str, Any],
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> list[str]:
        """Keep some values; one statement. Returns the keys that were not kept: none."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        expires = connection.ops.adapt_datetimefield_value(self.expires_at(timeout))
        rows = [
            (self.make_and_validate_key(key, version=version), packed(value), expires)
            for key, value in sorted(
                data.items()
            )  # one order for all, so that no two wait for each other
        ]
        with impatient(connection), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {connection.ops.quote_name(self._table)}"
                f" (cache_key, value, expires) VALUES {', '.join(['(%s, %s, %s)'] * len(rows))}"
                " ON CONFLICT (cache_key)"
                " DO UPDATE SET value = excluded.value, expires = excluded.expires",
                [column for row in rows for column in row],
            )
            if next(self.writes) % CLEARED_EVERY == 0:
                self.clear_out(connection, cursor)
        return []

    def expires_at(self, timeout: float | None) -> datetime:
        """Return until when something is kept."""
        seconds = self.get_backend_timeout(timeout)
        if seconds is None:
            return datetime.max.replace(tzinfo=UTC, microsecond=0)
        return datetime.fromtimestamp(seconds, tz=UTC).replace(microsecond=0)

    def clear_out(self, connection: BaseDatabaseWrapper, cursor: Any) -> None:
        """Delete what expired and, if there is still too much, a part of the rest."""
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(self._table)}")
        size = cursor.fetchone()[0]
        self._cull(connection.alias, cursor, datetime.now(tz=UTC), size)  # type: ignore[attr-defined]


def packed(value: Any) -> str:
    """Return a value as Django's cache in the database keeps and reads it."""
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("ascii")


@contextmanager
def impatient(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let SQLite refuse soon where another process is writing; others hold only the row."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    (patience,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {patience}")
