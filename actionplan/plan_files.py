"""A plan's file read: rows in, actions and questions out. Touches no database.

What cannot be read stays as written, with its question; nothing is guessed. By-whens are read by
whoever is given for it, since only a plan knows its period.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actionplan.plan_arranging import Arranged
from actionplan.plan_cells import (
    Question,
    read_rating,
    read_status,
)
from actionplan.plan_columns import Holds, Layout
from actionplan.plan_leads import read_leads
from actionplan.plan_notes import Note, read_notes
from actionplan.plan_paragraphs import actions_of_paragraphs
from actionplan.plan_rows import RawAction, actions_of_grid
from actionplan.rating_levels import READY_MADE, words_to_levels
from herefordshire_cs.lib.bywhen import ByWhen, Understood
from herefordshire_cs.lib.files.grids import Grid, Paragraph
from herefordshire_cs.lib.rag import Level

# What stands in the cell of a day where there is none.
NO_DAY = re.compile(r"n/?a|-+|–|tbc|t\.b\.c\.?|no|none|not (yet )?complete[d]?", re.IGNORECASE)

type ReadByWhen = Callable[[str], Understood]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMilestone:
    """A milestone of an action, with the by-when that its line ends or begins with, if any."""

    text: str
    by_when_as_written: str
    by_when: ByWhen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAction:
    """An action as a file has it, read, with the questions that are open.

    ``understood_status`` is where it stands, once somebody has said what its status means.
    """

    row: int
    heading: str
    reference: str
    text: str
    leads: tuple[str, ...]
    by_when_as_written: str
    by_whens: tuple[ByWhen, ...]
    status: str
    rating: str
    notes: tuple[Note, ...]
    questions: tuple[Question, ...]
    as_written: dict[Holds, str]
    milestones: tuple[FileMilestone, ...] = ()
    completed_on: date | None = None
    understood_status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """What a reading needs: the by-whens' reader, the plan's period, its words, its people."""

    by_when: ReadByWhen
    starts_on: date | None = None
    ends_on: date | None = None
    levels: Sequence[Level] = READY_MADE["rag"].levels
    people: Callable[[str], bool] = lambda _lead: True

    @property
    def ratings(self) -> dict[str, Level]:
        """The levels that a cell may name, by their words in small letters."""
        return words_to_levels(self.levels)


def read_arranged(arranged: Arranged, layout: Layout, knowing: Knowing) -> tuple[FileAction, ...]:
    """Return the actions of a file that was opened, in the file's order."""
    if layout.is_of_paragraphs:
        return read_paragraphs(arranged.paragraphs, layout, knowing)
    return read_grids(arranged.grids, layout, knowing)


def read_grids(grids: Iterable[Grid], layout: Layout, knowing: Knowing) -> tuple[FileAction, ...]:
    """Return the actions of tables or a sheet, in the file's order."""
    raw = [action for grid in grids for action in actions_of_grid(grid, layout)]
    return with_twice([read_action(action, knowing) for action in raw])


def read_paragraphs(
    paragraphs: Sequence[Paragraph], layout: Layout, knowing: Knowing
) -> tuple[FileAction, ...]:
    """Return the actions of labelled paragraphs, in their order."""
    raw = actions_of_paragraphs(paragraphs, layout)
    return with_twice([read_action(action, knowing) for action in raw])


def read_action(raw: RawAction, knowing: Knowing) -> FileAction:
    """Read the cells of one action, gathering what is in doubt."""
    questions = [Question(about=about, words=words) for about, words in raw.doubts]

    def ask(about: str, words: str) -> None:
        if words:
            questions.append(Question(about=about, words=words))

    text = raw.said(Holds.TEXT)
    if not text:
        ask("text", "The row says nothing of what is to be done.")
    leads, doubt = read_leads(raw.said(Holds.LEADS))
    ask("leads", doubt)
    for lead in leads:
        if not doubt and not knowing.people(lead):
            questions.append(unknown_person(lead))
    by_when = raw.said(Holds.BY_WHEN)
    understood = knowing.by_when(by_when) if by_when else Understood(readings=())
    ask("by_when", understood.question)
    ask("status", read_status(raw.said(Holds.STATUS)))
    completed_on, doubt = read_completed_on(raw.said(Holds.COMPLETED_ON), knowing.by_when)
    ask("status", doubt)
    words = knowing.ratings
    shades = {each.colour.value: word for word, each in words.items()}
    rating, doubt = read_rating(
        raw.said(Holds.RATING), colour=raw.colour, scheme=words, shades=shades
    )
    ask("rating", doubt)
    notes, doubt = read_notes(
        raw.said(Holds.PROGRESS), starts_on=knowing.starts_on, ends_on=knowing.ends_on
    )
    ask("notes", doubt)
    return FileAction(
        row=raw.row,
        heading=raw.heading,
        reference=raw.said(Holds.REFERENCE),
        text=text,
        leads=leads,
        by_when_as_written=by_when,
        by_whens=understood.readings,
        status=raw.said(Holds.STATUS),
        rating=rating,
        notes=notes,
        questions=tuple(questions),
        as_written=dict(raw.words),
        milestones=read_milestones(raw.said(Holds.MILESTONES), knowing.by_when),
        completed_on=completed_on,
    )


def read_completed_on(words: str, read: ReadByWhen) -> tuple[date | None, str]:
    """Return the day of completion that a cell says, None where it says none; or a question."""
    if not words or NO_DAY.fullmatch(words.strip()):
        return None, ""
    understood = read(words)
    days = [each for each in understood.readings if each.earliest == each.latest]
    if understood.question or len(understood.readings) != 1 or not days:
        return None, f"“{words}” is no day of completion."
    return days[0].earliest, ""


def read_milestones(words: str, read: ReadByWhen) -> tuple[FileMilestone, ...]:
    """Return the milestones of a cell, one a line; a by-when that is in doubt stays words."""
    return tuple(_milestone(line, read) for line in words.split("\n") if line.strip())


def _milestone(line: str, read: ReadByWhen) -> FileMilestone:
    cleaned = line.strip(" •·-–")
    for text, day in _parts_of_milestone(cleaned):
        understood = read(day)
        if len(understood.readings) == 1 and not understood.question:
            only = understood.readings[0]
            return FileMilestone(text=text, by_when_as_written=day, by_when=only)
    return FileMilestone(text=cleaned, by_when_as_written="", by_when=None)


def _parts_of_milestone(line: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a line may be a text and a by-when: “Panel set up – May 2027”."""
    if found := re.fullmatch(r"(.+?)\s*\(([^()]+)\)\.?", line):
        yield found[1], found[2]
    for found in re.finditer(r"\s*(?::|,|;|\s[–—-]|\bby\b)\s+", line):
        before, after = line[: found.start()].strip(), line[found.end() :].strip(" .")
        if before and after:
            yield before, after
            yield after, before


def unknown_person(lead: str) -> Question:
    """Return the question who a lead is."""
    return Question(about="person", words=f"“{lead}” is nobody who is known here.")


def with_twice(actions: Sequence[FileAction]) -> tuple[FileAction, ...]:
    """Ask about each reference that more than one action has."""
    times = Counter(action.reference for action in actions if action.reference)
    return tuple(
        replace(action, questions=(*action.questions, _twice(action.reference)))
        if times[action.reference] > 1
        else action
        for action in actions
    )


def _twice(reference: str) -> Question:
    return Question(about="reference", words=f"“{reference}” is the reference of more than one.")
