"""Who read which exempt paper, and when: added to, never changed."""

from typing import Any

from django.conf import settings
from django.db import models

from governance.models.committees import Committee


class ReadingStands(Exception):
    """A reading is on record: nobody changes one or takes one away."""


class ExemptReadingQuerySet(models.QuerySet["ExemptReading"]):
    """Readings, which are added to alone."""

    def update(self, **kwargs: Any) -> int:
        """Refuse to change readings."""
        raise ReadingStands

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse to take readings away."""
        raise ReadingStands


class ExemptReading(models.Model):
    """One reading of an exempt paper by somebody, at an instant.

    ``paper`` is its kind and key, such as ``report 12``; ``title`` what it was called then. The
    name of the reader is kept beside the account, which may be closed and taken away.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        DRAFT = "draft", "Report in draft"
        APPENDIX = "appendix", "Appendix"
        PACK = "pack", "Members’ copy of a pack"
        PROOF = "proof", "Members’ copy of a proof"
        MINUTES = "minutes", "Minutes"

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, related_name="readings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    read_by = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.PositiveBigIntegerField()
    title = models.TextField()
    read_at = models.DateTimeField(db_index=True)

    objects = ExemptReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at", "-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="readings_of_a_paper")]
        permissions = [("follow_readings", "Can see who read which exempt paper")]

    def __str__(self) -> str:
        return f"{self.read_by}, {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a reading. Raises ReadingStands for one that is there."""
        if not self._state.adding:
            raise ReadingStands
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse to take a reading away."""
        raise ReadingStands
