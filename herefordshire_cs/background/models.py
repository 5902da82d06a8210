"""What was asked to be done off the request, and the signs of life of those who do it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

# Between the row of a job and its task lies the end of a transaction.
NOT_QUEUED_YET = timedelta(minutes=1)


class JobQuerySet(models.QuerySet["Job"]):
    """What can be asked of jobs."""

    def wanted(self, *, at: datetime) -> Self:
        """Those that wait or are being done, and will be done whatever becomes of a worker."""
        unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
        tasks = DBTaskResult.objects.filter(pk=OuterRef("task_id"), status__in=unfinished)
        is_new = Q(task_id=None, asked_at__gt=at - NOT_QUEUED_YET)
        return self.filter(Exists(tasks.order_by()) | is_new)


class Job(models.Model):
    """Something that was asked to be made; ``facts`` is the same for all that make the same.

    ``task_id`` names its row in the queue, once it is there.
    """

    queue = models.CharField(max_length=32)
    facts = models.CharField(max_length=64, db_index=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    asked_at = models.DateTimeField()
    task_id = models.UUIDField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"Job {self.pk} of {self.queue}"


class Beat(models.Model):
    """When a worker last gave a sign of life for one of its queues."""

    worker_id = models.CharField(max_length=64)
    queue = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["queue", "worker_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker_id", "queue"], name="a_worker_has_one_beat_for_a_queue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} at {self.at}"
