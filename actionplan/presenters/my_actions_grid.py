"""An officer's own Actions as a grid: late, due in a fortnight, later, done; and their twins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from actionplan.presenters.actions import ActionLine
from actionplan.presenters.my_actions import FORTNIGHT, MyActions, by_day
from actionplan.rag import CLOSED_STATUSES, Status

type Said = tuple[str, str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """An Action of the grid.

    ``mark`` is its key and that of the newest update, so that a sending from the grid says what
    its sender had seen. ``twins`` are the open Actions of the plan that say the same by the same
    by-when.
    """

    line: ActionLine
    mark: str
    last_words: str
    needs_update: bool
    is_open: bool
    twins: tuple["Twin", ...] = ()

    @property
    def state(self) -> str:
        """What is to be done with it."""
        if not self.is_open:
            return "Done"
        if self.needs_update:
            return "To update"
        if self.line.status is Status.IN_PLACE:
            return "In place"
        return "Up to date" if self.line.last_reported_when else "Not yet due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """An Action that says the same as another under a second Recommendation."""

    reference: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGroup:
    """Actions that are pressing alike."""

    title: str
    rows: tuple[OwnRow, ...]

    @property
    def note(self) -> str:
        """How many there are, and how many of them wait for an update."""
        waiting = sum(row.needs_update for row in self.rows)
        return f"{len(self.rows)}, {waiting} to update" if waiting else str(len(self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGrid:
    """All groups in which there is an Action, with the sums that stand above them."""

    groups: tuple[OwnGroup, ...]

    @property
    def begun(self) -> int:
        """The open Actions of which word is due in this cycle, given or not."""
        return sum(row.needs_update or row.state == "Up to date" for row in self.rows)

    @property
    def updated(self) -> int:
        """Those of them of which word was given."""
        return self.begun - sum(row.needs_update for row in self.rows)

    @property
    def rows(self) -> Iterator[OwnRow]:
        """Every row, down the page."""
        return (row for group in self.groups for row in group.rows)

    def row_of(self, action: int) -> OwnRow | None:
        """Return the row of an Action by its key, or None where it is not the reader's."""
        return next((row for row in self.rows if row.line.pk == action), None)


def build_grid(mine: MyActions) -> OwnGrid:
    """Return an officer's Actions as a grid; no query."""
    lines = mine.lines
    waiting = {line.pk for line in mine.needing_update}
    marks = {line.pk: mark_of(line, mine) for line in lines}
    alike: dict[Said, list[ActionLine]] = defaultdict(list)
    for line in lines:
        if line.status not in CLOSED_STATUSES:
            alike[_said(line)].append(line)
    sorted_into: dict[str, list[OwnRow]] = {title: [] for title in TITLES}
    for line in lines:
        is_open = line.status not in CLOSED_STATUSES
        others = [other for other in alike[_said(line)] if other.pk != line.pk] if is_open else []
        words = mine.last_words.get(line.pk)
        sorted_into[title_of(line, as_of=mine.as_of)].append(
            OwnRow(
                line=line,
                mark=marks[line.pk],
                last_words=words.words if words else "",
                needs_update=line.pk in waiting,
                is_open=is_open,
                twins=tuple(
                    Twin(reference=other.reference, mark=marks[other.pk]) for other in others
                ),
            )
        )
    return OwnGrid(groups=tuple(_groups(sorted_into.items(), as_of=mine.as_of)))


TITLES = ("Late", "This fortnight", "Later, or without a date", "Done")


def title_of(line: ActionLine, *, as_of: date) -> str:
    """Return the title of the group in which an Action stands on a day."""
    late, soon, later, done = TITLES
    if line.status in CLOSED_STATUSES:
        return done
    if line.by_when_latest is None or not line.lateness:
        return later
    if line.by_when_latest < as_of:
        return late
    return soon if line.by_when_latest <= as_of + FORTNIGHT else later


def mark_of(line: ActionLine, mine: MyActions) -> str:
    """Return the key of an Action and that of its newest update, or 0 where it has none."""
    words = mine.last_words.get(line.pk)
    return f"{line.pk} {words.newest if words else 0}"


def _groups(found: Iterable[tuple[str, list[OwnRow]]], *, as_of: date) -> Iterator[OwnGroup]:
    done = TITLES[-1]
    for title, rows in found:
        if title != done:
            rows.sort(key=lambda row: by_day(row.line, as_of=as_of))
        if rows:
            yield OwnGroup(title=title, rows=tuple(rows))


def _said(line: ActionLine) -> Said:
    return line.plan, " ".join(line.text.casefold().split()).rstrip("."), line.by_when_latest
