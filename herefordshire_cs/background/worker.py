"""The worker of django-tasks-db, made to outlive its database."""

import logging
import time

from django.db import connections
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from herefordshire_cs.background.beating import beating
from herefordshire_cs.background.interruptions import (
    DATABASE_AWAY,
    INTERRUPTIONS,
    put_back,
    put_back_own,
)

logger = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 30
CALM_SECONDS = 60  # after so long, the next loss of the database is a new one


class SteadyWorker(db_worker.Worker):
    """Waits where the database is away, and takes up again what was interrupted.

    It knows what it had been at by its id: each service has one of its own, the same at each
    start. ``Worker`` is no public interface; tests/background/test_worker.py holds what it does.
    """

    def run(self) -> None:
        """Do what is in the queues until told to stop."""
        with beating(self.worker_id, self.queue_names):
            wait = 1
            while self.running:
                began = time.monotonic()
                try:
                    put_back_own(self.worker_id)
                    super().run()
                    return
                except DATABASE_AWAY as error:
                    connections.close_all()
                    is_new = time.monotonic() - began > CALM_SECONDS
                    wait = 1 if is_new else min(wait * 2, LONGEST_WAIT_SECONDS)
                    logger.warning("The database is away (%s). Again in %s s.", error, wait)
                    time.sleep(wait)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Do one task; it is done again if what ended it was not its own fault."""
        super().run_task(db_task_result)
        if (
            db_task_result.status == TaskResultStatus.FAILED
            and db_task_result.exception_class_path in INTERRUPTIONS
        ):
            put_back(db_task_result)
