"""What follows from the indicators' documents, kept while none of them would say anything else."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Count, Max

from indicators.models import (
    Commentary,
    ComparatorGroup,
    Indicator,
    IndicatorSet,
    Paper,
    Priority,
    Purpose,
    Statement,
)
from indicators.presenters.memory import remember

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
