"""The work programme: what is put into it, moved to a meeting, and done with."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from governance.models import AgendaItem, Committee, Meeting, ProgrammeItem, Resolution
from governance.services.agendas import refuse_under_way


class AgendaClosed(Exception):
    """The agenda of a meeting was published; what stands on it stays, and nothing joins it."""


class HasReport(Exception):
    """A report is before the meeting for it, so that it stays on that agenda."""


class HasQuestion(Exception):
    """Somebody has asked a question on it, so that it is not taken off the agenda."""


class IsDone(Exception):
    """It was done or dropped."""


class MovedMeanwhile(Exception):
    """Somebody placed it elsewhere since it was seen."""


class AlreadyLinked(Exception):
    """Another piece of work is what stands there on the agenda."""


class StillOnAgenda(Exception):
    """It stands on an agenda without a report, and is taken back before it is dropped."""


@transaction.atomic
def add_item(
    *,
    committee: Committee,
    title: str,
    purpose: str = "",
    lead: str = "",
    wanted_for: str = "",
    note: str = "",
    resolution: Resolution | None = None,
) -> ProgrammeItem:
    """Put a piece of work into a committee's programme, after what is in it."""
    last = committee.programme.aggregate(last=Max("order"))["last"] or 0
    row = ProgrammeItem(
        committee=committee,
        title=title,
        purpose=purpose,
        lead=lead,
        wanted_for=wanted_for,
        note=note,
        resolution=resolution,
        order=last + 1,
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def change_item(
    *,
    item: ProgrammeItem,
    title: str,
    purpose: str,
    lead: str,
    wanted_for: str,
    note: str,
    resolution: Resolution | None,
) -> ProgrammeItem:
    """Change what is said of a piece of work; what its agenda says stays as it is."""
    row = ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    row.title, row.purpose = title, purpose
    row.lead, row.wanted_for = lead, wanted_for
    row.note, row.resolution = note, resolution
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def place_item(
    *, item: ProgrammeItem, meeting: Meeting | None, at: datetime, seen: str | None = None
) -> ProgrammeItem:
    """Put a piece of work on the agenda of a planned meeting, or take it back with None.

    What stands on an agenda moves with it; taken back, it leaves the agenda. ``seen`` is the slug
    of the meeting on which it was seen to be placed, blank for none. Raises MovedMeanwhile where
    it is elsewhere, AgendaClosed where either agenda is published, HasReport once a report is
    before the meeting, HasQuestion where somebody has asked a question on it, IsDone for what is
    done with, and PackUnderWay.
    """
    row = ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    if row.is_done:
        raise IsDone
    if seen is not None and seen != (row.meeting.slug if row.meeting else ""):
        raise MovedMeanwhile
    found = row.agenda_item
    _lock_open(found, meeting, at=at)
    if found is not None and meeting is not None and found.meeting_id == meeting.pk:
        return row
    if found is not None:
        _refuse_fixed(found)
    if meeting is None:
        return _take_back(row, found)
    row.agenda_item = _put_on(meeting, row, found)
    row.meeting = meeting
    row.save()
    return row


def _lock_open(item: AgendaItem | None, meeting: Meeting | None, *, at: datetime) -> None:
    """Lock the meetings that it leaves and joins; both must still be planned."""
    keys = {item.meeting_id} if item else set()
    if meeting is not None:
        keys.add(meeting.pk)
    for each in Meeting.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        if each.state != Meeting.State.PLANNED or each.is_called_off:
            raise AgendaClosed
        refuse_under_way(each.packs.all(), at=at)


def _refuse_fixed(item: AgendaItem) -> None:
    if item.report_id is not None:
        raise HasReport
    if item.questions.exists():
        raise HasQuestion


def _put_on(meeting: Meeting, row: ProgrammeItem, found: AgendaItem | None) -> AgendaItem:
    """Put it at the end of an agenda, in the words that it has on its own agenda, if on one."""
    item = found or AgendaItem(title=row.title, purpose=row.purpose, kind=AgendaItem.Kind.REPORT)
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    item.meeting = meeting
    item.number = None
    item.order = last + 1
    item.save()
    return item


def _take_back(row: ProgrammeItem, found: AgendaItem | None) -> ProgrammeItem:
    row.agenda_item = None
    row.meeting = None
    row.save()
    if found is not None:
        found.delete()
    return row


@transaction.atomic
def link_item(*, item: ProgrammeItem, agenda_item: AgendaItem) -> ProgrammeItem:
    """Say that a piece of work is what stands on an agenda already.

    Raises AlreadyLinked where either of them has another.
    """
    row = ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    found = AgendaItem.objects.select_for_update().get(pk=agenda_item.pk)
    others = ProgrammeItem.objects.filter(agenda_item=found).exclude(pk=row.pk)
    if row.agenda_item_id not in (None, found.pk) or others.exists():
        raise AlreadyLinked
    row.agenda_item = found
    row.meeting = found.meeting
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def finish_item(*, item: ProgrammeItem, is_done: bool) -> ProgrammeItem:
    """Mark a piece of work done or dropped, or take it up again.

    Raises StillOnAgenda while it stands on an open agenda without a report.
    """
    row = ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    found = row.agenda_item
    is_open = found is not None and found.meeting.state == Meeting.State.PLANNED
    if is_done and found is not None and is_open and found.report_id is None:
        raise StillOnAgenda
    row.is_done = is_done
    row.save()
    return row
