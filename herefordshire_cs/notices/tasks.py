"""Sending off the request: what waits is sent, and looked at again when the next is due."""

from datetime import datetime

from django.db.models import Q
from django.tasks import TaskResultStatus, default_task_backend, task
from django_tasks_db.models import DBTaskResult, get_date_max

from herefordshire_cs.background.queues import MESSAGES
from herefordshire_cs.lib import clock
from herefordshire_cs.notices import sending


@task(queue_name=MESSAGES)
def send_messages() -> None:
    """Send what is due; it may be run twice."""
    while (following := sending.send_due(at=clock.now())) is not None:
        if following > clock.now():
            wake(at=following)
            return


def wake(*, at: datetime) -> None:
    """Have the worker look at an instant, unless it will have looked by then; two statements."""
    if _looks_by(at):
        return
    is_later = at > clock.now() and default_task_backend.supports_defer
    (send_messages.using(run_after=at) if is_later else send_messages).enqueue()


def _looks_by(at: datetime) -> bool:
    """Say whether a look waits already: one that is to be at once has the last day there is."""
    path = send_messages.module_path
    waiting = DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.READY)
    return waiting.filter(Q(run_after__lte=at) | Q(run_after=get_date_max())).exists()
