"""A body as its clerk keeps it: what it has of its own, who serves it, and how it came to that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.models import Committee
from governance.report_forms import Heading
from governance.statutory import working_days_in_words

NEWEST = 20  # changes that are shown
NAMES = {
    "name": "the name",
    "kind": "the kind",
    "remit": "the remit",
    "is_open_to_public": "who may read it",
    "report_form_id": "the form of report",
    "capacities": "the capacities",
    "offices": "the offices",
    "standing": "the standing items",
    "clearances": "what reports are cleared for",
    "countdown": "the days counted back",
    "quorum": "the quorum",
    "publishes_draft_minutes": "whether its draft minutes are public",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What the page of a set is called, and what to know of it."""

    title: str
    words: str
    row: str


INTRODUCTIONS = {
    "capacities": Introduction(
        title="Capacities",
        words="In what capacity somebody sits. The vote is what a new seat begins with; each seat"
        " may say otherwise, and by which rule.",
        row="Capacity",
    ),
    "offices": Introduction(
        title="Offices",
        words="What the body calls its offices: Chair, Chairman, Chairwoman, Convenor. The first"
        " here is that of the chair.",
        row="Office",
    ),
    "standing": Introduction(
        title="Standing items",
        words="The items with which every new agenda begins. Agendas that there are stay as they"
        " are.",
        row="Item",
    ),
    "clearances": Introduction(
        title="Clearance of reports",
        words="What a report is cleared for before it is put to the body, and what the body calls"
        " that. One without a name is not asked for, and no report waits for it.",
        row="Clearance",
    ),
    "countdown": Introduction(
        title="Days counted back",
        words="What is due before each meeting, in working days counted back from its day. The"
        " page of a meeting shows each day and who is late. Publication is the law’s, and is"
        " counted there by itself.",
        row="Due",
    ),
    "headings": Introduction(
        title="Headings of its reports",
        words="The headings of the body’s own form of report, in the order in which it is"
        " printed. An author adds others within one report.",
        row="Heading",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSet:
    """A set of a body: its name in addresses, its title, and what is in it."""

    name: str
    title: str
    lines: tuple[str, ...]
    is_changed_here: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """What was changed of a body, when and by whom."""

    at: datetime
    who: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBody:
    """What a clerk sees of a body beside what everybody does."""

    sets: tuple[KeptSet, ...]
    officers: tuple[tuple[int, str, str], ...]
    changes: tuple[BodyChange, ...]


def build_kept(row: Committee) -> KeptBody:
    """Return what a clerk sees of a body; its form of report came along."""
    officers = row.officers.select_related("user").order_by("user__name")
    return KeptBody(
        sets=tuple(_sets(row)),
        officers=tuple((each.user.pk, each.user.name, each.user.email) for each in officers),
        changes=tuple(_changes(row)),
    )


def _sets(row: Committee) -> Iterator[KeptSet]:
    votes = {
        "all": "votes on every item",
        "education matters": "votes on education matters",
        "none": "no vote",
    }
    yield _set("offices", (each.name for each in row.with_offices))
    capacities = (f"{each.name}: {votes[each.voting]}" for each in row.in_capacities)
    yield _set("capacities", capacities)
    yield _set("standing", (each.name.capitalize() for each in row.standing_items))
    yield _set("clearances", (each.name for each in row.asks_clearance_for))
    due = (f"{each.name}: {working_days_in_words(each.days)}" for each in row.counted_back)
    yield _set("countdown", due)
    form = row.report_form
    headings: tuple[Heading, ...] = form.in_order if form else ()
    own = form is not None and form.committee_id == row.pk
    yield _set("headings", (each.words for each in headings), is_changed_here=own)


def _set(name: str, lines: Iterator[str] | Any, *, is_changed_here: bool = True) -> KeptSet:
    return KeptSet(
        name=name,
        title=INTRODUCTIONS[name].title,
        lines=tuple(lines),
        is_changed_here=is_changed_here,
    )


def _changes(row: Committee) -> Iterator[BodyChange]:
    """Yield what was changed, the newest first; a record that changes nothing is left out."""
    records = list(
        row.history.select_related("history_user").order_by("-history_id")[: NEWEST + 1]
    )
    for newer, older in zip(records, [*records[1:], None], strict=True):
        words = newer.history_change_reason or _differences(newer, older)
        if words:
            user = newer.history_user
            yield BodyChange(at=newer.history_date, who=user.name if user else "", words=words)


def _differences(newer: Any, older: Any) -> str:
    if older is None:
        return "Added" if newer.history_type == "+" else ""
    said = [words for name, words in NAMES.items() if getattr(newer, name) != getattr(older, name)]
    return f"Changed: {', '.join(said)}" if said else ""
