"""Taking minutes: each minute with what it resolved; circulating and approving them."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from governance.minute_numbers import limb_letter
from governance.models import AgendaItem, Meeting, Minute, Resolution
from governance.models.minute_taking import LimbDraft, MinuteDraft, numbers_of_year
from governance.services.motions import keep_motion


class NotHeld(Exception):
    """The agenda is not published or the day has not come, so nothing can be minuted."""


class MinutesApproved(Exception):
    """The minutes are approved; a correction is a minute of a later meeting."""


class NumberTaken(Exception):
    """Another minute of the committee has the number in this municipal year; holds its day."""

    def __init__(self, number: int, held_on: date) -> None:
        super().__init__(f"{number} is taken by the meeting of {held_on}")
        self.number = number
        self.held_on = held_on


class LimbAnswered(Exception):
    """A limb that was answered stays in the record."""


class NotCirculated(Exception):
    """The minutes were not circulated, so no meeting can approve them."""


class BlankMinute(Exception):
    """A minute was begun and says nothing: it is not minuted."""


class NothingMinuted(Exception):
    """There is no minute, so nothing can be circulated."""


class NotLater(Exception):
    """Minutes are approved at a later meeting of the committee that has them on its agenda."""


def lock_for_minutes(meeting: Meeting, *, on: date) -> Meeting:
    """Lock and return a meeting that can be minuted. Raises NotHeld and MinutesApproved."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    see_minutable(locked, on=on)
    return locked


def see_minutable(meeting: Meeting, *, on: date) -> None:
    """See that a meeting can be minuted on a day. Raises NotHeld and MinutesApproved."""
    if meeting.is_called_off:
        raise NotHeld
    if meeting.state == Meeting.State.PLANNED or meeting.held_on > on:
        raise NotHeld
    if meeting.state == Meeting.State.MINUTES_APPROVED:
        raise MinutesApproved


@transaction.atomic
def save_minute(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    minute: Minute | None,
    draft: MinuteDraft,
    on: date,
    approves: Meeting | None = None,
) -> Minute:
    """Keep a minute with its limbs, lettered; the first one puts the minutes in draft.

    ``approves`` are the minutes that it approves as a correct record. Raises NotHeld,
    MinutesApproved, NumberTaken, LimbAnswered, NotCirculated and NotLater.
    """
    committee = meeting.committee_id
    list(Meeting.objects.select_for_update().filter(committee=committee).order_by("pk"))
    locked = lock_for_minutes(meeting, on=on)
    numbers = numbers_of_year(locked, besides=minute.pk if minute else None)
    if holder := numbers.holder(draft.number):
        raise NumberTaken(draft.number, holder)
    row = minute or Minute(meeting=locked, item=item, order=draft.number)
    if row.number != draft.number:
        row.number = row.order = draft.number
    row.title, row.text, row.text_after = draft.title, draft.text, draft.text_after
    _keep_points(row, draft)
    row.full_clean()
    row.save()
    _keep_limbs(row, draft)
    keep_motion(row, draft.motion)
    if locked.state != Meeting.State.MINUTES_DRAFT:
        locked.state = Meeting.State.MINUTES_DRAFT
        locked.save()
    if approves is not None:
        approve_minutes(meeting=approves, at=locked, on=on)
    return row


def _keep_points(row: Minute, draft: MinuteDraft) -> None:
    """Set the points of a minute, and which of them which words lead in."""
    row.points, row.point_groups = [], []
    for group in draft.groups:
        first = len(row.points) + 1
        row.points += group.points
        if group.lead_in and group.points:
            row.point_groups.append(
                {"lead_in": group.lead_in, "from": first, "to": len(row.points)}
            )


def _keep_limbs(row: Minute, draft: MinuteDraft) -> None:
    """Set the limbs of a minute in their order; those not named any more are taken out."""
    known = {limb.pk: limb for limb in row.resolutions.select_for_update()}
    kept = {limb.pk for limb in draft.limbs}
    for pk, gone in known.items():
        if pk not in kept:
            if gone.reply or gone.state == Resolution.State.CLOSED:
                raise LimbAnswered
            gone.delete()
    for order, limb in enumerate(draft.limbs, start=1):
        held = known.get(limb.pk) if limb.pk else None
        found = held or Resolution(minute=row)
        found.lead_in = draft.lead_in
        found.letter = limb_letter(order) if len(draft.limbs) > 1 else ""
        found.order = order
        _keep_limb(found, limb)


def _keep_limb(row: Resolution, limb: LimbDraft) -> None:
    """Set what a limb says and asks for; it is open as soon as it asks for anything."""
    if limb.due_on != row.due_on:
        row.due_basis = ""
    row.text, row.requested_of = limb.text, limb.requested_of
    row.due_on, row.due_words = limb.due_on, limb.due_words
    asks = bool(limb.requested_of or limb.due_on or limb.due_words)
    if row.state in (Resolution.State.NOTED, Resolution.State.OPEN):
        row.state = Resolution.State.OPEN if asks else Resolution.State.NOTED
    row.full_clean()
    row.save()


@transaction.atomic
def circulate_minutes(*, meeting: Meeting, on: date) -> Meeting:
    """Say that the draft was sent to the members; what is changed after it stays in the history.

    Raises NotHeld, MinutesApproved, NothingMinuted and BlankMinute.
    """
    locked = lock_for_minutes(meeting, on=on)
    if not locked.minutes.exists():
        raise NothingMinuted
    blank = locked.minutes.filter(text="", points=[], text_after="", resolutions=None)
    if blank.exists():
        raise BlankMinute
    locked.minutes_circulated_on = on
    locked.save()
    return locked


@transaction.atomic
def approve_minutes(*, meeting: Meeting, at: Meeting, on: date) -> Meeting:
    """Say that a later meeting approved the minutes as a correct record; they change no more.

    Raises NotHeld, MinutesApproved, NotCirculated and NotLater.
    """
    locked = lock_for_minutes(meeting, on=on)
    if locked.minutes_circulated_on is None:
        raise NotCirculated
    if not is_where_approved(at, locked) or at.held_on > on:
        raise NotLater
    locked.state = Meeting.State.MINUTES_APPROVED
    locked.approved_at = at
    locked.save()
    return locked


def is_where_approved(at: Meeting, meeting: Meeting) -> bool:
    """Say whether a meeting is a later one of the committee, with the minutes on its agenda."""
    if at.committee_id != meeting.committee_id or at.held_on <= meeting.held_on:
        return False
    if at.state == Meeting.State.PLANNED or at.is_called_off:
        return False
    named = at.items.filter(kind=AgendaItem.Kind.MINUTES)
    return named.filter(Q(minutes_of=meeting) | Q(minutes_of=None)).exists()
