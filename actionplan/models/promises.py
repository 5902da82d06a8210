"""Days to come that stand inside a note: what was promised for when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from actionplan.models.actions import Action
from actionplan.models.corrections import known
from actionplan.models.progress import ProgressUpdate


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Promises, as a page as at a day asks for them."""

    def known(self, *, as_of: date) -> Self:
        """Those whose note stood in the record on a day."""
        notes = ProgressUpdate.objects.filter(known(as_of))
        return self.filter(update__in=notes.values("pk"))


class Promise(models.Model):
    """A day, or a span of days, to come when the note that names it was written.

    ``words`` are the clause of the note, ``as_written`` the day as it stands there.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="promises")
    update = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="promises")
    order = models.PositiveSmallIntegerField()
    words = models.TextField()
    as_written = models.CharField(max_length=80)
    earliest = models.DateField()
    latest = models.DateField()

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["latest", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["update", "order"], name="a_promise_has_its_own_place_in_its_note"
            ),
            models.CheckConstraint(
                condition=~Q(words="") & Q(latest__gte=F("earliest")),
                name="a_promise_has_words_and_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_written}: {self.words[:60]}"
