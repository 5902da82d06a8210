"""A file of Outturns as it was sent: which column is which, which lines are outturns, in words.

Touches no database. Nothing is dropped silently: what is not read is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from herefordshire_cs.lib.text.words import count_in_words, list_in_words

COLUMNS = ("reference", "period", "value", "numerator", "denominator", "note")
NEEDED = ("reference", "period", "value")
# What a column is called, and what it holds. Those after the first line are not kept: they say
# whether a line is an outturn, or fill in where the cell of another column is blank.
SYNONYMS = {
    **{name: name for name in COLUMNS},
    "ref": "reference",
    "pi ref": "reference",
    "outturn": "value",
    "notes": "note",
    "kind": "kind",
    "comparator group": "comparator",
    "definition": "definition",
    "no value reason": "reason",
    "as written": "written",
}
# A name where another column holds the reference, else the reference itself.
NAME_OR_REFERENCE = "indicator"
OUTTURN = ("outturn", "outturns", "actual")
MOST_ROWS = 5_000  # a quarter of a hundred indicators, fifty times over
MOST_COLUMNS = 60
MOST_NAMED = 6  # in one sentence


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why, in the sender's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InRow:
    """One line of the file, each cell as the words that were there; ``line`` counts from 1."""

    line: int
    reference: str
    period: str
    value: str
    numerator: str = ""
    denominator: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every cell is blank."""
        return not any(getattr(self, column) for column in COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """The lines of a file that are outturns, and in sentences what of it was not read."""

    rows: tuple[InRow, ...]
    notices: tuple[str, ...] = ()


def read_cells(cells: Sequence[Sequence[str]]) -> FileRead:
    """Return the outturns below a head line; the head says which column is which."""
    head_at = next((at for at, row in enumerate(cells) if any(row)), None)
    if head_at is None:
        raise UnreadableFile("The file is empty.")
    head = cells[head_at]
    columns = _columns(head)
    rows, others = list[InRow](), list[str]()
    for at, row in enumerate(cells[head_at + 1 :], start=head_at + 2):
        named = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        _refuse_cells_beyond(row, head, line=at)
        if not any(named.values()):
            continue
        if other := _other_kind(named):
            others.append(f"line {at} ({other})")
        elif not (found := _row(named, at)).is_empty:
            rows.append(found)
    notices = [*_not_outturns(others), *_not_read(head, columns)]
    if not rows:
        why = " ".join(notices) if others else "The file has a head line and nothing below it."
        raise UnreadableFile(why)
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(f"The file has {len(rows):,} lines; {MOST_ROWS:,} are the most.")
    return FileRead(rows=tuple(rows), notices=tuple(notices))


def _row(named: dict[str, str], line: int) -> InRow:
    cells = {name: named.get(name, "") for name in COLUMNS}
    cells["reference"] = cells["reference"] or named.get("definition", "")
    cells["value"] = cells["value"] or named.get("reason", "")
    if named.get("written", "") == f"{cells['value']}%":
        cells["value"] += "%"  # so that 0.4% is no question
    return InRow(line=line, **cells)


def _other_kind(named: dict[str, str]) -> str:
    """Return what a line is where it is no outturn of the council's own; nothing where it is."""
    kind = " ".join(named.get("kind", OUTTURN[0]).lower().split())
    if kind not in OUTTURN:
        return kind or "of no kind"
    return named.get("comparator", "")


def _not_outturns(others: Sequence[str]) -> Iterator[str]:
    if others:
        lines = count_in_words(len(others), "line")
        verb = "is no outturn and was" if len(others) == 1 else "are no outturns and were"
        yield f"{lines} {verb} not read: {first_named(others)}."


def _not_read(head: Sequence[str], columns: dict[str, int]) -> Iterator[str]:
    places = set(columns.values())
    names = [f"“{words}”" for place, words in enumerate(head) if words and place not in places]
    if names:
        columns_in_words = count_in_words(len(names), "column")
        verb = "was" if len(names) == 1 else "were"
        yield f"{columns_in_words} {verb} not read: {first_named(names)}."


def first_named(names: Sequence[str]) -> str:
    """Return names as a list in words, the last of many only counted."""
    if len(names) <= MOST_NAMED:
        return list_in_words(names)
    return list_in_words([*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"])


def _refuse_cells_beyond(row: Sequence[str], head: Sequence[str], *, line: int) -> None:
    """Refuse words under no heading: most often a comma in a note that no quotes hold."""
    if beyond := [words for words in row[len(head) :] if words]:
        raise UnreadableFile(
            f"Line {line} has more cells than the first line has headings: “{beyond[0]}” stands"
            " under none. Put a note that holds a comma in quotes."
        )


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Return where each column stands that is read."""
    found: dict[str, int] = {}
    for place, words in enumerate(head):
        name = SYNONYMS.get(name_of(words), "")
        if name in found:
            _refuse_two(name, head[found[name]], words)
        elif name:
            found[name] = place
    _take_indicator(head, found)
    if missing := [name for name in NEEDED if name not in found]:
        shown = ", ".join(words for words in head if words) or "nothing"
        raise UnreadableFile(
            f"The first line must name the columns {', '.join(COLUMNS)}; {list_in_words(missing)}"
            f" {'is' if len(missing) == 1 else 'are'} missing. It says: {shown}."
        )
    return found


def _take_indicator(head: Sequence[str], found: dict[str, int]) -> None:
    named = [place for place, words in enumerate(head) if name_of(words) == NAME_OR_REFERENCE]
    if named and "reference" not in found:
        if len(named) > 1:
            _refuse_two("reference", head[named[0]], head[named[1]])
        found["reference"] = named[0]


def _refuse_two(name: str, first: str, second: str) -> None:
    if name_of(first) == name_of(second):
        raise UnreadableFile(f"The file has two columns headed “{second}”.")
    raise UnreadableFile(
        f"The file has two columns for the {name}: “{first}” and “{second}”. Take one away, or"
        " give it another heading."
    )


def name_of(heading: str) -> str:
    """Return a heading as it is compared: ``PI_Ref `` and ``pi ref`` are one."""
    return " ".join(heading.lower().replace("_", " ").split())
