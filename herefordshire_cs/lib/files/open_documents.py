"""Reads the tables and paragraphs of an OpenDocument text (.odt), as of a Word document.

Changes are read as accepted: what was deleted stands apart in such a file and is counted, not
read. Hidden words and comments are left out and counted. Run in a process of its own. Source:
OpenDocument 1.3 part 3, 5.5 (tracked changes) and 9 (tables).
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from herefordshire_cs.lib.files.packages import Refused, Size, refuse_large

NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE = NAMESPACE % "office", NAMESPACE % "text", NAMESPACE % "table"
STYLE, DRAW = NAMESPACE % "style", NAMESPACE % "drawing"
FORMAT = NAMESPACE % "xsl-fo-compatible"
MANIFEST = "META-INF/manifest.xml"
SIZE = Size(
    most_parts=2_000,
    most_fold=200,  # documents of words are about ten
    too_large="The document is too large when it is unpacked. Save its tables by themselves.",
    too_folded=(
        "The document is far larger when it is unpacked than a document of words. Copy its"
        " tables into a new one."
    ),
)
MOST_REPEATED = 60  # columns, and rows, that a file says once and means many times
LONGEST_HEADING = 200  # in characters; a bold paragraph that is longer is no heading
# What stands in the text and is none of its words, by how it is counted.
LEFT_OUT = {f"{OFFICE}annotation": "comment", f"{TEXT}note": "note"}
NO_WORDS = {f"{TEXT}tracked-changes", f"{OFFICE}annotation-end", f"{TEXT}sequence-decls"}
PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
ROWS_WITHIN = {f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}


@dataclass(slots=True)
class Styles:
    """What styles do that a reader of words must know, by their names."""

    hidden: set[str] = field(default_factory=set)
    bold: set[str] = field(default_factory=set)
    colours: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def learn(self, root: Element) -> None:
        """Add the styles of one part of a document."""
        for style in root.iter(f"{STYLE}style"):
            name = style.get(f"{STYLE}name", "")
            words = style.find(f"{STYLE}text-properties")
            if words is not None and words.get(f"{TEXT}display") == "none":
                self.hidden.add(name)
            if words is not None and words.get(f"{FORMAT}font-weight") == "bold":
                self.bold.add(name)
            cell = style.find(f"{STYLE}table-cell-properties")
            colour = "" if cell is None else cell.get(f"{FORMAT}background-color", "")
            if colour.startswith("#"):
                self.colours[name] = colour[1:].upper()


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the blocks of a document in order, paragraphs and tables, and what was left out."""
    try:
        return _read(content), b""
    except Refused as refused:
        return {"refusal": str(refused)}, b""


def _read(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        if "content.xml" not in names:
            raise Refused("The file is no document of words. Save it as .docx and try again.")
        refuse_large(package, SIZE)
        if MANIFEST in names and b"encryption-data" in package.read(MANIFEST):
            raise Refused("The file has a password. Take the password away and send it again.")
        root = ElementTree.fromstring(package.read("content.xml"))
        styles = Styles()
        if "styles.xml" in names:
            styles.learn(ElementTree.fromstring(package.read("styles.xml")))
    styles.learn(root)
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Refused("The file is no document of words. Save it as .docx and try again.")
    deleted = len(list(body.iter(f"{TEXT}deletion")))
    styles.left_out["deleted passage"] += deleted
    return {"blocks": list(blocks(body, styles)), "left_out": dict(+styles.left_out)}


def blocks(body: Element, styles: Styles) -> Iterator[dict[str, Any]]:
    """Yield paragraphs and tables in their order, each with its place among its kind."""
    paragraph = table = 0
    for element in standing(body):
        if element.tag == f"{TABLE}table":
            table += 1
            yield {"kind": "table", "number": table, "rows": list(rows(element, styles))}
            continue
        paragraph += 1
        lines = lines_of(element, styles)
        yield {
            "kind": "paragraph",
            "number": paragraph,
            "lines": lines,
            "mark": "",
            "is_heading": is_heading(element, lines, styles),
        }


def standing(node: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables in a node, also within lists and sections."""
    for child in node:
        if child.tag in PARAGRAPHS or child.tag == f"{TABLE}table":
            yield child
        elif child.tag not in NO_WORDS:
            yield from standing(child)


def is_heading(paragraph: Element, lines: list[str], styles: Styles) -> bool:
    """Say whether a paragraph is a heading, or is short and bold throughout."""
    words = " ".join(lines)
    if paragraph.tag == f"{TEXT}h" or not words:
        return bool(words)
    if len(words) > LONGEST_HEADING:
        return False
    if paragraph.get(f"{TEXT}style-name") in styles.bold:
        return True
    spans = list(paragraph.iter(f"{TEXT}span"))
    loose = (paragraph.text or "") + "".join(each.tail or "" for each in paragraph)
    is_bold = all(each.get(f"{TEXT}style-name") in styles.bold for each in spans)
    return bool(spans) and is_bold and not loose.strip()


def rows(table: Element, styles: Styles) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table; a cell that goes on from above has the words it began with."""
    above: dict[int, tuple[int, dict[str, Any]]] = {}
    place = 0
    for row in rows_within(table):
        for _ in range(_repeated(row, "number-rows-repeated")):
            place += 1
            yield {"number": place, "cells": list(cells_of(row, above, styles))}


def rows_within(node: Element) -> Iterator[Element]:
    """Yield the rows of a table, also those of its head and its groups."""
    for child in node:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in ROWS_WITHIN:
            yield from rows_within(child)


def cells_of(
    row: Element, above: dict[int, tuple[int, dict[str, Any]]], styles: Styles
) -> Iterator[dict[str, Any]]:
    """Yield the cells of a row; ``above`` are those that go on downwards, and how many rows."""
    column = 1
    covered_until = 0
    for element in row:
        if element.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        for _ in range(_repeated(element, "number-columns-repeated")):
            if element.tag == f"{TABLE}table-cell":
                cell = _cell(element, column, styles)
                covered_until = column + cell["width"] - 1
                if (reach := _number(element, "number-rows-spanned")) > 1:
                    above[column] = (reach - 1, cell)
                yield cell
            elif column > covered_until and column in above:
                left, begun = above.pop(column)
                covered_until = column + begun["width"] - 1
                if left > 1:
                    above[column] = (left - 1, begun)
                yield {**begun, "is_from_above": True}
            column += 1


def _cell(element: Element, column: int, styles: Styles) -> dict[str, Any]:
    lines = [line for each in standing(element) for line in lines_of(each, styles)]
    return {
        "column": column,
        "lines": lines,
        "width": _number(element, "number-columns-spanned"),
        "mark": "",
        "colour": styles.colours.get(element.get(f"{TABLE}style-name", ""), ""),
        "is_from_above": False,
    }


def _number(element: Element, name: str) -> int:
    words = element.get(f"{TABLE}{name}", "1")
    return max(1, int(words)) if words.isdigit() else 1


def _repeated(element: Element, name: str) -> int:
    return min(_number(element, name), MOST_REPEATED)


def lines_of(node: Element, styles: Styles) -> list[str]:
    """Return the words of a paragraph, or of a table in a cell, line by line."""
    if node.tag == f"{TABLE}table":
        said = ([" ".join(cell["lines"]) for cell in row["cells"]] for row in rows(node, styles))
        return [found for cells in said if (found := "; ".join(filter(None, cells)))]
    lines = [""]
    _walk(node, lines, styles)
    return [found for line in lines if (found := " ".join(line.split()))]


def _walk(node: Element, lines: list[str], styles: Styles) -> None:
    """Add the words of a node, without what follows it, to the lines."""
    if node.tag in NO_WORDS:
        return
    if node.tag in LEFT_OUT:
        styles.left_out[LEFT_OUT[node.tag]] += 1
        return
    if node.get(f"{TEXT}style-name") in styles.hidden or node.tag == f"{TEXT}hidden-text":
        styles.left_out["hidden passage"] += 1
        return
    if node.tag == f"{DRAW}text-box":
        styles.left_out["text box, read where it is anchored"] += 1
    if node.tag in (f"{TEXT}line-break", f"{TEXT}p"):
        lines.append("")
    if node.tag in (f"{TEXT}s", f"{TEXT}tab"):
        lines[-1] += " "
    lines[-1] += node.text or ""
    for child in node:
        _walk(child, lines, styles)
        lines[-1] += child.tail or ""
