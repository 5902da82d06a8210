"""What is asked about a plan's file, once for all rows alike, and what the answers make of it.

Plain values, no database. What is left unanswered, or is left as written, keeps its doubt.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from actionplan.plan_cells import Question
from actionplan.plan_columns import Holds
from actionplan.plan_files import FileAction, Knowing, unknown_person
from actionplan.rag import Status

NOT_STARTED = "not started"
# Where an action stands, as an answer says it.
STANDS = (NOT_STARTED, Status.IN_PROGRESS.value, Status.COMPLETED.value, Status.DROPPED.value)


class How(StrEnum):
    """How a question is answered."""

    LEAVE = "leave"  # as written, with its doubt
    READ = "read"  # as the words of the answer
    MAKE = "make"  # a post of that name is made
    OUT = "out"  # the row is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAnswer:
    """An answer: how, and the words of it. Those of a person are the key of an officer."""

    how: How
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion:
    """A question as it is asked: once for all rows of which it says the same."""

    key: str
    about: str
    words: str
    cell: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The actions of a file with its answers, and who is meant by which lead's words.

    ``made`` are the leads of whom a post is made; ``tied`` have the key of an officer.
    """

    actions: tuple[FileAction, ...]
    left_out: tuple[int, ...] = ()
    tied: Mapping[str, str] = field(default_factory=dict)
    made: tuple[str, ...] = ()


def cell_of(action: FileAction, question: Question) -> str:
    """Return the words of the cell that a question is about."""
    cells = {
        "reference": action.reference,
        "leads": action.as_written.get(Holds.LEADS, ""),
        "by_when": action.by_when_as_written,
        "status": action.status,
        "rating": action.as_written.get(Holds.RATING, ""),
        "notes": action.as_written.get(Holds.PROGRESS, ""),
    }
    return cells.get(question.about, "")


def key_of(action: FileAction, question: Question) -> str:
    """Return what a question is answered under: the same for all cells that read alike."""
    row = str(action.row) if question.about == "text" else ""
    said = "\n".join((question.about, question.words, cell_of(action, question), row))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def asked_of(actions: Iterable[FileAction]) -> tuple[FileQuestion, ...]:
    """Return what is asked of actions, in the order in which it is met."""
    found: dict[str, FileQuestion] = {}
    for action in actions:
        for question in action.questions:
            key = key_of(action, question)
            before = found.get(key)
            rows = (*(before.rows if before else ()), action.row)
            found[key] = FileQuestion(
                key=key,
                about=question.about,
                words=question.words,
                cell=cell_of(action, question),
                rows=tuple(dict.fromkeys(rows)),
            )
    return tuple(found.values())


def with_answers(
    actions: Sequence[FileAction], answers: Mapping[str, FileAnswer], knowing: Knowing
) -> Answered:
    """Return the actions as the answers have them. Who leads is settled before who they are."""
    kept: list[FileAction] = []
    left_out: list[FileAction] = []
    tied: dict[str, str] = {}
    made: dict[str, None] = {}
    for action in actions:
        answered = _with_people(_with_cells(action, answers, knowing), answers, tied, made)
        is_out = any(
            (found := answers.get(key_of(action, question))) and found.how is How.OUT
            for question in action.questions
        )
        (left_out if is_out else kept).append(answered)
    return Answered(
        actions=tuple(kept),
        left_out=tuple(action.row for action in left_out),
        tied=tied,
        made=tuple(made),
    )


def _with_cells(
    action: FileAction, answers: Mapping[str, FileAnswer], knowing: Knowing
) -> FileAction:
    """Return an action with the answers about its cells; a new lead's person is asked then."""
    found = action
    for question in action.questions:
        answer = answers.get(key_of(action, question))
        if answer is None or answer.how is not How.READ or question.about == "person":
            continue
        found = _read(found, question, answer.words, knowing)
    return found


def _read(action: FileAction, question: Question, words: str, knowing: Knowing) -> FileAction:
    open_questions = tuple(each for each in action.questions if each != question)
    if question.about == "leads":
        leads = tuple(line for each in words.split("\n") if (line := " ".join(each.split())))
        unknown = tuple(unknown_person(lead) for lead in leads if not knowing.people(lead))
        return replace(action, leads=leads, questions=(*open_questions, *unknown))
    left = replace(action, questions=open_questions)
    match question.about:
        case "by_when":
            return replace(left, by_whens=knowing.by_when(words).readings)
        case "status":
            return replace(left, understood_status=words)
        case "rating":
            return replace(left, rating=words)
        case "reference":
            return replace(left, reference=words)
        case "text":
            return replace(left, text=words or action.text)
    return action


def _with_people(
    action: FileAction,
    answers: Mapping[str, FileAnswer],
    tied: dict[str, str],
    made: dict[str, None],
) -> FileAction:
    """Return an action without the questions who its leads are that were answered."""
    open_questions = []
    leads = {unknown_person(lead): lead for lead in action.leads}
    for question in action.questions:
        answer = answers.get(key_of(action, question))
        lead = leads.get(question, "")
        if lead and answer and answer.how is How.READ:
            tied[lead] = answer.words
        elif lead and answer and answer.how is How.MAKE:
            made[lead] = None
        else:
            open_questions.append(question)
    return replace(action, questions=tuple(open_questions))
