"""The columns in which an Action plan is printed: those with words, as wide as these need."""

from collections.abc import Sequence
from dataclasses import dataclass

from herefordshire_cs.lib.text.column_widths import column_widths

type Cells = Sequence[Sequence[str]]

# The columns of the paper, in its order. The first four are there though nothing stands in them.
COLUMNS = (
    ("reference", "Reference"),
    ("text", "Action to be taken"),
    ("lead", "Lead"),
    ("when", "By when"),
    ("progress", "Progress to date"),
    ("partners", "People, partners"),
    ("capacity", "Additional capacity requirement"),
    ("criteria", "Target, success criteria"),
)
# In percent: room for a reference with its rating, for some words of an action, for a day.
FLOORS = {"reference": 8, "text": 14, "lead": 6, "when": 9}
ACTION = 1
MAY_BE_BENEATH = ("partners", "capacity", "criteria")
SPARSE = 0.4  # of the rows: where no more have words in a column, it is none of its own
REFERENCE_OF_LONG_WORDS = 11  # for the tags of a scheme whose levels are longer than colours


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanColumn:
    """A column of the plan: its head, and how wide it is in percent."""

    key: str
    title: str
    width: int


def plan_columns(rows: Cells, *, has_long_words: bool) -> tuple[PlanColumn, ...]:
    """Return the columns of a table whose rows have these words in the eight of the paper."""
    beneath = said_beneath(rows)
    cells = [_in_columns(row, beneath) for row in rows]
    longest = [
        max(map(len, " ".join([title, *(row[at] for row in cells)]).split()))
        for at, (_key, title) in enumerate(COLUMNS)
    ]
    floors = [FLOORS.get(key, 0) for key, _title in COLUMNS]
    if has_long_words:
        floors[0] = REFERENCE_OF_LONG_WORDS
    amounts = [[len(cell.strip()) for cell in row] for row in cells]
    widths = column_widths(amounts, longest=longest, floors=floors)
    return tuple(
        PlanColumn(key=key, title=title, width=width)
        for (key, title), width in zip(COLUMNS, widths, strict=True)
        if width
    )


def said_beneath(rows: Cells) -> frozenset[str]:
    """Return the columns in which little stands, by key.

    It is said beneath the action, so that no column is white for a page because of one row.
    """
    return frozenset(
        key
        for at, (key, _title) in enumerate(COLUMNS)
        if key in MAY_BE_BENEATH and _filled(rows, at) <= len(rows) * SPARSE
    )


def empty_columns(rows: Cells) -> list[str]:
    """Return the heads of the columns in which nothing stands."""
    return [
        title
        for at, (key, title) in enumerate(COLUMNS)
        if key in MAY_BE_BENEATH and not _filled(rows, at)
    ]


def _filled(rows: Cells, at: int) -> int:
    return sum(bool(row[at].strip()) for row in rows)


def _in_columns(row: Sequence[str], beneath: frozenset[str]) -> list[str]:
    """Return the words of a row by column, what is said beneath the action with it."""
    words = list(row)
    for at, (key, title) in enumerate(COLUMNS):
        if key in beneath and words[at].strip():
            words[ACTION] = f"{words[ACTION]} {title}: {words[at]}"
            words[at] = ""
    return words
