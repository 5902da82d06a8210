"""Reads and writes paragraphs as plain words, for those who write without an editor."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from herefordshire_cs.lib.richtext.markup import escaped, plain
from herefordshire_cs.lib.richtext.paragraphs import Item, Part, Written, gathered
from herefordshire_cs.lib.richtext.pasted import one_of_html
from herefordshire_cs.lib.richtext.tables import Table, table_of_words

BULLET_LINE = re.compile(r"^(\s*)[-*•·–]\s+(\S.*)$")
NUMBER_LINE = re.compile(r"^(\s*)\d{1,2}[.)]\s+(\S.*)$")
TABLE_LINE = re.compile(r"^\s*\|(.*)\|\s*$")
CAPTION_LINE = re.compile(r"^\s*Table:\s+(\S.*?)\s*$")
TABLE_RULE = re.compile(r"^[\s|:-]+$")


def as_text(written: Written) -> str:
    """Return a paragraph as it is typed without an editor."""
    lines = [written.text] if written.lead else []
    number = 0
    for part in written.parts:
        if isinstance(part, Table):
            lines += [f"Table: {_cell(part.caption)}"] if part.caption else []
            lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in part.grid]
            continue
        number = number + 1 if part.is_ordered else 0
        mark = f"{number}." if part.is_ordered else "-"
        lines.append(f"{'  ' * (part.level - 1)}{mark} {_cell(part.words)}")
    return "\n".join(lines)


def _cell(words: str) -> str:
    return plain(words).replace("\n", " ").replace("|", "¦")


def from_text(text: str) -> list[Written]:
    """Return the paragraphs of plain words.

    A blank line parts two paragraphs. A line that begins with ``- `` is an item of a list, with
    ``1. `` one of a numbered list, and one between ``|`` and ``|`` a row of a table. A line that
    begins with ``Table:`` right before the rows is its caption. Raises Unreadable where a table is
    too wide for a page.
    """
    return list(gathered(_typed_pieces(text)))


def _typed_pieces(text: str) -> Iterator[str | Part]:
    caption = ""
    for (kind, lines), (following, _rows) in pairwise([*_runs(text), ("", [])]):
        found = CAPTION_LINE.match(lines[-1]) if (kind, following) == ("lead", "table") else None
        if kind == "table":
            rows = [TABLE_LINE.sub(r"\1", line).split("|") for line in lines]
            yield table_of_words(
                [[escaped(cell.strip()) for cell in row] for row in rows], escaped(caption)
            )
        elif kind == "item":
            yield _item(lines)
        else:
            yield " ".join(escaped(line.strip()) for line in lines[: -1 if found else None])
        caption = found[1] if found else ""


def _runs(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield lines that belong together: a paragraph, the rows of a table, an item of a list.

    A line that is broken within a paragraph goes on with it; within an item, if it is set in.
    """
    kind = ""
    run: list[str] = []
    for line in text.splitlines():
        found = _kind_of(line)
        goes_on = found == kind != "item" or (
            kind == "item" and line.startswith("  ") and found == "lead"
        )
        if run and not goes_on:
            yield kind, run
            run = []
        if not found:
            kind = ""
        elif not TABLE_RULE.match(line):
            kind = kind if goes_on else found
            run.append(line)
    if run:
        yield kind, run


def _kind_of(line: str) -> str:
    if not line.strip():
        return ""
    if TABLE_LINE.match(line):
        return "table"
    return "item" if BULLET_LINE.match(line) or NUMBER_LINE.match(line) else "lead"


def _item(lines: list[str]) -> Item:
    bullet = BULLET_LINE.match(lines[0])
    found = bullet or NUMBER_LINE.match(lines[0])
    assert found is not None
    words = " ".join([found[2].strip(), *(line.strip() for line in lines[1:])])
    level = len(found[1].expandtabs(4)) // 2 + 1
    return Item(words=escaped(words), level=level, is_ordered=bullet is None)


def same_words(written: Written) -> str:
    """Return what two paragraphs share if they say the same, however they are set."""
    return " ".join(as_text(written).split())


def load(stored: dict[str, Any]) -> Written:
    """Return a paragraph from the form in which a version of a report keeps it."""
    if stored.get("html"):
        return one_of_html(stored["html"])
    bullets = stored.get("bullets", [])
    words = (each if isinstance(each, str) else str(each.get("text", "")) for each in bullets)
    return Written(
        lead=escaped(stored["text"]), parts=tuple(Item(words=escaped(each)) for each in words)
    )
