"""What the columns of a plan's file are: which one holds what, said by whoever brings the file.

Plain values. The same shape is read from a page's answers and from a file of JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Holds(StrEnum):
    """What a column, or a labelled paragraph, holds."""

    HEADING = "heading"
    REFERENCE = "reference"
    TEXT = "text"
    LEADS = "leads"
    ORGANISATION = "organisation"
    COUNCILLOR = "councillor"
    PARTNERS = "partners"
    BY_WHEN = "by_when"
    MILESTONES = "milestones"
    MEASURES = "measures"
    EVIDENCE = "evidence"
    STATUS = "status"
    RATING = "rating"
    PROGRESS = "progress"
    COMPLETED_ON = "completed_on"


class Unreadable(Exception):
    """What is said of the columns cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsked:
    """The plan that is made where there is none of its name yet."""

    title: str
    starts_on: date
    ends_on: date | None = None
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands in a file.

    ``columns`` say what each holds, counted from 1 with hidden ones; ``labels`` do for paragraphs,
    in lower case. ``tables`` are the tables of a document in their order, ``sheet`` the sheet of a
    workbook. ``split`` are what holds several actions in one cell.
    """

    columns: Mapping[int, Holds] = field(default_factory=dict)
    labels: Mapping[str, Holds] = field(default_factory=dict)
    tables: tuple[int, ...] = (1,)
    sheet: str = ""
    head_rows: int = 1
    split: frozenset[Holds] = frozenset()
    plan: PlanAsked | None = None

    def places(self, holds: Holds) -> tuple[int, ...]:
        """Return the columns that hold something, in their order."""
        return tuple(sorted(place for place, found in self.columns.items() if found is holds))

    @property
    def is_of_paragraphs(self) -> bool:
        """Whether the plan is labelled paragraphs and no table."""
        return bool(self.labels)


def layout_of(said: Any) -> Layout:
    """Return the layout that JSON says. Raises Unreadable, naming what is wrong."""
    if not isinstance(said, dict):
        raise Unreadable("The columns are said as one object: {“columns”: {“1”: “reference”}}.")
    columns = {_place(key): _holds(value) for key, value in _object(said, "columns").items()}
    labels = {
        key.strip().rstrip(":").casefold(): _holds(value)
        for key, value in _object(said, "labels").items()
    }
    if bool(columns) == bool(labels):
        raise Unreadable("Say either “columns” or “labels”: what each of them holds.")
    if Holds.TEXT not in {*columns.values(), *labels.values()}:
        raise Unreadable("No column holds “text”: what is to be done.")
    return Layout(
        columns=columns,
        labels=labels,
        tables=_tables(said.get("table", 1)),
        sheet=str(said.get("sheet", "")),
        head_rows=_count(said.get("head_rows", 1), "head_rows", least=0),
        split=frozenset(_holds(value) for value in said.get("split", ())),
        plan=_plan(said.get("plan")),
    )


def _object(said: dict[str, Any], name: str) -> dict[str, str]:
    found = said.get(name, {})
    if not isinstance(found, dict):
        raise Unreadable(f"“{name}” says what each holds, as an object.")
    return found


def _place(key: str) -> int:
    """Return the number of a column, also of one that is named by letters as sheets name them."""
    if key.isdigit() and int(key):
        return int(key)
    if key.isalpha() and key.isascii() and len(key) <= 3:
        number = 0
        for letter in key.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        return number
    raise Unreadable(f"“{key}” is no column: the first is “1”.")


def _holds(value: Any) -> Holds:
    try:
        return Holds(value)
    except ValueError as error:
        known = ", ".join(Holds)
        raise Unreadable(
            f"“{value}” is nothing that a column holds. It holds one of: {known}."
        ) from error


def _tables(said: Any) -> tuple[int, ...]:
    numbers = said if isinstance(said, list) else [said]
    if not numbers:
        raise Unreadable("“table” names no table; the first is 1.")
    return tuple(_count(number, "table", least=1) for number in numbers)


def _count(said: Any, name: str, *, least: int) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or said < least:
        raise Unreadable(f"“{name}” is a number, {least} or more, and not “{said}”.")
    return said


def _plan(said: Any) -> PlanAsked | None:
    if said is None:
        return None
    if not isinstance(said, dict) or not said.get("title") or not said.get("from"):
        raise Unreadable("“plan” needs a “title” and the day that it begins, “from”.")
    starts_on = _day(said["from"])
    ends_on = _day(said["to"]) if said.get("to") else None
    if ends_on is not None and ends_on < starts_on:
        raise Unreadable("The plan ends before it begins.")
    scheme = str(said.get("scheme", ""))
    return PlanAsked(title=str(said["title"]), starts_on=starts_on, ends_on=ends_on, scheme=scheme)


def _day(said: Any) -> date:
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError) as error:
        raise Unreadable(f"“{said}” is no day; write one like 2026-04-01.") from error
