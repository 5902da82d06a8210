"""On which day each row of a history was recorded, and what rows said on a day by their history.

``history_date`` is the real instant; ``recorded_on`` the day by the clock, in a demonstration that
of the demonstration. What was read from a paper has none: it was so on every day.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.edits import columns_of

SINCE = "recorded_since"  # whether anything was recorded of a row after the day asked for

_reads_papers: ContextVar[bool] = ContextVar("reads_papers", default=False)


def day_recorded() -> date | None:
    """Return the day on which something is recorded now; none while papers are read."""
    return None if _reads_papers.get() else clock.today()


@contextmanager
def reading_papers() -> Iterator[None]:
    """Let what is recorded meanwhile count as known on every day: it is read from papers."""
    token = _reads_papers.set(True)
    try:
        yield
    finally:
        _reads_papers.reset(token)


class Recorded(models.Model):
    """What each row of a history says beside the row that it keeps."""

    recorded_on = models.DateField(default=day_recorded, null=True, editable=False, db_index=True)

    class Meta:
        abstract = True


def history_of(model: type[models.Model]) -> Any:
    """Return the rows of the history of a model, whichever of its rows they are of."""
    return model.history  # type: ignore[attr-defined]


def changed_since(model: type[models.Model], *, as_of: date, key: str = "pk") -> Exists:
    """Return the condition that something was recorded after a day of the row under ``key``."""
    return Exists(history_of(model).filter(id=OuterRef(key), recorded_on__gt=as_of))


def dated[M: models.Model](rows: QuerySet[M], *, as_of: date) -> QuerySet[M]:
    """Ask for rows that say whether anything was recorded of them after a day."""
    return rows.annotate(**{SINCE: changed_since(rows.model, as_of=as_of)})


def as_recorded[M: models.Model](
    rows: Iterable[M], columns: Sequence[str], *, as_of: date
) -> list[M]:
    """Return those of some ``dated`` rows that were there, each saying what it said on a day.

    One query where anything was recorded since, else none.
    """
    found = list(rows)
    changed = [row.pk for row in found if getattr(row, SINCE)]
    if not changed:
        return found
    model = type(found[0])
    said: dict[int, Any] = {}
    for kept in history_of(model).filter(id__in=changed).order_by("history_id"):
        if kept.recorded_on is None or kept.recorded_on <= as_of:
            said[kept.id] = kept
    known = columns_of(model)
    for row in found:
        if getattr(row, SINCE) and row.pk in said:
            for name in columns:
                setattr(row, name, getattr(said[row.pk], known[name].attname))
    return [row for row in found if not getattr(row, SINCE) or row.pk in said]


def is_recorded_by(as_of: date) -> Q:
    """Return the condition that a row of a history was recorded by a day."""
    return Q(recorded_on=None) | Q(recorded_on__lte=as_of)
