"""Workers as processes of their own, on a database of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60
# The patience of SQLite is cut, so that a lock need not last for the twenty seconds of the site.
IMPATIENTLY = """
import django
from django.conf import settings
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    settings.DATABASES["default"]["OPTIONS"]["timeout"] = 0.2
django.setup()
from django.core.management import call_command
call_command("worker", "documents", interval=0.05)
"""
ENQUEUE = """
import django, sys
django.setup()
from django.utils.module_loading import import_string
print(import_string(f"tests.background.chores.{sys.argv[1]}").enqueue(*sys.argv[2:]).id)
"""


def surroundings(database_url: str) -> dict[str, str]:
    """Return the environment of a process that works on one database."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "herefordshire_cs.settings",
        "DATABASE_URL": database_url,
        "DEVELOPMENT": "1",
    }


def python(database_url: str, *command: str) -> str:
    """Run Python to its end on a database, and return what it said."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=surroundings(database_url),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout.strip()


def enqueue(database_url: str, name: str, *arguments: str) -> str:
    """Put a chore in the queue, and return the key of its task."""
    return python(database_url, "-c", ENQUEUE, name, *arguments)


@contextmanager
def worker(database_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker of documents for as long as the block lasts."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPATIENTLY],
        cwd=ROOT,
        env=surroundings(database_url),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Wait for something that another process does."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > last:
            raise AssertionError(f"In vain: {what}")
        time.sleep(0.02)
