"""Setting a target."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from herefordshire_cs.accounts.models import User
from indicators.models import Indicator, Period, Target
from indicators.periods import ReportingPeriod


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    period: ReportingPeriod,
    value: Decimal,
    note: str,
    author: User,
    set_on: date,
    recorded_at: datetime,
) -> Target:
    """Set what an indicator is meant to reach in a period; an earlier target stays on record."""
    target = Target(
        indicator=indicator,
        period=Period.objects.named(period),
        value=value,
        note=note,
        published_on=set_on,
        recorded_at=recorded_at,
        recorded_by=author,
    )
    target.full_clean()
    target.save()
    return target
