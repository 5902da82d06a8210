"""What was worked out of the record, kept for as long as no row of it is added."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import F, Func, Subquery

from herefordshire_cs.lib import remembering
from herefordshire_cs.lib.remembering import Asked
from indicators.models import Comparator, DefinitionChange, Indicator, Outturn, Paper, Target

# Figures are added and never edited, and every edit of an indicator adds a row of its history, so
# the newest of each tells whether anything was written since. What else is edited, such as the
# name of a group, is edited on the administration pages, which log it.
MARKED: tuple[models.QuerySet[Any], ...] = (
    Outturn.objects.all(),
    Target.objects.all(),
    Comparator.objects.all(),
    DefinitionChange.objects.all(),
    Paper.objects.all(),
    Indicator.history.all(),
    LogEntry.objects.all(),
)
# Two may write figures at once, and those that were numbered first may be there last.
COUNTED = (Outturn, Target, Comparator)
WRITTEN = (
    *(Subquery(rows.order_by("-pk").values("pk")[:1]) for rows in MARKED),
    *(
        Subquery(model.objects.order_by().values_list(Func(F("pk"), function="COUNT")))
        for model in COUNTED
    ),
)


def remember[T](what: str, *, as_of: date, build: Callable[[], T]) -> T:
    """Return what was worked out as at a day, working only where that was not done before."""
    return remembering.remember(ask(what, as_of=as_of, build=build))


def ask[T](what: str, *, as_of: date, build: Callable[[], T]) -> Asked[T]:
    """Return what is wanted of the record as at a day, to be remembered with something else."""
    return Asked(key=f"indicators-{mark()}-{as_of.isoformat()}-{what}", build=build)


def mark() -> str:
    """Return a word that changes with every row written; one query, mostly of index look-ups."""
    rows = Indicator.objects.order_by("pk").values_list(*WRITTEN)[:1]
    return "-".join(str(found) for row in rows for found in row)
