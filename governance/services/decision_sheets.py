"""The sheet of what a meeting decided, out before its minutes are."""

from datetime import date

from django.db import transaction

from governance.models import Meeting, Resolution
from governance.services.minute_taking import lock_for_minutes


class NothingDecided(Exception):
    """Nothing that was resolved is minuted yet, so there is no sheet to issue."""


@transaction.atomic
def issue_sheet(*, meeting: Meeting, on: date) -> Meeting:
    """Say that the decision sheet is out; of a meeting open to the public anybody reads it.

    Raises NothingDecided, NotHeld and MinutesApproved.
    """
    locked = lock_for_minutes(meeting, on=on)
    if not Resolution.objects.filter(minute__meeting=locked).exists():
        raise NothingDecided
    locked.decisions_issued_on = locked.decisions_issued_on or on
    locked.save()
    return locked
