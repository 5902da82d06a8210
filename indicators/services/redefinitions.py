"""Keeping what an indicator was before it was edited, who edited it and on which day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.edits import columns_said, differences
from indicators.models import Indicator, Redefinition
from indicators.models.redefinitions import CHANGES, DATED, PURPOSES, SETS

type Said = Mapping[str, Any]


def said_by(indicator: Indicator) -> Said:
    """Return what an indicator is now, as the database has it; four queries."""
    row = Indicator.objects.get(pk=indicator.pk)
    said = columns_said(row, DATED)
    # What is kept as JSON is compared as it will be read: a number of any exactness by its digits.
    said |= {
        name: str(value) for name, value in said.items() if name in NUMBERS and value is not None
    }
    said[SETS] = list(row.sets.order_by("order", "name").values_list("slug", flat=True))
    purposes = row.purposes.order_by("plan", "number")
    said[PURPOSES] = [list(each) for each in purposes.values_list(*PURPOSE_COLUMNS)]
    changes = row.definition_changes.order_by("changed_on", "pk")
    said[CHANGES] = [[each.changed_on.isoformat(), each.words] for each in changes]
    return said


NUMBERS = ("range_low", "range_high", "tolerance")
PURPOSE_COLUMNS = ("plan", "number", "wording", "place")


@transaction.atomic
def keep_redefinitions(
    indicator: Indicator, *, before: Said, author: User, recorded_on: date, recorded_at: datetime
) -> int:
    """Keep what of an indicator is otherwise than before; return in how many fields it is."""
    rows = [
        Redefinition(
            indicator=indicator,
            field=field,
            before=was,
            after=now,
            recorded_on=recorded_on,
            recorded_at=recorded_at,
            recorded_by=author,
        )
        for field, was, now in differences(before, said_by(indicator))
    ]
    Redefinition.objects.bulk_create(rows)
    return len(rows)
