"""Who is told what of committees: public titles, days and neutral addresses, nothing of a paper.

The address of a report, and of a meeting of a private body, is made of its title: messages lead
to lists instead.
"""

from datetime import date, datetime

from django.urls import reverse

from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.models import Meeting, Membership, Pack, Report, Resolution
from governance.models.clearance import awaiting, is_own
from governance.models.reports import newest_version
from herefordshire_cs.accounts.holders import holders_of
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell

MAY_ANSWER = "governance.answer_resolution"
CALLED = {
    Pack.Kind.PACK: "Summons",
    Pack.Kind.SUPPLEMENT: "Further papers",
    Pack.Kind.CORRECTION: "A correction",
}


def of_meeting(meeting: Meeting) -> str:
    """Return a meeting as messages name it: its body where that is public, and its day."""
    day = day_in_words(meeting.held_on)
    body = meeting.committee
    return f"{body.name}, {day}" if body.is_open_to_public else f"a meeting on {day}"


def tell_clearance_asked(report: Report, *, on: date, at: datetime) -> None:
    """Tell whoever may clear a report that it waits for them, but for who wrote it."""
    version = newest_version(report)
    number = version.number if version else 0
    told = []
    for kind in awaiting(report):
        notice = Notice(
            kind=Kind.CLEARANCE_ASKED,
            once=f"clearance of report {report.pk} version {number} {kind}",
            subject="A report waits for your clearance",
            about=reverse("drafts"),
            lines=((f"It is for {of_meeting(report.meeting)}.", ""),) if report.meeting else (),
        )
        told += [
            (person, notice)
            for person in holders_of(f"governance.clear_{kind}")
            if not is_own(report, person)
            and readable(Report.objects.filter(pk=report.pk), reader_of(person)).exists()
        ]
    tell(told, on=on, at=at)


def tell_clearance_given(report: Report, *, is_cleared: bool, on: date, at: datetime) -> None:
    """Tell who wrote a report that it was cleared, or returned with a note."""
    if report.author is None:
        return
    version = newest_version(report)
    number = version.number if version else 0
    notice = Notice(
        kind=Kind.CLEARANCE_GIVEN,
        once=f"verdict on report {report.pk} version {number} {at.isoformat()}",
        subject="A report of yours was cleared" if is_cleared else "A report of yours came back",
        about=reverse("drafts"),
        lines=(("The page of the report says by whom, and what was noted.", ""),),
    )
    tell([(report.author, notice)], on=on, at=at)


def tell_asked(resolution: Resolution, *, on: date, at: datetime) -> None:
    """Tell whoever answers committees that one asks for something."""
    meeting = resolution.minute.meeting
    by = f" by {day_in_words(resolution.due_on)}" if resolution.due_on else ""
    notice = Notice(
        kind=Kind.RESOLUTION,
        once=f"resolution {resolution.pk} by {resolution.due_on}",
        subject=f"A committee asks for a reply{by}",
        about=reverse("resolution-reply", args=[resolution.pk]),
        lines=((f"It was resolved by {of_meeting(meeting)}.", ""),),
    )
    rows = Resolution.objects.filter(pk=resolution.pk)
    told = [
        (person, notice)
        for person in holders_of(MAY_ANSWER)
        if readable(rows, reader_of(person)).exists()
    ]
    tell(told, on=on, at=at)


def summon(pack: Pack, *, at: datetime) -> None:
    """Tell the members of a body that the papers of a meeting are issued."""
    meeting = pack.meeting
    seats = Membership.objects.filter(committee=meeting.committee_id, user__isnull=False)
    members = seats.on(meeting.held_on).select_related("user")
    notice = Notice(
        kind=Kind.PACK,
        once=f"pack {pack.pk}",
        subject=f"{CALLED[Pack.Kind(pack.kind)]}: {of_meeting(meeting)}",
        about=pack.get_absolute_url(),
        lines=(("The papers of the meeting are issued. Read them on the page of the pack.", ""),),
    )
    told = [(seat.user, notice) for seat in members if seat.user is not None]
    tell(told, on=pack.as_of, at=at)
