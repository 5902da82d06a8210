"""What a body has of its own: capacities, offices, standing items, what reports are cleared for.

Each is a tuple of plain values, kept with the body as JSON. The ready-made ones are what a new
body begins with; a key is kept by those who sit, and never changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

COUNCILLOR = "councillor"
CHAIR, VICE_CHAIR = "chairman", "vice-chairman"  # the keys; what they are called is the body's
VOTES_ON_ALL, VOTES_ON_EDUCATION, VOTES_ON_NOTHING = "all", "education matters", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """In what capacity somebody sits, and on what they vote unless their seat says otherwise."""

    kind: ClassVar[str] = "capacities"

    key: str
    name: str
    voting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office of a body; whoever holds the one of the chair is the only one on any day."""

    kind: ClassVar[str] = "offices"

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegularItem:
    """An item with which every agenda begins; ``key`` is its kind."""

    kind: ClassVar[str] = "standing"

    key: str
    name: str
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceAsked:
    """What reports are cleared for; ``key`` is the duty, ``name`` what the body calls it."""

    kind: ClassVar[str] = "clearances"

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueBefore:
    """What is due some working days before a meeting; ``key`` says what may be late by then."""

    kind: ClassVar[str] = "countdown"

    key: str
    name: str
    days: int


def _capacities(*found: tuple[str, str, str]) -> tuple[Capacity, ...]:
    return tuple(Capacity(key=key, name=name, voting=voting) for key, name, voting in found)


# Church and parent governor members vote on education matters alone; others who are co-opted have
# no vote unless the council’s own scheme gives them one, which a body then says.
CAPACITIES = _capacities(
    (COUNCILLOR, "Councillor", VOTES_ON_ALL),
    ("church", "Church member", VOTES_ON_EDUCATION),
    ("parent governor", "Parent governor member", VOTES_ON_EDUCATION),
    ("teacher", "Teacher representative", VOTES_ON_NOTHING),
    ("headteacher", "Headteacher representative", VOTES_ON_NOTHING),
    ("co-opted", "Co-opted member", VOTES_ON_NOTHING),
    ("diocesan", "Diocesan representative", VOTES_ON_EDUCATION),
    ("health", "Health representative", VOTES_ON_NOTHING),
    ("police", "Police representative", VOTES_ON_NOTHING),
    ("young person", "Young person", VOTES_ON_NOTHING),
    ("parent carer", "Parent carer", VOTES_ON_NOTHING),
    ("independent chair", "Independent chair", VOTES_ON_NOTHING),
)
CLEARANCES = (
    ClearanceAsked(key="finance", name="Finance"),
    ClearanceAsked(key="legal", name="Legal"),
    ClearanceAsked(key="director", name="Director"),
)

APOLOGIES = RegularItem(
    key="apologies",
    name="APOLOGIES FOR ABSENCE",
    purpose="To receive apologies for absence.",
)
# The agenda of May 2006 prints "To receive details any details of"; its slip is not kept.
SUBSTITUTES = RegularItem(
    key="substitutes",
    name="NAMED SUBSTITUTES",
    purpose="To receive any details of Members nominated to attend the meeting in place of a"
    " Member of the Committee.",
)
DECLARATIONS = RegularItem(
    key="declarations",
    name="DECLARATIONS OF INTEREST",
    purpose="To receive any declarations of interest by Members in respect of items on the"
    " Agenda.",
)
MINUTES = RegularItem(key="minutes", name="MINUTES")
SUGGESTIONS = RegularItem(
    key="public suggestions",
    name="SUGGESTIONS FROM MEMBERS OF THE PUBLIC ON ISSUES FOR FUTURE SCRUTINY",
    purpose="To consider suggestions from members of the public on issues the Committee could"
    " scrutinise in the future.",
)
# The items with which every agenda of a kind of body begins, in the wording of May 2006.
STANDING: dict[str, tuple[RegularItem, ...]] = {
    "scrutiny": (APOLOGIES, SUBSTITUTES, DECLARATIONS, MINUTES, SUGGESTIONS),
    "executive": (APOLOGIES, DECLARATIONS, MINUTES),
    "board": (APOLOGIES, MINUTES),
}
FORM_OF_KIND = {"executive": "cabinet"}  # the others report in Scrutiny’s form
FORM_OF_OTHERS = "scrutiny"

# Each body says how many days it gives; these are a beginning. Publication is the law’s, and kept
# in ``statutory``.
CALL, DRAFTS, CLEARED = "call", "drafts", "clearance"
COUNTDOWN = (
    DueBefore(key=CALL, name="Call for reports", days=30),
    DueBefore(key=DRAFTS, name="Drafts of reports", days=15),
    DueBefore(key=CLEARED, name="Reports cleared", days=8),
)

type Own = Capacity | Office | RegularItem | ClearanceAsked | DueBefore
OWN: dict[str, type[Own]] = {
    each.kind: each for each in (Capacity, Office, RegularItem, ClearanceAsked, DueBefore)
}


def offices_with(chair: str) -> tuple[Office, ...]:
    """Return the ready-made offices where who chairs is called so, such as Chairman."""
    return (Office(key=CHAIR, name=chair), Office(key=VICE_CHAIR, name=f"Vice-{chair}"))


def ready_made(kind: str, *, chair: str = "Chair") -> dict[str, tuple[Own, ...]]:
    """Return what a new body of a kind begins with, by the name of each."""
    return {
        "capacities": CAPACITIES,
        "offices": offices_with(chair),
        "standing": STANDING[kind],
        "clearances": CLEARANCES,
        "countdown": COUNTDOWN,
    }


def written(rows: Iterable[Own]) -> list[dict[str, Any]]:
    """Return rows as they are kept."""
    return [asdict(row) for row in rows]


def read[T: Own](kind: type[T], rows: Sequence[Mapping[str, Any]]) -> tuple[T, ...]:
    """Return rows as they were kept."""
    return tuple(kind(**row) for row in rows)


def named(rows: Iterable[Own], key: str) -> str:
    """Return what a body calls something, the key itself where it has it no more."""
    return next((row.name for row in rows if row.key == key), key.capitalize())
