"""Runs a worker of background work."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import validate_worker_id

from herefordshire_cs.background.queues import QUEUES
from herefordshire_cs.background.worker import SteadyWorker


class Command(BaseCommand):
    """Do the work of one queue, or of several."""

    help = "Make what waits in a queue, until stopped. One process for each --worker-id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("queues", nargs="+", choices=QUEUES, help="whose work is done")
        parser.add_argument(
            "--worker-id",
            type=validate_worker_id,
            help="the same at each start, and no other worker's; 'packs-1' for packs without it",
        )
        parser.add_argument("--batch", action="store_true", help="end when nothing waits")
        parser.add_argument("--interval", type=float, default=1, help="seconds between looks")

    def handle(self, *args: object, **options: Any) -> None:
        if options["verbosity"] == 0:
            for name in ("django_tasks_db", "django.tasks"):
                logging.getLogger(name).setLevel(logging.CRITICAL)
        worker = SteadyWorker(
            queue_names=options["queues"],
            excluded_queue_names=[],
            interval=options["interval"],
            batch=options["batch"],
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,  # there are few, and a killed one should be back at once
            max_tasks=None,
            worker_id=options["worker_id"] or f"{'-'.join(options['queues'])}-1",
        )
        worker.configure_signals()
        worker.run()
