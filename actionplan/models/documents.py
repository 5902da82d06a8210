"""Documents that were made, kept byte for byte and never made again."""

from django.db import models
from django.urls import reverse

from actionplan.models.plans import Plan
from herefordshire_cs.lib.files.documents import StoredDocument


class Document(StoredDocument):
    """A PDF of a plan as at a day; ``since`` is the day that it compares with, where it does."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="documents")
    since = models.DateField(null=True, blank=True)

    class Meta(StoredDocument.Meta):
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
