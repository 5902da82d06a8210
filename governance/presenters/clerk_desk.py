"""What waits for a clerk: to publish, to clear, to minute, to settle, to notify, to review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from governance.exempt.reader import Reader
from governance.exempt.rows import readable, visible
from governance.models import Meeting, PublicSubmission, Report
from governance.presenters.forward_plan import build_forward_plan
from governance.presenters.meetings import MeetingHead, dated_heads, meeting_head
from governance.presenters.resolutions import limb_lines, readable_limbs
from governance.presenters.reviews import build_reviews
from governance.presenters.submissions import OPEN_STATES
from governance.presenters.tracker import OPEN, tracked_rows
from herefordshire_cs.lib.text.words import day_in_words

SOON = timedelta(days=14)
AGENDAS_SOON = timedelta(days=42)
NOT_COUNTED = "No day is counted: it is private"
AT_MOST = 10  # of each kind; the list of all is one press away


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that waits for a clerk: what it is, where it is done, and by when."""

    title: str
    address: str
    words: str
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueGroup:
    """What waits of one kind; ``address`` leads to all of it."""

    title: str
    address: str
    lines: tuple[Due, ...]


def build_desk(*, as_of: date, reader: Reader) -> tuple[DueGroup, ...]:
    """Return what waits for a clerk, kind by kind; of what waits for nobody there is no kind."""
    groups = (
        DueGroup(title=title, address=reverse(address), lines=tuple(lines)[:AT_MOST])
        for title, address, lines in (
            ("Agendas to publish", "meetings", _to_publish(as_of=as_of, reader=reader)),
            ("Reports to clear", "drafts", _to_clear(reader=reader)),
            ("Minutes to take, circulate and approve", "meetings", _to_minute(as_of, reader)),
            ("Questions and suggestions to settle", "submissions", _to_settle(reader=reader)),
            ("Replies late", "resolutions", _replies_late(as_of=as_of, reader=reader)),
            ("Notices to give", "forward-plan", _to_notify(as_of=as_of, reader=reader)),
            ("Review days", "reviews", _review_days(as_of=as_of, reader=reader)),
        )
    )
    return tuple(group for group in groups if group.lines)


def _to_publish(*, as_of: date, reader: Reader) -> Iterator[Due]:
    rows = visible(Meeting.objects.select_related("committee"), reader)
    planned = rows.upcoming(as_of=as_of).filter(
        state=Meeting.State.PLANNED, held_on__lte=as_of + AGENDAS_SOON
    )
    for head in dated_heads(planned):
        by = head.publish_by
        yield Due(
            title=_of(head),
            address=reverse("meeting", args=[head.slug]),
            words=f"Agenda out by {day_in_words(by)}"
            if by
            else "No day is counted: it is private",
            is_late=by is not None and by < as_of,
        )


def _of(head: MeetingHead) -> str:
    return f"{head.committee}, {day_in_words(head.held_on)}"


def _to_clear(*, reader: Reader) -> Iterator[Due]:
    waiting = Report.objects.filter(state=Report.State.CLEARANCE)
    for row in readable(waiting, reader).select_related("meeting__committee").order_by("title"):
        to = f"For {_of(meeting_head(row.meeting))}" if row.meeting else "For no meeting yet"
        yield Due(title=row.title, address=reverse("draft", args=[row.slug]), words=to)


def _to_minute(as_of: date, reader: Reader) -> Iterator[Due]:
    states = Meeting.State
    rows = visible(Meeting.objects.select_related("committee"), reader)
    waiting = (states.PUBLISHED, states.HELD, states.MINUTES_DRAFT)
    for row in rows.filter(state__in=waiting, held_on__lte=as_of).order_by("-held_on"):
        words = {
            states.PUBLISHED: "To be said held",
            states.HELD: "Minutes to take",
            states.MINUTES_DRAFT: "Minutes to be approved at a later meeting"
            if row.minutes_circulated_on
            else "Minutes to circulate",
        }
        page = "meeting" if row.state == states.PUBLISHED else "minutes-take"
        yield Due(
            title=_of(meeting_head(row)),
            address=reverse(page, args=[row.slug]),
            words=words[states(row.state)],
        )


def _to_settle(*, reader: Reader) -> Iterator[Due]:
    rows = visible(PublicSubmission.objects.select_related("committee"), reader)
    for row in rows.filter(state__in=OPEN_STATES).order_by("received_on", "pk"):
        yield Due(
            title=f"{row.get_kind_display()} for {row.committee.name}",
            address=reverse("submission", args=[row.pk]),
            words=f"Received {day_in_words(row.received_on)}",
        )


def _replies_late(*, as_of: date, reader: Reader) -> Iterator[Due]:
    rows = tracked_rows(as_of=as_of, reader=reader).filter(state__in=OPEN, due_on__lt=as_of)
    for line in readable_limbs(limb_lines(rows, as_of=as_of, states=OPEN), reader=reader):
        due = f", due {day_in_words(line.due_on)}" if line.due_on else ""
        yield Due(
            title=f"Minute {line.reference} of {day_in_words(line.held_on)}: {line.title}",
            address=reverse("resolution-reply", args=[line.pk]),
            words=f"{line.state_words}{due}",
            is_late=True,
        )


def _to_notify(*, as_of: date, reader: Reader) -> Iterator[Due]:
    for month in build_forward_plan(as_of=as_of, reader=reader).months:
        for line in month.lines:
            clock = line.clock
            if clock is None or line.notice_on or clock.last_day > as_of + SOON:
                continue
            yield Due(
                title=line.title,
                address=reverse("decision", args=[line.pk]),
                words=clock.words,
                is_late=clock.last_day < as_of,
            )


def _review_days(*, as_of: date, reader: Reader) -> Iterator[Due]:
    for line in build_reviews(as_of=as_of, reader=reader):
        step = line.following
        if step is None or step.due_on is None or step.due_on > as_of + SOON:
            continue
        yield Due(
            title=f"{line.title}: {step.activity}",
            address=reverse("review", args=[line.slug]),
            words=step.late_words or f"By {day_in_words(step.due_on)}",
            is_late=bool(step.late_words),
        )
