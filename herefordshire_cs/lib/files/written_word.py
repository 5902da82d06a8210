"""Writes a page of HTML as a Word document: headings, lists and tables as such, and no pictures.

What is printed as a PDF from a template is written from the same template, so both say the same.
Headings are Word's own styles, header rows of tables are marked and stand again on each page, and
the same contents give the same bytes. Source: ECMA-376 part 1, 17.4 (tables) and 17.9 (lists).
"""

# Longer than most: one walk over a page, whose steps share the document that they write.

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib import import_module
from typing import Any

BLOCKS = {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"}
BLOCKS |= {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5"}
BLOCKS |= {"h6", "header", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table"}
BLOCKS |= {"tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
# What is for a screen alone, or for its buttons.
LEFT_OUT = {"button", "form", "head", "input", "nav", "script", "style", "template"}
# What a style sheet puts on a line of its own.
OWN_LINE = {"cs-written", "pa-limb__that"}
HIDDEN = "govuk-visually-hidden"
HEADING = re.compile(r"h([1-6])")
BLANKS = re.compile(r"[ \t\n\r\f]+")
# No XML may hold these. Source: XML 1.0, 2.2.
NOT_WORDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first instant that a ZIP archive can say
FONT, INK = "Arial", "14323A"
WHOLE = 50  # a cell over so many columns is meant to reach across the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a document says of itself: in its properties and at the head of each page."""

    title: str
    author: str
    running_head: str
    made_on: date
    is_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a paragraph, and how they are set."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


def word_document(html: str, described: Described) -> bytes:
    """Return a page of HTML as a .docx file."""
    document = _empty(described)
    root = import_module(".html", "lxml").document_fromstring(html or "<p></p>")
    _Writer(document).write(root, document)
    out = io.BytesIO()
    document.save(out)
    return _without_instants(out)


def _without_instants(written: io.BytesIO) -> bytes:
    """Return the archive with the same instant on each of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(
                zipfile.ZipInfo(entry.filename, EARLIEST),
                old.read(entry),
                compress_type=zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def _empty(described: Described) -> Any:
    """Return a document of A4 pages with its styles, its head, its foot and its properties."""
    shared = import_module("docx.shared")
    document = import_module("docx").Document()
    section = document.sections[0]
    long, short = shared.Mm(297), shared.Mm(210)
    section.page_width, section.page_height = (
        (long, short) if described.is_landscape else (short, long)
    )
    if described.is_landscape:
        section.orientation = import_module("docx.enum.section").WD_ORIENT.LANDSCAPE
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, shared.Mm(20))
    _set_styles(document, shared)
    _set_properties(document.core_properties, described)
    section.header.paragraphs[0].text = _fit(described.running_head)
    _number_pages(section.footer.paragraphs[0])
    return document


def _set_styles(document: Any, shared: Any) -> None:
    """Set one plain face in one ink, in English, for every style that is used."""
    ink = shared.RGBColor.from_string(INK)
    sizes = {"Normal": 11, "Heading 1": 20, "Heading 2": 15, "Heading 3": 13, "Heading 4": 11}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, shared.Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):  # those of the theme would go before
            del fonts.attrib[key]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(_name(kind), FONT)
        if name != "Normal":
            style.font.color.rgb = ink
    document.styles["Caption"].font.color.rgb = ink
    language = document.styles.element.xpath("//w:rPrDefault//w:lang")
    for each in language:
        each.set(_name("val"), "en-GB")


def _set_properties(properties: Any, described: Described) -> None:
    made_at = datetime.combine(described.made_on, time.min, UTC)
    properties.title = _fit(described.title)[:255]
    properties.author = properties.last_modified_by = _fit(described.author)[:255]
    properties.created = properties.modified = made_at
    properties.language, properties.comments = "en-GB", ""


def _number_pages(paragraph: Any) -> None:
    """Write ``Page 1 of 2`` as fields, which Word counts itself."""
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        run = paragraph.add_run()._r
        for kind in ("begin", None, "end"):
            part = _element("instrText" if kind is None else "fldChar")
            if kind is None:
                part.text = field
            else:
                part.set(_name("fldCharType"), kind)
            run.append(part)


def _name(tag: str) -> str:
    name: str = import_module("docx.oxml.ns").qn(f"w:{tag}")
    return name


def _element(tag: str, **values: str) -> Any:
    found = import_module("docx.oxml").OxmlElement(f"w:{tag}")
    for key, value in values.items():
        found.set(_name(key), value)
    return found


def _fit(text: str) -> str:
    return NOT_WORDS.sub("", text)


class _Writer:
    """Walks over a page and writes what it finds into a document, or into a cell of a table."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def write(self, element: Any, place: Any, style: str = "", depth: int = 0) -> None:
        """Write what is in an element: loose words as paragraphs, and its blocks."""
        loose: list[Words] = [Words(element.text or "")]
        for child in element:
            if isinstance(child.tag, str) and self._is_block(child):
                self._paragraph(place, loose, style)
                loose = []
                self._block(child, place, style, depth)
            else:
                loose += _words_of(child)
            loose.append(Words(child.tail or ""))
        self._paragraph(place, loose, style)

    def _is_block(self, element: Any) -> bool:
        """Say whether an element stands on lines of its own, or holds one that does."""
        return element.tag in BLOCKS or any(
            each.tag in BLOCKS for each in element.iterdescendants() if isinstance(each.tag, str)
        )

    def _block(self, element: Any, place: Any, style: str, depth: int) -> None:
        if _is_left_out(element):
            return
        if found := HEADING.fullmatch(element.tag):
            words = list(_words_within(element))
            self._paragraph(place, words, f"Heading {min(int(found[1]), 4)}")
        elif element.tag in {"ul", "ol"}:
            self._list(element, place, depth)
        elif element.tag == "dl":
            self._terms(element, place)
        elif element.tag == "table":
            self._table(element, place)
        else:
            self.write(element, place, style, depth)

    def _paragraph(self, place: Any, words: list[Words], style: str = "") -> Any:
        """Write words as one paragraph; nothing where they are blank."""
        runs = list(_tidy(words))
        if not runs:
            return None
        paragraph = place.add_paragraph(style=style or None)
        for each in runs:
            run = paragraph.add_run(each.text)
            run.bold, run.italic = each.is_bold or None, each.is_italic or None
        return paragraph

    def _list(self, element: Any, place: Any, depth: int) -> None:
        kind = "List Bullet" if element.tag == "ul" else "List Number"
        style = f"{kind} {min(depth + 1, 3)}" if depth else kind
        for item in element.iterchildren("li"):
            self.write(item, place, style, depth + 1)

    def _terms(self, element: Any, place: Any) -> None:
        """Write each term in bold, and what is said of it after a colon."""
        for each in element.iterdescendants("dt", "dd"):
            if each.tag == "dt":
                term = "".join(words.text for words in _words_within(each)).strip()
                continue
            said = list(_words_within(each))
            self._paragraph(place, [Words(f"{term}: ", is_bold=True), *said])

    def _table(self, element: Any, place: Any) -> None:
        rows = [row for row in element.iterdescendants("tr") if _nearest_table(row) is element]
        grid = _grid(rows)
        if not grid:
            return
        name = self._caption(element, place)
        columns = max(column + width for _row, column, _height, width, _cell in grid)
        sheet = self._new_table(place, len(rows), columns)
        if name:
            sheet._tbl.tblPr.append(_element("tblCaption", val=_fit(name)[:250]))
        # Taken once: the engine looks through the whole table for each that it is asked for.
        made = [list(row.cells) for row in sheet.rows]
        for row, column, height, width, cell in grid:
            here = made[row][column]
            if height > 1 or width > 1:
                here = here.merge(made[row + height - 1][column + width - 1])
            self._cell(cell, here)
        for row, line in zip(rows, sheet.rows, strict=True):
            kept = line._tr.get_or_add_trPr()
            kept.append(_element("cantSplit"))
            if row.getparent().tag == "thead":
                kept.append(_element("tblHeader"))

    def _caption(self, element: Any, place: Any) -> str:
        """Write what a table is called before it, and return it."""
        caption = element.find("caption")
        if caption is None:
            return ""
        if HIDDEN not in (caption.get("class") or ""):
            if any(HEADING.fullmatch(str(each.tag)) for each in caption):
                self.write(caption, place)
            else:
                paragraph = self._paragraph(place, list(_words_within(caption)), "Caption")
                if paragraph is not None:
                    paragraph.paragraph_format.keep_with_next = True
        return " ".join(caption.text_content().split())

    def _new_table(self, place: Any, rows: int, columns: int) -> Any:
        sheet = place.add_table(rows, columns)
        sheet.style = self.document.styles["Table Grid"]
        return sheet

    def _cell(self, element: Any, cell: Any) -> None:
        first = cell.paragraphs[0]
        self.write(element, cell)
        if len(cell.paragraphs) > 1:  # the one that a new cell has
            first._p.getparent().remove(first._p)
        if element.tag == "th":
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.bold = True


def _is_left_out(element: Any) -> bool:
    names = set((element.get("class") or "").split())
    return element.tag in LEFT_OUT or HIDDEN in names or element.get("hidden") is not None


def _words_of(element: Any, *, is_bold: bool = False, is_italic: bool = False) -> Iterator[Words]:
    """Yield the words of an inline element; of a picture, what describes it."""
    if not isinstance(element.tag, str) or _is_left_out(element):
        return
    if element.tag == "br":
        yield Words("\n")
    elif element.tag == "svg":
        if element.get("aria-hidden") != "true":
            said = [each.text or "" for each in element.iter() if each.tag in {"title", "desc"}]
            yield Words(" ".join(said))
    else:
        is_alone = bool(OWN_LINE & set((element.get("class") or "").split()))
        if is_alone:
            yield Words("\n")
        yield from _words_within(
            element,
            is_bold=is_bold or element.tag in {"b", "strong"},
            is_italic=is_italic or element.tag in {"em", "i", "cite"},
        )


def _words_within(
    element: Any, *, is_bold: bool = False, is_italic: bool = False
) -> Iterator[Words]:
    yield Words(_inline(element.text), is_bold, is_italic)
    for child in element:
        if isinstance(child.tag, str) and child.tag in {"p", "li", "div", "dd", "dt"}:
            yield Words("\n")
        yield from _words_of(child, is_bold=is_bold, is_italic=is_italic)
        yield Words(_inline(child.tail), is_bold, is_italic)


def _inline(text: str | None) -> str:
    return BLANKS.sub(" ", text or "")


def _tidy(words: list[Words]) -> Iterator[Words]:
    """Yield words with one blank where there were several, and none at the ends of lines."""
    at_start = True
    runs = []
    for each in words:
        text = _fit(BLANKS.sub(" ", each.text) if each.text != "\n" else "\n")
        if at_start:
            text = text.lstrip(" \n")
        if text:
            runs.append(Words(text, each.is_bold, each.is_italic))
            at_start = text.endswith((" ", "\n"))
    while runs and not runs[-1].text.rstrip(" \n"):
        runs.pop()
    if runs:
        runs[-1] = Words(runs[-1].text.rstrip(" \n"), runs[-1].is_bold, runs[-1].is_italic)
    yield from runs


def _nearest_table(row: Any) -> Any:
    return next(row.iterancestors("table"), None)


def _grid(rows: list[Any]) -> list[tuple[int, int, int, int, Any]]:
    """Return each cell with its row, its column, and over how many of both it reaches."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            height = min(_span(cell, "rowspan"), len(rows) - number)
            width = _span(cell, "colspan")
            taken |= {
                (number + down, column + on) for down in range(height) for on in range(width)
            }
            found.append((number, column, height, width, cell))
            column += width
    return _within_columns(found)


def _within_columns(
    grid: list[tuple[int, int, int, int, Any]],
) -> list[tuple[int, int, int, int, Any]]:
    """Return cells that reach no further than the columns that there are.

    A cell across a whole table says a number that is never too small, and may be too large.
    """
    columns = max(
        (column + (width if width < WHOLE else 1) for _row, column, _height, width, _cell in grid),
        default=0,
    )
    return [
        (row, column, height, min(width, columns - column), cell)
        for row, column, height, width, cell in grid
    ]


def _span(cell: Any, name: str) -> int:
    written = cell.get(name) or "1"
    return max(int(written), 1) if written.isdecimal() else 1
