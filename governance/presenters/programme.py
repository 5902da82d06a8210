"""The work programme of a committee: what it means to do, and at which meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import Count, Prefetch, Q

from governance.exempt.reader import PUBLIC, Reader
from governance.exempt.rows import visible
from governance.models import AgendaItem, Committee, Meeting, ProgrammeItem, PublicSubmission
from governance.models.past import all_on, meetings_on, on_day, put_back
from governance.presenters.meetings import MeetingHead, in_order, meeting_head
from governance.presenters.programme_items import (
    NOT_PLACED,
    ProgrammeCard,
    programme_card,
)
from herefordshire_cs.lib.recorded import SINCE, dated
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
    meetings = in_order(meetings_on(row.meetings.all(), as_of=as_of))
    upcoming = _upcoming(meetings, as_of=as_of)
    cards = tuple(_cards(row, meetings, as_of=as_of, reader=reader))
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
    meetings = in_order(meetings_on(committee.meetings.all(), as_of=as_of))
    upcoming = _upcoming(meetings, as_of=as_of)
    cards = tuple(_cards(committee, meetings, as_of=as_of, reader=PUBLIC))
    columns = tuple(column for column in _columns(upcoming, cards) if column.cards)
    return ProgrammePaper(committee=committee.name, as_of=as_of, columns=columns)


def _upcoming(rows: Iterable[Meeting], *, as_of: date) -> list[Meeting]:
    return [each for each in rows if each.held_on >= as_of and not each.is_called_off]


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
    committee: Committee, meetings: Iterable[Meeting], *, as_of: date, reader: Reader
) -> Iterator[ProgrammeCard]:
    """Yield the work of a committee as recorded by a day; its meetings are as they were on it."""
    known = {meeting.pk: meeting for meeting in meetings}
    items = _items_on(_upcoming(known.values(), as_of=as_of), as_of=as_of)
    submissions = PublicSubmission.objects.filter(programme_item__isnull=False)
    rows = committee.programme.select_related(
        "meeting",
        "agenda_item__meeting",
        "agenda_item__report",
        "resolution__minute__meeting",
        "resolution__minute__item__report",
    ).prefetch_related(
        Prefetch("submissions", dated(submissions, as_of=as_of)),
        "resolution__minute__item__report__appendices",
    )
    numbers = {pk: number for pk, (_item, number) in items.items()}
    for row in sorted(on_day(rows, as_of=as_of), key=lambda row: (row.order, row.pk)):
        _as_placed(row, known, items)
        asked = [each.pk for each in put_back(row.submissions.all(), as_of=as_of)]
        yield programme_card(row, numbers, asked, reader=reader)


def _as_placed(
    row: ProgrammeItem, known: dict[int, Meeting], items: dict[int, tuple[AgendaItem, int]]
) -> None:
    """Let a piece of work stand where it stood: its meeting and its item as they were then."""
    row.meeting = known.get(row.meeting_id or 0)
    if row.agenda_item_id in items:
        row.agenda_item = items[row.agenda_item_id][0]
    elif getattr(row, SINCE) and not is_there(row):
        row.agenda_item = None  # taken off the agenda of a meeting that is past
    if row.agenda_item is not None and row.agenda_item.meeting_id in known:
        row.agenda_item.meeting = known[row.agenda_item.meeting_id]
    if row.resolution is not None and row.resolution.minute.meeting_id in known:
        row.resolution.minute.meeting = known[row.resolution.minute.meeting_id]


def is_there(row: ProgrammeItem) -> bool:
    """Say whether the item on whose agenda a piece of work stood is still on record."""
    return AgendaItem.objects.filter(pk__in=[row.agenda_item_id]).exists()


def _items_on(meetings: Iterable[Meeting], *, as_of: date) -> dict[int, tuple[AgendaItem, int]]:
    """Return the items of the agendas of some meetings by key, each with its place."""
    keys = [meeting.pk for meeting in meetings]
    rows = AgendaItem.objects.filter(meeting__in=keys).select_related("report")
    places: dict[int, int] = {}
    found = {}
    for item in sorted(
        all_on(rows, as_of=as_of, meeting__in=keys), key=lambda item: (item.order, item.pk)
    ):
        if item.meeting_id not in keys:
            continue  # carried over since from a meeting that is not to come
        places[item.meeting_id] = places.get(item.meeting_id, 0) + 1
        found[item.pk] = (item, places[item.meeting_id])
    return found
