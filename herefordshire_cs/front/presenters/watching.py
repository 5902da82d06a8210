"""Whether requests can be answered here, and the figures that Prometheus reads."""

import shutil
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from herefordshire_cs.accounts.models import SecurityEvent
from herefordshire_cs.background.answering import queue_states
from herefordshire_cs.notices.models import Message

CONTENT_TYPE = CONTENT_TYPE_LATEST
LEAST_FREE_BYTES = 500 * 1024 * 1024  # two of the longest packs, with what making them needs
A_DAY = timedelta(days=1)


def readiness(*, at: datetime) -> dict[str, Any]:
    """Return what is ready, part by part.

    A silent worker is said and is no fault of this process: pages are served without it.
    """
    free = free_bytes()
    found: dict[str, Any] = {
        "version": version(),
        "free_bytes": free,
        "has_space": free >= LEAST_FREE_BYTES,
        "database": True,
    }
    try:
        missing = missing_migrations()
        workers = {
            state.queue: {
                "last_answered_at": state.last_answered_at,
                "is_answering": state.is_answering,
                "oldest_waiting_seconds": state.oldest_waiting_seconds,
            }
            for state in queue_states(at=at)
        }
    except DatabaseError:
        return found | {"database": False, "is_ready": False}
    is_ready = free >= LEAST_FREE_BYTES and not missing
    return found | {
        "migrations_missing": missing,
        "workers": workers,
        "is_ready": is_ready,
    }


def version() -> str:
    """Return which release of the code this is."""
    return str(caches["default"].key_prefix)


def free_bytes() -> int:
    """Return how much room there is for what is written, in bytes."""
    folder = settings.MEDIA_ROOT
    return shutil.disk_usage(folder if folder.exists() else settings.BASE_DIR).free


def missing_migrations() -> int:
    """Return how many migrations the database has not had."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def figures(*, at: datetime) -> bytes:
    """Return the figures as Prometheus reads them; five statements, however much there is."""
    registry = CollectorRegistry()
    waiting = gauge(registry, "tasks_waiting", "Tasks that wait", "queue")
    oldest = gauge(registry, "oldest_task_seconds", "Since when the oldest waits", "queue")
    answering = gauge(registry, "worker_answering", "1 where a worker answers", "queue")
    for state in queue_states(at=at):
        waiting.labels(state.queue).set(state.waiting)
        oldest.labels(state.queue).set(state.oldest_waiting_seconds or 0)
        answering.labels(state.queue).set(int(state.is_answering))
    events = gauge(registry, "security_events_today", "Of the last 24 hours, by kind", "what")
    found = SecurityEvent.objects.filter(at__gt=at - A_DAY).order_by().values_list("what")
    for what, number in found.annotate(Count("pk")):
        events.labels(what).set(number)
    sent = gauge(registry, "messages", "Messages by their state", "state")
    for each, number in Message.objects.order_by().values_list("state").annotate(Count("pk")):
        sent.labels(each).set(number)
    gauge(registry, "sessions", "Sessions that began").set(UserSession.objects.count())
    gauge(registry, "free_bytes", "Room for what is written").set(free_bytes())
    gauge(registry, "release", "Which release of the code", "version").labels(version()).set(1)
    return generate_latest(registry)


def gauge(registry: CollectorRegistry, name: str, words: str, *labels: str) -> Gauge:
    """Return a figure of ours in a registry that is made anew for each answer."""
    return Gauge(f"council_{name}", words, labels, registry=registry)
