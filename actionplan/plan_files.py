"""A plan's file read: rows in, actions and questions out. Touches no database.

What cannot be read stays as written, with its question; nothing is guessed. By-whens are read by
whoever is given for it, since only a plan knows its period.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actionplan.plan_cells import (
    OF_SCHEME,
    Question,
    read_rating,
    read_status,
)
from actionplan.plan_columns import Holds, Layout
from actionplan.plan_leads import read_leads
from actionplan.plan_notes import Note, read_notes
from actionplan.plan_opening import Opened
from actionplan.plan_paragraphs import actions_of_paragraphs
from actionplan.plan_rows import RawAction, actions_of_grid
from herefordshire_cs.lib.bywhen import ByWhen, Understood
from herefordshire_cs.lib.files.grids import Grid, Paragraph

type ReadByWhen = Callable[[str], Understood]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAction:
    """An action as a file has it, read, with the questions that are open."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """What a reading needs: the by-whens' reader, the plan's period, its words, its people."""

    by_when: ReadByWhen
    starts_on: date | None = None
    ends_on: date | None = None
    ratings: Collection[str] = OF_SCHEME["rag"]
    people: Callable[[str], bool] = lambda _lead: True


def read_opened(opened: Opened, layout: Layout, knowing: Knowing) -> tuple[FileAction, ...]:
    """Return the actions of a file that was opened, in the file's order."""
    if layout.is_of_paragraphs:
        return read_paragraphs(opened.paragraphs, layout, knowing)
    return read_grids(opened.grids, layout, knowing)


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
            ask("person", f"“{lead}” is nobody who is known here.")
    by_when = raw.said(Holds.BY_WHEN)
    understood = knowing.by_when(by_when) if by_when else Understood(readings=())
    ask("by_when", understood.question)
    ask("status", read_status(raw.said(Holds.STATUS)))
    rating, doubt = read_rating(raw.said(Holds.RATING), colour=raw.colour, scheme=knowing.ratings)
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
    )


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
