"""Workers outlive their database and their own end, as real processes.

They mostly wait, so they run beside the other tests (``scripts/test``).
"""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from django.tasks import TaskResultStatus

from herefordshire_cs.background.interruptions import ATTEMPTS
from tests.background.running import ROOT, enqueue, python, wait_until, worker

pytestmark = pytest.mark.outage
RUNNING, FAILED = TaskResultStatus.RUNNING, TaskResultStatus.FAILED
SUCCESSFUL = TaskResultStatus.SUCCESSFUL


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a database file with the tables that a worker needs."""
    path = tmp_path_factory.mktemp("worker") / "made.sqlite3"
    python(f"sqlite:///{path}", "manage.py", "migrate", "background", "-v", "0")
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    path = tmp_path / "worker.sqlite3"
    path.write_bytes(migrated.read_bytes())
    return path


def task_of(path: Path, key: str) -> tuple[str, int]:
    """Return the status of a task and how often it was begun."""
    with closing(sqlite3.connect(path, timeout=10)) as found:
        query = "SELECT status, worker_ids FROM django_tasks_database_dbtaskresult WHERE id = ?"
        status, workers = found.execute(query, [UUID(key).hex]).fetchone()
        return status, len(json.loads(workers))


def is_begun(folder: Path, times: int) -> Callable[[], bool]:
    file = folder / "begun"
    return lambda: file.exists() and len(file.read_text().splitlines()) == times


def test_a_worker_that_is_killed_in_a_task_does_it_again_and_not_for_ever(
    database: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{database}"
    key = enqueue(url, "wait_for", str(tmp_path))

    for attempt in range(1, ATTEMPTS + 1):
        with worker(url) as process:
            wait_until(is_begun(tmp_path, attempt), f"attempt {attempt}")
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert task_of(database, key) == (RUNNING, attempt)
    with worker(url):
        wait_until(lambda: task_of(database, key)[0] == FAILED, "the task is given up")

    assert is_begun(tmp_path, ATTEMPTS)()


def test_a_worker_outlives_a_lock_that_is_longer_than_its_patience(
    database: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{database}"
    (tmp_path / "may-end").touch()
    first = enqueue(url, "wait_for", str(tmp_path))
    with worker(url) as process:
        wait_until(lambda: task_of(database, first)[0] == SUCCESSFUL, "the first task")
        with closing(sqlite3.connect(database)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(2)
            other.rollback()
        second = enqueue(url, "wait_for", str(tmp_path))
        wait_until(lambda: task_of(database, second)[0] == SUCCESSFUL, "the second task")


def test_a_worker_that_is_told_to_stop_finishes_its_task_first(
    database: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{database}"
    key = enqueue(url, "wait_for", str(tmp_path))
    with worker(url) as process:
        wait_until(is_begun(tmp_path, 1), "the task begins")
        process.send_signal(signal.SIGTERM)
        (tmp_path / "may-end").touch()
        assert process.wait(30) == 0

    assert task_of(database, key) == (SUCCESSFUL, 1)
    with closing(sqlite3.connect(database)) as found:
        beats = found.execute("SELECT worker_id, queue FROM background_beat").fetchall()
    assert beats == [("documents-1", "documents")]


def test_a_worker_outlives_a_postgresql_that_restarts_or_is_away() -> None:
    drill = [ROOT / "scripts" / "postgresql", sys.executable, "-m", "tests.background.restarts"]
    done = subprocess.run(drill, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)

    assert json.loads(done.stdout.splitlines()[-1]) == {
        "restarted while idle": [SUCCESSFUL, 1],
        "away for four seconds": [SUCCESSFUL, 1],
        "restarted in a task": [SUCCESSFUL, 2],
    }
