"""One piece of work as a programme shows it: where it comes from, how far it has come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from governance.exempt.marks import Exemption, exemption_of
from governance.exempt.reader import Reader
from governance.exempt.telling import told
from governance.exempt.titles import title_for_all
from governance.models import (
    AgendaItem,
    Exemptible,
    Meeting,
    ProgrammeItem,
    Resolution,
)
from governance.sources import source_in_words
from herefordshire_cs.lib.text.words import day_in_words

NOT_PLACED = "Not yet placed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The resolution that asked for a piece of work, by minute and meeting.

    ``meeting`` is blank where its minutes are not there for the reader.
    """

    words: str
    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCard:
    """A piece of work as the programme shows it; ``fixed`` says why it cannot be moved."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "pk",
            "public_title",
            "meeting",
            "meeting_words",
            "agenda_number",
            "state_words",
            "fixed",
            "is_done",
        }
    )

    pk: int
    title: str
    public_title: str
    exemption: Exemption | None
    purpose: str
    lead: str
    wanted_for: str
    note: str
    source: str
    origin: Origin | None
    suggestions: tuple[int, ...]
    meeting: str
    meeting_words: str
    agenda_number: int
    state_words: str
    fixed: str
    is_done: bool


def withheld_from(row: ProgrammeItem) -> Iterator[Exemptible]:
    """Yield what is exempt of the item and the minute that a piece of work is of."""
    asked_in = row.resolution.minute if row.resolution else None
    for source in (row.agenda_item, asked_in):
        if source is not None and source.withheld_as is not None:
            yield source.withheld_as


def programme_card(
    row: ProgrammeItem, numbers: dict[int, int], asked: Iterable[int], *, reader: Reader
) -> ProgrammeCard:
    """Return one piece of work; ``numbers`` are the places of agenda items by key.

    ``asked`` are the keys of what members of the public suggested and it took up.
    """
    meeting = meeting_of(row)
    withheld_as = next(withheld_from(row), None)
    card = ProgrammeCard(
        pk=row.pk,
        title=row.title,
        public_title=title_for_all(withheld_as) if withheld_as else row.title,
        exemption=exemption_of(withheld_as) if withheld_as else None,
        purpose=row.purpose,
        lead=row.lead,
        wanted_for=row.wanted_for,
        note=row.note,
        source=source_in_words(row.source),
        origin=origin_of(row.resolution, reader=reader),
        suggestions=tuple(asked),
        meeting=meeting.slug if meeting else "",
        meeting_words=day_in_words(meeting.held_on) if meeting else "",
        agenda_number=numbers.get(row.agenda_item_id or 0, 0),
        state_words=state_in_words(row, meeting),
        fixed=why_fixed(row.agenda_item),
        is_done=row.is_done,
    )
    return told(card, reader, title=card.public_title)


def meeting_of(row: ProgrammeItem) -> Meeting | None:
    """Return the meeting on whose agenda it stands, else that for which it is meant."""
    return row.agenda_item.meeting if row.agenda_item else row.meeting


def origin_of(row: Resolution | None, *, reader: Reader) -> Origin | None:
    """Return the resolution that asked for it, by minute and meeting."""
    if row is None:
        return None
    letter = f" ({row.letter})" if row.letter else ""
    meeting = row.minute.meeting
    is_approved = meeting.state == Meeting.State.MINUTES_APPROVED
    return Origin(
        words=f"Minute {row.minute.number}{letter} of {day_in_words(meeting.held_on)}",
        meeting=meeting.slug if reader.reads_draft_minutes or is_approved else "",
    )


def state_in_words(row: ProgrammeItem, meeting: Meeting | None) -> str:
    """Return how far it has come."""
    if row.is_done:
        return "Done"
    if meeting is None:
        return NOT_PLACED
    if row.agenda_item is None:
        return "Meant for this meeting, but not on its agenda"
    if row.agenda_item.report is None:
        return "On the agenda, no report yet"
    return "On the agenda with its report"


def why_fixed(item: AgendaItem | None) -> str:
    """Say why what stands on an agenda cannot be moved, or return nothing."""
    if item is None:
        return ""
    if item.meeting.state != Meeting.State.PLANNED:
        return "The agenda is published, so it stays there."
    if item.report_id is not None:
        return "Its report is before the meeting, so it stays there."
    return ""
