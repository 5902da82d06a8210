"""What members of the public suggested or asked, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from governance.exempt.marks import Exemption, exemption_of_item
from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of_item
from governance.models import (
    Meeting,
    OneOffHoliday,
    PublicSubmission,
)
from governance.models.deadlines import own_days
from governance.models.past import on_day, with_meetings
from governance.statutory import meeting_clock
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar
from herefordshire_cs.lib.recorded import changed_since
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLine:
    """A suggestion or a question.

    ``asked_by`` and ``contact`` are blank for those who may not know who it was.
    """

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "pk",
            "kind",
            "kind_words",
            "committee",
            "committee_slug",
            "meeting",
            "meeting_words",
            "public_title",
            "asked_by",
            "received_on",
            "state",
            "state_words",
            "passed_to",
            "answered_on",
            "programme",
            "programme_item",
            "contact",
            "is_sent_online",
        }
    )

    pk: int
    kind: str
    kind_words: str
    committee: str
    committee_slug: str
    meeting: str
    meeting_words: str
    item: str
    public_title: str
    exemption: Exemption | None
    asked_by: str
    text: str
    received_on: date
    late_reason: str
    state: str
    state_words: str
    passed_to: str
    answer: str
    answered_on: date | None
    programme: str
    programme_item: int
    contact: str = ""
    is_sent_online: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done with it."""
        return self.state not in OPEN_STATES


WITHHELD = "Withheld: the item is exempt."
OPEN_STATES = (PublicSubmission.State.RECEIVED, PublicSubmission.State.PASSED_ON)


def build_submissions(
    filters: dict[str, Any], *, as_of: date, reader: Reader
) -> tuple[SubmissionLine, ...]:
    """Return what was received by a day, the newest first; filters are kind, committee, state."""
    rows = visible(_rows(), reader).filter(received_on__lte=as_of)
    if kind := filters.get("kind"):
        rows = rows.filter(kind=kind)
    if state := filters.get("state"):
        rows = rows.filter(state=state)
    if committee := filters.get("committee"):
        rows = rows.filter(Q(committee=committee) | Q(passed_to=committee))
    return tuple(_lines(rows, as_of=as_of, reader=reader))


def submissions_of(slug: str, *, as_of: date, reader: Reader) -> tuple[SubmissionLine, ...]:
    """Return what was received for a meeting, in the order in which it came."""
    moved = changed_since(PublicSubmission, as_of=as_of)
    rows = visible(_rows(), reader).filter(Q(meeting__slug=slug) | moved, received_on__lte=as_of)
    lines = _lines(rows.order_by("received_on", "pk"), as_of=as_of, reader=reader)
    return tuple(line for line in lines if line.meeting == slug)


def _rows() -> Any:
    return PublicSubmission.objects.select_related(
        "committee", "passed_to", "meeting", "item__report", "programme_item__committee"
    )


def _lines(
    rows: QuerySet[PublicSubmission], *, as_of: date, reader: Reader
) -> Iterable[SubmissionLine]:
    for row in with_meetings(on_day(rows, as_of=as_of), "meeting", as_of=as_of):
        line = submission_line(row, reader=reader)
        if row.answered_on is not None and row.answered_on > as_of:
            line = as_received(line)
        yield line


def as_received(line: SubmissionLine) -> SubmissionLine:
    """Return what was known before it was answered."""
    received = PublicSubmission.State.RECEIVED
    return replace(
        line,
        state=received.value,
        state_words=str(received.label),
        answer="",
        answered_on=None,
        programme="",
        programme_item=0,
    )


def submission_line(row: PublicSubmission, *, reader: Reader) -> SubmissionLine:
    """Return one suggestion or question, with the name only for those who may know it."""
    programme = row.programme_item
    line = SubmissionLine(
        pk=row.pk,
        kind=row.kind,
        kind_words=row.get_kind_display(),
        committee=row.committee.name,
        committee_slug=row.committee.slug,
        meeting=row.meeting.slug if row.meeting else "",
        meeting_words=day_in_words(row.meeting.held_on) if row.meeting else "",
        item=row.item.title if row.item else "",
        public_title=public_title_of_item(row.item),
        exemption=exemption_of_item(row.item),
        asked_by=row.asked_by if reader.knows_who_asked else "",
        text=row.text,
        received_on=row.received_on,
        late_reason=row.late_reason,
        state=row.state,
        state_words=row.get_state_display(),
        passed_to=row.passed_to.name if row.passed_to and reader.knows(row.passed_to) else "",
        answer=row.answer,
        answered_on=row.answered_on,
        programme=programme.committee.slug if programme else "",
        programme_item=programme.pk if programme else 0,
        contact=row.contact if reader.knows_who_asked else "",
        is_sent_online=row.is_sent_online,
    )
    answer = WITHHELD if line.answer else ""
    own = reader.of(row.committee_id)
    return told(line, own, item=line.public_title, text=WITHHELD, answer=answer)


def last_day_for_questions(
    meeting: Meeting, *, calendar: WorkingCalendar | None = None
) -> date | None:
    """Return the last day for a question to a meeting; the executive's clock has none.

    Nor has a body that is not open to the public.
    """
    if not meeting.is_open_to_public:
        return None
    lines = meeting_clock(
        meeting.held_on,
        is_executive=meeting.committee.kind == "executive",
        calendar=calendar or OneOffHoliday.objects.working_calendar(),
        own=own_days(),
    )
    return next((line.day for line in lines if line.rule == "public questions"), None)
