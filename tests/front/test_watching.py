"""What whoever watches the servers is told, and who is told it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from herefordshire_cs.background.models import Beat
from herefordshire_cs.front.presenters import watching
from herefordshire_cs.lib import clock

pytestmark = pytest.mark.django_db


def test_what_is_ready_is_said_part_by_part(client: Client) -> None:
    Beat.objects.create(queue="packs", worker_id="packs-1", at=clock.now() - timedelta(seconds=5))
    answer = client.get("/ready/")
    said = answer.json()

    assert answer.status_code == 200
    assert (said["is_ready"], said["database"], said["migrations_missing"]) == (True, True, 0)
    assert said["workers"]["packs"]["is_answering"]
    assert said["workers"]["packs"]["oldest_waiting_seconds"] is None
    assert said["free_bytes"] > 0
    assert len(said["version"]) == 16


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("free_bytes", 1_000, id="no room"),
        pytest.param("missing_migrations", 2, id="a migration that the database has not had"),
    ],
)
def test_what_cannot_be_answered_for_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str, value: int
) -> None:
    monkeypatch.setattr(watching, name, lambda: value)

    assert client.get("/ready/").status_code == 503
    assert client.get("/health/").status_code == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [
        pytest.param({}, 403, id="nobody is named"),
        pytest.param({"METRICS_ADDRESSES": ["127.0.0.1"]}, 200, id="by the address"),
        pytest.param({"METRICS_ADDRESSES": ["192.0.2.1"]}, 403, id="another address"),
        pytest.param({"METRICS_TOKEN": "right"}, 200, id="by the token"),
        pytest.param({"METRICS_TOKEN": "another"}, 403, id="another token"),
    ],
)
def test_figures_are_given_to_whom_is_named(
    client: Client, settings: Any, given: dict[str, Any], status: int
) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    answer = client.get("/metrics/", headers={"Authorization": "Bearer right"})

    assert answer.status_code == status
    if status == 200:
        assert "# TYPE council_tasks_waiting gauge" in answer.content.decode()
        assert 'council_worker_answering{queue="packs"}' in answer.content.decode()
