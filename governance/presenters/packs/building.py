"""Builds what a pack holds: front matter, then the parts of its items in agenda order."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from governance.exempt.exclusion import word_exclusion
from governance.exempt.marks import exemption_of
from governance.models import AgendaItem, Meeting, Pack, PublicNote
from governance.models.issued import Issued, issued_of, numbers_of
from governance.presenters.agendas import agenda_of
from governance.presenters.meetings import meeting_head
from governance.presenters.members import seats_of
from governance.presenters.packs.checked import Checked
from governance.presenters.packs.checks import checks_of
from governance.presenters.packs.contents import (
    Issue,
    Note,
    Notice,
    PackContents,
    PackItem,
    WithheldAppendix,
    with_pages,
)
from governance.presenters.packs.parts import Part, parts_of, worked_out

__all__ = [
    "Notice",
    "PackContents",
    "PackItem",
    "Part",
    "build_pack",
    "outline_pack",
    "with_pages",
]


def build_pack(
    slug: str,
    *,
    as_of: date,
    kind: str = Pack.Kind.PACK,
    only_items: Collection[int] = (),
    corrects: str = "",
) -> PackContents:
    """Return what the pack of a meeting holds; a supplement holds some items alone, by key.

    Raises Meeting.DoesNotExist for an unknown meeting.
    """
    row = Meeting.objects.select_related("committee").get(slug=slug)
    outline = outline_pack(row, as_of=as_of, kind=kind, only_items=only_items, corrects=corrects)
    return replace(outline, parts=tuple(worked_out(part) for part in outline.parts))


def outline_pack(
    row: Meeting,
    *,
    as_of: date,
    kind: str = Pack.Kind.PACK,
    only_items: Collection[int] = (),
    corrects: str = "",
) -> PackContents:
    """Return what a pack holds, of which live documents are only named: enough to list its parts.

    What stands against its issue does not depend on what they say.
    """
    issued = issued_of(row)
    issue = _issue(issued, kind=kind, corrects=corrects)
    every = list(agenda_of(row))
    numbers = _numbers(every, issued, issue)
    word_exclusion(every, numbers)
    found = [item for item in every if not issue.is_supplement or item.pk in only_items]
    parts = tuple(
        replace(part, order=order)
        for order, part in enumerate(parts_of(found, numbers, as_of=as_of), start=1)
    )
    late = {item.pk for item in found if issued.is_any and issued.item(item) is None}
    seats = () if issue.is_supplement else seats_of(row.committee, on=row.held_on, as_of=as_of)
    checked = Checked(
        meeting=row,
        as_of=as_of,
        issue=issue,
        issued=issued,
        items=found,
        numbers=numbers,
        parts=parts,
        seats=seats,
        late=late,
    )
    return PackContents(
        head=meeting_head(row),
        as_of=as_of,
        issue=issue,
        seats=seats,
        items=tuple(pack_item(item, numbers[item.pk], parts) for item in found),
        notes=() if issue.is_supplement else tuple(_notes()),
        parts=parts,
        checks=tuple(checks_of(checked)),
    )


def _issue(issued: Issued, *, kind: str, corrects: str) -> Issue:
    if kind != Pack.Kind.SUPPLEMENT:
        return Issue(kind=kind, corrects=corrects)
    return Issue(
        kind=kind,
        supplement=issued.supplements + 1,
        corrects=corrects,
        first_page=issued.last_page + 1,
    )


def _numbers(items: list[AgendaItem], issued: Issued, issue: Issue) -> dict[int, int]:
    """Return the numbers of items: as issued in a supplement, else by their place.

    A whole pack numbers its items anew, so that one which was pulled leaves no gap.
    """
    if not issue.is_supplement:
        return {item.pk: number for number, item in enumerate(items, start=1)}
    found = numbers_of(items, issued, is_planned=True)
    return {key: number or 0 for key, number in found.items()}


def pack_item(row: AgendaItem, number: int, parts: tuple[Part, ...]) -> PackItem:
    """Return an item, with the appendices that are withheld though its report is not."""
    exemption = exemption_of(row.withheld_as) if row.withheld_as else None
    own = [part for part in parts if part.item == number and part.level == 2 and part.exemption]
    return PackItem(
        key=row.pk,
        order=row.order,
        number=number,
        title=row.title,
        purpose=row.purpose,
        kind=row.kind,
        exemption=exemption,
        withheld=() if exemption else tuple(_withheld(part) for part in own),
        late_reason=row.late_reason,
    )


def _withheld(part: Part) -> WithheldAppendix:
    assert part.exemption is not None
    return WithheldAppendix(
        name=part.public_title, paragraph=part.exemption.paragraph, also=part.exemption.also
    )


def _notes() -> Iterator[Note]:
    for row in PublicNote.objects.all():
        yield Note(
            heading=row.heading,
            section=row.section,
            text=row.text,
            bullets=tuple(_bullet(each) for each in row.bullets),
            is_abridged=row.is_abridged,
        )


def _bullet(found: Any) -> str:
    return found if isinstance(found, str) else str(found.get("text", ""))
