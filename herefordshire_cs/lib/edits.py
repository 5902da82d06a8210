"""What a row said before it was edited, kept with the day, so that a past day reads as it did.

An app has its own model of ``Edit``, which adds what was edited. What a row said on a day is what
the last edit recorded by then made of it; before the first edit, what that edit found. A row that
was never edited says what it always said, and so does one whose words were mended by a loading or
a migration: those put right how a paper was read, for every day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Model

# A model's name and a key: whose words they are.
type Whose = tuple[str, int]

ADDED = "added"  # the field of an edit that made the row: false before, true after


class Edit(models.Model):
    """One field of one row as it was edited: what it said before and after, by whom and when.

    ``recorded_on`` is the day by the clock, in a demonstration that of the demonstration.
    """

    field = models.CharField(max_length=60)
    before = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    after = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.field}, {self.recorded_on}"

    @property
    def whose(self) -> Whose:
        """Return which row was edited; each app names its own."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Past:
    """What rows that were edited since said on a day, by whose words they are and by field.

    Kept beside what it is of, it says nothing about it that the row does not.
    """

    said: Mapping[Whose, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, row: Model) -> Mapping[str, Any]:
        """Return the fields in which a row said something else than now; most said nothing."""
        return self.of_key(name_of(row), row.pk)

    def of_key(self, name: str, pk: int) -> Mapping[str, Any]:
        """Return the same of a row that is known by its model's name and its key alone."""
        return self.said.get((name, pk), {})

    def of_all(self, name: str, field: str) -> dict[int, Any]:
        """Return what one field of a model's rows said, by key, where it said something else."""
        return {
            pk: found[field]
            for (of_model, pk), found in self.said.items()
            if of_model == name and field in found
        }

    def put_back[M: Model](self, row: M) -> M:
        """Let a row that was fetched to be shown say what it said on the day."""
        columns = columns_of(type(row))
        for name, value in self.of(row).items():
            if name in columns:
                setattr(row, name, columns[name].to_python(value))
        return row

    def each[M: Model](self, rows: Iterable[M]) -> Iterator[M]:
        """Yield rows that were fetched to be shown and were there, each as it was on the day."""
        return (self.put_back(row) for row in rows if self.of(row).get(ADDED, True))


def name_of(row: Model) -> str:
    """Return the name by which a row's model is known here."""
    return row._meta.model_name or ""


def columns_of(model: type[Model]) -> dict[str, models.Field[Any, Any]]:
    """Return the columns of a model by name, a link by that of its key."""
    return {column.attname: column for column in model._meta.concrete_fields}


def past_on(edits: Iterable[Edit], *, as_of: date) -> Past:
    """Return what rows said on a day, from all the edits of them in the order of their making."""
    found: dict[Whose, dict[str, Any]] = {}
    seen: set[tuple[Whose, str]] = set()
    for edit in edits:
        said = found.setdefault(edit.whose, {})
        if edit.recorded_on <= as_of:
            said[edit.field] = edit.after
        elif (edit.whose, edit.field) not in seen:
            said.setdefault(edit.field, edit.before)
        seen.add((edit.whose, edit.field))
    return Past(found)


def columns_said(row: Model, fields: Iterable[str]) -> dict[str, Any]:
    """Return what a row says in some of its columns."""
    return {name: getattr(row, name) for name in fields}


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field that says something else than before, with both."""
    for name, now in after.items():
        if before[name] != now:
            yield name, before[name], now
