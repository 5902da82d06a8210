"""Reads the tables and paragraphs of a Word document as its reader sees them, changes accepted.

What was inserted with change tracking is in, what was deleted or moved away is out; text boxes,
content controls and nested tables are read where they stand; hidden text is not. What was left
out is counted. Run in a process of its own. Source: ECMA-376 part 1, 17.4 (tables) and 17.13.5
(revisions).
"""

# Longer than most: one walk over a document, whose steps share what was found before them.

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from herefordshire_cs.lib.files.packages import Refused, Size, refuse_large

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SIZE = Size(
    most_parts=2_000,
    most_fold=200,  # documents of words are about ten
    too_large="The document is too large when it is unpacked. Save its tables by themselves.",
    too_folded=(
        "The document is far larger when it is unpacked than a document of words. Copy its"
        " tables into a new one."
    ),
)
LONGEST_HEADING = 200  # in characters; a bold paragraph that is longer is no heading
# What is never words, and what change tracking has taken out.
NO_WORDS = {f"{WORD}{name}" for name in ("pPr", "rPr", "tblPr", "tcPr", "trPr", "sdtPr")} | {
    f"{WORD}instrText",
    f"{COMPATIBLE}Fallback",  # says once more what stands in the choice beside it
}
TAKEN_OUT = {f"{WORD}del", f"{WORD}moveFrom"}
WRAPPERS = {
    f"{WORD}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo")
}
HEADING_STYLE = re.compile(r"heading \d|title", re.IGNORECASE)


@dataclass(slots=True)
class Cell:
    """A cell of a table: where it begins, how far it reaches, and its lines."""

    column: int
    lines: list[str]
    width: int = 1
    number: str = ""
    colour: str = ""
    is_from_above: bool = False


@dataclass(slots=True)
class Document:
    """What a document is read with: its styles, its automatic numbers, what was left out."""

    headings: set[str] = field(default_factory=set)
    listed_styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbers: "Numbers | None" = None
    left_out: Counter[str] = field(default_factory=Counter)


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the blocks of a document in order, paragraphs and tables, and what was left out."""
    try:
        return _read(content), b""
    except Refused as refused:
        return {"refusal": str(refused)}, b""


def _read(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        if "word/document.xml" not in names:
            raise Refused("The file is no Word document. Save it as .docx and try again.")
        refuse_large(package, SIZE)
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{WORD}body")
        document = Document()
        if "word/styles.xml" in names:
            styles = ElementTree.fromstring(package.read("word/styles.xml"))
            document.headings = heading_styles(styles)
            document.listed_styles = listed_styles(styles)
        if "word/numbering.xml" in names:
            document.numbers = Numbers(ElementTree.fromstring(package.read("word/numbering.xml")))
        if "word/comments.xml" in names:
            comments = ElementTree.fromstring(package.read("word/comments.xml"))
            document.left_out["comment"] += len(comments.findall(f"{WORD}comment"))
    if body is None:
        raise Refused("The document has no text.")
    return {"blocks": list(blocks(body, document)), "left_out": dict(+document.left_out)}


def heading_styles(styles: Element) -> set[str]:
    """Return the keys of the styles that make a paragraph a heading, by name or by level."""
    found = set()
    for style in styles.iter(f"{WORD}style"):
        name = attribute(style.find(f"{WORD}name"))
        has_level = style.find(f"{WORD}pPr/{WORD}outlineLvl") is not None
        if has_level or HEADING_STYLE.match(name):
            found.add(style.get(f"{WORD}styleId", ""))
    return found


def listed_styles(styles: Element) -> dict[str, tuple[str, int]]:
    """Return the styles whose paragraphs are numbered: the list and the level of each."""
    found = {}
    for style in styles.iter(f"{WORD}style"):
        number = style.find(f"{WORD}pPr/{WORD}numPr")
        if number is not None:
            level = int(attribute(number.find(f"{WORD}ilvl")) or 0)
            found[style.get(f"{WORD}styleId", "")] = (
                attribute(number.find(f"{WORD}numId")),
                level,
            )
    return found


def attribute(element: Element | None, name: str = "val") -> str:
    """Return an attribute of Word's own, blank where there is no such element or attribute."""
    return "" if element is None else element.get(f"{WORD}{name}", "")


def blocks(body: Element, document: Document) -> Iterator[dict[str, Any]]:
    """Yield paragraphs and tables in their order, each with its place among its kind."""
    paragraph = 0
    table = 0
    for element in children(body, {f"{WORD}p", f"{WORD}tbl"}):
        if element.tag == f"{WORD}tbl":
            table += 1
            yield {"kind": "table", "number": table, "rows": list(rows(element, document))}
            continue
        paragraph += 1
        words = lines_of([element], document)
        number = number_of(element, document)
        yield {
            "kind": "paragraph",
            "number": paragraph,
            "lines": words,
            "mark": number,
            "is_heading": is_heading(element, words, document),
        }


def children(node: Element, tags: set[str]) -> Iterator[Element]:
    """Yield what stands directly in a node, also within what only wraps it."""
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, tags)


def is_heading(paragraph: Element, lines: list[str], document: Document) -> bool:
    """Say whether a paragraph is styled as a heading, or is short and bold throughout."""
    words = " ".join(lines)
    if not words:
        return False
    settings = paragraph.find(f"{WORD}pPr")
    if settings is not None:
        if attribute(settings.find(f"{WORD}pStyle")) in document.headings:
            return True
        if settings.find(f"{WORD}outlineLvl") is not None:
            return True
    runs = [run for run in paragraph.iter(f"{WORD}r") if run.find(f"{WORD}t") is not None]
    return bool(runs) and len(words) <= LONGEST_HEADING and all(is_set(run, "b") for run in runs)


def is_set(run: Element, name: str) -> bool:
    """Say whether a property of a run, such as bold, is switched on."""
    found = run.find(f"{WORD}rPr/{WORD}{name}")
    return found is not None and found.get(f"{WORD}val", "1") not in ("0", "false", "off")


def rows(table: Element, document: Document) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as their cells stand; deleted ones are counted and left out."""
    above: dict[int, Cell] = {}
    for place, row in enumerate(children(table, {f"{WORD}tr"}), 1):
        settings = row.find(f"{WORD}trPr")
        if settings is not None and settings.find(f"{WORD}del") is not None:
            document.left_out["deleted row"] += 1
            continue
        cells = list(cells_of(row, settings, above, document))
        yield {
            "number": place,
            "cells": [
                {
                    "column": cell.column,
                    "lines": cell.lines,
                    "width": cell.width,
                    "mark": cell.number,
                    "colour": cell.colour,
                    "is_from_above": cell.is_from_above,
                }
                for cell in cells
            ],
        }


def cells_of(
    row: Element, settings: Element | None, above: dict[int, Cell], document: Document
) -> Iterator[Cell]:
    """Yield the cells of a row; one that goes on from above has the words of where it began."""
    gap = settings.find(f"{WORD}gridBefore") if settings is not None else None
    column = 1 + (int(attribute(gap) or 0) if gap is not None else 0)
    for element in children(row, {f"{WORD}tc"}):
        merged, width = _reach(element)
        if merged == "continue" and column in above:
            begun = above[column]
            cell = Cell(column, begun.lines, width, begun.number, begun.colour, is_from_above=True)
        else:
            cell = Cell(column, lines_of(list(element), document), width)
            cell.number = _first_number(element, document)
            cell.colour = _colour(element)
            above.pop(column, None)
            if merged == "restart":
                above[column] = cell
        yield cell
        column += width


def _reach(cell: Element) -> tuple[str, int]:
    """Return how a cell is merged with those above, if it is, and how many columns it covers."""
    settings = cell.find(f"{WORD}tcPr")
    if settings is None:
        return "", 1
    merged = settings.find(f"{WORD}vMerge")
    how = "" if merged is None else attribute(merged) or "continue"
    return how, int(attribute(settings.find(f"{WORD}gridSpan")) or 1)


def _colour(cell: Element) -> str:
    fill = attribute(cell.find(f"{WORD}tcPr/{WORD}shd"), "fill").upper()
    return fill if re.fullmatch(r"[0-9A-F]{6}", fill) else ""


def _first_number(cell: Element, document: Document) -> str:
    """Return the automatic number of a cell's first paragraph, counting those of all of them."""
    found = [number_of(each, document) for each in cell.iter(f"{WORD}p")]
    return found[0] if found else ""


def lines_of(nodes: list[Element], document: Document) -> list[str]:
    """Return the words of paragraphs as they are accepted, line by line."""
    lines = [""]
    for node in nodes:
        _walk(node, lines, document)
    return [found for line in lines if (found := " ".join(line.split()))]


def _walk(node: Element, lines: list[str], document: Document) -> None:  # noqa: C901
    """Add the words of a node to the lines; each kind of node is one plain case."""
    if node.tag in NO_WORDS:
        return
    if node.tag in TAKEN_OUT:
        document.left_out["deleted passage"] += 1
        return
    if node.tag == f"{WORD}r" and is_set(node, "vanish"):
        document.left_out["hidden passage"] += 1
        return
    if node.tag == f"{WORD}t":
        lines[-1] += node.text or ""
        return
    if node.tag in (f"{WORD}br", f"{WORD}cr"):
        lines.append("")
        return
    if node.tag == f"{WORD}noBreakHyphen":
        lines[-1] += "-"
        return
    if node.tag == f"{WORD}tab":
        lines[-1] += " "
        return
    if node.tag == f"{WORD}tbl":
        for row in rows(node, document):
            said = [" ".join(cell["lines"]) for cell in row["cells"] if cell["lines"]]
            lines.append("; ".join(said))
        lines.append("")
        return
    if node.tag == f"{WORD}txbxContent":
        document.left_out["text box, read where it is anchored"] += 1
    for child in node:
        _walk(child, lines, document)
    if node.tag == f"{WORD}p":
        lines.append("")


class Numbers:
    """The automatic numbers of a document, counted as its lists count them."""

    def __init__(self, numbering: Element) -> None:
        self.counts: dict[tuple[str, int], int] = {}
        abstract = {
            each.get(f"{WORD}abstractNumId", ""): {
                int(level.get(f"{WORD}ilvl", "0")): level for level in each.findall(f"{WORD}lvl")
            }
            for each in numbering.findall(f"{WORD}abstractNum")
        }
        self.lists = {
            each.get(f"{WORD}numId", ""): (
                attribute(each.find(f"{WORD}abstractNumId")),
                abstract.get(attribute(each.find(f"{WORD}abstractNumId")), {}),
            )
            for each in numbering.findall(f"{WORD}num")
        }

    def next(self, key: str, level: int) -> str:
        """Return the number of the next paragraph of a list at a level; blank for a bullet."""
        if key not in self.lists:
            return ""
        family, levels = self.lists[key]
        if level not in levels:
            return ""
        start = int(attribute(levels[level].find(f"{WORD}start")) or 1)
        self.counts[family, level] = self.counts.get((family, level), start - 1) + 1
        for deeper in [each for each in self.counts if each[0] == family and each[1] > level]:
            del self.counts[deeper]
        pattern = attribute(levels[level].find(f"{WORD}lvlText"))
        if attribute(levels[level].find(f"{WORD}numFmt")) in ("bullet", "none"):
            return ""
        return re.sub(
            r"%(\d)", lambda found: self._written(family, levels, int(found[1]) - 1), pattern
        )

    def _written(self, family: str, levels: dict[int, Element], level: int) -> str:
        start = attribute(levels[level].find(f"{WORD}start")) if level in levels else ""
        count = self.counts.get((family, level), int(start or 1))
        how = attribute(levels[level].find(f"{WORD}numFmt")) if level in levels else "decimal"
        return WRITTEN.get(how, str)(count)


def _letters(count: int) -> str:
    """Return the letter of a count; after z come aa and bb, as Word writes them."""
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _roman(count: int) -> str:
    written = ""
    for value, digits in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        written += digits * (count // value)
        count %= value
    return written


WRITTEN = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
}


def number_of(paragraph: Element, document: Document) -> str:
    """Return the automatic number of a paragraph, its own or its style's; else a blank."""
    if document.numbers is None:
        return ""
    own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
    if own is not None:
        level = int(attribute(own.find(f"{WORD}ilvl")) or 0)
        return document.numbers.next(attribute(own.find(f"{WORD}numId")), level)
    style = attribute(paragraph.find(f"{WORD}pPr/{WORD}pStyle"))
    if style in document.listed_styles:
        return document.numbers.next(*document.listed_styles[style])
    return ""
