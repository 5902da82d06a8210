"""Records of decisions of the executive and of officers, as they are read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.db.models import Prefetch, QuerySet

from governance.exempt.marks import Exemption, exemption_of_record
from governance.exempt.reader import PUBLIC, Reader
from governance.exempt.rows import readable, visible
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of_record
from governance.models import CallIn, DecisionRecord, OneOffHoliday
from governance.models.deadlines import own_days
from governance.presenters.published import published_among
from governance.statutory import BACKGROUND_YEARS, MINUTES_YEARS, OwnDays, call_in_ends, open_until
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar
from herefordshire_cs.lib.full_text import Says
from herefordshire_cs.lib.text.words import day_in_words

KINDS = DecisionRecord.Kind
# What asks for a record, by who decided.
LAW = {
    KINDS.EXECUTIVE: "SI 2012/2089, regulation 12",
    KINDS.MEMBER: "SI 2012/2089, regulation 13",
    KINDS.OFFICER_OF_EXECUTIVE: "SI 2012/2089, regulation 13",
    KINDS.OFFICER: "SI 2014/2095, regulation 7",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One record; what stands of it for the public where it is exempt is named."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            *("pk", "kind_words", "law", "body", "decided_by", "decided_on", "published_on"),
            *("meeting", "meeting_words", "is_key", "call_in_words", "open_until", "papers_until"),
            *("contact", "may_be_called_in", "is_on_hold"),
        }
    )

    pk: int
    title: str
    kind_words: str
    law: str
    body: str
    decided_by: str
    decided_on: date
    meeting: str
    meeting_words: str
    exemption: Exemption | None
    decision: str
    reasons: str
    alternatives: str
    interests: str
    dispensations: str
    background_papers: tuple[str, ...]
    wards: str
    contact: str
    is_key: bool
    notice: str
    no_call_in_reason: str
    may_be_called_in: bool
    is_on_hold: bool
    call_in_words: str
    published_on: date | None
    correction: str
    corrected_on: date | None
    open_until: date
    papers_until: date

    @property
    def has_papers(self) -> bool:
        """Whether it relies on papers that are kept open."""
        named = {paper.rstrip(".").casefold() for paper in self.background_papers}
        return bool(named - {"none", "none identified"})

    @property
    def is_published(self) -> bool:
        """Whether it is out."""
        return self.published_on is not None


def record_rows(
    words: str, *, committee: str, as_of: date, reader: Reader
) -> QuerySet[DecisionRecord]:
    """Ask for the records that hold the words, the newest first; all where there are none.

    What is exempt is found by words only by those who may read it, and listed to all by the title
    that they may read.
    """
    rows = DecisionRecord.objects.filter(decided_on__lte=as_of).order_by("-decided_on", "-pk")
    if committee:
        rows = rows.filter(committee__slug=committee)
    if words:
        return readable(rows.filter(Says(words)), reader)
    drafts = readable(rows, reader).values("pk")
    rows = visible(rows, reader)
    return rows.exclude(published_on=None) | rows.filter(pk__in=drafts)


def public_record_rows(words: str, *, committee: str, as_of: date) -> QuerySet[DecisionRecord]:
    """Ask for the published records as anybody may find them."""
    rows = record_rows(words, committee=committee, as_of=as_of, reader=PUBLIC)
    return rows.filter(published_on__lte=as_of)


def build_records(
    rows: Iterable[DecisionRecord], *, as_of: date, reader: Reader
) -> tuple[RecordLine, ...]:
    """Return records as a reader may be told of them, in their order; few statements for all."""
    keys = [row.pk for row in rows]
    calendar, own = OneOffHoliday.objects.working_calendar(), own_days()
    found = {
        row.pk: told(
            _line(row, as_of=as_of, calendar=calendar, own=own),
            reader.of(row.committee_id),
            title=public_title_of_record(row),
        )
        for row in _whole(DecisionRecord.objects.filter(pk__in=keys), as_of=as_of)
    }
    return tuple(found[key] for key in keys)


def public_records(rows: Iterable[DecisionRecord], *, as_of: date) -> tuple[RecordLine, ...]:
    """Return records as anybody is told of them; no meeting is named that is not published."""
    lines = build_records(rows, as_of=as_of, reader=PUBLIC)
    out = published_among(line.meeting for line in lines)
    return tuple(
        replace(line, meeting=line.meeting if line.meeting in out else "") for line in lines
    )


def _whole(rows: QuerySet[DecisionRecord], *, as_of: date) -> QuerySet[DecisionRecord]:
    """Return rows with all that a line says of them."""
    called = CallIn.objects.filter(called_in_on__lte=as_of).order_by("called_in_on", "pk")
    return rows.select_related(
        "committee", "meeting__committee", "item__report", "notice"
    ).prefetch_related(Prefetch("call_ins", queryset=called, to_attr="called"))


def _line(
    row: DecisionRecord, *, as_of: date, calendar: WorkingCalendar, own: OwnDays
) -> RecordLine:
    called: list[CallIn] = row.called  # type: ignore[attr-defined]
    meeting = row.meeting
    return RecordLine(
        pk=row.pk,
        title=row.title,
        kind_words=row.get_kind_display(),
        law=LAW[KINDS(row.kind)],
        body=row.committee.name,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        meeting=meeting.slug if meeting else "",
        meeting_words=(
            f"{meeting.committee.name}, {day_in_words(meeting.held_on)}" if meeting else ""
        ),
        exemption=exemption_of_record(row),
        decision=row.decision,
        reasons=row.reasons,
        alternatives=row.alternatives,
        interests=row.interests,
        dispensations=row.dispensations,
        background_papers=tuple(filter(None, map(str.strip, row.background_papers.splitlines()))),
        wards=row.wards,
        contact=row.contact,
        is_key=row.is_key,
        notice=row.notice.title if row.notice else "",
        no_call_in_reason=row.no_call_in_reason,
        may_be_called_in=row.may_be_called_in,
        is_on_hold=bool(called) and _waits(called[-1], as_of=as_of),
        call_in_words=_call_in_words(row, called, as_of=as_of, calendar=calendar, own=own),
        published_on=row.published_on if _is_said(row.published_on, as_of) else None,
        correction=row.correction if _is_said(row.corrected_on, as_of) else "",
        corrected_on=row.corrected_on if _is_said(row.corrected_on, as_of) else None,
        open_until=open_until(row.decided_on, MINUTES_YEARS),
        papers_until=open_until(row.decided_on, BACKGROUND_YEARS),
    )


def _is_said(on: date | None, as_of: date) -> bool:
    """Say whether something was done by a day."""
    return on is not None and on <= as_of


def _waits(call_in: CallIn, *, as_of: date) -> bool:
    """Say whether scrutiny had not answered a call-in by a day."""
    return call_in.outcome_on is None or call_in.outcome_on > as_of


def _call_in_words(
    row: DecisionRecord,
    called: list[CallIn],
    *,
    as_of: date,
    calendar: WorkingCalendar,
    own: OwnDays,
) -> str:
    """Say how a decision stands to call-in, and from when it takes effect."""
    if row.kind == KINDS.OFFICER:
        return "It is not of the executive, so that it cannot be called in."
    if row.no_call_in_reason:
        return "It cannot be called in, and takes effect at once."
    if called:
        on = day_in_words(called[-1].called_in_on)
        if _waits(called[-1], as_of=as_of):
            return f"On hold: it was called in on {on} and waits for scrutiny."
        return f"It was called in on {on}. {called[-1].get_outcome_display()}."
    if row.published_on is None or row.published_on > as_of:
        return "It can be called in once it is published."
    last = call_in_ends(row.published_on, calendar=calendar, own=own).day
    if as_of <= last:
        return f"It can be called in until the end of {last:%A} {day_in_words(last)}."
    return f"Nobody called it in by {last:%A} {day_in_words(last)}, and it took effect."
