"""Documents that were made, kept byte for byte and never made again."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from actionplan.models.plan import Plan


class Document(models.Model):
    """A PDF of a plan as at a day, found again by the hash of what it says."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be made"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    UNFINISHED = (State.QUEUED, State.MAKING)

    pk_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20)
    as_of = models.DateField()
    since = models.DateField(null=True, blank=True)
    contents_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    failure = models.TextField(blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "as_of", "contents_hash"],
                name="a_document_is_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.plan} as at {self.as_of}"

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk_uuid])
