"""Who sat on a committee before, and who may vote on what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.models import Committee, Membership
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


def seats_of(committee: Committee, *, on: date) -> tuple[Seats, ...]:
    """Return who sits on a committee on a day, by capacity."""
    found: dict[str, list[Seat]] = {}
    for row in in_rank(committee.memberships.on(on), committee):
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


def past_seats(committee: Committee, *, as_of: date) -> tuple[PastSeat, ...]:
    """Return those who sat before a day, the last to go first."""
    rows = committee.memberships.filter(ends_on__lt=as_of).order_by("-ends_on", "order")
    return tuple(_past_seat(row) for row in rows)


def coming_seats(committee: Committee, *, as_of: date) -> tuple[PastSeat, ...]:
    """Return those who will sit after a day, the first to come first."""
    rows = committee.memberships.filter(starts_on__gt=as_of).order_by("starts_on", "order")
    return tuple(_past_seat(row) for row in rows)


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
    committee: Committee, *, on: date, has_education: bool, has_others: bool
) -> VotingPage:
    """Return who votes on the items of a meeting, which are education matters or others."""
    rows = in_rank(committee.memberships.on(on), committee)
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


def education_voters(committee: Committee, *, on: date) -> str:
    """Return by capacity who votes on education matters alone, in words; nothing if nobody."""
    rows = committee.memberships.on(on).filter(voting=Membership.Voting.EDUCATION)
    words = [mid_sentence(row.capacity_words) for row in in_rank(rows, committee)]
    kinds = list(dict.fromkeys(words))
    return " and ".join(kinds).replace(" member and ", " and ") + "s" if kinds else ""
