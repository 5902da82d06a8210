"""Work that waits when a release moves its code is found where the code stands then."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.tasks.base import Task
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult, get_date_max

MIGRATIONS = [
    import_module(f"herefordshire_cs.background.migrations.{name}")
    for name in ("0004_tasks_moved", "0005_minutes_moved")
]
# As the release before stored them.
BEFORE = {
    "actionplan.making.make_document": "actionplan.tasks.make_document",
    "indicators.making.make_performance_document": "indicators.tasks.make_performance_document",
    "governance.making.work.build_and_issue": "governance.tasks.packs.build_and_issue",
    "governance.making.work.count_parts": "governance.tasks.packs.count_parts",
    "governance.documents.keep_minutes": "governance.tasks.minutes.keep_minutes",
}


def waiting(path: str, *, status: str = "READY") -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path=path, args_kwargs={}, run_after=get_date_max(), status=status
    )


class Editor:
    """What a migration is given of a database."""

    connection = connection


@pytest.mark.django_db
@pytest.mark.parametrize("path", BEFORE, ids=str)
def test_work_that_waits_or_runs_is_named_by_where_its_code_stands(path: str) -> None:
    rows = [waiting(path), waiting(path, status="RUNNING")]
    done = waiting(path, status="SUCCESSFUL")

    for migration in MIGRATIONS:
        migration.to_where_they_stand(apps, Editor)

    for row in [*rows, done]:
        row.refresh_from_db()
    assert [row.task_path for row in rows] == [BEFORE[path]] * 2
    assert isinstance(import_string(rows[0].task_path), Task)
    assert done.task_path == path

    for migration in reversed(MIGRATIONS):
        migration.to_where_they_stood(apps, Editor)
    rows[0].refresh_from_db()
    assert rows[0].task_path == path
