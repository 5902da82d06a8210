"""What the words of a pack tell that they should not: of exempt papers, and of who a child is."""

from collections.abc import Collection, Iterator

from actionplan.presenters.personal_notes import notes_that_tell
from governance.exempt.titles import exempt_titles
from governance.exempt.words import exempt_names, repeated
from governance.presenters.appendices import AppendixPaper
from governance.presenters.live_documents import NamedDocument
from governance.presenters.packs.checked import (
    ACTION,
    AGENDA,
    Checked,
    look,
    pack_has_exempt,
    place,
)
from governance.presenters.packs.contents import Check
from governance.presenters.reports import ReportPaper
from herefordshire_cs.lib.text.personal import findings
from herefordshire_cs.lib.text.words import list_in_words

MOST_QUOTED = 3
MOST_NOTES = 20


def word_checks(pack: Checked) -> Iterator[Check]:
    """Yield what is asked about in the words of a pack."""
    yield from _repeats_of_exempt(pack)
    yield from _persons(pack)
    yield from _notes_of_plans(pack)


def _repeats_of_exempt(pack: Checked) -> Iterator[Check]:
    """Yield free text that repeats a name or a telling word of an exempt paper of the meeting."""
    if not pack_has_exempt(pack):
        return
    titles, names = exempt_titles(pack.meeting), exempt_names(pack.meeting)
    for number, words, at, of in _free_text(pack):
        if found := repeated(words, titles, names):
            quoted = list_in_words([f"“{each}”" for each in found[:MOST_QUOTED]])
            stand = "stands" if len(found) == 1 else "stand"
            yield look(f"{number}: {quoted} {stand} in an exempt paper too.", at, of, asks=True)


def _free_text(pack: Checked) -> Iterator[tuple[str, str, str, str]]:
    """Yield what is written by hand on the agenda and anybody may read, and where it stands."""
    for item in pack.items:
        if item.withheld_as is None:
            name = f"Item {pack.numbers[item.pk]}"
            words = " ".join([item.title, item.purpose, item.late_reason])
            yield name, words, AGENDA, str(item.pk)
    if pack.issue.corrects:
        yield "What is corrected", pack.issue.corrects, "", ""


def _persons(pack: Checked) -> Iterator[Check]:
    """Yield what in public papers may tell who a child is, paper by paper."""
    for where, words, at, of in [*_free_text(pack), *_paper_text(pack)]:
        found = findings(words)
        for each in [one for one in found if one.asks][:MOST_QUOTED]:
            yield look(f"{where}: {each.in_words}.", at, of, asks=True)
        counts = list(dict.fromkeys(f"“{one.words}”" for one in found if not one.asks))
        if counts:
            told = "may tell who somebody is"
            yield look(f"{where}: {list_in_words(counts[:MOST_QUOTED])} {told}.", at, of)


def _notes_of_plans(pack: Checked) -> Iterator[Check]:
    """Yield what may tell who a child is in the notes of a plan that a live document has."""
    plans = {
        part.report.plan.slug: part
        for part in pack.parts
        if isinstance(part.report, NamedDocument) and part.report.plan and not part.exemption
    }
    for slug, part in plans.items():
        for reference, found in notes_that_tell(slug, as_of=part.report.as_of)[:MOST_NOTES]:
            words = f"Item {part.item}, {part.title}, a note of {reference}: {found.in_words}."
            yield look(words, ACTION, f"{slug} {reference}", asks=True)


def _paper_text(pack: Checked) -> Iterator[tuple[str, str, str, str]]:
    for part in pack.parts:
        if part.exemption:
            continue
        words = _words_of(part.report)
        if words:
            where = part.title if part.level == 1 else f"Item {part.item}, {part.title}"
            yield (where, words, *place(pack, part))


def _words_of(paper: object) -> str:
    if isinstance(paper, ReportPaper):
        told = [text for section in paper.sections for text in _paragraphs(section.paragraphs)]
        return "\n".join([*told, *(limb.text for limb in paper.limbs)])
    if isinstance(paper, AppendixPaper):
        cells = [cell for table in paper.tables for row in table.rows for cell in row]
        return "\n".join([paper.text, *cells])
    return ""


def _paragraphs(rows: Collection[object]) -> Iterator[str]:
    for row in rows:
        yield str(getattr(row, "text", ""))
        yield from (str(each) for each in getattr(row, "bullets", ()))
