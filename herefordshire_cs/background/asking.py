"""Asks for work off the request: once for the same facts, and not too much for one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.tasks import Task

from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.models import Job
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib.text.words import count_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many jobs of one person may wait or be done at a time, and how many be asked an hour."""

    at_a_time: int
    an_hour: int


# A plan of thousands of actions is minutes of work; others want theirs meanwhile.
LIMITS: Mapping[str, Limit] = {DOCUMENTS: Limit(at_a_time=3, an_hour=30)}


class TooManyAsked(Exception):
    """Somebody asked for more than one person may; says so in words."""


@transaction.atomic
def ask(
    task: Task[Any, Any], *args: Any, facts: str, asked_by: User | None, asked_at: datetime
) -> Job:
    """Queue a task when the transaction is over, and return the job.

    Where a job for the same facts is wanted already, it is returned and nothing is queued. Raises
    TooManyAsked where the person has asked for as many as one may.
    """
    if asked_by is not None:  # one after the other, so that two requests at once count each other
        User.objects.select_for_update().get(pk=asked_by.pk)
    same = Job.objects.wanted(at=asked_at).filter(queue=task.queue_name, facts=facts).first()
    if same is not None:
        return same
    if asked_by is not None:
        _refuse_too_many(task.queue_name, asked_by, at=asked_at)
    job = Job.objects.create(
        queue=task.queue_name, facts=facts, asked_by=asked_by, asked_at=asked_at
    )
    transaction.on_commit(partial(_enqueue, job, task, args))
    return job


def _enqueue(job: Job, task: Task[Any, Any], args: tuple[Any, ...]) -> None:
    result = task.enqueue(*args)
    # A backend that works at once keeps no row: nobody waits for its job any more.
    job.task_id = uuid4() if result.is_finished else UUID(result.id)
    job.save(update_fields=["task_id"])


def _refuse_too_many(queue: str, person: User, *, at: datetime) -> None:
    limit = LIMITS.get(queue)
    if limit is None:
        return
    asked = Job.objects.filter(queue=queue, asked_by=person)
    if asked.wanted(at=at).count() >= limit.at_a_time:
        waiting = count_in_words(limit.at_a_time, "document")
        raise TooManyAsked(f"{waiting} of yours are still to be made. Ask again when one is.")
    if asked.filter(asked_at__gt=at - timedelta(hours=1)).count() >= limit.an_hour:
        made = count_in_words(limit.an_hour, "document")
        raise TooManyAsked(f"You have asked for {made} within an hour. Ask again later.")
