"""What becomes of a meeting that is not held as it was called, and the one that takes it up.

Where the agenda was published, what was printed stays where it was printed: the new meeting has
copies of the items, and the reports go with them. Where it was not, the items go themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from django.db import transaction

from governance.models import (
    AgendaItem,
    Committee,
    Exemptible,
    Meeting,
    ProgrammeItem,
    PublicSubmission,
    Report,
)
from governance.services.agendas import PackUnderWay, refuse_under_way
from governance.services.meetings import MeetingOver, MeetingPlan, NotYet, fill_plan, free_slug
from governance.services.standing_items import last_meeting, minutes_purpose

Fate, State = Meeting.Fate, Meeting.State


class AlreadySaid(Exception):
    """What became of the meeting is on record; it is taken back first."""


class HasBegun(Exception):
    """The meeting has attendance or minutes, so it was not called off."""


class FollowedBy(Exception):
    """Another meeting has taken up the agenda, so nothing is taken back."""


class NotCalledOff(Exception):
    """Nothing is on record that could be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of a meeting; ``plan`` is of the meeting that takes it up, if there is one.

    ``first`` is the item of the agenda with which that begins, by key; None for the whole.
    """

    fate: str
    reason: str
    plan: MeetingPlan | None = None
    first: int | None = None


def possible_fates(row: Meeting, *, on: date) -> tuple[str, ...]:
    """Return what may be said of a meeting on a day, by its state."""
    if row.fate or row.state == State.MINUTES_APPROVED:
        return ()
    is_ahead = row.state in (State.PLANNED, State.PUBLISHED)
    met = row.state != State.PLANNED and row.held_on <= on
    ahead = (Fate.CANCELLED.value, Fate.POSTPONED.value) if is_ahead else ()
    return (*ahead, *((Fate.INQUORATE.value, Fate.ADJOURNED.value) if met else ()))


@transaction.atomic
def record_fate(
    *, meeting: Meeting, became: Became, by_name: str, on: date, at: datetime
) -> Meeting | None:
    """Say what became of a meeting; returns the meeting that takes it up, where there is one.

    Raises AlreadySaid, MeetingOver, NotYet, HasBegun, DayNeedsReason and PackUnderWay.
    """
    body = Committee.objects.select_for_update().get(pk=meeting.committee_id)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.fate:
        raise AlreadySaid
    if became.fate not in possible_fates(row, on=on):
        raise NotYet if row.held_on > on else MeetingOver
    if became.fate in Meeting.CALLED_OFF and (row.attendances.exists() or row.minutes.exists()):
        raise HasBegun
    refuse_under_way(row.packs.all(), at=at)
    if row.packs.wanted(at=at).exists():  # it would be issued as if the meeting were held
        raise PackUnderWay
    row.fate, row.fate_reason = became.fate, became.reason
    row.fate_on, row.fate_by_name = on, by_name
    if became.fate in (Fate.INQUORATE, Fate.ADJOURNED) and row.state == State.PUBLISHED:
        row.state = State.HELD
    row.full_clean()
    row.save()
    new = _take_up(row, body, became) if became.plan is not None else None
    if row.is_called_off:
        _ask_for_other_minutes(row, body)
    return new


def _ask_for_other_minutes(row: Meeting, body: Committee) -> None:
    """Let planned agendas ask for the minutes of the meeting before one, in place of its own."""
    asking = AgendaItem.objects.filter(minutes_of=row, meeting__state=State.PLANNED)
    for item in asking.select_related("meeting"):
        last = last_meeting(body, before=item.meeting.held_on, besides=item.meeting_id)
        if item.purpose == minutes_purpose(row.held_on):
            item.purpose = minutes_purpose(last.held_on) if last else ""
        item.minutes_of = last
        item.save()


def _take_up(row: Meeting, body: Committee, became: Became) -> Meeting:
    """Plan the meeting that takes up another, with what of its agenda is not dealt with yet."""
    assert became.plan is not None
    new = Meeting(
        committee=body,
        slug=free_slug(body, became.plan.held_on),
        follows=row,
        is_public_by_itself=row.is_public_by_itself,
    )
    fill_plan(new, became.plan)
    new.full_clean()
    new.save()
    items = list(left_of_agenda(row, first=became.first))
    for order, item in enumerate(items, start=1):
        _carry(item, new, order)
    if row.is_called_off:
        _bring_what_was_planned(row, new)
    return new


def _bring_what_was_planned(row: Meeting, new: Meeting) -> None:
    """Let what was to come before a meeting, but is on no agenda yet, come before another."""
    placed: Iterable[Report | ProgrammeItem | PublicSubmission] = chain(
        Report.objects.filter(meeting=row, items=None),
        ProgrammeItem.objects.filter(meeting=row, agenda_item=None),
        row.submissions.all(),
    )
    for each in placed:
        each.meeting = new
        each.save()
    for entry in row.forward_plan.all():
        entry.meeting, entry.decides_on = new, new.held_on
        entry.change_reason = row.fate_reason
        entry.save()


def left_of_agenda(row: Meeting, *, first: int | None) -> Iterator[AgendaItem]:
    """Yield the items still to be dealt with, from the one with a key on."""
    is_reached = first is None
    for item in row.items.select_related("report").order_by("order", "pk"):
        is_reached = is_reached or item.pk == first
        if is_reached and not item.minutes.exists():
            yield item


def _carry(item: AgendaItem, new: Meeting, order: int) -> None:
    """Put an item on another agenda: itself, or a copy where it was published."""
    report = item.report
    old = item.pk
    if item.meeting.state != State.PLANNED:
        _leave_printed(item)
        item = AgendaItem.objects.get(pk=old)
        item.pk, item._state.adding = None, True
        item.carried_from_id = old
        item.number = item.paper_page_from = item.paper_page_to = None
        item.late_reason = ""
    item.meeting, item.order, item.report = new, order, report
    item.full_clean()
    item.save()
    if report is not None:
        report.meeting = new
        report.save()
    if item.pk != old:
        _bring_along(AgendaItem.objects.get(pk=old), item)
    for placed in ProgrammeItem.objects.filter(agenda_item=item).exclude(meeting=new):
        placed.meeting = new
        placed.save()


def _leave_printed(item: AgendaItem) -> None:
    """Leave a published item without its report; one that was withheld with it stays withheld."""
    if item.report is None:
        return
    if item.withheld_as is item.report:
        for field in Exemptible._meta.local_fields:
            setattr(item, field.name, getattr(item.report, field.name))
    item.report = None
    item.save()


def _bring_along(old: AgendaItem, new: AgendaItem) -> None:
    """Let what hangs on a published item hang on its copy."""
    for question in old.questions.all():
        question.item, question.meeting = new, new.meeting
        question.save()
    for named in old.plan_records.all():
        new.plan_records.create(
            plan=named.plan,
            action_reference=named.action_reference,
            recommendation=named.recommendation,
            recorded_on=named.recorded_on,
        )
    for work in ProgrammeItem.objects.filter(agenda_item=old):
        work.agenda_item, work.meeting = new, new.meeting
        work.save()


@transaction.atomic
def take_back_fate(*, meeting: Meeting) -> Meeting:
    """Say that what was recorded of a meeting does not hold; its history keeps that it was said.

    Raises NotCalledOff, and FollowedBy once another meeting has taken up its agenda.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not row.fate:
        raise NotCalledOff
    if Meeting.objects.filter(follows=row).exists():
        raise FollowedBy
    row.fate = row.fate_reason = row.fate_by_name = ""
    row.fate_on = None
    row.save()
    return row


def plan_of_next(
    row: Meeting, *, held_on: date, begins_at: time | None, venue: str, day_reason: str
) -> MeetingPlan:
    """Return the plan of a meeting that takes up another, which says the rest."""
    return MeetingPlan(
        held_on=held_on,
        begins_at=begins_at or row.begins_at,
        venue=venue or row.venue,
        contact=row.contact,
        day_reason=day_reason,
        mode=row.mode,
        joint_with=row.joint_with,
    )
