"""From rows to the actions in them: headings, rows that go on, cells that hold several.

Plain values, no database, nothing read into words yet.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actionplan.plan_columns import Holds, Layout
from herefordshire_cs.lib.files.grids import Grid, GridRow

CONTINUED = re.compile(
    r"^[\[(]?\s*(?P<reference>[\w.()/ -]{0,12}?)\s*(?:continued|cont['’]?d\.?|cont\.?)"
    r"\s*[\])]?[:.\s-]*",
    re.IGNORECASE,
)
NAMED_HEADING = re.compile(
    r"(theme|priority|recommendation|outcome|objective|section|strand|work ?stream|aim|goal|part"
    r"|pillar|area|area for improvement|standard|domain|programme|project)"
    r"\s*([\divxlcA-Z]{1,4}\b|[:–—-])",
    re.IGNORECASE,
)
# The mark of an action that shares a cell: what opens it, its number, its letter, what ends it.
MARK = re.compile(
    r"(?<!\S)(?P<mark>(?P<open>[(\[]?)(?P<number>\d{0,3}(?:\.\d{1,3})*\.?)(?P<space> ?)"
    r"(?P<letter>[a-z]{0,4})(?P<close>[)\].]?))(?=\s)"
)
SAYS_WHAT_IS_DONE = (
    Holds.LEADS,
    Holds.BY_WHEN,
    Holds.STATUS,
    Holds.RATING,
    Holds.COMPLETED_ON,
    Holds.MILESTONES,
)


@dataclass(slots=True, kw_only=True)
class RawAction:
    """An action as its cells are: the row that begins it, the nearest heading above, its words."""

    row: int
    heading: str
    words: dict[Holds, str] = field(default_factory=dict)
    colour: str = ""
    doubts: list[tuple[str, str]] = field(default_factory=list)

    def said(self, holds: Holds) -> str:
        """Return the words of a column, blank where the file has none."""
        return self.words.get(holds, "")

    def add(self, holds: Holds, words: str) -> None:
        """Add what a row below goes on with."""
        before = self.words.get(holds, "")
        self.words[holds] = f"{before}\n{words}" if before and words else before or words


def actions_of_grid(grid: Grid, layout: Layout) -> tuple[RawAction, ...]:
    """Return the actions of one table or sheet, in its order."""
    gathered = _Gathered(grid, layout)
    for place, row in enumerate(grid.rows):
        gathered.take(row, grid.rows[place + 1 :])
    return tuple(part for action in gathered.actions for part in parted(action, layout))


class _Gathered:
    """The actions of a table as they are gathered row by row."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self.layout = layout
        self.heading = grid.heading
        self.heads = {signature(row) for row in grid.rows if row.number <= layout.head_rows}
        self.actions: list[RawAction] = []

    def take(self, row: GridRow, below: Sequence[GridRow]) -> None:
        """Take a row: a head, a blank, a heading, what goes on from above, or an action."""
        if row.number <= self.layout.head_rows or signature(row) in self.heads or not row.filled:
            return
        own = self.words(row, own_only=True)
        if (named := self.heading_of(row, own, below)) is not None:
            self.heading = named
            return
        if Holds.HEADING in own:
            self.heading = " ".join(own.pop(Holds.HEADING).split())
            if not own:
                return
        if self.actions and self.goes_on(own):
            self.go_on(own)
            return
        words = self.words(row, own_only=False)
        words.pop(Holds.HEADING, None)
        colour = next(
            (
                row.colours[place]
                for place in self.layout.places(Holds.RATING)
                if place in row.colours
            ),
            "",
        )
        self.actions.append(
            RawAction(row=row.number, heading=self.heading, words=words, colour=colour)
        )

    def words(self, row: GridRow, *, own_only: bool) -> dict[Holds, str]:
        """Return the words of a row by what they are, of its own cells or of all."""
        found: dict[Holds, str] = {}
        for place in sorted(self.layout.columns):
            words = row.cell(place)
            if words and not (own_only and place in row.from_above):
                holds = self.layout.columns[place]
                found[holds] = f"{found[holds]}\n{words}" if holds in found else words
        return found

    def heading_of(
        self, row: GridRow, own: Mapping[Holds, str], below: Sequence[GridRow]
    ) -> str | None:
        """Return the heading that a row is, None where it is none."""
        said = [row.cell(place) for place in row.filled]
        if len(said) == 1 and not (row.from_above - set(self.layout.places(Holds.HEADING))):
            is_across = row.widest > 1 and row.widest * 2 >= len(self.layout.columns)
            has_words = any(character.isalpha() for character in said[0])
            is_beside = not set(own) - {Holds.REFERENCE, Holds.HEADING}
            is_elsewhere = row.filled[0] == 1 and is_beside and has_words
            is_named = Holds.TEXT in own and NAMED_HEADING.match(said[0]) is not None
            if is_across or is_elsewhere or is_named:
                return " ".join(said[0].split())
        is_alone = set(own) == {Holds.REFERENCE, Holds.TEXT} != set(self.layout.columns.values())
        if is_alone and self.has_parts(own[Holds.REFERENCE], below):
            return " ".join(f"{own[Holds.REFERENCE]} {own[Holds.TEXT]}".split())
        return None

    def has_parts(self, reference: str, below: Sequence[GridRow]) -> bool:
        """Say whether the next reference below is one of this one's parts: 1.1 after 1."""
        for row in below:
            for place in self.layout.places(Holds.REFERENCE):
                if words := row.cell(place):
                    stem = reference.rstrip(".")
                    return words.startswith(f"{stem}.") and len(words) > len(stem) + 1
        return False

    def goes_on(self, own: Mapping[Holds, str]) -> bool:
        """Say whether a row goes on with the action above: a row that a page has broken."""
        text, reference = own.get(Holds.TEXT, ""), own.get(Holds.REFERENCE, "")
        last = self.actions[-1]
        if (found := CONTINUED.match(reference or text)) is not None:
            named = found["reference"].strip(" ()[]")
            return (
                not named
                or named == last.said(Holds.REFERENCE).strip(" ()[]")
                or (last.said(Holds.TEXT).startswith(named))
            )
        is_new = reference and reference != last.said(Holds.REFERENCE)
        if is_new or any(holds in own for holds in SAYS_WHAT_IS_DONE if text):
            return False
        if not text:
            return not reference or reference == last.said(Holds.REFERENCE)
        has_references = bool(self.layout.places(Holds.REFERENCE))
        return text[0].islower() and (has_references or not _is_ended(last.said(Holds.TEXT)))

    def go_on(self, own: dict[Holds, str]) -> None:
        """Add the cells of a row to the action above."""
        last = self.actions[-1]
        for holds, words in own.items():
            if holds is Holds.REFERENCE:
                continue
            more = CONTINUED.sub("", words) if holds is Holds.TEXT else words
            if holds is Holds.TEXT and more[:1].islower():
                last.words[holds] = f"{last.said(holds)} {more}".strip()
            else:
                last.add(holds, more)


def signature(row: GridRow) -> tuple[str, ...]:
    """Return the words of a row as heads are compared: case and spaces do not tell them apart."""
    return tuple(" ".join(cell.casefold().split()) for cell in row.cells if cell)


def _is_ended(words: str) -> bool:
    return words.rstrip().endswith((".", "!", "?", ";", ":"))


def parted(action: RawAction, layout: Layout) -> Iterator[RawAction]:
    """Yield the actions that share a cell, each with its mark as its reference; or the action."""
    marks = marks_of(action.said(Holds.TEXT)) if Holds.TEXT in layout.split else ()
    if len(marks) < 2 and not (marks and marks[0].start == 0):
        yield action
        return
    before, shares = shares_of(action.said(Holds.TEXT), marks)
    others = {
        holds: dict(shares_of(action.said(holds), marks_of(action.said(holds)))[1])
        for holds in layout.split
        if holds is not Holds.TEXT
    }
    for mark, text in shares:
        words = {**action.words, Holds.REFERENCE: mark, Holds.TEXT: text}
        doubts = list(action.doubts)
        for holds, found in others.items():
            if found:
                words[holds] = found.get(mark, "")
        if before:
            doubts.append(("text", f"“{before}” stands before the marks, for all of them."))
        yield RawAction(
            row=action.row,
            heading=action.heading,
            words=words,
            colour=action.colour,
            doubts=doubts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark of an action within a cell, and where it stands."""

    words: str
    start: int
    end: int


def marks_of(words: str) -> tuple[Mark, ...]:
    """Return the marks of a cell that follow one another: ``(1a)``, ``(1b)``, ``(1c)``.

    Of one shape, that of the first; one that is out of its order is a reference in the words.
    """
    found: list[re.Match[str]] = []
    for match in MARK.finditer(words):
        if not _is_mark(match):
            continue
        if not found or _follows(found[-1], match):
            found.append(match)
    return tuple(
        Mark(words=match["mark"].strip(), start=match.start(), end=match.end()) for match in found
    )


def _is_mark(match: re.Match[str]) -> bool:
    has_end = bool(match["close"]) or match["number"].count(".") > 0
    return (
        bool(match["number"] or match["letter"])
        and has_end
        and (not match["open"] or match["close"] in ")]")
    )


def _follows(before: re.Match[str], match: re.Match[str]) -> bool:
    shapes = [
        (each["open"], each["close"], bool(each["letter"]), each["number"].count("."))
        for each in (before, match)
    ]
    if shapes[0] != shapes[1]:
        return False
    if match["letter"] and match["number"] == before["number"]:
        return _next_letter(before["letter"]) == match["letter"]
    last, number = (each["number"].rstrip(".").split(".") for each in (before, match))
    is_next = _is_next(last, number)
    return is_next and (not match["letter"] or match["letter"] == "a")


def _is_next(last: list[str], number: list[str]) -> bool:
    if not all(part.isdigit() for part in (*last, *number)):
        return False
    before, after = [int(part) for part in last], [int(part) for part in number]
    return len(before) == len(after) and after == [*before[:-1], before[-1] + 1]


def _next_letter(letter: str) -> str:
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    if len(letter) > 1 or (letter == "i"):
        return romans[romans.index(letter) + 1] if letter in romans[:-1] else ""
    return chr(ord(letter) + 1) if letter != "z" else ""


def shares_of(words: str, marks: Sequence[Mark]) -> tuple[str, list[tuple[str, str]]]:
    """Return what stands before the first mark, and each mark with the words that are its own."""
    if not marks:
        return words, []
    ends = [mark.start for mark in marks[1:]] + [len(words)]
    shares = [
        (mark.words, words[mark.end : end].strip()) for mark, end in zip(marks, ends, strict=True)
    ]
    return words[: marks[0].start].strip(), shares
