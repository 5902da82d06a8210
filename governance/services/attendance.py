"""Taking down who came to a meeting, and which interests they declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from governance.models import AgendaItem, Attendance, Declaration, Meeting, Membership
from governance.names import bare
from governance.services.minute_taking import lock_for_minutes

COUNCILLOR = Membership.Capacity.COUNCILLOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Somebody of whom the attendance says something."""

    name: str
    presence: str
    capacity: str = ""
    office: str = ""
    represents: str = ""
    in_place_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An interest declared."""

    name: str
    interest: str
    item: AgendaItem | None
    has_left: bool


@transaction.atomic
def take_attendance(
    *, meeting: Meeting, came: Sequence[Came], chair: str, ended_at: time | None, on: date
) -> Meeting:
    """Write down who came, who led and when it ended; a published meeting is held by that.

    A row that is kept keeps what a paper says of it. Raises NotHeld and MinutesApproved.
    """
    locked = lock_for_minutes(meeting, on=on)
    rows = {(bare(row.name), row.presence): row for row in locked.attendances.all()}
    for order, each in enumerate(came, start=1):
        row = rows.pop((bare(each.name), each.presence), None)
        if row is None:
            row = Attendance(meeting=locked, name=each.name, presence=each.presence)
        row.office, row.represents = each.office, each.represents
        row.capacity = each.capacity or (row.capacity if row.capacity != COUNCILLOR else "")
        row.in_place_of = each.in_place_of
        row.order = order
        row.full_clean()
        row.save()
    Attendance.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
    locked.chair_as_written, locked.ended_at = chair, ended_at
    if locked.state == Meeting.State.PUBLISHED:
        locked.state = Meeting.State.HELD
    locked.save()
    return locked


@transaction.atomic
def take_declarations(*, meeting: Meeting, declared: Sequence[Declared], on: date) -> None:
    """Write down the interests declared, in place of those there were.

    Raises NotHeld and MinutesApproved.
    """
    locked = lock_for_minutes(meeting, on=on)
    locked.declarations.all().delete()
    for order, each in enumerate(declared, start=1):
        Declaration.objects.create(
            meeting=locked,
            name=each.name,
            item=each.item,
            interest=each.interest,
            has_left=each.has_left,
            order=order,
        )
