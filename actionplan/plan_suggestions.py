"""What the columns of a plan's file seem to hold, from their heads and from their cells.

A suggestion is no reading: whoever brings the file confirms it. Plain values, no database. The
words are those with which English councils head the columns of their plans.
"""

# Longer than most: half of it is the table of those heads.

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from actionplan.plan_cells import COLOURS, OF_SCHEME, begins_with
from actionplan.plan_columns import Holds
from actionplan.plan_leads import is_lead
from actionplan.plan_rows import marks_of
from herefordshire_cs.lib.files.grids import Grid, GridRow, Paragraph

# The heads of columns by what they hold, the surest first; each is looked for whole, then within.
HEADS: Mapping[Holds, tuple[str, ...]] = {
    Holds.COMPLETED_ON: (
        "date completed",
        "completed on",
        "completed date",
        "actual completion date",
        "actual date",
        "date closed",
    ),
    Holds.COUNCILLOR: (
        "lead member",
        "cabinet member",
        "portfolio holder",
        "lead councillor",
        "councillor",
        "member lead",
    ),
    Holds.RATING: (
        "rag",
        "brag",
        "rag rating",
        "rag status",
        "brag rating",
        "brag status",
        "rating",
    ),
    Holds.MEASURES: (
        "success measures",
        "success measure",
        "success criteria",
        "measures of success",
        "how will we know",
        "measure",
        "measures",
        "expected impact",
        "intended impact",
        "impact",
        "expected outcome",
        "outcome measure",
        "performance measure",
        "what difference",
        "kpi",
    ),
    Holds.EVIDENCE: ("evidence", "source of evidence", "evidence of completion"),
    Holds.MILESTONES: ("milestones", "milestone", "key milestones"),
    Holds.PARTNERS: (
        "partners",
        "partner agencies",
        "key partners",
        "supporting partners",
        "supported by",
        "other agencies",
        "support",
    ),
    Holds.ORGANISATION: (
        "organisation",
        "agency",
        "lead agency",
        "service",
        "team",
        "directorate",
    ),
    Holds.LEADS: (
        "lead",
        "leads",
        "lead officer",
        "lead officers",
        "action lead",
        "owner",
        "action owner",
        "who",
        "by whom",
        "responsible",
        "responsibility",
        "responsible officer",
        "person responsible",
        "accountable",
        "assigned to",
    ),
    Holds.BY_WHEN: (
        "by when",
        "by-when",
        "when",
        "timescale",
        "timescales",
        "timeline",
        "timeframe",
        "deadline",
        "due",
        "due date",
        "date due",
        "target date",
        "completion date",
        "end date",
        "complete by",
        "to be completed by",
        "date",
    ),
    Holds.STATUS: ("status", "progress status", "current status", "state"),
    Holds.PROGRESS: (
        "progress",
        "progress update",
        "update",
        "updates",
        "latest update",
        "progress to date",
        "commentary",
        "comments",
        "comment",
        "notes",
        "current position",
    ),
    Holds.REFERENCE: (
        "ref",
        "ref no",
        "reference",
        "no",
        "number",
        "id",
        "item",
        "action no",
        "action ref",
        "action number",
        "action id",
        "#",
    ),
    Holds.TEXT: (
        "action",
        "actions",
        "action required",
        "actions required",
        "action to be taken",
        "key actions",
        "improvement action",
        "activity",
        "activities",
        "task",
        "what is to be done",
        "what we will do",
        "what will we do",
        "what needs to be done",
        "description",
    ),
    Holds.HEADING: (
        "theme",
        "priority",
        "recommendation",
        "outcome",
        "objective",
        "workstream",
        "work stream",
        "section",
        "area for improvement",
        "area",
        "strand",
        "pillar",
        "aim",
    ),
}
SEVERAL = frozenset({Holds.PROGRESS, Holds.MEASURES})  # more columns than one may hold it
WORDS = frozenset({Holds.PROGRESS, Holds.TEXT})  # never a column of counts or of days
REFERENCE = re.compile(r"[(\[]?[A-Za-z]{0,4}[ .-]?\d{1,3}([. ]?\d{1,3})*[ .]?[a-z]{0,2}[)\].]?")
MOST_OF_TEN = 7  # so many cells of ten look like something where a column holds it
ROWS_LOOKED_AT = 200
HEADS_WITHIN = 12  # rows from the top among which the heads are looked for
MOST_LABEL = 40
LONGEST_HEAD = 60
LONGEST_DAY = 24
LABEL = re.compile(rf"(?P<label>[A-Z][^:–—]{{1,{MOST_LABEL}}})\s*[:–—]\s*(?P<words>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What each column seems to hold, how many rows stand above, and which cells hold several."""

    head_rows: int = 1
    columns: Mapping[int, Holds] = field(default_factory=dict)
    split: frozenset[Holds] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column as it is shown to whoever says what it holds: its head and its first words."""

    place: int
    head: str
    examples: tuple[str, ...]


def suggest(
    grids: Sequence[Grid],
    *,
    last_time: Mapping[str, Holds] | None = None,
    is_by_when: Callable[[str], bool] = lambda _words: False,
) -> Suggested:
    """Return what the columns of tables seem to hold. ``last_time`` says it of heads, cleaned."""
    rows = rows_of(grids)
    head_rows = head_rows_of(rows)
    shown = columns_of(grids, head_rows)
    columns = _by_heads(shown, last_time or {}, is_by_when)
    for column in shown:
        if column.place not in columns:
            holds = of_cells(column.examples, is_by_when=is_by_when)
            if holds and holds not in columns.values():
                columns[column.place] = holds
    if Holds.TEXT not in columns.values():
        columns |= _longest(shown, columns)
    return Suggested(head_rows=head_rows, columns=columns, split=_split(rows, head_rows, columns))


def _by_heads(
    shown: Iterable[Column], last_time: Mapping[str, Holds], is_by_when: Callable[[str], bool]
) -> dict[int, Holds]:
    """Return what columns hold by their heads, where their cells do not speak against it."""
    columns: dict[int, Holds] = {}
    for column in shown:
        holds = last_time.get(cleaned(column.head)) or of_head(column.head)
        if holds is Holds.TEXT and of_cells(column.examples) is Holds.REFERENCE:
            holds = Holds.REFERENCE
        if holds in WORDS and _are_no_words(column.examples, is_by_when):
            continue
        if holds and (holds in SEVERAL or holds not in columns.values()):
            columns[column.place] = holds
    return columns


def _are_no_words(examples: Sequence[str], is_by_when: Callable[[str], bool]) -> bool:
    """Say whether cells are counts or days: “Updates: 3”, “Last update: 5 May 2026”."""

    def is_no_word(cell: str) -> bool:
        is_day = len(cell) <= LONGEST_DAY and ":" not in cell and is_by_when(cell)
        return cell.strip().isdecimal() or is_day

    sample = examples[:20]
    days = sum(map(is_no_word, sample))
    return bool(sample) and days * 10 >= len(sample) * MOST_OF_TEN


def rows_of(grids: Iterable[Grid]) -> tuple[GridRow, ...]:
    """Return the rows of the first of the tables: the others have the same columns."""
    return next((grid.rows for grid in grids), ())


def columns_of(grids: Iterable[Grid], head_rows: int) -> tuple[Column, ...]:
    """Return the columns of tables that hold words, each with its head and its first words."""
    heads: dict[int, str] = {}
    examples: dict[int, list[str]] = {}
    for grid in grids:
        for row in grid.rows[: ROWS_LOOKED_AT + head_rows]:
            for place in row.filled:
                if row.number <= head_rows:
                    if row.widest == 1 or len(row.filled) > 1:
                        heads[place] = row.cell(place)
                elif row.widest == 1:
                    examples.setdefault(place, []).append(row.cell(place))
    return tuple(
        Column(
            place=place,
            head=" ".join(heads.get(place, "").split()),
            examples=tuple(dict.fromkeys(examples.get(place, ()))),
        )
        for place in sorted({*heads, *examples})
    )


def cleaned(head: str) -> str:
    """Return a head as heads are compared: without case, brackets and what is not a word."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", head.casefold())
    return " ".join(re.sub(r"[^a-z0-9#& -]+", " ", bare).replace("-", " ").split())


def of_head(head: str) -> Holds | None:
    """Return what a column holds by its head, None where the head does not say."""
    words = cleaned(head)
    if not words:
        return None
    for holds, heads in HEADS.items():
        if words in map(cleaned, heads):
            return holds
    if len(words) > LONGEST_HEAD:
        return None
    for holds, heads in HEADS.items():
        if any(
            re.search(rf"\b{re.escape(cleaned(each))}\b", words) for each in heads if each != "#"
        ):
            return holds
    return None


def of_cells(
    examples: Sequence[str], *, is_by_when: Callable[[str], bool] = lambda _words: False
) -> Holds | None:
    """Return what a column holds by what most of its cells look like; None where they do not."""
    if not examples:
        return None
    ratings = {*OF_SCHEME["brag"], *COLOURS}
    looks: Sequence[tuple[Holds, Callable[[str], bool]]] = (
        (Holds.RATING, lambda words: words.casefold().strip() in ratings),
        (Holds.STATUS, lambda words: bool(begins_with(words))),
        (Holds.REFERENCE, lambda words: bool(REFERENCE.fullmatch(words.strip()))),
        (Holds.BY_WHEN, is_by_when),
        (Holds.LEADS, lambda words: all(map(is_lead, words.split("\n")))),
    )
    sample = examples[:20]
    for holds, looks_so in looks:
        if sum(map(looks_so, sample)) * 10 >= len(sample) * MOST_OF_TEN:
            return holds
    return None


def head_rows_of(rows: Sequence[GridRow]) -> int:
    """Return how many rows stand above the first row of data: up to the row most like heads."""
    best, number = 0, 0
    for row in rows[:HEADS_WITHIN]:
        known = sum(1 for place in row.filled if _is_head(row.cell(place)))
        if known >= 2 and known * 2 >= len(row.filled) and known >= best:
            best, number = known, row.number
    if number or not rows:
        return number
    return 0 if any(of_cells([rows[0].cell(place)]) for place in rows[0].filled) else 1


def _is_head(words: str) -> bool:
    return len(words) <= LONGEST_HEAD and of_head(words) is not None


def _longest(shown: Sequence[Column], columns: Mapping[int, Holds]) -> dict[int, Holds]:
    """Return the column of the longest words as that of the actions, if any is left to say so."""
    left = [column for column in shown if column.place not in columns and column.examples]
    if not left:
        return {}
    longest = max(left, key=lambda column: sum(map(len, column.examples)) / len(column.examples))
    return {longest.place: Holds.TEXT}


def _split(
    rows: Sequence[GridRow], head_rows: int, columns: Mapping[int, Holds]
) -> frozenset[Holds]:
    """Return what holds several marked actions in most of its cells: “(1a) … (1b) …”."""
    found = set()
    for place, holds in columns.items():
        cells = [row.cell(place) for row in rows if row.number > head_rows and row.cell(place)]
        marked = sum(1 for words in cells if len(marks_of(words)) > 1)
        if marked and marked * 2 >= len(cells):
            found.add(holds)
    return frozenset(found) if Holds.TEXT in found else frozenset()


# --- Paragraphs ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of paragraphs, how often it is met, what it seems to hold, and words after it."""

    words: str
    times: int
    holds: Holds | None
    example: str


def labels_of(paragraphs: Iterable[Paragraph]) -> tuple[Label, ...]:
    """Return the labels that are met more than once, in their order: “Lead: …”, “By when: …”."""
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    shown: dict[str, str] = {}
    for paragraph in paragraphs:
        for line in paragraph.words.split("\n"):
            if found := LABEL.fullmatch(line.strip()):
                key = found["label"].strip().casefold()
                times[key] += 1
                shown.setdefault(key, found["label"].strip())
                first[key] = first.get(key) or found["words"].strip()
    return tuple(
        Label(words=shown[key], times=count, holds=of_head(key), example=first[key])
        for key, count in times.items()
        if count > 1
    )
