"""Decisions of the executive that were called in, and those that wait for scrutiny."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from governance.exempt.marks import Exemption, exemption_of_item, exemption_of_record
from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of_item, public_title_of_record
from governance.models import CallIn, Committee, OneOffHoliday
from governance.models.deadlines import own_days
from governance.models.past import on_day, with_meetings
from governance.statutory import call_in_ends
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar
from herefordshire_cs.lib.text.words import day_in_words

MEMBERS_EXPECTED = 3  # as other councils have it; the council's own rule was not seen
WAITING = CallIn.Outcome.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInLine:
    """A decision that was called in, with its clock and what came of it."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "pk",
            "record",
            "meeting",
            "meeting_words",
            "public_title",
            "published_on",
            "last_day",
            "called_in_on",
            "called_in_by",
            "considered_at",
            "considered_words",
            "outcome",
            "outcome_words",
            "outcome_on",
        }
    )

    pk: int
    record: int | None
    meeting: str
    meeting_words: str
    item: str
    public_title: str
    exemption: Exemption | None
    decision: str
    published_on: date
    last_day: date
    called_in_on: date
    called_in_by: tuple[str, ...]
    reason: str
    late_reason: str
    considered_at: str
    considered_words: str
    outcome: str
    outcome_words: str
    words: str
    outcome_on: date | None

    @property
    def is_waiting(self) -> bool:
        """Whether the decision is on hold."""
        return self.outcome == WAITING

    @property
    def is_late(self) -> bool:
        """Whether it was taken after the last day."""
        return self.called_in_on > self.last_day

    @property
    def has_few_members(self) -> bool:
        """Whether fewer members asked for it than is usual."""
        return len(self.called_in_by) < MEMBERS_EXPECTED


def build_call_ins(*, as_of: date, reader: Reader) -> tuple[CallInLine, ...]:
    """Return what was called in by a day, what waits first."""
    rows = visible(_rows(), reader).filter(called_in_on__lte=as_of)
    lines = _lines(rows, as_of=as_of, reader=reader)
    return tuple(sorted(lines, key=lambda line: not line.is_waiting))


def on_hold_of(slug: str, *, as_of: date, reader: Reader) -> tuple[CallInLine, ...]:
    """Return the decisions of a meeting that wait for scrutiny."""
    rows = visible(_rows(), reader).filter(meeting__slug=slug, called_in_on__lte=as_of)
    lines = _lines(rows, as_of=as_of, reader=reader)
    return tuple(line for line in lines if line.is_waiting)


def _rows() -> Any:
    return CallIn.objects.select_related(
        *("meeting__committee", "item__report", "considered_at__committee"),
        *("record__committee", "record__item__report"),
    )


def _lines(rows: QuerySet[CallIn], *, as_of: date, reader: Reader) -> Iterable[CallInLine]:
    calendar = OneOffHoliday.objects.working_calendar()
    known = on_day(rows, as_of=as_of)
    for row in with_meetings(known, "meeting", "considered_at", as_of=as_of):
        line = call_in_line(row, calendar=calendar)
        if row.considered_at and not reader.knows(row.considered_at.committee):
            line = replace(line, considered_at="", considered_words="")
        if row.outcome_on is not None and row.outcome_on > as_of:
            line = _still_waiting(line)
        own = reader.of(_body_of(row).pk)
        yield told(line, own, item=line.public_title, decision=line.public_title)


def _still_waiting(line: CallInLine) -> CallInLine:
    return replace(
        line, outcome=WAITING.value, outcome_words=str(WAITING.label), words="", outcome_on=None
    )


def call_in_line(row: CallIn, *, calendar: WorkingCalendar) -> CallInLine:
    """Return one call-in."""
    considered, record = row.considered_at, row.record
    return CallInLine(
        pk=row.pk,
        record=record.pk if record else None,
        meeting=row.meeting.slug if row.meeting else "",
        meeting_words=_decided(row),
        item=row.item.title if row.item else "",
        public_title=public_title_of_record(record) if record else public_title_of_item(row.item),
        exemption=exemption_of_record(record) if record else exemption_of_item(row.item),
        decision=row.decision,
        published_on=row.published_on,
        last_day=call_in_ends(row.published_on, calendar=calendar, own=own_days()).day,
        called_in_on=row.called_in_on,
        called_in_by=tuple(row.called_in_by.splitlines()),
        reason=row.reason,
        late_reason=row.late_reason,
        considered_at=considered.slug if considered else "",
        considered_words=(
            f"{considered.committee.name}, {day_in_words(considered.held_on)}"
            if considered
            else ""
        ),
        outcome=row.outcome,
        outcome_words=row.get_outcome_display(),
        words=row.outcome_words,
        outcome_on=row.outcome_on,
    )


def _body_of(row: CallIn) -> Committee:
    """Return the body that decided, or for which one person did."""
    if row.meeting is not None:
        return row.meeting.committee
    assert row.record is not None
    return row.record.committee


def _decided(row: CallIn) -> str:
    """Say by whom it was decided, and when."""
    body = _body_of(row).name
    if row.meeting is not None:
        return f"{body}, {day_in_words(row.meeting.held_on)}"
    assert row.record is not None
    return f"{row.record.decided_by}, for {body}, {day_in_words(row.record.decided_on)}"
