"""From labelled paragraphs to the actions in them. Plain values, nothing read into words yet."""

import re
from collections.abc import Mapping, Sequence

from actionplan.plan_columns import Holds, Layout
from actionplan.plan_rows import RawAction, parted
from herefordshire_cs.lib.files.grids import Paragraph


def actions_of_paragraphs(
    paragraphs: Sequence[Paragraph], layout: Layout
) -> tuple[RawAction, ...]:
    """Return the actions of labelled paragraphs; a label that is met again begins the next.

    A heading is styled as one, or is a line by itself, after a blank one, above a label.
    """
    gathered = _Labelled(layout.labels)
    for place, paragraph in enumerate(paragraphs):
        below = next((each.words for each in paragraphs[place + 1 :] if each.words), "")
        is_apart = not place or not paragraphs[place - 1].words
        gathered.take(paragraph, below=below, is_apart=is_apart)
    return tuple(part for action in gathered.actions for part in parted(action, layout))


class _Labelled:
    """The actions of labelled paragraphs as they are gathered."""

    def __init__(self, labels: Mapping[str, Holds]) -> None:
        self.labels = labels
        self.heading = ""
        self.actions: list[RawAction] = []
        self.current: RawAction | None = None
        self.held: set[Holds] = set()
        self.last: Holds | None = None

    def take(self, paragraph: Paragraph, *, below: str, is_apart: bool) -> None:
        """Take a paragraph, line by line: a heading, a label's words, or what goes on."""
        lines = [line.strip() for line in paragraph.words.split("\n") if line.strip()]
        is_alone = len(lines) == 1 and labelled(lines[0], self.labels)[0] is None
        is_above_label = labelled(below.split("\n")[0], self.labels)[0] is not None
        if is_alone and (paragraph.is_heading or (is_apart and is_above_label)):
            self.begin(lines[0])
            return
        for line in lines:
            self.take_line(paragraph.number, line)

    def begin(self, heading: str) -> None:
        """Begin what stands under a heading."""
        self.heading, self.current, self.last = heading, None, None

    def take_line(self, number: int, line: str) -> None:
        """Take one line of a paragraph."""
        holds, words = labelled(line, self.labels)
        if holds is Holds.HEADING:
            self.begin(words)
        elif holds is not None:
            if self.current is None or holds in self.held:
                self.current, self.held = RawAction(row=number, heading=self.heading), set()
                self.actions.append(self.current)
            self.held.add(holds)
            self.last = holds
            self.current.add(holds, words)
        elif self.current is not None and self.last is not None:
            self.current.add(self.last, line)


def labelled(line: str, labels: Mapping[str, Holds]) -> tuple[Holds | None, str]:
    """Return what a line is by its label, and the words after it; None where it has none."""
    for label in sorted(labels, key=len, reverse=True):
        if line.casefold() == label:
            return labels[label], ""
        if line.casefold().startswith(label):
            rest = line[len(label) :]
            if found := re.match(r"\s*[:–—]\s*|\s+-\s+", rest):
                return labels[label], rest[found.end() :].strip()
    return None, line
