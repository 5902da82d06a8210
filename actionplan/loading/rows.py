"""What every part of a loading uses: the run, a row kept by its key, days, and papers cited."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import models

from actionplan.emendations import Emendation
from actionplan.models import Doubt, Officer, Organisation, Plan, Rewording, SourceDocument
from actionplan.models.rewordings import DATED
from herefordshire_cs.lib.edits import name_of

type Entry = dict[str, Any]


@dataclass
class Loading:
    """One run: where the fixtures are, the instant of recording, and the rows found so far."""

    folder: Path
    recorded_at: datetime
    documents: dict[str, SourceDocument] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    doubts: set[int] = field(default_factory=set)
    emendations: dict[str, list[Emendation]] = field(default_factory=dict)
    short_titles: dict[str, str] = field(default_factory=dict)

    def read(self, name: str) -> Any:
        """Return one fixture."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def read_any(self, name: str) -> Any:
        """Return a fixture that not every plan has; an empty list where there is none."""
        return self.read(name) if (self.folder / name).exists() else []


def keep[M: models.Model](model: type[M], *, key: Entry, **values: object) -> M:
    """Find a row by its key and make it say this; write only where something differs.

    What an administrator reworded since stays as it was reworded.
    """
    row = model._default_manager.filter(**key).first()
    if row is None:
        return model._default_manager.create(**key, **values)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        changed = not_reworded(row, changed)
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save()
    return row


def not_reworded(row: models.Model, fields: Iterable[str]) -> list[str]:
    """Return those of a row's fields that nobody edited; one query."""
    if type(row) not in DATED:
        return list(fields)
    edited = {name.removesuffix("_id") for name in edited_of(row)}
    return [name for name in fields if name not in edited]


def edited_of(row: models.Model) -> set[str]:
    """Return the names of what was edited of a row; one query."""
    edits = Rewording.objects.filter(**{name_of(row): row.pk})
    return set(edits.values_list("field", flat=True))


def load_doubts(
    loading: Loading, plan: Plan, entries: Iterable[Entry], *, paper: str = "", **subject: object
) -> None:
    """Load what is doubtful in a paper, by default the plan's; a settled doubt stays settled."""
    source = loading.documents[paper] if paper else plan.source
    raised_on = (source.dated_on if source else None) or plan.starts_on
    for entry in entries:
        doubt = keep(
            Doubt,
            key={"plan": plan, "heading": entry["heading"], "text": entry["text"], **subject},
            about=entry["field"],
            raised_on=raised_on,
            is_contradiction=entry.get("contradiction", False),
        )
        loading.doubts.add(doubt.pk)


def cited(loading: Loading, entry: Entry) -> Entry:
    """Return the columns that say where an entry was read."""
    return {
        "source": loading.documents[entry["source"]["document"]],
        "source_place": entry["source"]["place"],
    }


def day_of(written: str | None) -> date | None:
    """Return a day of the fixtures."""
    return date.fromisoformat(written) if written else None
