"""Next month's file beside the plan that is there: which action a row is, and what it says anew.

Plain values, no database. A cell that says what the record says is neither asked about nor
changed; nothing that the file leaves out is deleted.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actionplan.plan_cells import Question
from actionplan.plan_columns import Holds
from actionplan.plan_files import FileAction

ABOUT_LEADS = frozenset({"leads", "person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAction:
    """An action that a plan has, with every way in which a file may say the same of it.

    ``leads`` are the words that name each of its leads; ``statuses`` and ``ratings`` what the
    record and the newest update say. The words are as compared; see ``compared``.
    """

    key: int
    reference: str
    heading: str
    text: str
    texts: frozenset[str]
    lead: str
    lead_cells: frozenset[str]
    leads: tuple[frozenset[str], ...]
    by_when: str
    by_whens: frozenset[str]
    status: str
    statuses: frozenset[str]
    rating: str
    ratings: frozenset[str]
    notes: frozenset[str]
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a file says otherwise of an action: about what, the words before and after.

    ``about`` is text, leads, by_when, status, rating or note; ``said_on`` is the day of a note.
    """

    about: str
    before: str
    after: str
    said_on: date | None = None

    def key(self, reference: str) -> str:
        """Return what it is left or taken over under."""
        said = "\n".join(("difference", self.about, reference, self.after))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A row of a file with the action that it is, and what it says otherwise."""

    action: FileAction
    known: KnownAction
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A file beside its plan: rows that are actions there, new ones, and what it leaves out."""

    matched: tuple[Matched, ...]
    new: tuple[FileAction, ...]
    left_out: tuple[str, ...]

    @property
    def unchanged(self) -> int:
        """How many rows say what the record says."""
        return sum(1 for each in self.matched if not each.differences)

    @property
    def changed(self) -> tuple[Matched, ...]:
        """The rows that say something otherwise."""
        return tuple(each for each in self.matched if each.differences)


def compared(words: str) -> str:
    """Return words as they are compared: case, spaces, quotes and what ends them left aside."""
    plain = words.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.replace("–", "-").casefold().split()).strip(" .;,")


def compare(actions: Sequence[FileAction], known: Sequence[KnownAction]) -> Compared:
    """Match rows by their references, and where they have none by heading and text."""
    by_reference = {each.reference: each for each in known}
    by_text: dict[tuple[str, str], KnownAction] = {}
    for each in known:
        for text in each.texts:
            by_text.setdefault((compared(each.heading), text), each)
    matched: list[Matched] = []
    new: list[FileAction] = []
    met: set[int] = set()
    for action in actions:
        same = by_reference.get(action.reference) if action.reference else None
        if same is None and not action.reference:
            same = by_text.get((compared(action.heading), compared(action.text)))
        if same is None or same.key in met:
            new.append(action)
        else:
            met.add(same.key)
            matched.append(_matched(action, same))
    left_out = tuple(each.reference for each in known if each.key not in met)
    return Compared(matched=tuple(matched), new=tuple(new), left_out=left_out)


def without_what_is_known(
    actions: Sequence[FileAction], known: Sequence[KnownAction]
) -> tuple[FileAction, ...]:
    """Return actions without the questions about cells that say what the record says."""
    found = compare(actions, known)
    settled = {each.action.row: each.action for each in found.matched}
    return tuple(settled.get(action.row, action) for action in actions)


def _matched(action: FileAction, known: KnownAction) -> Matched:
    same = _same(action, known)
    differences = tuple(found for found in _differences(action, known) if found.about not in same)
    questions = tuple(each for each in action.questions if not _is_settled(each, same))
    return Matched(
        action=replace(action, questions=questions), known=known, differences=differences
    )


def _is_settled(question: Question, same: frozenset[str]) -> bool:
    about = "leads" if question.about in ABOUT_LEADS else question.about
    return about in same or (question.about == "notes" and "note" in same)


def _same(action: FileAction, known: KnownAction) -> frozenset[str]:
    """Return of what a row says the same as the record, or nothing."""
    written = action.as_written
    leads = compared(written.get(Holds.LEADS, ""))
    told = {compared(note.text) for note in action.notes}
    says_same: Mapping[str, bool] = {
        "text": not action.text or compared(action.text) in known.texts,
        "leads": not leads or leads in known.lead_cells or _are_leads(action.leads, known),
        "by_when": not action.by_when_as_written
        or compared(action.by_when_as_written) in known.by_whens,
        "status": not action.status
        or compared(action.understood_status or action.status) in known.statuses,
        "rating": (not action.rating and not written.get(Holds.RATING))
        or compared(action.rating or written.get(Holds.RATING, "")) in known.ratings,
        "note": told <= known.notes or compared(written.get(Holds.PROGRESS, "")) in known.notes,
        # The action has it: that is how the row was matched.
        "reference": True,
    }
    return frozenset(about for about, is_same in says_same.items() if is_same)


def _are_leads(leads: Sequence[str], known: KnownAction) -> bool:
    named = [compared(lead) for lead in leads]
    return len(named) == len(known.leads) and all(
        any(lead in words for words in known.leads) for lead in named
    )


def _differences(action: FileAction, known: KnownAction) -> list[Difference]:
    found = [
        Difference(about="text", before=known.text, after=action.text),
        Difference(about="leads", before=known.lead, after="; ".join(action.leads)),
        Difference(about="by_when", before=known.by_when, after=action.by_when_as_written),
        Difference(
            about="status",
            before=known.status,
            after=action.understood_status or action.status,
        ),
        Difference(about="rating", before=known.rating, after=action.rating),
    ]
    found += [
        Difference(about="note", before="", after=note.text, said_on=note.said_on)
        for note in action.notes
        if compared(note.text) not in known.notes
    ]
    return [each for each in found if each.after]
