"""Puts the tag tree of a printed document right, before the document is written.

The PDF engine builds the tree page by page: a table over three pages comes out as three tables,
each with its head, and each line of text as an element of its own. Here what a page break parts
becomes one again, a head that is repeated overleaf becomes a mark that readers aloud pass over,
and lines become contents of their paragraph.

Source: ISO 32000-1, 14.7 and 14.8; for the head overleaf 14.8.2.2, on artifacts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise
from typing import Any

import pydyf

from herefordshire_cs.lib.pdf.head_cells import name_heads

# What an element of the tree is of: an element of the page, and as which kind of it.
type Origin = tuple[int, str, str]
type Origins = dict[int, Origin]  # by the number of the tag

# Kinds that a page break parts, and that are one all the same.
PARTED = frozenset(
    f"/{kind}"
    for kind in [
        *("Table", "THead", "TBody", "TFoot", "TR", "TD", "TH", "Caption", "L", "LI", "LBody"),
        *("Part", "Art", "Sect", "Div", "BlockQuote", "NonStruct", "P"),
        *("H1", "H2", "H3", "H4", "H5", "H6"),
    ]
)
# Kinds that hold elements only, never text.
WITHOUT_TEXT = frozenset(
    f"/{kind}"
    for kind in ["Document", "Figure", "Table", "THead", "TBody", "TFoot", "TR", "L", "LI"]
)
OF_A_LINE = {"Type", "S", "K", "Pg", "P"}  # what the element of a line has, and no more


@contextmanager
def recorded_origins() -> Iterator[Origins]:
    """Record, while a document is written, of which element of the page each tag is.

    The engine keeps no such record; its function that makes tags is watched. Of one document at
    a time. Raises AttributeError with an engine that has no such function.
    """
    tags: Any = import_module("weasyprint.pdf.tags")
    build = tags._build_box_tree
    origins: Origins = {}

    def build_and_record(box: Any, *rest: Any) -> Iterator[Any]:
        source = getattr(box, "_box", box)
        for element in build(box, *rest):
            if source.element is not None:
                origin = (id(source.element), source.element_tag, element["S"])
                origins.setdefault(element.number, origin)
            yield element

    tags._build_box_tree = build_and_record
    try:
        yield origins
    finally:
        tags._build_box_tree = build


def put_right(printed: Any, origins: Origins) -> None:
    """Put right the tag tree of a document of the engine that is about to be written."""
    tree = _Tree(printed, origins)
    for element in list(tree.elements()):
        tree.fold_lines(element)
    tree.join(tree.top)
    tree.leave_out_the_rest()
    tables = []
    for element in tree.elements():
        if element["S"] == "/TH":
            tree.say_what_it_heads(element)
        elif element["S"] == "/TD":
            tree.rename_headers(element)
        elif element["S"] == "/Figure" and "Alt" not in element:
            _pass_over(element)
        elif element["S"] == "/Table":
            tables.append(element)
    for table in tables:
        name_heads(tree.rows(table))


def _pass_over(picture: Any) -> None:
    """Let a reader pass over a picture without a title: a shape whose word stands beside it."""
    picture["S"] = "/NonStruct"
    del picture["A"]


class _Nothing(pydyf.Object):
    """What the file holds in place of an element that is not in the tree any more."""

    data = b"null"


class _Tree:
    """The tag tree of a printed document, while it is put right."""

    def __init__(self, printed: Any, origins: Origins) -> None:
        self.printed = printed
        self.origins = origins
        self.pages = list(printed.page_references)
        self.page_numbers = {page: number for number, page in enumerate(self.pages)}
        root = self._object(printed.catalog["StructTreeRoot"])
        self.top = self._object(root["K"][0])
        numbered = list(pairwise(self._object(root["ParentTree"])["Nums"]))[::2]
        # For each page the elements that hold its marks, by the numbers of the marks.
        self.holders = [held for _key, held in numbered[: len(self.pages)]]
        self.renamed: dict[str, Any] = {}
        self.columns: set[str] = set()

    def _object(self, reference: bytes) -> Any:
        return self.printed.objects[int(reference.split()[0])]

    def elements(self, top: Any = None) -> Iterator[Any]:
        """Yield every element below another, parents first; by default all of the tree."""
        for kid in self._kids(top or self.top):
            yield kid
            yield from self.elements(kid)

    def _kids(self, element: Any) -> Iterator[Any]:
        return filter(None, map(self._element, element["K"]))

    def _element(self, kid: Any) -> Any:
        """Return the element that stands among the contents of another; None for a mark."""
        found = self._object(kid) if isinstance(kid, bytes) else None
        is_element = isinstance(found, dict) and found.get("Type") == "/StructElem"
        return found if is_element else None

    def _hold(self, element: Any, mark: int, *, page: bytes) -> None:
        self.holders[self.page_numbers[page]][mark] = element.reference

    def fold_lines(self, element: Any) -> None:
        """Let an element hold its lines of text itself."""
        if element["S"] in WITHOUT_TEXT:
            return
        for place, line in enumerate(map(self._element, element["K"])):
            if line is not None and self._is_line_of(line, element):
                [mark] = line["K"]
                element["K"][place] = mark
                self._hold(element, mark, page=line["Pg"])

    def _is_line_of(self, line: Any, element: Any) -> bool:
        """Say whether an element is the engine's own for a line, and not one of the page."""
        return (
            line["S"] == "/Span"
            and line.number not in self.origins
            and line["Pg"] == element["Pg"]
            and set(line) == OF_A_LINE
            and len(line["K"]) == 1
            and isinstance(line["K"][0], int)
        )

    def join(self, element: Any) -> None:
        """Make one again, at every depth, of what page breaks parted within an element."""
        kept = pydyf.Array()
        firsts: dict[Origin, Any] = {}
        last = None
        for kid in element["K"]:
            found = self._element(kid)
            origin = self.origins.get(found.number) if found is not None else None
            first = firsts.get(origin) if origin else None
            if first is not None and found["S"] == "/THead":
                self._rename_cells(found, first)
                continue  # what stands below it goes on from above it
            # Cells of a row that is parted stand beside those of its other half.
            if first is not None and (origin == last or element["S"] == "/TR"):
                self._continue(first, found)
            else:
                kept.append(kid)
                if origin and found["S"] in PARTED:
                    firsts[origin] = found
            last = origin
        element["K"] = kept
        for found in self._kids(element):
            self.join(found)

    def _continue(self, first: Any, overleaf: Any) -> None:
        """Put the contents of an element's other half behind those of its first."""
        for kid in overleaf["K"]:
            if isinstance(kid, int):
                self._hold(first, kid, page=overleaf["Pg"])
                kid = pydyf.Dictionary({"Type": "/MCR", "Pg": overleaf["Pg"], "MCID": kid})
            elif (found := self._element(kid)) is not None:
                found["P"] = first.reference
            first["K"].append(kid)
        if "ID" in overleaf:
            self.renamed[overleaf["ID"].string] = first["ID"]

    def _rename_cells(self, head: Any, first: Any) -> None:
        """Let what names the cells of a repeated head name those of the first."""
        again, names = (
            [cell["ID"] for cell in self.elements(one) if "ID" in cell] for one in (head, first)
        )
        self.renamed |= {name.string: known for name, known in zip(again, names, strict=True)}

    def leave_out_the_rest(self) -> None:
        """Turn marks that no element of the tree holds into artifacts: heads and feet of pages."""
        kept = {self.top.number, *(element.number for element in self.elements())}
        for number, found in enumerate(self.printed.objects):
            is_element = isinstance(found, dict) and found.get("Type") == "/StructElem"
            if is_element and number not in kept:
                left = _Nothing()
                left.number = number
                self.printed.objects[number] = left
        for page, holders in zip(self.pages, self.holders, strict=True):
            dropped = {
                mark
                for mark, holder in enumerate(holders)
                if isinstance(self._object(holder), _Nothing)
            }
            for mark in dropped:
                holders[mark] = "null"
            _make_artifacts(self._object(self._object(page)["Contents"]).stream, dropped)

    def say_what_it_heads(self, cell: Any) -> None:
        """Say of a header cell whether it heads a column or a row."""
        part = self._object(self._object(cell["P"])["P"])
        cell["A"]["Scope"] = "/Column" if part["S"] == "/THead" else "/Row"
        if part["S"] == "/THead":
            self.columns.add(cell["ID"].string)

    def rename_headers(self, cell: Any) -> None:
        """Let a cell name the header cells that are left.

        Of a row longer than a page the engine repeats no head; its cells name no column then, and
        go by what the header cells say that they head.
        """
        attributes = cell.get("A") or {}
        names = [self.renamed.get(name.string, name) for name in attributes.pop("Headers", [])]
        if any(name.string in self.columns for name in names):
            attributes["Headers"] = pydyf.Array(names)

    def rows(self, table: Any) -> list[list[Any]]:
        """Return the cells of a table, row by row."""
        return [list(self._kids(row)) for row in self.elements(table) if row["S"] == "/TR"]


def _make_artifacts(drawn: list[Any], marks: set[int]) -> None:
    """Let readers aloud pass over marks of a page's stream: ``/Span <</MCID 3>> BDC``."""
    for place, each in enumerate(drawn):
        properties = drawn[place - 1] if each == b"BDC" else None
        if isinstance(properties, dict) and properties.get("MCID") in marks:
            drawn[place - 2] = "/Artifact"
            drawn[place - 1] = pydyf.Dictionary({"Type": "/Pagination"})
