"""Who sat on a committee before, and who may vote on what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.models import Committee, Membership
from governance.models.past import on_day
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One member in a capacity."""

    pk: int
    name: str
    office: str
    represents: str
    voting: str
    voting_basis: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The members of one capacity, in the order of the agenda."""

    title: str
    members: tuple[Seat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSeat:
    """Somebody who sat on a committee before a day, or will sit after it."""

    pk: int
    name: str
    capacity: str
    office: str
    represents: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voters:
    """Items on which the same people may vote."""

    title: str
    is_education: bool
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingPage:
    """Who may vote on which item of a meeting, and who sits without a vote."""

    groups: tuple[Voters, ...]
    silent: tuple[tuple[str, str], ...]


def days_of(member: Membership) -> str:
    """Return from when to when a membership holds, in words."""
    first = f"from {day_in_words(member.starts_on)}" if member.starts_on else "from a day not told"
    if member.ends_on:
        return f"{first} to {day_in_words(member.ends_on)}"
    return f"{first} on" if member.starts_on else f"{first}, and still"


def members_on(committee: Committee, *, as_of: date) -> list[Membership]:
    """Return every seat of a committee, whenever it holds, as recorded by a day."""
    rows = on_day(committee.memberships.order_by("order", "pk"), as_of=as_of)
    for row in rows:
        row.committee = committee  # whose words name its capacities
    return rows


def those_on(rows: Iterable[Membership], day: date) -> list[Membership]:
    """Return the seats that hold on a day; one that the papers do not tell leaves an end open."""
    return [
        row
        for row in rows
        if (row.starts_on is None or row.starts_on <= day)
        and (row.ends_on is None or row.ends_on >= day)
    ]


def seats_of(committee: Committee, *, on: date, as_of: date) -> tuple[Seats, ...]:
    """Return who sits on a committee on a day, by capacity, as recorded by another."""
    return seats_by_capacity(committee, those_on(members_on(committee, as_of=as_of), on))


def seats_by_capacity(committee: Committee, rows: Iterable[Membership]) -> tuple[Seats, ...]:
    """Return seats by capacity, in the order of an agenda."""
    found: dict[str, list[Seat]] = {}
    for row in in_rank(rows, committee):
        found.setdefault(row.capacity_words, []).append(seat(row))
    return tuple(Seats(title=title, members=tuple(seats)) for title, seats in found.items())


def seat(row: Membership) -> Seat:
    """Return one seat."""
    return Seat(
        pk=row.pk,
        name=str(row),
        office=row.office_words,
        represents=row.represents,
        voting=row.get_voting_display(),
        voting_basis=row.voting_basis,
        days=row.days_basis or f"Sits {days_of(row)}.",
    )


def past_seats(rows: Iterable[Membership], *, as_of: date) -> tuple[PastSeat, ...]:
    """Return those who sat before a day, the last to go first."""
    gone = [(row.ends_on, row) for row in rows if row.ends_on and row.ends_on < as_of]
    in_turn = sorted(gone, key=lambda each: each[0], reverse=True)
    return tuple(_past_seat(row) for _day, row in in_turn)


def coming_seats(rows: Iterable[Membership], *, as_of: date) -> tuple[PastSeat, ...]:
    """Return those who will sit after a day, the first to come first."""
    coming = [(row.starts_on, row) for row in rows if row.starts_on and row.starts_on > as_of]
    return tuple(_past_seat(row) for _day, row in sorted(coming, key=lambda each: each[0]))


def _past_seat(row: Membership) -> PastSeat:
    return PastSeat(
        pk=row.pk,
        name=str(row),
        capacity=row.capacity_words,
        office=row.office_words,
        represents=row.represents,
        days=days_of(row),
    )


def in_rank(rows: Iterable[Membership], committee: Committee) -> list[Membership]:
    """Return seats as an agenda lists them: by the body's capacities, those in office first."""
    capacities = [each.key for each in committee.in_capacities]
    offices = [*(each.key for each in committee.with_offices), ""]
    return sorted(
        rows,
        key=lambda row: (place(capacities, row.capacity), place(offices, row.office), row.order),
    )


def place(keys: list[str], key: str) -> int:
    """Return where a key stands among some, after all of them where it is none."""
    return keys.index(key) if key in keys else len(keys)


def voting_page(
    committee: Committee, *, on: date, as_of: date, has_education: bool, has_others: bool
) -> VotingPage:
    """Return who votes on the items of a meeting, which are education matters or others."""
    rows = in_rank(those_on(members_on(committee, as_of=as_of), on), committee)
    named = [(row.voting, (str(row), row.capacity_words)) for row in rows]
    title = "Every other item" if has_education else "Every item"
    voting = Membership.Voting
    votes = {voting.ALL, voting.EDUCATION} if has_education else {voting.ALL}
    always = tuple(name for vote, name in named if vote == voting.ALL)
    at_times = tuple(name for vote, name in named if vote != voting.NONE)
    education = Voters(title="Education matters", is_education=True, names=at_times)
    others = Voters(title=title, is_education=False, names=always)
    return VotingPage(
        groups=(*([education] if has_education else []), *([others] if has_others else [])),
        silent=tuple(name for vote, name in named if vote not in votes),
    )


def education_voters(committee: Committee, seats: Iterable[Membership]) -> str:
    """Return by capacity who votes on education matters alone, in words; nothing if nobody."""
    rows = [row for row in seats if row.voting == Membership.Voting.EDUCATION]
    words = [mid_sentence(row.capacity_words) for row in in_rank(rows, committee)]
    kinds = list(dict.fromkeys(words))
    return " and ".join(kinds).replace(" member and ", " and ") + "s" if kinds else ""
