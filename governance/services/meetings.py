"""The meeting itself: planned with its standing items, changed, opened, held, removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from governance.models import AgendaItem, Committee, Meeting, OneOffHoliday, Pack
from governance.services.plan_records import tell_plan
from governance.services.standing_items import last_meeting, minutes_purpose, standing_items
from governance.statutory import warn_of_day, warn_of_publication
from herefordshire_cs.lib.text.words import day_in_words, list_in_words


class DayNeedsReason(Exception):
    """The day is no working day, and nobody has said why the meeting is held on it."""


class DayIsPublished(Exception):
    """The agenda is published with the day, so that the day changes no more."""


class MeetingOver(Exception):
    """The meeting was held; what is known of it is the record."""


class CalledOff(Exception):
    """The meeting was cancelled or postponed, so it is not held and does not change."""


class ShortNoticeNeedsReason(Exception):
    """The agenda was opened too late for five clear days, and nobody has said why."""


class NotPublished(Exception):
    """The agenda was not published by issuing the pack, so that the meeting cannot be held."""


class NotYet(Exception):
    """The day of the meeting has not come."""


class CannotBeRemoved(Exception):
    """Something depends on the meeting; the message says what, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """When and where a meeting is to be held, and whom to ask."""

    held_on: date
    begins_at: time | None = None
    venue: str = ""
    contact: str = ""
    day_reason: str = ""
    mode: str = Meeting.Mode.IN_PERSON
    joint_with: Committee | None = None


@transaction.atomic
def plan_meeting(*, committee: Committee, plan: MeetingPlan, as_of: date) -> Meeting:
    """Plan a meeting and put the standing items of its committee on its agenda.

    Raises DayNeedsReason. What was resolved and is open as at a day has an item of its own.
    """
    body = Committee.objects.select_for_update().get(pk=committee.pk)
    row = Meeting(committee=body, slug=free_slug(body, plan.held_on))
    fill_plan(row, plan)
    row.full_clean()
    row.save()
    for order, item in enumerate(
        standing_items(body, held_on=row.held_on, as_of=as_of, besides=row.pk), start=1
    ):
        AgendaItem.objects.create(
            meeting=row,
            order=order,
            kind=item.kind,
            title=item.title,
            purpose=item.purpose,
            minutes_of_id=item.minutes_of,
        )
    return row


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: MeetingPlan) -> Meeting:
    """Change a meeting; one that is planned still takes its name from its new day.

    Raises DayIsPublished, MeetingOver and DayNeedsReason.
    """
    body = Committee.objects.select_for_update().get(pk=meeting.committee_id)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.state not in (Meeting.State.PLANNED, Meeting.State.PUBLISHED):
        raise MeetingOver
    if row.is_called_off:
        raise CalledOff
    was_on = row.held_on
    if plan.held_on != was_on:
        if row.state != Meeting.State.PLANNED or row.published_on:
            raise DayIsPublished
        row.slug = free_slug(body, plan.held_on, besides=row.pk)
    fill_plan(row, plan)
    row.full_clean()
    row.save()
    if row.held_on != was_on:
        _ask_for_last_minutes(row, was_on)
    return row


def fill_plan(row: Meeting, plan: MeetingPlan) -> None:
    """Set when, where and how a meeting is to be held. Raises DayNeedsReason."""
    is_odd = bool(warn_of_day(plan.held_on, calendar=OneOffHoliday.objects.working_calendar()))
    if is_odd and not plan.day_reason.strip():
        raise DayNeedsReason
    row.held_on = plan.held_on
    row.begins_at = plan.begins_at
    row.venue = plan.venue
    row.contact = plan.contact
    row.mode = plan.mode
    row.joint_with = plan.joint_with
    row.day_reason = plan.day_reason if is_odd else ""


def free_slug(committee: Committee, held_on: date, *, besides: int | None = None) -> str:
    """Return the name of a meeting: its committee and day, and a number if there are more."""
    name = f"{committee.slug}-{held_on.isoformat()}"
    rows = Meeting.objects.filter(slug__startswith=name).values_list("pk", "slug")
    taken = {slug for key, slug in rows if key != besides}
    number = 1
    slug = name
    while slug in taken:
        number += 1
        slug = f"{name}-{number}"
    return slug


def _ask_for_last_minutes(row: Meeting, was_on: date) -> None:
    """Let the item of the minutes name the last meeting before the new day, if it named one."""
    old = last_meeting(row.committee, before=was_on, besides=row.pk)
    new = last_meeting(row.committee, before=row.held_on, besides=row.pk)
    if old is None or new is None or old == new:
        return
    for item in row.items.filter(
        kind=AgendaItem.Kind.MINUTES, minutes_of=old, purpose=minutes_purpose(old.held_on)
    ):
        item.minutes_of, item.purpose = new, minutes_purpose(new.held_on)
        item.save()


@transaction.atomic
def open_agenda(*, meeting: Meeting, published_on: date, short_notice_reason: str) -> Meeting:
    """Record the day on which the agenda was opened to the public.

    One that leaves fewer than five clear working days is kept with its reason; raises
    ShortNoticeNeedsReason without one.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    calendar = OneOffHoliday.objects.working_calendar()
    is_late = bool(warn_of_publication(published_on, row.held_on, calendar=calendar))
    if is_late and not short_notice_reason.strip():
        raise ShortNoticeNeedsReason
    row.published_on = published_on
    row.short_notice_reason = short_notice_reason if is_late else ""
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def hold_meeting(*, meeting: Meeting, on: date, at: datetime) -> Meeting:
    """Say that a meeting was held, and tell the plan what was put before it.

    Raises NotPublished, MeetingOver and NotYet.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("committee")
    row = rows.get(pk=meeting.pk)
    if row.state == Meeting.State.PLANNED:
        raise NotPublished
    if row.state != Meeting.State.PUBLISHED:
        raise MeetingOver
    if row.is_called_off:
        raise CalledOff
    if on < row.held_on:
        raise NotYet
    row.state = Meeting.State.HELD
    row.save()
    tell_plan(row, on=on, at=at)
    return row


@transaction.atomic
def remove_meeting(*, meeting: Meeting, at: datetime) -> None:
    """Remove a planned meeting on which nothing depends, its agenda with it.

    What the work programme had placed on it is not placed any more. Raises CannotBeRemoved.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    reasons = why_not_removable(row, at=at)
    if reasons:
        raise CannotBeRemoved(" ".join(reasons))
    for work in row.programme.all():
        work.meeting = work.agenda_item = None
        work.save()
    row.packs.all().delete()
    row.delete()


def why_not_removable(row: Meeting, *, at: datetime) -> tuple[str, ...]:
    """Say in words why a meeting is not removed; nothing if it may be."""
    if row.state != Meeting.State.PLANNED:
        return ("Its agenda is published, so that it stays in the record.",)
    return tuple(_what_depends(row, at=at))


def _what_depends(row: Meeting, *, at: datetime) -> Iterator[str]:
    if row.packs.filter(state=Pack.State.READY).exists():
        yield "A pack of it was issued, and stays in the record."
    if row.packs.wanted(at=at).exists():
        yield "A pack of it waits or is being built."
    if row.published_on:
        yield "Its agenda was opened to the public."
    if row.minutes.exists():
        yield "It has minutes."
    if row.call_ins.exists():
        yield "A decision of it was called in."
    yield from _what_is_before_it(row)
    for other in Meeting.objects.filter(follows=row):
        yield f"The meeting of {day_in_words(other.held_on)} is held in its place."
    for other in Meeting.objects.filter(items__minutes_of=row).exclude(pk=row.pk).distinct():
        yield f"The agenda of {day_in_words(other.held_on)} asks for its minutes."


def _what_is_before_it(row: Meeting) -> Iterator[str]:
    agenda = enumerate(row.items.order_by("order", "pk"), start=1)
    if numbers := [str(number) for number, item in agenda if item.report_id]:
        items = "Item" if len(numbers) == 1 else "Items"
        yield f"{items} {list_in_words(numbers)} of its agenda: a report is before the meeting."
    elif row.reports.exists():
        yield "A report is written for it."
