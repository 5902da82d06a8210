"""Makes one PDF of many: tags, bookmarks, links and page numbers run through all of them.

A document of parts that each conform to PDF/UA-1 conforms. Nothing is taken from a part but its
pages, its tags, its bookmarks and the places that its links lead to.
"""

import io
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from herefordshire_cs.lib.pdf import links, plain_pages
from herefordshire_cs.lib.pdf.cleaning import clean
from herefordshire_cs.lib.pdf.description import describe
from herefordshire_cs.lib.pdf.stamps import specimen_of, stamp_pages
from herefordshire_cs.lib.pdf.tags import TagTree, is_tagged

PAGES_HERE = 100  # which take 0.3 GB and two seconds; a process of its own takes half a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A PDF that becomes some pages of another, and how it is found there.

    ``level`` counts from 1; the bookmarks of a part without a title stand where its own
    would. A link to ``address_of(destination)`` in any part lands on this
    one's first page. What is withheld is never given: ``content`` is then the notice in its
    place, of as many pages, and the notice's own bookmarks are left out.
    """

    content: bytes
    title: str
    level: int
    destination: str
    is_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A document, the running number of each part's first page, and which parts lack tags."""

    content: bytes
    pages: int
    starts: tuple[int, ...]
    untagged: tuple[str, ...]


def assemble(
    parts: Sequence[Part],
    *,
    title: str,
    subject: str,
    author: str = "",
    made_at: datetime,
    first_page: int = 1,
    stamps: Sequence[str] = (),
    heads: Sequence[str] = (),
    places: Sequence[str] = (),
    specimen: bytes | None = None,
) -> Assembled:
    """Make one document of parts; the same parts and instant give the same bytes.

    ``stamps`` are the words at the foot of each page, whose last word is the page's label; without
    them nothing is stamped. ``heads`` are the words at the head of each, ``places`` those at
    its left. ``specimen`` is the print of their characters, where there is one already. The
    document only claims to be PDF/UA-1 when every part has tags. Raises ``landing.LinkLost``.
    """
    if not parts or len({part.destination for part in parts}) < len(parts):
        raise ValueError("A document has parts, each with a destination of its own")
    with ExitStack() as stack:
        made = _Assembly(stack.enter_context(pikepdf.new()))
        for part in parts:
            # Its streams are read when the whole is written.
            made.add(part, stack.enter_context(pikepdf.open(io.BytesIO(part.content))))
        numbers = [str(first_page + number) for number in range(len(made.document.pages))]
        made.connect(stamps or numbers)
        if stamps:
            made.label(stamps)
            specimen = specimen or specimen_of([*stamps, *heads, *places])
            stamp_pages(made.document, stamps, specimen, heads=heads, places=places)
        is_ua = not made.untagged
        describe(
            made.document,
            title=title,
            subject=subject,
            author=author,
            made_at=made_at,
            is_ua=is_ua,
        )
        return made.written(first_page=first_page)


def assemble_apart(
    parts: Sequence[Part],
    *,
    stamps: Sequence[str] = (),
    heads: Sequence[str] = (),
    places: Sequence[str] = (),
    **said: Any,
) -> Assembled:
    """Assemble as ``assemble`` does, a long document in a process of its own.

    What joining many pages holds in memory is given back when that process ends; the one that
    asks goes on as small as it was.
    """
    specimen = specimen_of([*stamps, *heads, *places]) if stamps else None
    said |= {"stamps": stamps, "heads": heads, "places": places, "specimen": specimen}
    if sum(page_count(part.content) for part in parts) <= PAGES_HERE:
        return assemble(parts, **said)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        made = apart.submit(assemble, parts, **said)
        return made.result()


def page_count(content: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


class _Assembly:
    """A document while parts are added to it."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.tags = TagTree(document)
        self.landings = links.Landings()
        self.starts: list[int] = []
        self.untagged: list[str] = []
        self.root: list[OutlineItem] = []
        self.open_items: list[tuple[int, OutlineItem]] = []

    def add(self, part: Part, source: pikepdf.Pdf) -> None:
        """Add a part's pages and everything that leads to them."""
        plain_pages.make_plain(source)
        own = links.OwnPlaces(source, start=len(self.document.pages))
        outline = [] if part.is_withheld else own.bookmarks()
        clean(source)
        if not is_tagged(source):
            self.untagged.append(part.title)
        self.tags.prepare(source)
        self.document.pages.extend(source.pages)
        self.tags.adopt(source)
        self.landings.add(part.destination, part.title, own)
        self.starts.append(own.start)
        if len(outline) == 1 and outline[0].title.casefold() == part.title.casefold():
            outline = outline[0].within  # the part's heading would repeat its title
        self._bookmark(part, outline)

    def _bookmark(self, part: Part, outline: list[links.Bookmark]) -> None:
        """Hang a part's bookmark under the last one of a higher level, and its own below it."""
        while self.open_items and self.open_items[-1][0] >= part.level:
            self.open_items.pop()
        siblings = self.root
        if self.open_items:
            above = self.open_items[-1][1]
            siblings, above.is_closed = above.children, False
        if not part.title:
            siblings.extend(self._item(one, self.starts[-1]) for one in outline)
            return
        item = self._item(links.Bookmark(part.title, None, outline), self.starts[-1])
        item.is_closed = bool(outline)  # opened by the reader, or the list would run on for ever
        siblings.append(item)
        self.open_items.append((part.level, item))

    def _item(self, bookmark: links.Bookmark, start: int) -> OutlineItem:
        place = bookmark.place or links.Place(start)
        item = OutlineItem(bookmark.title, place.on(self.document))
        item.children.extend(self._item(one, start) for one in bookmark.within)
        return item

    def connect(self, texts: Sequence[str]) -> None:
        """Give the document its links, names, bookmarks and tags.

        ``texts`` are what each page is called where a link to it is read aloud.
        """
        self.landings.connect(self.document, texts)
        with self.document.open_outline() as outline:
            outline.root.extend(self.root)
        self.document.Root.PageMode = Name.UseOutlines
        self.tags.finish()

    def label(self, stamps: Sequence[str]) -> None:
        """Give each page its label."""
        # A reader's own page box shows what is stamped, be it 7 or vii, without words before it.
        labels = [Dictionary(P=text.rpartition(" ")[2]) for text in stamps]
        numbered = [item for pair in enumerate(labels) for item in pair]
        self.document.Root.PageLabels = Dictionary(Nums=Array(numbered))

    def written(self, *, first_page: int) -> Assembled:
        """Return the document, its pages counted from the first one's running number."""
        written = io.BytesIO()
        self.document.save(
            written,
            force_version="1.7",
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return Assembled(
            content=written.getvalue(),
            pages=len(self.document.pages),
            starts=tuple(first_page + start for start in self.starts),
            untagged=tuple(self.untagged),
        )
