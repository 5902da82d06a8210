"""What a row of a kept list said before it was edited, by whom, on which day and why."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Model

from herefordshire_cs.lib.edits import columns_of


class ListEdit(models.Model):
    """One edit of one row: what it said before and after, by the names of its columns.

    A row that was added has no ``before``, one that was taken out no ``after``; both are whole
    then, and of an edit only what differs. ``of`` is the key of what the list is a part of, 0
    where it is of nothing. ``is_shift`` is of a row that was moved because another took its place.
    """

    kind = models.CharField(max_length=60)
    of = models.PositiveBigIntegerField(default=0)
    row = models.PositiveBigIntegerField()
    named = models.CharField(max_length=250)
    before = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    after = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    is_shift = models.BooleanField(default=False)
    reason = models.TextField("why", blank=True)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "of"], name="edits_of_a_kept_list")]

    def __str__(self) -> str:
        return f"{self.named}, {self.recorded_on}"


def kind_of(model: type[Model]) -> str:
    """Return the name under which the edits of a model's rows are kept."""
    return model._meta.label_lower


def said_by(row: Model) -> dict[str, Any]:
    """Return what a row says, by the names of its columns but for its key."""
    return {name: getattr(row, name) for name in columns_of(type(row)) if name != "id"}


def as_they_were[M: Model](
    rows: Iterable[M], model: type[M], *, of: int, as_of: date, by: tuple[str, ...] = ("order",)
) -> list[M]:
    """Return rows as they were on a day, those taken out since among them, in the order ``by``.

    One query. ``rows`` are all that there are now.
    """
    found = {row.pk: row for row in rows}
    since = ListEdit.objects.filter(kind=kind_of(model), of=of, recorded_on__gt=as_of)
    for edit in since.order_by("-pk"):
        if edit.before is None:
            found.pop(edit.row, None)
            continue
        row = found.setdefault(edit.row, model(pk=edit.row))
        put_back(row, edit.before)
    return sorted(found.values(), key=attrgetter(*by))


def put_back(row: Model, said: Mapping[str, Any]) -> None:
    """Let a row say again what it said; a column that there is no longer is passed over."""
    columns = columns_of(type(row))
    for name, value in said.items():
        if name in columns:
            setattr(row, name, columns[name].to_python(value))
