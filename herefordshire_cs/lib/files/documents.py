"""Documents that are made once, off the request, and kept: what all of them share.

An app has its own model of ``StoredDocument``, which adds what its documents are of, and its own
task, which builds the report and prints it. Who asks for them is in ``background/documents.py``.
"""

import hashlib
import logging
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import models

from herefordshire_cs.lib.council import council_words_now
from herefordshire_cs.lib.pdf.printing import Printed

logger = logging.getLogger(__name__)


class StoredDocument(models.Model):
    """A PDF as at a day, kept byte for byte and found again by the hash of what it says."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be made"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    UNFINISHED = (State.QUEUED, State.MAKING)

    pk_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    as_of = models.DateField()
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
    job = models.ForeignKey(
        "background.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["-asked_at"]

    def get_absolute_url(self) -> str:
        """Return the address of its progress, which each app has of its own."""
        raise NotImplementedError


def contents_hash(report: object, layout_patterns: Iterable[str]) -> str:
    """Return a hash of all that a document says, of whose it is and of how it looks.

    The patterns name, from the root of the project, the files that it is laid out with. Raises
    FileNotFoundError where one matches none.
    """
    found = hashlib.sha256(repr((report, council_words_now())).encode())
    for path in _layout_files(layout_patterns):
        found.update(path.read_bytes())
    return found.hexdigest()


def layout_hash(layout_patterns: Iterable[str]) -> str:
    """Return a hash of how documents look, for those who ask of many at once."""
    return contents_hash(None, layout_patterns)


def keep[D: StoredDocument](document: D, printed: Printed, *, made_at: datetime) -> D:
    """Keep in a document the bytes that were printed, for ever."""
    document.pdf = printed.content
    document.pages = printed.pages
    document.sha256 = hashlib.sha256(printed.content).hexdigest()
    document.made_at = made_at
    document.state = StoredDocument.State.READY
    document.save(update_fields=["pdf", "pages", "sha256", "made_at", "state"])
    logger.info("Made %s: %s pages", document, printed.pages)
    return document


def give_up[D: StoredDocument](document: D, failure: str) -> D:
    """Say in the document why it was not made."""
    document.state = StoredDocument.State.FAILED
    document.failure = failure
    document.save(update_fields=["state", "failure"])
    return document


def _layout_files(patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        paths = sorted(settings.BASE_DIR.glob(pattern))
        if not paths:  # left behind by a move, an old print would be served for ever
            raise FileNotFoundError(f"No file matches {pattern}")
        yield from paths
