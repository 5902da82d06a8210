"""The cache in the database is written in one statement, is cleared out, and waits for nobody."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.utils import ConnectionHandler

from herefordshire_cs.lib import database_cache
from herefordshire_cs.lib.database_cache import CLEARED_EVERY, QuickDatabaseCache

TABLE = "remembered"


@pytest.fixture
def kept(db: None) -> QuickDatabaseCache:
    """The cache that is shared."""
    cache = caches["default"]
    assert isinstance(cache, QuickDatabaseCache)
    return cache


def rows() -> int:
    """Return how much the table holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")
        return int(cursor.fetchone()[0])


def test_the_table_is_there_once_the_database_is_migrated(db: None) -> None:
    assert TABLE in connection.introspection.table_names()


def test_many_values_are_kept_in_one_statement_and_read_in_one(
    kept: QuickDatabaseCache, django_assert_num_queries: Callable[..., Any]
) -> None:
    values = {"one": (1, "£"), "two": {"a": None}}

    with django_assert_num_queries(1):
        kept.set_many(values)
    with django_assert_num_queries(1):
        assert kept.get_many(["one", "two", "three"]) == values


def test_a_later_value_takes_the_place_of_an_earlier(kept: QuickDatabaseCache) -> None:
    kept.set("it", 1)
    kept.set("it", 2)

    assert kept.get("it") == 2
    assert rows() == 1


@pytest.mark.parametrize(
    ("seconds", "found"), [(60, 1), (0, None), (-1, None), (None, 1)], ids=str
)
def test_a_value_is_there_until_its_time(
    seconds: int | None, found: int | None, kept: QuickDatabaseCache
) -> None:
    kept.set("it", 1, seconds)

    assert kept.get("it") == found


def test_another_release_finds_nothing(
    kept: QuickDatabaseCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.set("it", 1)
    monkeypatch.setattr(kept, "key_prefix", "another")

    assert kept.get("it") is None


def test_what_expired_is_deleted_after_so_many_writes(kept: QuickDatabaseCache) -> None:
    for number in range(CLEARED_EVERY):
        kept.set(f"old-{number}", 1, -1)
    for number in range(CLEARED_EVERY):
        kept.set(f"new-{number}", 1, 60)

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE} WHERE cache_key LIKE '%old-%'")
        assert cursor.fetchone()[0] < CLEARED_EVERY
    assert kept.get(f"new-{CLEARED_EVERY - 1}") == 1


def test_the_table_does_not_grow_for_ever(
    kept: QuickDatabaseCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_max_entries", 10)

    for number in range(4 * CLEARED_EVERY):
        kept.set(f"it-{number}", 1, 60)

    assert rows() < 3 * CLEARED_EVERY


# --- Another process writes ----------------------------------------------------------------------


@pytest.fixture
def embedded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A connection to an embedded database in a file, with the table of the cache."""
    options = {"timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "embedded.sqlite3")}
    handler = ConnectionHandler({"default": {**database, "OPTIONS": options}})
    own = handler["default"]
    with own.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {TABLE} (cache_key varchar(255) PRIMARY KEY, value text, expires text)"
        )
    monkeypatch.setattr(database_cache, "connections", handler)
    yield own
    own.close()


@pytest.fixture
def writer(embedded: Any) -> Iterator[sqlite3.Connection]:
    """Another process, in the middle of a long transaction."""
    other = sqlite3.connect(embedded.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def patience(embedded: Any) -> int:
    """Return for how many milliseconds a form waits for another writer."""
    return int(embedded.connection.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_page_does_not_wait_for_another_writer(
    embedded: Any, writer: sqlite3.Connection
) -> None:
    cache = QuickDatabaseCache(TABLE, {})
    began = time.monotonic()

    with pytest.raises(DatabaseError, match="locked"):
        cache.set("it", 1)

    assert time.monotonic() - began < 5  # of the twenty seconds that a form waits
    assert patience(embedded) == 20_000


def test_it_is_written_once_the_other_is_done(embedded: Any, writer: sqlite3.Connection) -> None:
    cache = QuickDatabaseCache(TABLE, {})
    writer.execute("ROLLBACK")

    cache.set("it", 1)

    with embedded.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")
        assert cursor.fetchone() == (1,)
    assert patience(embedded) == 20_000
