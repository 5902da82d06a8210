"""What was worked out of the record, kept for as long as no row of it is added."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import models
from django.db.models import Subquery

from indicators.models import Comparator, DefinitionChange, Indicator, Outturn, Paper, Target

SECONDS = 60 * 60 * 24  # a day's figures are asked for on that day
# Figures are added and never edited, and every edit of an indicator adds a row of its history, so
# the newest of each tells whether anything was written since.
MARKED: tuple[models.QuerySet[Any], ...] = (
    Outturn.objects.all(),
    Target.objects.all(),
    Comparator.objects.all(),
    DefinitionChange.objects.all(),
    Paper.objects.all(),
    Indicator.history.all(),
)


def remember[T](what: str, *, as_of: date, build: Callable[[], T]) -> T:
    """Return what was worked out as at a day, working only where that was not done before."""
    key = f"indicators-{mark()}-{as_of.isoformat()}-{what}"
    found: T | None = cache.get(key)
    if found is None:
        found = build()
        cache.set(key, found, SECONDS)
    return found


def mark() -> str:
    """Return a word that changes with every row written; one query of as many index look-ups."""
    newest = [Subquery(rows.order_by("-pk").values("pk")[:1]) for rows in MARKED]
    rows = Indicator.objects.order_by("pk").values_list(*newest)[:1]
    return "-".join(str(pk) for row in rows for pk in row)
