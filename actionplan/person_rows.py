"""A list of people as it is sent: which column holds what, each person, and what is wrong.

Plain values in and out. A row is known by the number that it has in the list.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_PEOPLE = 300
MOST_COLUMNS = 20
LONGEST_NAME = 150
LONGEST_ADDRESS = 254
LONGEST_WORDS = 200  # of a post and of an organisation
SEVERAL_ROLES = re.compile(r"\s*(?:[,;/\n]|\band\b)\s*")
# What the form of one person takes too, so that its page can be saved.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
IN_BRACKETS = re.compile(r"<([^<>]+)>")  # “A. Person <a.person@…>”, as mail programs write it


class PersonColumn(StrEnum):
    """What a column of the list holds."""

    NAME = "name"
    FORENAME = "forename"
    SURNAME = "surname"
    EMAIL = "email"
    POST = "post"
    ORGANISATION = "organisation"
    ROLES = "roles"


WORDS = {
    PersonColumn.NAME: ("name", "full name", "person", "officer", "who"),
    PersonColumn.FORENAME: ("forename", "first name", "given name", "forenames"),
    PersonColumn.SURNAME: ("surname", "last name", "family name"),
    PersonColumn.EMAIL: ("e-mail address", "email address", "e-mail", "email", "mail", "address"),
    PersonColumn.POST: ("post or job title", "post", "job title", "title", "position", "job"),
    PersonColumn.ORGANISATION: (
        *("organisation or team", "organisation", "team", "service", "directorate", "department"),
        *("agency", "section"),
    ),
    PersonColumn.ROLES: ("roles", "role", "access", "permissions"),
}
IN_ORDER = (
    PersonColumn.NAME,
    PersonColumn.EMAIL,
    PersonColumn.POST,
    PersonColumn.ORGANISATION,
    PersonColumn.ROLES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTable:
    """A list as it was sent: the heads of its columns, blank if none, and its rows by number."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max([len(self.heads), *(len(cells) for _number, cells in self.rows)], default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody as the list has them; ``roles`` are its words."""

    number: int
    name: str
    email: str
    post: str
    organisation: str
    roles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRow:
    """Somebody of the list, the names of the roles that are meant, and what is wrong, by field.

    ``account`` is the key of the account that has the address already.
    """

    row: PersonRow
    roles: tuple[str, ...]
    faults: Mapping[str, str]
    account: int | None = None


def as_table(rows: Iterable[tuple[int, Sequence[str]]]) -> SentTable:
    """Return a list by its rows of words; blank ones are left out, a row of heads is known."""
    filled = [
        (number, tuple(" ".join(cell.split()) for cell in cells))
        for number, cells in rows
        if any(cell.strip() for cell in cells)
    ]
    if filled and is_head(filled[0][1]):
        return SentTable(heads=filled[0][1], rows=tuple(filled[1:]))
    return SentTable(heads=(), rows=tuple(filled))


def is_head(cells: Sequence[str]) -> bool:
    """Say whether a row names what its columns hold: one of them does, and none is an address."""
    return any(meant_by(cell) for cell in cells) and not any("@" in cell for cell in cells)


def meant_by(head: str) -> PersonColumn | None:
    """Return what a column holds by its head; None where the head does not tell."""
    said = head.casefold().strip(" :*").replace("_", " ")
    return next((holds for holds, words in WORDS.items() if said in words), None)


def suggested(table: SentTable) -> list[str]:
    """Return what each column probably holds: by its head, else by an address or its place."""
    if table.heads:
        found = [meant_by(head) or "" for head in table.heads]
        once = [each if each not in found[:place] else "" for place, each in enumerate(found)]
        return once + [""] * (table.width - len(once))
    with_address = [
        place
        for place in range(table.width)
        if any("@" in cell_of(cells, place) for _number, cells in table.rows)
    ]
    email = with_address[0] if with_address else 1
    others = iter(holds for holds in IN_ORDER if holds is not PersonColumn.EMAIL)
    return [
        PersonColumn.EMAIL if place == email else next(others, "") for place in range(table.width)
    ]


def cell_of(cells: Sequence[str], place: int) -> str:
    """Return a cell of a row, blank where the row ends before it."""
    return cells[place] if place < len(cells) else ""


def read_rows(table: SentTable, holds: Sequence[str]) -> list[PersonRow]:
    """Return who is in a list, as its columns are said to hold it."""
    return [_row(number, cells, holds) for number, cells in table.rows]


def _row(number: int, cells: Sequence[str], holds: Sequence[str]) -> PersonRow:
    said: dict[str, str] = {}
    for place, what in enumerate(holds):
        if what and cell_of(cells, place):
            said.setdefault(what, cell_of(cells, place))
    both = (said.get(PersonColumn.FORENAME, ""), said.get(PersonColumn.SURNAME, ""))
    email = said.get(PersonColumn.EMAIL, "")
    within = IN_BRACKETS.search(email)
    return PersonRow(
        number=number,
        name=said.get(PersonColumn.NAME) or " ".join(part for part in both if part),
        email=(within[1] if within else email).removeprefix("mailto:").strip().lower(),
        post=said.get(PersonColumn.POST, ""),
        organisation=said.get(PersonColumn.ORGANISATION, ""),
        roles=said.get(PersonColumn.ROLES, ""),
    )


def edited(row: PersonRow, words: Mapping[str, str]) -> PersonRow:
    """Return a row with what was typed in place of some of its words."""

    def said(column: PersonColumn, before: str) -> str:
        return " ".join(words.get(column, before).split())

    return PersonRow(
        number=row.number,
        name=said(PersonColumn.NAME, row.name),
        email=said(PersonColumn.EMAIL, row.email).lower(),
        post=said(PersonColumn.POST, row.post),
        organisation=said(PersonColumn.ORGANISATION, row.organisation),
        roles=said(PersonColumn.ROLES, row.roles),
    )


def judged(
    rows: Sequence[PersonRow],
    *,
    left_out: frozenset[int],
    known_roles: Sequence[str],
    usual_role: str,
    accounts: Mapping[str, int],
) -> list[JudgedRow]:
    """Return each person of a list with what is wrong; those left out stand in nobody's way.

    ``known_roles`` are the names of the roles there are, ``usual_role`` that of whom the list
    gives none, blank for no such; ``accounts`` the keys of the accounts that have an address.
    """
    times = Counter(row.email for row in rows if row.email and row.number not in left_out)
    twice = {
        address: [row.number for row in rows if row.email == address]
        for address, count in times.items()
        if count > 1
    }
    by_words = {name.casefold(): name for name in known_roles}
    return [_judged(row, twice, by_words, usual_role, accounts) for row in rows]


def _judged(
    row: PersonRow,
    twice: Mapping[str, Sequence[int]],
    by_words: Mapping[str, str],
    usual_role: str,
    accounts: Mapping[str, int],
) -> JudgedRow:
    words = [part for part in SEVERAL_ROLES.split(row.roles) if part]
    meant = [by_words[part.casefold()] for part in words if part.casefold() in by_words]
    unknown = [part for part in words if part.casefold() not in by_words]
    roles = tuple(dict.fromkeys(meant)) or ((usual_role,) if usual_role and not words else ())
    said = {
        "name": _fault_of_name(row.name),
        "email": _fault_of_address(row, twice),
        "post": _too_long(row.post),
        "organisation": _too_long(row.organisation),
        "roles": _fault_of_roles(unknown, roles, list(by_words.values())),
    }
    return JudgedRow(
        row=row,
        roles=roles,
        faults={name: fault for name, fault in said.items() if fault},
        account=accounts.get(row.email),
    )


def _fault_of_name(name: str) -> str:
    if not name:
        return "No name"
    return f"Longer than {LONGEST_NAME} characters" if len(name) > LONGEST_NAME else ""


def _fault_of_address(row: PersonRow, twice: Mapping[str, Sequence[int]]) -> str:
    if not row.email:
        return "No e-mail address"
    if len(row.email) > LONGEST_ADDRESS or not ADDRESS.fullmatch(row.email):
        return f"“{row.email[:60]}” is no e-mail address"
    others = [str(number) for number in twice.get(row.email, ()) if number != row.number]
    if others:
        return f"Also in row {', '.join(others)}. One person has one address: leave one row out."
    return ""


def _too_long(words: str) -> str:
    return f"Longer than {LONGEST_WORDS} characters" if len(words) > LONGEST_WORDS else ""


def _fault_of_roles(unknown: Sequence[str], roles: Sequence[str], known: Sequence[str]) -> str:
    if unknown:
        named = ", ".join(f"“{words[:40]}”" for words in unknown)
        verb = "is no role" if len(unknown) == 1 else "are no roles"
        return f"{named} {verb}. The roles are {', '.join(known)}."
    return "" if roles else "No role"
