"""Databases that live only as long as the benchmark."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2


@contextmanager
def databases(given: str, sizes: list[int], folder: Path) -> Iterator[dict[int, str]]:
    """Yield the address of an empty database for each size.

    ``given`` names a PostgreSQL server by one of its databases, which is left alone; each size
    gets a database of its own beside it. Without it each is an SQLite file in the folder.
    """
    if not given.startswith(("postgres:", "postgresql:")):
        yield {size: f"sqlite:///{folder / f'{size}.sqlite3'}" for size in sizes}
        return
    names = {size: f"bench_{os.getpid()}_{size}" for size in sizes}
    made: list[str] = []
    try:
        for name in names.values():
            _run(given, f'CREATE DATABASE "{name}"')
            made.append(name)
        yield {
            size: urlsplit(given)._replace(path=f"/{name}").geturl()
            for size, name in names.items()
        }
    finally:
        for name in made:
            _run(given, f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(address: str, statement: str) -> None:
    connection = psycopg2.connect(address)
    try:
        connection.autocommit = True  # databases are not made inside a transaction
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
