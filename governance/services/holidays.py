"""Days that are no working days: entered, and taken away again."""

from datetime import date

from django.db import transaction

from governance.models import OneOffHoliday


@transaction.atomic
def enter_holiday(*, day: date, name: str) -> OneOffHoliday:
    """Leave a day out wherever working days are counted. Raises ValidationError."""
    row = OneOffHoliday(day=day, name=name)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def take_holiday_away(*, holiday: OneOffHoliday) -> None:
    """Count a day again."""
    holiday.delete()
