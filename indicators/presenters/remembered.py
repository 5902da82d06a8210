"""What was worked out, kept for as long as nothing that it follows from is changed."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Count, F, Func, Max, Subquery

from herefordshire_cs.lib import remembering
from herefordshire_cs.lib.remembering import Asked
from indicators.models import (
    Commentary,
    Comparator,
    ComparatorGroup,
    DefinitionChange,
    Indicator,
    IndicatorSet,
    Outturn,
    Paper,
    Priority,
    Purpose,
    Redefinition,
    Statement,
    Target,
)

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
    Redefinition.objects.all(),
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


# What documents show besides the record, of which an edit leaves no trace: the words themselves.
SHOWN: tuple[models.QuerySet[Any], ...] = (
    Paper.objects.values_list("pk", "title", "published_on"),
    ComparatorGroup.objects.values_list("pk", "slug", "name", "vintage", "order"),
    IndicatorSet.indicators.through._default_manager.values_list(
        "indicator_id", "indicatorset__slug", "indicatorset__order", "indicatorset__name"
    ),
    Priority.objects.values_list("pk", "plan", "number", "wording"),
    Purpose.objects.values_list("pk", "indicator_id", "plan", "number", "wording", "place"),
    Statement.objects.values_list("pk", "text", "place", "paper_id", "order"),
    Indicator.objects.values_list("pk", "succeeded_by_id"),
    Statement.indicators.through._default_manager.values_list("statement_id", "indicator_id"),
)


def remember_of_documents[T](what: str, *, as_of: date, build: Callable[[], T]) -> T:
    """Return what follows from the documents, working it out only where that is not known.

    For what is asked for again and again, never for what is issued. A commentary is added, and
    changed only by its approval.
    """
    said = Commentary.objects.aggregate(Max("pk"), Count("pk"), Count("approved_on"))
    shown = [list(rows.order_by("pk")) for rows in SHOWN]
    words = sha256(repr((what, said, shown)).encode()).hexdigest()
    return remember(f"of-documents-{words}", as_of=as_of, build=build)
