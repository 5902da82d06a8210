"""A copy of the test database for threads that commit, which no other test sees."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def copy_of_the_database(folder: Path) -> Iterator[str]:
    """Make a copy of the test database for as long as a test lasts; return its name."""
    if connection.vendor == "sqlite":
        # A file, as it is served: a database in memory cannot wait for another writer.
        path = folder / "copy.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(path) as target:
            connection.connection.backup(target)
        target.close()
        yield str(path)
        return
    connection.close()  # a database is copied only while nobody is connected to it
    connection.creation.clone_test_db(suffix="apart", verbosity=0)
    try:
        yield connection.creation.get_test_db_clone_settings("apart")["NAME"]
    finally:
        connection.creation.destroy_test_db(suffix="apart", verbosity=0)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let this thread's queries go to another database, over a connection of its own."""
    usual = connections["default"]
    mine = usual.copy()
    mine.settings_dict["NAME"] = name
    connections["default"] = mine
    try:
        yield
    finally:
        mine.close()
        connections["default"] = usual
