"""Work that was interrupted: put back into its queue, and given up after three attempts."""

import logging
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from herefordshire_cs.background.models import Beat

logger = logging.getLogger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)
# How the queue names what ends a task that is not at fault itself.
INTERRUPTIONS = (
    "builtins.KeyboardInterrupt",
    "builtins.SystemExit",
    "django.db.utils.InterfaceError",
    "django.db.utils.OperationalError",
)
ATTEMPTS = 3  # what ends its worker each time is at fault itself
GONE_AFTER = timedelta(minutes=2)  # a dozen beats: long enough for a database that was away
GIVEN_UP = f"It was interrupted {ATTEMPTS} times: its worker ended, or lost the database."


def put_back(row: DBTaskResult) -> None:
    """Let a task be done again, or give it up after the last attempt; its jobs may run twice."""
    is_over = len(row.worker_ids) >= ATTEMPTS
    changed: dict[str, object] = {
        "status": TaskResultStatus.READY,
        "started_at": None,
        "finished_at": None,
    }
    if is_over:
        changed = {"status": TaskResultStatus.FAILED, "traceback": GIVEN_UP}
    as_it_was = DBTaskResult.objects.filter(
        pk=row.pk, status=row.status, started_at=row.started_at
    )
    if as_it_was.update(**changed):
        said = GIVEN_UP if is_over else "It is put back into its queue."
        logger.warning("Task %s of %s was interrupted. %s", row.pk, row.queue_name, said)


def put_back_own(worker_id: str) -> None:
    """Put back what a worker was at when it ended, or lost the database."""
    for row in DBTaskResult.objects.running():
        if row.worker_ids and row.worker_ids[-1] == worker_id:
            put_back(row)


def put_back_of_the_gone(*, at: datetime) -> None:
    """Put back what those workers were at that have given no sign of life for two minutes."""
    since = at - GONE_AFTER
    alive = set(Beat.objects.filter(at__gt=since).values_list("worker_id", flat=True))
    for row in DBTaskResult.objects.running().filter(started_at__lte=since):
        if not row.worker_ids or row.worker_ids[-1] not in alive:
            put_back(row)
