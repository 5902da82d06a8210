"""Workers outlive their database, and take up again what was interrupted.

``Worker`` of django-tasks-db is no public interface: these hold what is built on it.
"""

import json
import logging
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult, get_date_max

from herefordshire_cs.background import worker as steady
from herefordshire_cs.background.beating import beat
from herefordshire_cs.background.interruptions import (
    ATTEMPTS,
    GONE_AFTER,
    put_back_of_the_gone,
    put_back_own,
)
from herefordshire_cs.background.models import Beat
from herefordshire_cs.background.worker import SteadyWorker
from tests.background.running import ROOT, enqueue, python, wait_until, worker

NOW = datetime(2006, 5, 22, 10, 42, tzinfo=UTC)
READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
FAILED, SUCCESSFUL = TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL


def make_task(name: str = "succeed", *arguments: str, **fields: Any) -> DBTaskResult:
    """Put a chore in the queue of documents."""
    return DBTaskResult.objects.create(
        **{
            "task_path": f"tests.background.chores.{name}",
            "args_kwargs": {"args": list(arguments), "kwargs": {}},
            "queue_name": "documents",
            "backend_name": "default",
            "run_after": get_date_max(),
        }
        | fields
    )


def make_worker(**fields: Any) -> SteadyWorker:
    return SteadyWorker(
        **{
            "queue_names": ["documents"],
            "excluded_queue_names": [],
            "interval": 0,
            "batch": True,
            "backend_name": "default",
            "startup_delay": False,
            "max_tasks": None,
            "worker_id": "documents-1",
        }
        | fields
    )


# Put back


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("workers", "status"),
    [
        (["documents-1"], READY),
        (["another"], RUNNING),
        (["documents-1", "another"], RUNNING),
        (["another", "documents-1"], READY),
        (["documents-1"] * (ATTEMPTS - 1), READY),
        (["documents-1"] * ATTEMPTS, FAILED),
    ],
    ids=["its own", "another's", "now another's", "now its own", "second time", "third time"],
)
def test_a_worker_takes_up_what_it_was_at_and_gives_it_up_after_the_third_attempt(
    workers: list[str], status: str
) -> None:
    row = make_task(status=RUNNING, worker_ids=workers, started_at=NOW)

    put_back_own("documents-1")

    row.refresh_from_db()
    assert row.status == status
    assert ("interrupted 3 times" in row.traceback) is (status == FAILED)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("silence", "status"),
    [
        (GONE_AFTER - timedelta(seconds=1), RUNNING),
        (GONE_AFTER, READY),
        (None, READY),
    ],
    ids=["alive", "silent for two minutes", "never alive"],
)
def test_what_a_worker_that_is_gone_was_at_is_put_back_by_whichever_lives(
    silence: timedelta | None, status: str
) -> None:
    if silence is not None:
        beat("gone", ["packs"], at=NOW - silence)
    beat("documents-1", ["documents"], at=NOW)
    row = make_task(status=RUNNING, worker_ids=["gone"], started_at=NOW - timedelta(hours=1))
    own = make_task(status=RUNNING, worker_ids=["documents-1"], started_at=row.started_at)

    put_back_of_the_gone(at=NOW)

    row.refresh_from_db()
    own.refresh_from_db()
    assert (row.status, own.status) == (status, RUNNING)


@pytest.mark.django_db
def test_a_task_that_was_just_begun_is_left_to_a_worker_that_has_yet_to_beat() -> None:
    row = make_task(status=RUNNING, worker_ids=["new"], started_at=NOW)

    put_back_of_the_gone(at=NOW + GONE_AFTER - timedelta(seconds=1))

    row.refresh_from_db()
    assert row.status == RUNNING


@pytest.mark.django_db
def test_a_beat_is_one_row_for_each_worker_and_queue() -> None:
    beat("all-1", ["documents", "packs"], at=NOW)
    beat("all-1", ["documents", "packs"], at=NOW + timedelta(seconds=10))

    rows = set(Beat.objects.values_list("queue", "at"))
    assert rows == {(queue, NOW + timedelta(seconds=10)) for queue in ("documents", "packs")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ending", "status", "attempts"),
    [("lost", FAILED, 3), ("stopped", FAILED, 3), ("wrong", FAILED, 1)],
    ids=["by the database", "by a signal", "by itself"],
)
def test_what_was_not_its_own_fault_is_tried_three_times(
    ending: str, status: str, attempts: int
) -> None:
    row = make_task("end_with", ending)
    for _ in range(attempts):
        row.refresh_from_db()
        assert row.status == READY
        row.claim("documents-1")
        make_worker().run_task(row)

    row.refresh_from_db()
    assert (row.status, len(row.worker_ids)) == (status, attempts)


# The database goes away


def test_a_worker_waits_longer_and_longer_for_its_database_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ends = iter([OperationalError("gone"), OperationalError("gone"), None])
    waited: list[float] = []

    def run(_self: object) -> None:
        if (end := next(ends)) is not None:
            raise end

    monkeypatch.setattr(db_worker.Worker, "run", run)
    monkeypatch.setattr(steady, "beating", lambda *_args: nullcontext())
    monkeypatch.setattr(steady, "put_back_own", lambda _id: None)
    monkeypatch.setattr(steady.time, "sleep", waited.append)
    with caplog.at_level(logging.WARNING):
        make_worker().run()

    assert waited == [2, 4]
    assert "The database is away (gone). Again in 4 s." in caplog.text


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


@pytest.mark.outage
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


@pytest.mark.outage
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


@pytest.mark.outage
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


@pytest.mark.outage
def test_a_worker_outlives_a_postgresql_that_restarts_or_is_away() -> None:
    drill = [ROOT / "scripts" / "postgresql", sys.executable, "-m", "tests.background.restarts"]
    done = subprocess.run(drill, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)

    assert json.loads(done.stdout.splitlines()[-1]) == {
        "restarted while idle": [SUCCESSFUL, 1],
        "away for four seconds": [SUCCESSFUL, 1],
        "restarted in a task": [SUCCESSFUL, 2],
    }
