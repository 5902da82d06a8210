"""Whether the workers answer, as pages and the health check say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django_tasks_db.models import DBTaskResult

from herefordshire_cs.background.models import Beat
from herefordshire_cs.background.queues import QUEUES
from herefordshire_cs.lib.text.words import day_in_words

SILENT_AFTER = timedelta(minutes=1)  # six beats: a worker that is started anew is no news


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """How a queue is: when its worker last answered, and what waits for it since when."""

    queue: str
    last_answered_at: datetime | None
    waiting: int
    oldest_waiting_seconds: int | None
    is_answering: bool


def queue_states(*, at: datetime) -> Iterator[QueueState]:
    """Yield how each queue is; two statements."""
    beats = dict(Beat.objects.order_by().values_list("queue").annotate(last=Max("at")))
    tasks = DBTaskResult.objects.ready().order_by().values_list("queue_name")
    waiting = {
        queue: (number, oldest)
        for queue, number, oldest in tasks.annotate(Count("pk"), Min("enqueued_at"))
    }
    for queue in QUEUES:
        number, oldest = waiting.get(queue, (0, None))
        last = beats.get(queue)
        yield QueueState(
            queue=queue,
            last_answered_at=last,
            waiting=number,
            oldest_waiting_seconds=int((at - oldest).total_seconds()) if oldest else None,
            is_answering=last is not None and last > at - SILENT_AFTER,
        )


def silence(queue: str, *, at: datetime) -> str:
    """Return what a page says of a queue whose worker does not answer; nothing if it does."""
    last = Beat.objects.filter(queue=queue).aggregate(last=Max("at"))["last"]
    if last is None:
        return "The printing service has not been started."
    if last > at - SILENT_AFTER:
        return ""
    local = timezone.localtime(last)
    clock = date_format(local, "g.i a")
    is_today = local.date() == timezone.localtime(at).date()
    day = "" if is_today else f" on {day_in_words(local.date())}"
    words = f"The printing service has not answered since {clock}{day}"
    return f"{words.removesuffix('.')}."
