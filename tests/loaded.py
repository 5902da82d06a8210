"""The papers loaded once for all processes and runs: each test database is a copy.

Making the tables and loading the papers takes several seconds. What comes of it depends on the
code and the fixtures alone, so it is kept under their hash.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from actionplan.loading import load_plan
from actionplan.risk_loading import load_risks
from governance.loading import load_governance
from herefordshire_cs.council.loading import load_council
from herefordshire_cs.management.commands.load_herefordshire import PLANS
from herefordshire_cs.management.demonstration import noting_what_is_loaded
from indicators.loading import load_indicators
from indicators.self_assessment_loading import load_self_assessments

LOADED_AT = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)
FOLDER = Path(settings.BASE_DIR, "var", "tests")
# What a loaded database comes of.
SOURCES = [
    *(
        "actionplan/**/*.py",
        "governance/**/*.py",
        "herefordshire_cs/**/*.py",
        "indicators/**/*.py",
    ),
    *("fixtures/**/*", "requirements/base.txt", "tests/loaded.py"),
]


def load_papers() -> None:
    """Load the papers of Herefordshire, as at the day of the tests, and note what was loaded."""
    with noting_what_is_loaded():
        _load()


def _load() -> None:
    fixtures = Path(settings.BASE_DIR, "fixtures")
    load_council(fixtures / "council" / "herefordshire.json")
    for slug in PLANS:
        load_plan(fixtures / slug, recorded_at=LOADED_AT)
    load_risks(fixtures / "risks", recorded_at=LOADED_AT)
    load_indicators(fixtures / "indicators", recorded_at=LOADED_AT)
    load_self_assessments(fixtures / "self-assessment", recorded_at=LOADED_AT)
    load_governance(fixtures / "governance", recorded_at=LOADED_AT)


@contextmanager
def only_one_process(name: str) -> Iterator[None]:
    """Let no other process be in a block of this name."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Path(FOLDER, f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sources_hash() -> str:
    """Return a hash of all that a loaded database comes of."""
    found = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            if path.is_file():
                found.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


def make_database(make: Callable[[], None]) -> None:
    """Make this process's test database: a copy of the loaded one, wherever there is one.

    ``make`` makes it with all its tables; it is called only by the first process that asks for
    what these sources make.
    """
    if connection.vendor == "sqlite":
        with only_one_process("sqlite"):
            _make_sqlite(make)
    elif os.environ.get("POSTGRESQL_IS_THROWN_AWAY"):
        with only_one_process("postgresql"):
            _make_postgresql(make)
    else:  # on a server that stays nothing is left behind
        make()
        load_papers()


def _make_sqlite(make: Callable[[], None]) -> None:
    kept = kept_at("loaded")
    if not kept.exists():
        make()
        load_papers()
        _keep(kept)
        return
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connection.connection)


def kept_at(name: str) -> Path:
    """Return where a database of this name is kept that comes of these sources."""
    return Path(FOLDER, f"{name}-{sources_hash()}.sqlite3")


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Return the file of a database that ``make`` makes of these sources, for all processes."""
    kept = kept_at(name)
    with only_one_process(name):
        if not kept.exists():
            _forget(name)
            unfinished = kept.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            make(unfinished)
            unfinished.replace(kept)  # whole or not at all
    return kept


def _keep(path: Path) -> None:
    """Keep the test database as a file, whole or not at all, in place of those before."""
    _forget("loaded")
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    os.replace(unfinished, path)


def _forget(name: str) -> None:
    """Remove what other sources made under a name."""
    for old in FOLDER.glob(f"{name}-*.sqlite3"):
        old.unlink()


def _make_postgresql(make: Callable[[], None]) -> None:
    template = f"loaded_{sources_hash()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        is_there = cursor.fetchone() is not None
    if is_there:
        connection.settings_dict["TEST"]["TEMPLATE"] = template
        make()  # of the template, so that there is nothing to migrate
        return
    make()
    load_papers()
    name = connection.settings_dict["NAME"]
    connection.close()  # a database is copied only while nobody is connected to it
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')
