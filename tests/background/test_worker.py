"""Workers outlive their database, and take up again what was interrupted.

``Worker`` of django-tasks-db is no public interface: these hold what is built on it.
"""

import logging
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

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
