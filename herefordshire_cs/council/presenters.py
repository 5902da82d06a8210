"""The council's record as its page shows it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from herefordshire_cs.council.forms import LABELS, PARTS
from herefordshire_cs.council.models import THE_COUNCIL, Council

CHANGES_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One word of the record; blank where none is entered."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What somebody changed at one instant."""

    at: datetime
    by: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPage:
    """The record by part, and its newest changes."""

    parts: tuple[tuple[str, tuple[RecordLine, ...]], ...]
    changes: tuple[RecordChange, ...]


def build_council_page(row: Council | None) -> CouncilPage:
    """Return what the page of the council shows; a record not made yet has blank lines."""
    shown = row or Council(chair="")
    parts = tuple(
        (heading, tuple(RecordLine(label=LABELS[name], value=said(shown, name)) for name in names))
        for heading, names in PARTS
    )
    return CouncilPage(parts=parts, changes=changes_of_record() if row else ())


def said(row: Council, name: str) -> str:
    """Return what a record says under a name, as it is read."""
    shown = {
        "government": row.get_government_display,
        "clerks_serve": row.get_clerks_serve_display,
    }
    said = shown[name]() if name in shown else getattr(row, name)
    return ("Yes" if said else "No") if isinstance(said, bool) else str(said)


def changes_of_record() -> tuple[RecordChange, ...]:
    """Return the newest changes of the record, each with what it was and what it became."""
    history = Council.history.filter(id=THE_COUNCIL).select_related("history_user")
    rows = list(history.order_by("-history_date", "-history_id")[: CHANGES_SHOWN + 1])
    found = []
    for newer, older in pairwise(rows):
        lines = tuple(
            f"{LABELS[name]}: from {quoted(said(older, name))} to {quoted(said(newer, name))}"
            for names in (names for _part, names in PARTS)
            for name in names
            if getattr(older, name) != getattr(newer, name)
        )
        if lines:
            by = str(newer.history_user or "The loading of the demonstration")
            found.append(RecordChange(at=newer.history_date, by=by, lines=lines))
    return tuple(found)


def quoted(words: str) -> str:
    """Return words in quotation marks, or that there were none."""
    return f"“{words}”" if words else "nothing"
