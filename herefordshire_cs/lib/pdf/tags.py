"""Joins the tag trees of several PDFs into one, as PDF/UA-1 asks.

Source: ISO 32000-1, 14.7 and 14.8.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from herefordshire_cs.lib.pdf.plain_pages import containers

KINDS = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3"
    " H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry"
    " Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
)
STANDARD = frozenset(KINDS.split())
# Kinds that PDF 2.0 added, as a reader of PDF 1.7 knows them.
NEWER = {
    "DocumentFragment": "Part",
    "Aside": "Div",
    "Title": "P",
    "FENote": "Note",
    "Sub": "Span",
    "Em": "Span",
    "Strong": "Span",
}
NOT_KEPT = ("/NS", "/AF", "/Ref", "/C", "/T", "/PhoneticAlphabet", "/Phoneme")
MARKS = ("/StructParents", "/StructParent")


def is_tagged(document: pikepdf.Pdf) -> bool:
    """Return whether a document says what its marks are."""
    root = document.Root.get(Name.StructTreeRoot)
    is_marked = document.Root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
    return bool(is_marked) and isinstance(root, Dictionary) and bool(root.get(Name.K))


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Give every element of a document's tag tree once, from the top."""
    seen = pikepdf.ObjectSet()
    pending = _list(document.Root.StructTreeRoot.get(Name.K))
    while pending:
        item = pending.pop()
        if isinstance(item, Dictionary) and Name.S in item and seen.add(item):
            yield item
            pending.extend(_list(item.get(Name.K)))


class TagTree:
    """The tag tree of a document that grows by parts."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.top = document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array())
        )
        self.root.K = Array([self.top])
        self.rows = Array()
        self.next_key = 0
        self.parts = 0

    def prepare(self, source: pikepdf.Pdf) -> None:
        """Make a part's marks and names differ from all others', before its pages are copied."""
        self.parts += 1
        if not is_tagged(source):
            _each_mark(source, lambda _key: None)
            return
        _Part(source, prefix=b"%d." % self.parts).renew()
        first = self.next_key
        used: set[int] = set()

        def renumber(key: int) -> int:
            used.add(key)
            return first + key

        _each_mark(source, renumber)
        tree = pikepdf.NumberTree(source.Root.StructTreeRoot.ParentTree)
        rows = [(key, value) for key, value in tree.items() if key in used]
        flat = Array([item for key, value in rows for item in (first + key, value)])
        source.Root.StructTreeRoot = source.make_indirect(
            Dictionary(K=source.Root.StructTreeRoot.K, ParentTree=Dictionary(Nums=flat))
        )
        self.next_key = first + max(used, default=-1) + 1

    def adopt(self, source: pikepdf.Pdf) -> None:
        """Hang a part's tags under this tree, after its pages were copied."""
        if not is_tagged(source):
            return
        tree = self.document.copy_foreign(source.Root.StructTreeRoot)
        part = self.document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self.top, K=Array())
        )
        language = source.Root.get(Name.Lang)
        if language is not None:
            part.Lang = pikepdf.String(str(language))
        tops = [item for item in _list(tree.K) if isinstance(item, Dictionary)]
        if len(tops) == 1 and str(tops[0].S) == "/Document":
            tops = [item for item in _list(tops[0].get(Name.K)) if isinstance(item, Dictionary)]
        for item in tops:
            item.P = part
            part.K.append(item)
        self.top.K.append(part)
        self.rows.extend(tree.ParentTree.Nums)

    def finish(self) -> None:
        """Make this the document's tag tree."""
        tree = self.document.make_indirect(Dictionary(Nums=self.rows))
        self.root.ParentTree = tree
        self.root.ParentTreeNextKey = self.next_key
        self.document.Root.StructTreeRoot = self.root
        self.document.Root.MarkInfo = Dictionary(Marked=True)
        named = [(bytes(item.ID), item) for item in elements(self.document) if Name.ID in item]
        if named:
            flat = Array()
            for name, item in sorted(named, key=lambda pair: pair[0]):
                flat.extend([pikepdf.String(name), item])
            self.root.IDTree = self.document.make_indirect(Dictionary(Names=flat))


class _Part:
    """One part's tag tree, made fit to stand beside others."""

    def __init__(self, source: pikepdf.Pdf, *, prefix: bytes) -> None:
        self.source = source
        self.prefix = prefix
        self.pages = {page.obj.objgen for page in source.pages}
        self.links = pikepdf.ObjectSet(
            [note for page in source.pages for note in page.obj.get(Name.Annots, [])]
        )
        root = source.Root.StructTreeRoot
        self.roles = {key[1:]: str(to)[1:] for key, to in root.get(Name.RoleMap, {}).items()}
        self.classes = root.get(Name.ClassMap, Dictionary())
        self.renamed = pikepdf.ObjectSet()

    def renew(self) -> None:
        found = list(elements(self.source))
        for element in found:
            self._describe(element)
        # From the leaves up: an element whose every mark is gone goes too, with its words.
        gone = pikepdf.ObjectSet()
        for element in reversed(found):
            kids = _list(element.get(Name.K))
            kept = [kid for kid in kids if self._is_here(kid, element, gone)]
            if len(kept) < len(kids):
                element.K = Array(kept)
                if not kept:
                    gone.add(element)
        root = self.source.Root.StructTreeRoot
        root.K = Array([kid for kid in _list(root.K) if kid not in gone])

    def _describe(self, element: Any) -> None:
        element.S = Name(f"/{self._role(str(element.S)[1:])}")
        names = [name for name in _list(element.get(Name.C)) if isinstance(name, Name)]
        given = [self.classes.get(name) for name in names]
        attributes = [*_list(element.get(Name.A)), *(item for one in given for item in _list(one))]
        if given and attributes:
            element.A = Array(attributes)
        for key in NOT_KEPT:
            if key in element:
                del element[key]
        if Name.ID in element:
            element.ID = pikepdf.String(self.prefix + bytes(element.ID))
        for item in attributes:
            if isinstance(item, Dictionary) and Name.Headers in item and self.renamed.add(item):
                item.Headers = Array(
                    [pikepdf.String(self.prefix + bytes(name)) for name in item.Headers]
                )

    def _role(self, kind: str) -> str:
        for _ in range(10):  # a role may stand for another; a ring of them is a fault
            if kind in STANDARD or kind not in self.roles:
                break
            kind = self.roles[kind]
        return kind if kind in STANDARD else NEWER.get(kind, "NonStruct")

    def _is_here(self, kid: Any, element: Any, gone: pikepdf.ObjectSet) -> bool:
        """Return whether what an element names is in this document and seen."""
        if isinstance(kid, Dictionary) and Name.S in kid:
            return kid not in gone
        if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.OBJR:
            return kid.get(Name.Obj) is not None and kid.Obj in self.links
        page = kid.get(Name.Pg) if isinstance(kid, Dictionary) else None
        page = page if page is not None else element.get(Name.Pg)
        return page is not None and page.objgen in self.pages


def _each_mark(source: pikepdf.Pdf, renumber: Callable[[int], int | None]) -> None:
    """Give each key into the tag tree another, or none."""
    for item in containers(source):
        if isinstance(item, Array):
            continue
        for key in MARKS:
            if key in item:
                number = renumber(int(item[key]))
                if number is None:
                    del item[key]
                else:
                    item[key] = number


def _list(value: Any) -> list[Any]:
    """Return one or many as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
