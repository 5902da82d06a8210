"""Documents that were issued, kept byte for byte."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from herefordshire_cs.lib.files.documents import StoredDocument
from indicators.models.figures import Period


class PerformanceDocument(StoredDocument):
    """A PDF of the indicators for a period as at a day, found again by the hash of what it says.

    ``issued_on`` is the day on which an officer issued it; one that was only printed has none.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    issued_by_name = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)

    class Meta(StoredDocument.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["period", "kind", "as_of", "contents_hash"],
                name="a_performance_document_is_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.period} as at {self.as_of}"

    def get_absolute_url(self) -> str:
        return reverse("performance-document", args=[self.pk_uuid])
