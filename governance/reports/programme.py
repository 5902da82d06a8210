"""The work programme of a committee: what it means to do, and at which meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.db.models import Count, Prefetch, Q

from governance.models import (
    AgendaItem,
    Committee,
    Meeting,
    ProgrammeItem,
    PublicSubmission,
    Report,
    Resolution,
)
from governance.reports.meetings import MeetingHead, meeting_head
from herefordshire_cs.lib.words import day_in_words

NOT_PLACED = "Not yet placed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The resolution that asked for a piece of work, by minute and meeting."""

    words: str
    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCard:
    """A piece of work as the programme shows it; ``fixed`` says why it cannot be moved."""

    pk: int
    title: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeColumn:
    """The work placed on one meeting, or on none; ``key`` is the meeting's slug."""

    key: str
    title: str
    head: MeetingHead | None
    is_open: bool
    cards: tuple[ProgrammeCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePage:
    """A committee's programme: what is not placed, each meeting to come, what is behind it."""

    slug: str
    committee: str
    as_of: date
    columns: tuple[ProgrammeColumn, ...]
    held: tuple[ProgrammeCard, ...]
    done: tuple[ProgrammeCard, ...]

    @property
    def places(self) -> tuple[ProgrammeColumn, ...]:
        """Where a card may be put."""
        return tuple(column for column in self.columns if column.is_open)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever put into it."""
        return not (self.held or self.done or any(column.cards for column in self.columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePaper:
    """A committee's programme as it is put before the committee: what the public may read."""

    template_name: ClassVar[str] = "governance/reports/programme.html"

    committee: str
    as_of: date
    columns: tuple[ProgrammeColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """A committee with how much is in its programme."""

    slug: str
    name: str
    kind: str
    not_placed: int
    placed: int


def build_programmes() -> tuple[ProgrammeLine, ...]:
    """Return every committee with how much it means to do."""
    still = Q(programme__is_done=False)
    rows = Committee.objects.annotate(
        not_placed=Count("programme", filter=still & Q(programme__meeting=None)),
        placed=Count("programme", filter=still & Q(programme__meeting__isnull=False)),
    )
    return tuple(
        ProgrammeLine(
            slug=row.slug,
            name=row.name,
            kind=row.get_kind_display(),
            not_placed=row.not_placed,
            placed=row.placed,
        )
        for row in rows
    )


def build_programme(slug: str, *, as_of: date, is_privileged: bool) -> ProgrammePage:
    """Return a committee's programme. Raises Committee.DoesNotExist for an unknown one."""
    row = Committee.objects.get(slug=slug)
    upcoming = _upcoming(row, as_of=as_of)
    cards = tuple(_cards(row, upcoming, is_privileged=is_privileged))
    keys = {"", *(meeting.slug for meeting in upcoming)}
    return ProgrammePage(
        slug=row.slug,
        committee=row.name,
        as_of=as_of,
        columns=tuple(_columns(upcoming, cards)),
        held=tuple(card for card in cards if card.meeting not in keys and not card.is_done),
        done=tuple(card for card in cards if card.is_done),
    )


def programme_of(committee: Committee, *, as_of: date) -> ProgrammePaper:
    """Return a committee's programme as a paper, with nothing that the public may not read."""
    upcoming = _upcoming(committee, as_of=as_of)
    cards = tuple(_cards(committee, upcoming, is_privileged=False))
    columns = tuple(column for column in _columns(upcoming, cards) if column.cards)
    return ProgrammePaper(committee=committee.name, as_of=as_of, columns=columns)


def _upcoming(row: Committee, *, as_of: date) -> list[Meeting]:
    return list(row.meetings.select_related("committee").upcoming(as_of=as_of))


def _columns(
    upcoming: Iterable[Meeting], cards: Iterable[ProgrammeCard]
) -> Iterator[ProgrammeColumn]:
    found: dict[str, list[ProgrammeCard]] = {}
    for card in cards:
        if not card.is_done:
            found.setdefault(card.meeting, []).append(card)
    waiting = tuple(found.get("", ()))
    yield ProgrammeColumn(key="", title=NOT_PLACED, head=None, is_open=True, cards=waiting)
    for meeting in upcoming:
        yield ProgrammeColumn(
            key=meeting.slug,
            title=day_in_words(meeting.held_on),
            head=meeting_head(meeting),
            is_open=meeting.state == Meeting.State.PLANNED,
            cards=tuple(found.get(meeting.slug, ())),
        )


def _cards(
    committee: Committee, upcoming: Iterable[Meeting], *, is_privileged: bool
) -> Iterator[ProgrammeCard]:
    numbers = _agenda_numbers(upcoming)
    rows = committee.programme.select_related(
        "meeting",
        "agenda_item__meeting",
        "agenda_item__report",
        "resolution__minute__meeting",
        "resolution__minute__item__report",
    ).prefetch_related(Prefetch("submissions", PublicSubmission.objects.only("programme_item")))
    for row in rows.order_by("order", "pk"):
        card = programme_card(row, numbers)
        yield card if is_privileged else without_exempt(card, reports_of(row))


def _agenda_numbers(meetings: Iterable[Meeting]) -> dict[int, int]:
    """Return the place of each item on the agendas of some meetings, by its key."""
    rows = AgendaItem.objects.filter(meeting__in=meetings).order_by("meeting", "order", "pk")
    places: dict[int, int] = {}
    numbers = {}
    for pk, meeting in rows.values_list("pk", "meeting"):
        places[meeting] = places.get(meeting, 0) + 1
        numbers[pk] = places[meeting]
    return numbers


def reports_of(row: ProgrammeItem) -> Iterator[Report]:
    """Yield the reports that a piece of work is of: on its agenda, and where it was resolved."""
    asked_at = row.resolution.minute.item if row.resolution else None
    for item in (row.agenda_item, asked_at):
        if item is not None and item.report is not None:
            yield item.report


def without_exempt(card: ProgrammeCard, reports: Iterable[Report]) -> ProgrammeCard:
    """Return a card that says of an exempt report only what the public may know."""
    exempt = next((report for report in reports if report.is_exempt), None)
    if exempt is None:
        return card
    return replace(
        card,
        title=exempt.title_for_public,
        purpose="",
        lead="",
        wanted_for="",
        note="",
        source="",
        origin=None,
        suggestions=(),
    )


def programme_card(row: ProgrammeItem, numbers: dict[int, int]) -> ProgrammeCard:
    """Return one piece of work; ``numbers`` are the places of agenda items by key."""
    meeting = meeting_of(row)
    return ProgrammeCard(
        pk=row.pk,
        title=row.title,
        purpose=row.purpose,
        lead=row.lead,
        wanted_for=row.wanted_for,
        note=row.note,
        source=row.source,
        origin=origin_of(row.resolution),
        suggestions=tuple(each.pk for each in row.submissions.all()),
        meeting=meeting.slug if meeting else "",
        meeting_words=day_in_words(meeting.held_on) if meeting else "",
        agenda_number=numbers.get(row.agenda_item_id or 0, 0),
        state_words=state_in_words(row, meeting),
        fixed=why_fixed(row.agenda_item),
        is_done=row.is_done,
    )


def meeting_of(row: ProgrammeItem) -> Meeting | None:
    """Return the meeting on whose agenda it stands, else that for which it is meant."""
    return row.agenda_item.meeting if row.agenda_item else row.meeting


def origin_of(row: Resolution | None) -> Origin | None:
    """Return the resolution that asked for it, by minute and meeting."""
    if row is None:
        return None
    letter = f" ({row.letter})" if row.letter else ""
    held_on = day_in_words(row.minute.meeting.held_on)
    return Origin(
        words=f"Minute {row.minute.number}{letter} of {held_on}",
        meeting=row.minute.meeting.slug,
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
