"""What was changed in a report from one version of it to another, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from governance.models import ReportVersion

RECOMMENDED, BACKGROUND = "Recommendations", "Background papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPlace:
    """Words that were changed, under their heading: one of both is blank where words came or went.

    ``was`` and ``now`` are the words in pieces, each with whether it differs from the other side.
    """

    under: str
    was: tuple[tuple[str, bool], ...]
    now: tuple[tuple[str, bool], ...]


def changes_between(earlier: ReportVersion, later: ReportVersion) -> tuple[ChangedPlace, ...]:
    """Return what differs between two versions, in the order of the later one."""
    before, after = list(_lines(earlier)), list(_lines(later))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        _place(was, now)
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
        for was, now in zip_longest(before[first:last], after[start:end])
    )


def _lines(version: ReportVersion) -> Iterator[tuple[str, str]]:
    """Yield each line of a version with the heading under which it stands."""
    for section in version.sections:
        under = section["heading"]
        yield under, under
        for paragraph in section["paragraphs"]:
            yield from ((under, words) for words in (paragraph["text"], *paragraph["bullets"]))
    for limb in version.limbs:
        yield RECOMMENDED, f"{limb['letter']}) {limb['text']}" if limb["letter"] else limb["text"]
    for paper in version.background_papers:
        yield BACKGROUND, paper


def _place(was: tuple[str, str] | None, now: tuple[str, str] | None) -> ChangedPlace:
    under = (now or was or ("", ""))[0]
    old, new = (side[1].split() if side else [] for side in (was, now))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces = [
        (tag != "equal", " ".join(old[first:last]), " ".join(new[start:end]))
        for tag, first, last, start, end in matcher.get_opcodes()
    ]
    return ChangedPlace(
        under=under,
        was=tuple((words, differs) for differs, words, _new in pieces if words),
        now=tuple((words, differs) for differs, _old, words in pieces if words),
    )
