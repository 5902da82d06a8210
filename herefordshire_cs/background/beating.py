"""The signs of life of a worker, given by a thread of its own, whatever the worker is at."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import close_old_connections, connections

from herefordshire_cs.background.interruptions import DATABASE_AWAY, put_back_of_the_gone
from herefordshire_cs.background.models import Beat
from herefordshire_cs.lib import clock

logger = logging.getLogger(__name__)

SECONDS = 10.0


def beat(worker_id: str, queues: Sequence[str], *, at: datetime) -> None:
    """Give a sign of life for each queue; one statement."""
    Beat.objects.bulk_create(
        [Beat(worker_id=worker_id, queue=queue, at=at) for queue in queues],
        update_conflicts=True,
        unique_fields=["worker_id", "queue"],
        update_fields=["at"],
    )


@contextmanager
def beating(worker_id: str, queues: Sequence[str]) -> Iterator[None]:
    """Give signs of life for as long as the block lasts, and look after workers that are gone."""
    is_over = threading.Event()
    thread = threading.Thread(
        target=_beat_until, args=(is_over, worker_id, queues), name="beat", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join(SECONDS)


def _beat_until(is_over: threading.Event, worker_id: str, queues: Sequence[str]) -> None:
    try:
        while True:
            _beat_once(worker_id, queues)
            if is_over.wait(SECONDS):
                return
    finally:
        connections.close_all()


def _beat_once(worker_id: str, queues: Sequence[str]) -> None:
    try:
        close_old_connections()
        beat(worker_id, queues, at=clock.now())
        put_back_of_the_gone(at=clock.now())
    except DATABASE_AWAY as error:
        logger.warning("No sign of life could be given: %s", error)
        connections.close_all()  # those of this thread
