"""Taking down who came to a meeting, and which interests they declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from governance.bodies import named
from governance.models import (
    AgendaItem,
    Attendance,
    Committee,
    Declaration,
    Meeting,
    Membership,
    Movement,
)
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
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Somebody who came late, left or came back; at a time, an item of the agenda, or both."""

    name: str
    way: str
    at: time | None
    item: AgendaItem | None


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
        row.capacity_as_called, row.office_as_called = called(row, locked.committee)
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


def called(row: Attendance, body: Committee) -> tuple[str, str]:
    """Return what a body calls the capacity and the office of somebody who came."""
    return (
        named(body.own("capacities"), row.capacity) if row.capacity else "",
        named(body.own("offices"), row.office) if row.office else "",
    )


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
            kind=each.kind,
            has_left=each.has_left,
            order=order,
        )


@transaction.atomic
def take_movements(*, meeting: Meeting, moved: Sequence[Moved], on: date) -> None:
    """Write down who came late, left or came back, in place of what there was.

    Raises NotHeld and MinutesApproved.
    """
    locked = lock_for_minutes(meeting, on=on)
    locked.movements.all().delete()
    for order, each in enumerate(moved, start=1):
        Movement.objects.create(
            meeting=locked, name=each.name, way=each.way, at=each.at, item=each.item, order=order
        )
