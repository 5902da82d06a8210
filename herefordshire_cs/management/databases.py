"""One database copied whole into a file, and put back from it: SQLite and PostgreSQL.

PostgreSQL is copied and put back by its own programs, which have to be of its version or newer.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Alias of the database in which a copy is tried.
REHEARSAL = "rehearsal"
# Whoever restores waits so long for the last page that is being answered, and then says so.
LOCK_PATIENCE = "10s"
WITHOUT_OWNERS = ("--no-owner", "--no-privileges")  # who restores may have another name


class DatabaseRefusedError(Exception):
    """What a program of the database said when it could not do what was asked."""


def copy_into(path: Path, connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Write the database into a file as it is at one instant; return the rows of each table.

    Raises:
        DatabaseRefusedError: The database's own program could not.
    """
    if connection.vendor == "sqlite":
        return _copy_sqlite(path, connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run(
            [
                "pg_dump",
                "--format=custom",
                *WITHOUT_OWNERS,
                f"--snapshot={snapshot}",
                f"--file={path}",
            ],
            connection,
        )
        return rows_by_table(connection)


def put_back(path: Path, connection: BaseDatabaseWrapper) -> None:
    """Make the database what the file holds, whole or not at all.

    Raises:
        DatabaseRefusedError: The file cannot be read, or somebody is still at work.
    """
    if connection.vendor == "sqlite":
        _put_back_sqlite(path, connection)
        return
    script = path.with_suffix(".sql")
    _run(["pg_restore", *WITHOUT_OWNERS, f"--file={script}", str(path)], None)
    anew = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    connection.close()
    _run(
        [
            *("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
            f"--command=SET lock_timeout = '{LOCK_PATIENCE}'",
            f"--command={anew}",
            *(f"--file={script}", "--output=/dev/null"),
        ],
        connection,
    )
    connection.close()


def rows_by_table(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return how many rows each table of the database holds, by its name."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
        return found


@contextmanager
def rehearsal_of(connection: BaseDatabaseWrapper, folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give an empty database beside the one in use that lives only as long as the rehearsal."""
    settings = {**connection.settings_dict, "CONN_MAX_AGE": 0}
    if connection.vendor == "sqlite":
        settings |= {"NAME": str(folder / "rehearsal.sqlite3")}
    else:
        settings |= {"NAME": f"rehearsal_{uuid4().hex}"}
        _statement(connection, f"CREATE DATABASE {settings['NAME']}")
    connections.databases[REHEARSAL] = settings
    try:
        yield connections[REHEARSAL]
    finally:
        connections[REHEARSAL].close()
        del connections[REHEARSAL]
        del connections.databases[REHEARSAL]
        if connection.vendor != "sqlite":
            _statement(connection, f"DROP DATABASE {settings['NAME']}")


def _statement(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _copy_sqlite(path: Path, connection: BaseDatabaseWrapper) -> dict[str, int]:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        tables = [
            name
            for (name,) in copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        ]
        return {
            table: copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in tables
        }


def _put_back_sqlite(path: Path, connection: BaseDatabaseWrapper) -> None:
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as copy:
            (state,) = copy.execute("PRAGMA quick_check").fetchone()
            if state != "ok":
                raise DatabaseRefusedError(f"The copy of the database is damaged: {state}")
            copy.backup(connection.connection)
    except sqlite3.Error as error:
        raise DatabaseRefusedError(f"SQLite says: {error}") from error
    finally:
        connection.close()


def _run(command: list[str], connection: BaseDatabaseWrapper | None) -> None:
    """Run a program of PostgreSQL; the database and its password are in its environment."""
    if shutil.which(command[0]) is None:
        raise DatabaseRefusedError(
            f"The program {command[0]} is missing: install the client programs of PostgreSQL"
        )
    done = subprocess.run(
        command,
        env=os.environ | (_environment(connection) if connection else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DatabaseRefusedError(f"{command[0]} says: {done.stderr.strip()}")


def _environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return what PostgreSQL's programs read: where the database is, and who asks."""
    settings: dict[str, Any] = connection.settings_dict
    named = {
        "PGHOST": settings["HOST"] or settings["OPTIONS"].get("host"),
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        "PGSSLMODE": settings["OPTIONS"].get("sslmode"),
    }
    return {name: str(value) for name, value in named.items() if value}
