"""The work programme of a committee: what it means to do, and at which meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import Count, Prefetch, Q

from governance.exempt.reader import PUBLIC, Reader
from governance.exempt.rows import visible
from governance.models import AgendaItem, Committee, Meeting, PublicSubmission
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.programme_items import (
    NOT_PLACED,
    ProgrammeCard,
    programme_card,
)
from herefordshire_cs.lib.text.words import day_in_words


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

    template_name: ClassVar[str] = "governance/programme/programme_body.html"

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


def build_programmes(*, reader: Reader) -> tuple[ProgrammeLine, ...]:
    """Return every committee that a reader may know of with how much it means to do."""
    still = Q(programme__is_done=False)
    rows = visible(Committee.objects.all(), reader).annotate(
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


def build_programme(slug: str, *, as_of: date, reader: Reader) -> ProgrammePage:
    """Return a committee's programme. Raises Committee.DoesNotExist for an unknown one."""
    row = visible(Committee.objects.all(), reader).get(slug=slug)
    reader = reader.of(row.pk)
    upcoming = _upcoming(row, as_of=as_of)
    cards = tuple(_cards(row, upcoming, reader=reader))
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
    cards = tuple(_cards(committee, upcoming, reader=PUBLIC))
    columns = tuple(column for column in _columns(upcoming, cards) if column.cards)
    return ProgrammePaper(committee=committee.name, as_of=as_of, columns=columns)


def _upcoming(row: Committee, *, as_of: date) -> list[Meeting]:
    return list(row.meetings.select_related("committee").going_ahead().upcoming(as_of=as_of))


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
    committee: Committee, upcoming: Iterable[Meeting], *, reader: Reader
) -> Iterator[ProgrammeCard]:
    numbers = _agenda_numbers(upcoming)
    rows = committee.programme.select_related(
        "meeting",
        "agenda_item__meeting",
        "agenda_item__report",
        "resolution__minute__meeting",
        "resolution__minute__item__report",
    ).prefetch_related(
        Prefetch("submissions", PublicSubmission.objects.only("programme_item")),
        "resolution__minute__item__report__appendices",
    )
    for row in rows.order_by("order", "pk"):
        yield programme_card(row, numbers, reader=reader)


def _agenda_numbers(meetings: Iterable[Meeting]) -> dict[int, int]:
    """Return the place of each item on the agendas of some meetings, by its key."""
    rows = AgendaItem.objects.filter(meeting__in=meetings).order_by("meeting", "order", "pk")
    places: dict[int, int] = {}
    numbers = {}
    for pk, meeting in rows.values_list("pk", "meeting"):
        places[meeting] = places.get(meeting, 0) + 1
        numbers[pk] = places[meeting]
    return numbers
