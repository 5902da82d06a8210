"""What a pack says, part by part and item by item, and the pages on which they stand."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from governance.exempt.marks import Exemption
from governance.models import Pack
from governance.presenters.meetings import MeetingHead
from governance.presenters.members import Seats
from governance.presenters.packs.parts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an agenda tells the public."""

    heading: str
    section: str
    text: str
    bullets: tuple[str, ...]
    is_abridged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldAppendix:
    """An appendix that is exempt while its report is not, as anybody may know it."""

    name: str
    paragraph: int
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """An item of the agenda with the pages before it."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "order",
            "number",
            "kind",
            "withheld",
            "first",
            "last",
        }
    )

    key: int
    order: int
    number: int
    title: str
    purpose: str
    kind: str
    exemption: Exemption | None
    withheld: tuple[WithheldAppendix, ...] = ()
    late_reason: str = ""
    first: int = 0
    last: int = 0

    @property
    def pages(self) -> str:
        """The range as an agenda prints it, ``7 - 10``; nothing where no paper is before it."""
        return f"{self.first} - {self.last}" if self.first else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Which issue of the papers it is: the first, a supplement of a number, or a correction.

    ``corrects`` is what a correction says of itself; the pages are numbered from ``first_page``.
    """

    kind: str = Pack.Kind.PACK
    supplement: int = 0
    corrects: str = ""
    first_page: int = 1

    @property
    def is_supplement(self) -> bool:
        """Whether it adds to what was issued."""
        return self.kind == Pack.Kind.SUPPLEMENT

    @property
    def is_correction(self) -> bool:
        """Whether it stands in the place of what was issued."""
        return self.kind == Pack.Kind.CORRECTION


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPart:
    """What the front pages say."""

    head: MeetingHead
    issue: Issue
    seats: tuple[Seats, ...]
    items: tuple[PackItem, ...]
    notes: tuple[Note, ...]
    is_public: bool
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The page that stands in the public copy where others were withheld."""

    title: str
    exemption: Exemption
    first: int
    last: int

    @property
    def page_numbers(self) -> range:
        """The pages withheld, one notice each."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something to be mended or looked at before a pack goes out, for its clerk alone.

    ``stops``: it must be mended. ``asks``: it goes out as it is only with a reason. ``at`` is the
    kind of page on which it is mended and ``of`` what that page is of: an item's key, a slug.
    """

    words: str
    stops: bool
    at: str = ""
    of: str = ""
    asks: bool = False

    @property
    def action(self) -> tuple[str, str]:
        """The plan and the reference of an action, where that is what it is of."""
        plan, _, reference = self.of.partition(" ")
        return plan, reference


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContents:
    """A pack as it would be built on a day; what is in ``blocks`` must be mended before it is."""

    front_template: ClassVar[str] = "governance/print/front.html"

    head: MeetingHead
    as_of: date
    issue: Issue
    seats: tuple[Seats, ...]
    items: tuple[PackItem, ...]
    notes: tuple[Note, ...]
    parts: tuple[Part, ...]
    checks: tuple[Check, ...] = ()
    is_public: bool = False

    @property
    def stops(self) -> tuple[Check, ...]:
        """What must be mended before it is issued."""
        return tuple(each for each in self.checks if each.stops)

    @property
    def looks(self) -> tuple[Check, ...]:
        """What is to be looked at before it is issued."""
        return tuple(each for each in self.checks if not each.stops)

    @property
    def asks_reason(self) -> bool:
        """Whether it is issued as it is only with a reason."""
        return any(each.asks for each in self.checks)

    @property
    def blocks(self) -> tuple[str, ...]:
        """What must be mended, in words that name nothing exempt."""
        return tuple(each.words for each in self.stops)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is to be looked at, in words for its clerk."""
        return tuple(each.words for each in self.looks)

    @property
    def front(self) -> FrontPart:
        """What the front pages say."""
        return FrontPart(
            head=self.head,
            issue=self.issue,
            seats=self.seats,
            items=self.items,
            notes=self.notes,
            is_public=self.is_public,
            issued_on=self.as_of,
        )

    @property
    def pages(self) -> int:
        """The last page of the numbered sequence."""
        return max((part.last for part in self.parts), default=0)

    @property
    def has_exempt(self) -> bool:
        """Whether anything in it may not be read by the public."""
        return any(part.exemption for part in self.parts)


def with_pages(contents: PackContents, counts: tuple[int, ...]) -> PackContents:
    """Return the contents with the pages of every part and item, from the parts' page counts."""
    parts = []
    first = contents.issue.first_page
    for part, count in zip(contents.parts, counts, strict=True):
        parts.append(replace(part, first=first, last=first + count - 1))
        first += count
    items = tuple(_item_pages(item, parts) for item in contents.items)
    return replace(contents, parts=tuple(parts), items=items)


def _item_pages(item: PackItem, parts: list[Part]) -> PackItem:
    own = [part for part in parts if part.item == item.number]
    if not own:
        return item
    return replace(item, first=own[0].first, last=own[-1].last)
