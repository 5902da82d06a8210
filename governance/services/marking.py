"""Saying of an item of an agenda, or of a minute, by itself whether the public may read it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from governance.models import AgendaItem, Meeting, Minute, Pack
from governance.services.papers import (
    AgendaIssued,
    Marking,
    is_published,
    mark_row,
    refuse_under_way,
)
from governance.services.withdrawing import close_copies


@transaction.atomic
def mark_item(
    *,
    item: AgendaItem,
    marking: Marking,
    correction_follows: bool,
    at: datetime,
    on: date | None = None,
) -> AgendaItem:
    """Say whether an item is exempt by itself, and why; its minute is withheld with it.

    Public copies that show it are closed, as on a day. Raises AgendaIssued once the agenda is
    published, unless a correction follows, and PackUnderWay while a pack of it is being built.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if is_published(meeting) and not correction_follows:
        raise AgendaIssued
    refuse_under_way(meeting.packs.all(), at=at)
    row = AgendaItem.objects.select_for_update().get(pk=item.pk)
    mark_row(row, marking)
    row.full_clean()
    row.save()
    close_copies([meeting], on=on or at.date(), minutes=_keys(row.minutes.all()))
    return row


@transaction.atomic
def mark_minute(
    *,
    minute: Minute,
    marking: Marking,
    is_open: bool,
    at: datetime,
    on: date | None = None,
) -> Minute:
    """Say whether a minute is exempt by itself, or as its item is, or may be read all the same.

    It may be said of approved minutes too. Public copies that show it are closed, as on a day.
    Raises PackUnderWay while a pack that may hold it is being built.
    """
    meeting = Meeting.objects.select_for_update().get(pk=minute.meeting_id)
    holds_it = Q(meeting=meeting) | Q(meeting__items__minutes_of=meeting)
    refuse_under_way(Pack.objects.filter(pk__in=Pack.objects.filter(holds_it).values("pk")), at=at)
    row = Minute.objects.select_for_update().get(pk=minute.pk)
    mark_row(row, marking)
    row.is_open = is_open
    row.full_clean()
    row.save()
    close_copies([meeting], on=on or at.date(), minutes=[row.pk])
    return row


def _keys(minutes: QuerySet[Minute]) -> list[int]:
    return list(minutes.values_list("pk", flat=True))
