"""Pages and the health check say when the workers last answered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult, get_date_max

from herefordshire_cs.background.answering import SILENT_AFTER, silence
from herefordshire_cs.background.beating import beat
from herefordshire_cs.lib import clock

pytestmark = pytest.mark.django_db
BEAT_AT = datetime(2006, 5, 22, 9, 42, tzinfo=UTC)  # 10.42 by the clock of the council


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (SILENT_AFTER - timedelta(seconds=1), ""),
        (SILENT_AFTER, "The printing service has not answered since 10.42 a.m."),
        (
            timedelta(days=1),
            "The printing service has not answered since 10.42 a.m. on 22\xa0May 2006.",
        ),
    ],
    ids=["answers", "silent for a minute", "for a day"],
)
def test_silence_is_said_after_a_minute(after: timedelta, words: str) -> None:
    beat("packs-1", ["packs"], at=BEAT_AT)

    assert silence("packs", at=BEAT_AT + after) == words


def test_a_worker_of_another_queue_does_not_speak_for_it() -> None:
    beat("documents-1", ["documents"], at=BEAT_AT)

    assert silence("packs", at=BEAT_AT) == "The printing service has not been started."


def health(monkeypatch: pytest.MonkeyPatch, *, at: datetime) -> Any:
    monkeypatch.setattr(clock, "now", lambda: at)
    answer = Client().get("/health/")
    assert answer.status_code == 200
    return answer.json()


def test_the_health_check_says_of_each_queue_when_it_last_answered_and_what_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beat("packs-1", ["packs"], at=BEAT_AT)
    beat("packs-2", ["packs"], at=BEAT_AT - timedelta(hours=1))
    waiting = {"task_path": "x", "args_kwargs": {}, "run_after": get_date_max()}
    for queue in ("documents", "documents", "packs"):
        DBTaskResult.objects.create(queue_name=queue, **waiting)
    DBTaskResult.objects.filter(queue_name="documents").update(enqueued_at=BEAT_AT)
    DBTaskResult.objects.filter(queue_name="packs").update(status="RUNNING")

    assert health(monkeypatch, at=BEAT_AT + timedelta(seconds=30)) == {
        "status": "ok",
        "queues": {
            "documents": {
                "is_answering": False,
                "last_answered_at": None,
                "waiting": 2,
                "oldest_waiting_seconds": 30,
            },
            "messages": {
                "is_answering": False,
                "last_answered_at": None,
                "waiting": 0,
                "oldest_waiting_seconds": None,
            },
            "packs": {
                "is_answering": True,
                "last_answered_at": "2006-05-22T09:42:00+00:00",
                "waiting": 0,
                "oldest_waiting_seconds": None,
            },
        },
    }


def test_the_site_is_well_while_its_workers_are_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    beat("packs-1", ["packs"], at=BEAT_AT)

    said = health(monkeypatch, at=BEAT_AT + timedelta(hours=1))

    assert said["status"] == "ok"
    assert not said["queues"]["packs"]["is_answering"]
