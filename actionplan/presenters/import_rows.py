"""Every row of a plan's file as it would be, and what is asked of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from actionplan.models import Officer, PlanFile
from actionplan.models.import_reading import PlanFileRead, read_file
from actionplan.models.plan_access import officers_seen_with
from actionplan.plan_answers import FileAnswer, FileQuestion, How, asked_of
from actionplan.plan_columns import Holds, Layout
from actionplan.plan_files import FileAction, Knowing
from actionplan.plan_notes import Note
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.bywhen import describe
from herefordshire_cs.lib.rag import Level

ABOUT = {
    "text": "What is to be done",
    "leads": "Who leads",
    "by_when": "By when",
    "status": "Status",
    "rating": "Rating",
    "note": "Note",
}
OTHERS = {
    Holds.ORGANISATION: "Organisation",
    Holds.COUNCILLOR: "Lead councillor",
    Holds.PARTNERS: "Partners",
    Holds.MILESTONES: "Milestones",
    Holds.MEASURES: "Measures of success",
    Holds.EVIDENCE: "Evidence",
    Holds.COMPLETED_ON: "Completed on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """An action as it would be, beside what the file says of it.

    ``by_whens`` are its by-whens as they are understood, in words; ``doubts`` what stays in doubt.
    """

    row: int
    heading: str
    reference: str
    text: str
    leads: tuple[str, ...]
    by_when_as_written: str
    by_whens: tuple[str, ...]
    status: str
    understood_status: str
    rating: Level | None
    notes: tuple[Note, ...]
    others: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What the file says otherwise of an action that is there: about what, before and after."""

    key: str
    reference: str
    about: str
    before: str
    after: str
    said_on: date | None
    is_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """Every action of a file as it would be, and what is asked about it.

    ``lines`` are those that are new to the plan; ``changes`` what the file says otherwise of those
    that are there, ``absent`` the references that it leaves out.
    """

    lines: tuple[ReadLine, ...]
    asked: tuple[FileQuestion, ...]
    unanswered: int
    left_out: tuple[int, ...]
    not_read: tuple[str, ...]
    changes: tuple[ChangeLine, ...]
    matched: int
    unchanged: int
    absent: tuple[str, ...]
    headings: int
    with_by_when: int
    notes: int
    unknown: int


def build_rows_page(row: PlanFile, layout: Layout, *, today: date) -> tuple[RowsPage, Knowing]:
    """Return the actions of a file with its answers, and what the reading knew."""
    read = read_file(row, layout, today=today)
    answers = row.as_answers()
    asked = _asked(read)
    lines = tuple(_line(action, read.knowing) for action in read.compared.new)
    page = RowsPage(
        lines=lines,
        asked=asked,
        unanswered=sum(1 for each in asked if each.key not in answers),
        left_out=read.answered.left_out,
        not_read=read.not_read,
        changes=tuple(_changes(read, answers)),
        matched=len(read.compared.matched),
        unchanged=read.compared.unchanged,
        absent=read.compared.left_out,
        headings=len({line.heading for line in lines}),
        with_by_when=sum(1 for line in lines if line.by_whens),
        notes=sum(len(line.notes) for line in lines),
        unknown=sum(1 for each in asked if each.about == "person"),
    )
    return page, read.knowing


def _asked(read: PlanFileRead) -> tuple[FileQuestion, ...]:
    """Return what is asked of a file, answered or not; also who the leads of an answer are."""
    found = {each.key: each for each in asked_of(read.as_it_stands)}
    for each in asked_of(read.answered.actions):
        found.setdefault(each.key, each)
    return tuple(found.values())


def _line(action: FileAction, knowing: Knowing) -> ReadLine:
    return ReadLine(
        row=action.row,
        heading=action.heading,
        reference=action.reference,
        text=action.text,
        leads=action.leads,
        by_when_as_written=action.by_when_as_written,
        by_whens=tuple(map(describe, action.by_whens)) if _is_read(action) else (),
        status=action.status,
        understood_status=action.understood_status,
        rating=knowing.ratings.get(action.rating),
        notes=action.notes,
        others=tuple(_others(action)),
        doubts=tuple(question.words for question in action.questions),
    )


def _changes(read: PlanFileRead, answers: Mapping[str, FileAnswer]) -> Iterator[ChangeLine]:
    for row in read.compared.changed:
        for difference in row.differences:
            key = difference.key(row.known.reference)
            answer = answers.get(key)
            yield ChangeLine(
                key=key,
                reference=row.known.reference,
                about=ABOUT[difference.about],
                before=difference.before,
                after=difference.after,
                said_on=difference.said_on,
                is_left=answer is not None and answer.how is How.OUT,
            )


def _others(action: FileAction) -> Iterator[tuple[str, str]]:
    """Yield what else a row says, by what it is."""
    for holds, name in OTHERS.items():
        if words := action.as_written.get(holds):
            yield name, words


def _is_read(action: FileAction) -> bool:
    return not any(question.about == "by_when" for question in action.questions)


def officers_to_choose(*, on: date, access: PlanAccess) -> tuple[Officer, ...]:
    """Return the officers to whom a lead's words can be tied."""
    return tuple(officers_seen_with(Officer.objects.to_choose(on=on), access))
