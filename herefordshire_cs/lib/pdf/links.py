"""Where the links and bookmarks of a PDF lead, kept while its pages move into another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from herefordshire_cs.lib.pdf.bookmarks import Entry, read_outline
from herefordshire_cs.lib.pdf.cleaning import is_link

# Where another part seems to be while a part is printed: the engine drops a link to a name that
# its own document lacks. A host that can never exist. Source: RFC 2606.
ELSEWHERE = "https://parts.invalid/#"
ADDRESSES = ("https:", "http:", "mailto:")  # not files on the author's own computer, nor scripts


class LinkLost(LookupError):
    """A part links to another that is not in the document."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the whole document, counted from nought, and what is seen of it."""

    page: int
    view: tuple[Any, ...] = (Name.Fit,)

    def on(self, document: pikepdf.Pdf) -> Array:
        return Array([document.pages[self.page].obj, *self.view])


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of a part and those within it."""

    title: str
    place: Place | None
    within: list["Bookmark"]


@dataclass(frozen=True, slots=True)
class Link:
    """The link of a number on a page of a number: to a place, a name or an address."""

    page: int
    number: int
    aim: Place | str
    is_address: bool = False


class OwnPlaces:
    """The names, links and bookmarks of a part that begins at a page of the whole document."""

    def __init__(self, source: pikepdf.Pdf, start: int) -> None:
        self.source = source
        self.start = start
        self.numbers = {page.obj.objgen: start + n for n, page in enumerate(source.pages)}
        self.names = {name: place for name, aim in self._named() if (place := self._at(aim))}
        self.links = list(self._links())

    def bookmarks(self) -> list[Bookmark]:
        return [self._bookmark(entry) for entry in read_outline(self.source).entries]

    def _bookmark(self, entry: Entry) -> Bookmark:
        place = self._place(entry.aim)
        within = [self._bookmark(one) for one in entry.within]
        return Bookmark(entry.title, place if isinstance(place, Place) else None, within)

    def _named(self) -> Iterator[tuple[str, Any]]:
        root = self.source.Root
        for name, aim in root.get(Name.Dests, {}).items():
            yield name[1:], aim
        tree = root.get(Name.Names, Dictionary()).get(Name.Dests)
        if tree is not None:
            for key, aim in pikepdf.NameTree(tree).items():
                yield str(key), aim

    def _links(self) -> Iterator[Link]:
        for page, sheet in enumerate(self.source.pages, start=self.start):
            notes = filter(is_link, sheet.obj.get(Name.Annots, []))
            for number, note in enumerate(notes):
                action = note.get(Name.A, Dictionary())
                if action.get(Name.S) == Name.URI:
                    address = str(action.get(Name.URI, ""))
                    if address.casefold().startswith(ADDRESSES):
                        yield Link(page, number, address, is_address=True)
                    continue
                aim = note.get(Name.Dest)
                if aim is None and action.get(Name.S) == Name.GoTo:
                    aim = action.get(Name.D)
                place = self._place(aim)
                if place is not None:
                    yield Link(page, number, place)

    def _place(self, aim: Any) -> Place | str | None:
        """Return where a destination leads; the name itself when this part has no such name."""
        if isinstance(aim, (String, Name)):
            name = str(aim).removeprefix("/") if isinstance(aim, Name) else str(aim)
            return self.names.get(name, name)
        return self._at(aim)

    def _at(self, aim: Any) -> Place | None:
        if isinstance(aim, Dictionary):
            aim = aim.get(Name.D)
        if not isinstance(aim, Array) or not len(aim) or not isinstance(aim[0], Dictionary):
            return None
        page = self.numbers.get(aim[0].objgen)
        return None if page is None else Place(page, tuple(list(aim)[1:]) or (Name.Fit,))


@dataclass(slots=True)
class Landings:
    """Every place that a link of any part can lead to, and every link."""

    places: dict[str, Place] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def add(self, destination: str, title: str, own: OwnPlaces) -> None:
        """Add a part, whose own names become ``destination.name``."""
        self.titles[destination] = title
        # The top of the page, at the reader's own size.
        self.places[destination] = Place(own.start, (Name.XYZ, None, None, None))
        self.places |= {f"{destination}.{name}": place for name, place in own.names.items()}
        self.links += own.links

    def connect(self, document: pikepdf.Pdf, texts: Sequence[str]) -> None:
        """Lead every link to its place, and name the places."""
        for link in self.links:
            note = document.pages[link.page].obj.Annots[link.number]
            self._lead(document, note, link, texts)
        flat = Array()
        for name in sorted(self.places, key=str.encode):
            flat.extend([String(name), self.places[name].on(document)])
        tree = document.make_indirect(Dictionary(Names=flat))
        document.Root.Names = Dictionary(Dests=tree)

    def _lead(self, document: pikepdf.Pdf, note: Any, link: Link, texts: Sequence[str]) -> None:
        aim = link.aim
        if isinstance(aim, Place):
            note.Dest = aim.on(document)
        elif link.is_address and not aim.startswith(ELSEWHERE):
            note.A = Dictionary(S=Name.URI, URI=String(aim))
        else:
            name = unquote(aim.removeprefix(ELSEWHERE))
            place = self.places.get(name)
            if place is not None:
                note.Dest = place.on(document)
                # Read aloud in place of the address that the engine wrote.
                title = self.titles.get(name.partition(".")[0], "")
                note.Contents = String(f"{title}, {texts[place.page]}")
            elif link.is_address:
                raise LinkLost(f"A part links to {name}, which is not in the document")


def address_of(destination: str) -> str:
    """Return the address by which the HTML of any part links to a part."""
    return f"{ELSEWHERE}{destination}"
