"""Who may vote on an item and was there, and how a minute tells of its motion and its vote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from governance.bodies import COUNCILLOR, VOTES_ON_ALL, VOTES_ON_EDUCATION
from governance.models import AgendaItem, Attendance, Cast, Meeting, Motion, Movement
from governance.names import bare
from governance.presenters.attendance import seats_on_day, titled
from herefordshire_cs.lib.text.words import count_in_words

Presence = Attendance.Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class VotersThere:
    """Who with a vote was there for an item, by name.

    Of ``unsure`` it is not on record whether they were: they came or left at a time that tells no
    item. ``everybody`` who came is there to be chosen, with a vote or without.
    """

    sure: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    everybody: tuple[str, ...] = ()
    quorum: int | None = None

    @property
    def present(self) -> str:
        """How many with a vote were there, in words."""
        least, most = len(self.sure), len(self.sure) + len(self.unsure)
        said = count_in_words(least, "member")
        return said if least == most else f"{least} to {count_in_words(most, 'member')}"

    def fits(self, count: int) -> bool:
        """Say whether so many votes can have been cast by those who were there."""
        return len(self.sure) <= count <= len(self.sure) + len(self.unsure)

    @property
    def is_short(self) -> bool:
        """Whether there were too few for a quorum, whoever of the unsure was there."""
        return self.quorum is not None and len(self.sure) + len(self.unsure) < self.quorum


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoCame:
    """Who came to a meeting as members, on what each votes, and who moved or stood aside when.

    ``moves`` are names, whether they came, and the order of the item, None where none is told;
    ``aside`` are the names of those who left the room for an item, with its key.
    """

    votes: tuple[tuple[str, str], ...]
    moves: tuple[tuple[str, bool, int | None], ...]
    aside: frozenset[tuple[str, int | None]]
    quorum: int | None

    def at(self, item: AgendaItem | None) -> VotersThere:
        """Return who may vote on an item and was there; None is what was on no agenda."""
        there = self._there(item)
        on = {VOTES_ON_ALL}
        if item is not None and item.is_education:
            on.add(VOTES_ON_EDUCATION)
        may = [
            name
            for name, votes in self.votes
            if votes in on and (item is None or (name, item.pk) not in self.aside)
        ]
        return VotersThere(
            sure=tuple(name for name in may if there.get(name, True) is True),
            unsure=tuple(name for name in may if there.get(name, True) is None),
            everybody=tuple(name for name, _votes in self.votes),
            quorum=self.quorum,
        )

    def _there(self, item: AgendaItem | None) -> dict[str, bool | None]:
        """Return of those who moved whether they were there for an item; None is unsure."""
        found: dict[str, bool | None] = {}
        for name, is_in, order in self.moves:
            if name not in found:
                found[name] = not is_in
            if order is None or item is None:
                found[name] = None
            elif order <= item.order:
                found[name] = is_in
        return found


def who_came(meeting: Meeting) -> WhoCame:
    """Return who came to a meeting; its body was fetched along."""
    there = (Presence.PRESENT, Presence.SUBSTITUTE)
    came = [row for row in meeting.attendances.all() if row.presence in there]
    moves = meeting.movements.select_related("item").order_by("order", "pk")
    aside = meeting.declarations.filter(has_left=True).values_list("name", "item_id")
    return WhoCame(
        votes=tuple(_votes(meeting, came)),
        moves=tuple(
            (row.name, row.way == Movement.Way.CAME, row.item.order if row.item else None)
            for row in moves
        ),
        aside=frozenset(aside),
        quorum=meeting.committee.quorum,
    )


def _votes(meeting: Meeting, came: Iterable[Attendance]) -> Iterator[tuple[str, str]]:
    """Yield each who came with what they vote on: by their seat, or else by their capacity."""
    seats = {bare(seat.name): seat.voting for seat in seats_on_day(meeting)}
    of_capacity = {each.key: each.voting for each in meeting.committee.in_capacities}
    for row in came:
        usual = VOTES_ON_ALL if row.capacity == COUNCILLOR else ""
        own = seats.get(bare(row.in_place_of or row.name))
        yield titled(row), own or of_capacity.get(row.capacity, usual)


def told_motion(row: Motion | None, *, chair: str) -> tuple[str, ...]:
    """Return what a minute says of who moved it and of the vote, a sentence each."""
    return tuple(_sentences(row, chair)) if row is not None else ()


def _sentences(row: Motion, chair: str) -> Iterator[str]:
    if row.moved_by:
        seconded = f", seconded by {row.seconded_by}" if row.seconded_by else ""
        yield f"Moved by {row.moved_by}{seconded}."
    if row.is_voted:
        did_not = f", {row.did_not_vote} did not vote" if row.did_not_vote else ""
        yield (
            f"Vote: {row.votes_for} for, {row.votes_against} against,"
            f" {row.abstained} abstained{did_not}."
        )
        if row.casting:
            yield f"The {chair} gave a casting vote {row.casting}."
        yield "Carried." if row.is_carried else "Lost."
        yield from _named(row)
    if row.outcome == Motion.Outcome.NOT_AGREED:
        yield "The recommendation of the report was not agreed."
    elif row.outcome == Motion.Outcome.AMENDED:
        yield "The recommendation of the report was amended."


def _named(row: Motion) -> Iterator[str]:
    for cast in Cast:
        names = [each["name"] for each in row.named if each["cast"] == cast.value]
        if names:
            yield f"{cast.label}: {', '.join(names)}."


def movements_in_words(meeting: Meeting, movements: Iterable[Movement]) -> tuple[str, ...]:
    """Return who came late, left or came back, as minutes say it; items by their numbers alone."""
    rows = sorted(movements, key=lambda row: (row.order, row.pk))
    if not rows:
        return ()
    places = {item.pk: place for place, item in enumerate(meeting.items.order_by("order"), 1)}
    return tuple(_movement(row, places) for row in rows)


def _movement(row: Movement, places: dict[int, int]) -> str:
    hour = (
        f"{row.at.hour % 12 or 12}.{row.at:%M} {'a' if row.at.hour < 12 else 'p'}.m."
        if row.at
        else ""
    )
    when = f" at {hour}" if hour else ""
    where = f", before item {places[row.item.pk]}" if row.item else ""
    how = "arrived" if row.way == Movement.Way.CAME else "left the meeting"
    return f"{row.name} {how}{when}{where}."


def time_in_words(at: time) -> str:
    """Return a time as the minutes print it, ``11.15 a.m.``."""
    return f"{at.hour % 12 or 12}.{at:%M} {'a' if at.hour < 12 else 'p'}.m."
