"""The shape of an agenda, taken from another meeting: its standing items in their order."""

from datetime import datetime

from django.db import transaction

from governance.models import AgendaItem, Meeting
from governance.services.agendas import AgendaIssued, close_up, lock_agenda

# What comes and goes with each meeting, so that no other agenda takes it over.
NOT_OF_A_SHAPE = (AgendaItem.Kind.REPORT, AgendaItem.Kind.RESOLUTIONS)


@transaction.atomic
def copy_shape(*, meeting: Meeting, like: Meeting, at: datetime) -> int:
    """Give a planned agenda the items and the order of another; returns how many were added.

    Those of its own kind and title that are there already take their place in the order; others
    of its own follow. Reports, what is exempt and late items are no part of a shape. Raises
    AgendaIssued, AgendaOver and PackUnderWay.
    """
    row = lock_agenda(meeting, at=at)
    if row.state != Meeting.State.PLANNED:
        raise AgendaIssued
    own = list(row.items.order_by("order", "pk"))
    shaped: list[AgendaItem] = []
    added = 0
    for item in like.items.filter(report=None, late_reason="").order_by("order", "pk"):
        if item.kind in NOT_OF_A_SHAPE or item.withheld_as is not None:
            continue
        held = next((each for each in own if is_like(each, item)), None)
        if held is None:
            held = AgendaItem(meeting=row, order=0, kind=item.kind, title=item.title)
            held.purpose, held.is_education = item.purpose, item.is_education
            held.full_clean()
            held.save()
            added += 1
        else:
            own.remove(held)
        shaped.append(held)
    close_up([*shaped, *own])
    return added


def is_like(one: AgendaItem, other: AgendaItem) -> bool:
    """Say whether two items are the same one of a shape: by kind, and others by title."""
    if one.kind != other.kind:
        return False
    return one.kind != AgendaItem.Kind.OTHER or one.title == other.title
