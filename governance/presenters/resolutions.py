"""Each limb of what committees resolved: what it asks of whom, and what became of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from governance.exempt.marks import Exemption, exemption_of_minute, exemption_under
from governance.exempt.reader import MEMBERS, PUBLIC, Reader
from governance.exempt.rows import visible
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of
from governance.models import AgendaItem, Meeting, Minute, Resolution
from governance.models.past import meetings_on, on_day
from governance.models.resolutions import ResolutionQuerySet
from governance.presenters.meetings import MeetingHead, meeting_head
from herefordshire_cs.lib.recorded import changed_since

OPEN = Resolution.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbLine:
    """One limb of a resolution: what it asks of whom, and what became of it.

    ``exemption`` is why its minute is withheld from the public, if it is. ``was_draft``: its
    minutes, which are approved, were not on the day shown.
    """

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "pk",
            "body",
            "committee",
            "meeting",
            "held_on",
            "minute",
            "minute_pk",
            "public_title",
            "letter",
            "state",
            "state_words",
            "replied_on",
            "closed_on",
            "is_open",
            "is_late",
        }
    )

    pk: int
    body: int
    committee: str
    meeting: str
    held_on: date
    minute: int
    minute_pk: int
    title: str
    public_title: str
    exemption: Exemption | None
    lead_in: str
    letter: str
    text: str
    requested_of: str
    due_on: date | None
    due_words: str
    state: str
    state_words: str
    reply: str
    replied_on: date | None
    action_plan: str
    action_reference: str
    action_recommendation: int | None
    closed_on: date | None
    is_open: bool
    is_late: bool
    is_withheld: bool = False
    was_draft: bool = False

    @property
    def about(self) -> tuple[str, str, int | None]:
        """What of a plan it became: the plan, and an action or else a recommendation."""
        number = None if self.action_reference else self.action_recommendation
        return self.action_plan, self.action_reference, number

    @property
    def reference(self) -> str:
        """The limb by meeting, minute and letter."""
        return f"{self.minute}{f' ({self.letter})' if self.letter else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionsPaper:
    """What is still open of what a committee resolved, as it is put before a meeting."""

    template_name: ClassVar[str] = "governance/resolutions/resolutions_body.html"

    head: MeetingHead
    limbs: tuple[LimbLine, ...]
    exemption: Exemption | None = None


def limb_line(row: Resolution, minute: Minute, meeting: Meeting, *, as_of: date) -> LimbLine:
    """Return one limb."""
    is_open = row.state in OPEN
    return LimbLine(
        pk=row.pk,
        body=meeting.committee_id,
        committee=meeting.committee.name,
        meeting=meeting.slug,
        held_on=meeting.held_on,
        minute=minute.number,
        minute_pk=minute.pk,
        title=minute.title,
        public_title=public_title_of(minute),
        exemption=exemption_of_minute(minute),
        lead_in=row.lead_in,
        letter=row.letter,
        text=row.text,
        requested_of=row.requested_of,
        due_on=row.due_on,
        due_words=row.due_words,
        state=row.state,
        state_words=row.get_state_display(),
        reply=row.reply,
        replied_on=row.replied_on,
        action_plan=row.action_plan,
        action_reference=row.action_reference,
        action_recommendation=row.action_recommendation,
        closed_on=row.closed_on,
        is_open=is_open,
        is_late=is_open and row.due_on is not None and row.due_on < as_of,
    )


def readable_limbs(lines: Iterable[LimbLine], *, reader: Reader) -> tuple[LimbLine, ...]:
    """Return limbs as a reader may see them, each as of its body."""
    return tuple(
        told(
            without_hidden_plan(line, reader),
            reader.of(line.body),
            title=line.public_title,
            is_withheld=True,
        )
        for line in lines
        if reader.reads_draft_minutes or not line.was_draft
    )


def without_hidden_plan(line: LimbLine, reader: Reader) -> LimbLine:
    """Return a limb without the action that it became, where that is hidden from a reader."""
    if line.action_plan not in reader.hidden_plans:
        return line
    return replace(line, action_plan="", action_reference="", action_recommendation=None)


def limb_rows(*, reader: Reader) -> ResolutionQuerySet:
    """Ask for limbs in the order in which they were resolved, with all that a line shows.

    Those of minutes in draft are there only for who sees drafts.
    """
    rows = (
        visible(Resolution.objects.all(), reader)
        .to_be_read(sees_drafts=reader.reads_draft_minutes)
        .select_related("minute__meeting__committee", "minute__item__report")
        .prefetch_related("minute__item__report__appendices")
    )
    return rows.order_by("minute__meeting__held_on", "minute__order", "order", "pk")


def limb_lines(
    rows: QuerySet[Resolution], *, as_of: date, states: Collection[str] = ()
) -> tuple[LimbLine, ...]:
    """Return limbs as they were recorded by a day, those in some states alone where these are.

    They are asked for with their minute and its meeting (``limb_rows``).
    """
    since = changed_since(Meeting, as_of=as_of, key="minute__meeting")
    found = on_day(rows.annotate(meeting_since=since), as_of=as_of)
    drafts = _draft_then(found, as_of=as_of)
    return tuple(
        replace(
            limb_line(row, row.minute, row.minute.meeting, as_of=as_of),
            was_draft=row.minute.meeting_id in drafts,
        )
        for row in found
        if not states or row.state in states
    )


def _draft_then(rows: Iterable[Any], *, as_of: date) -> set[int]:
    """Return the meetings, by key, whose minutes are approved and were not on a day.

    One query where anything was recorded of one of them since, else none.
    """
    approved = Meeting.State.MINUTES_APPROVED
    keys = {
        row.minute.meeting_id
        for row in rows
        if row.meeting_since and row.minute.meeting.state == approved
    }
    if not keys:
        return set()
    then = {
        row.pk: row.state for row in meetings_on(Meeting.objects.filter(pk__in=keys), as_of=as_of)
    }
    return {key for key in keys if then.get(key) != approved}


def open_limbs(
    committee: str, *, as_of: date, reader: Reader, before: date | None = None
) -> tuple[LimbLine, ...]:
    """Return what a committee asked for, by a day or before a meeting, and is not closed."""
    rows = limb_rows(reader=reader).open_of(committee, as_of=as_of, before=before)
    return limb_lines(rows, as_of=as_of, states=OPEN)


def build_resolutions_paper(meeting: Meeting, *, as_of: date) -> ResolutionsPaper:
    """Return what a meeting is told of earlier resolutions; its committee came along.

    It is put before the meeting with the minutes in draft that it is to approve.
    """
    slug, before = meeting.committee.slug, meeting.held_on
    limbs = open_limbs(slug, as_of=as_of, reader=MEMBERS, before=before)
    return ResolutionsPaper(head=meeting_head(meeting), limbs=limbs)


def public_resolutions_paper(paper: ResolutionsPaper) -> ResolutionsPaper:
    """Return the paper with nothing of the limbs of exempt minutes."""
    head = replace(paper.head, note="", source="")
    return replace(paper, head=head, limbs=readable_limbs(paper.limbs, reader=PUBLIC))


def exempt_resolutions(paper: ResolutionsPaper) -> tuple[ResolutionsPaper, ...]:
    """Return the limbs of exempt minutes by themselves, those of each paragraph together."""
    found: dict[tuple[int, ...], list[LimbLine]] = {}
    for limb in paper.limbs:
        if limb.exemption is not None:
            key = (limb.exemption.paragraph, *limb.exemption.also)
            found.setdefault(key, []).append(limb)
    return tuple(
        replace(
            paper,
            limbs=tuple(limbs),
            exemption=exemption_under(key[0], also=key[1:]),
        )
        for key, limbs in sorted(found.items())
    )


def told_limbs(meeting: Meeting, *, as_of: date) -> tuple[LimbLine, ...]:
    """Return what the public is told to be open, where a meeting to come has an item for it."""
    has_item = meeting.items.filter(kind=AgendaItem.Kind.RESOLUTIONS).exists()
    if meeting.held_on < as_of or not has_item:
        return ()
    paper = build_resolutions_paper(meeting, as_of=as_of)
    return public_resolutions_paper(paper).limbs


def limbs_before(head: MeetingHead, *, as_of: date, reader: Reader) -> tuple[LimbLine, ...]:
    """Return what is open before a meeting that is still to be held; nothing of one that was."""
    if head.held_on < as_of:
        return ()
    slug, before = head.committee_slug, head.held_on
    limbs = open_limbs(slug, as_of=as_of, reader=reader, before=before)
    return readable_limbs(limbs, reader=reader)
