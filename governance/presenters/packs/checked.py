"""A pack as it is checked before it goes out, and what every check of it is made with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from governance.models import AgendaItem, Meeting
from governance.models.issued import Issued
from governance.presenters.members import Seats
from governance.presenters.packs.contents import Check, Issue
from governance.presenters.packs.parts import Part

# Where a check leads: each is an address of its own, with what it is of.
MEETING, MEMBERS, AGENDA, REPORT, MINUTES = "meeting", "members", "agenda", "report", "minutes"
ACTION, TAKE_DOWN = "action", "take-down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A pack as it is checked: the rows, and what was made of them."""

    meeting: Meeting
    as_of: date
    issue: Issue
    issued: Issued
    items: list[AgendaItem]
    numbers: Mapping[int, int]
    parts: tuple[Part, ...]
    seats: tuple[Seats, ...]
    late: Collection[int]

    def item(self, number: int) -> AgendaItem:
        """Return the item of a part."""
        return next(row for row in self.items if self.numbers[row.pk] == number)


def stop(words: str, at: str = "", of: str = "") -> Check:
    """Return something that must be mended, and where."""
    return Check(words=words, stops=True, at=at, of=of)


def look(words: str, at: str = "", of: str = "", *, asks: bool = False) -> Check:
    """Return something to be looked at; ``asks``: it goes out only with a reason."""
    return Check(words=words, stops=False, at=at, of=of, asks=asks)


def place(pack: Checked, part: Part) -> tuple[str, str]:
    """Return where a part is mended: at its report, or its item where it has none."""
    item = pack.item(part.item)
    if item.report is not None:
        return REPORT, item.report.slug
    return AGENDA, str(item.pk)


def pack_has_exempt(pack: Checked) -> bool:
    """Say whether anything in a pack is withheld from the public."""
    return any(part.exemption for part in pack.parts) or any(
        item.withheld_as for item in pack.items
    )
