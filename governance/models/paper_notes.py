"""What a reader notes for themselves on a paper: nobody else reads it, so no history is kept."""

from django.conf import settings
from django.db import models

from governance.models.agendas import AgendaItem


class PaperNote(models.Model):
    """A private note of one account on one item of an agenda and the papers before it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="paper_notes"
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="private_notes")
    text = models.TextField()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "item"], name="somebody_has_one_note_on_an_item"
            ),
        ]

    def __str__(self) -> str:
        return f"A note of {self.user}"
