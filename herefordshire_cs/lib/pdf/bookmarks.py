"""Reads the bookmarks of a PDF whatever they look like; an odd one is left out, and counted.

Source: ISO 32000-1, 12.3.3.
"""

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

DEEPEST = 15  # levels
MOST = 5_000  # bookmarks; a paper of 500 pages has about as many paragraphs


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: its title, what it says of where it leads, and those within it."""

    title: str
    aim: Any
    within: list["Entry"]


@dataclass(slots=True)
class Outline:
    """The bookmarks of a document, and how many of them were left out."""

    entries: list[Entry] = field(default_factory=list)
    left_out: int = 0
    _seen: pikepdf.ObjectSet = field(default_factory=pikepdf.ObjectSet)
    _count: int = 0

    def read(self, first: Any, *, level: int = 1) -> list[Entry]:
        """Return the bookmarks of a level, from its first on."""
        found: list[Entry] = []
        item = first
        while item is not None:
            if not self._is_sound(item, level):
                self.left_out += 1
                break  # what comes after it cannot be found, or was seen
            within = self.read(item.get(Name.First), level=level + 1)
            title = item.get(Name.Title)
            if isinstance(title, String):
                found.append(Entry(str(title), _aim(item), within))
            else:
                self.left_out += 1
                found += within
            item = item.get(Name.Next)
        return found

    def _is_sound(self, item: Any, level: int) -> bool:
        self._count += 1
        if level > DEEPEST or self._count > MOST or not isinstance(item, Dictionary):
            return False
        return item.is_indirect and bool(self._seen.add(item))


def read_outline(document: pikepdf.Pdf) -> Outline:
    """Return a document's bookmarks."""
    outline = Outline()
    root = document.Root.get(Name.Outlines)
    if isinstance(root, Dictionary):
        outline.entries = outline.read(root.get(Name.First))
    elif root is not None:
        outline.left_out = 1
    return outline


def _aim(item: Any) -> Any:
    aim, action = item.get(Name.Dest), item.get(Name.A)
    if aim is None and isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo:
        return action.get(Name.D)
    return aim
