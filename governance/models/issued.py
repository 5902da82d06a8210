"""What was issued of a meeting: read from its packs as stored, never worked out anew."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.models import AgendaItem, Meeting, Minute, Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedAppendix:
    """What the public copy withholds of an item, by the name under which anybody may know it.

    ``key`` is that of an appendix, 0 where it is a minute.
    """

    key: int
    name: str
    paragraph: int
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedItem:
    """An item as the newest issue holds it; ``appendices`` is None where that is not on record.

    ``minutes`` are those that its public copy shows, by key; ``minuted`` the reports of which old
    packs say that they show minutes.
    """

    pack: str
    number: int
    title: str
    public_title: str
    first: int
    last: int
    paragraph: int | None
    report: int | None
    appendices: tuple[int, ...] | None
    withheld: tuple[IssuedAppendix, ...]
    also: tuple[int, ...] = ()
    minuted: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()

    @property
    def pages(self) -> str:
        """The range as an agenda prints it; nothing where no paper is before the item."""
        return f"{self.first} - {self.last}" if self.first else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What was issued of a meeting so far: nothing, or a pack and the supplements since."""

    is_any: bool = False
    last_page: int = 0
    supplements: int = 0
    by_key: Mapping[int, IssuedItem] = field(default_factory=dict)
    by_order: Mapping[int, IssuedItem] = field(default_factory=dict)

    def item(self, row: AgendaItem) -> IssuedItem | None:
        """Return an item as it was issued last; those of old packs are known by their order."""
        return self.by_key.get(row.pk) or self.by_order.get(row.order)


def issued_of(meeting: Meeting, *, as_of: date | None = None) -> Issued:
    """Return what was issued of a meeting, by a day where one is given."""
    rows = meeting.packs.filter(state=Pack.State.READY).order_by("-version")
    if as_of is not None:
        rows = rows.filter(as_of__lte=as_of)
    return read_issues(rows.values("pk_uuid", "kind", "contents"))


def issues_with(report: int) -> set[int]:
    """Return the meetings, by key, of whose packs one holds a report or what was minuted of it."""
    minutes = set(Minute.objects.filter(item__report=report).values_list("pk", flat=True))
    rows = Pack.objects.filter(state=Pack.State.READY).values_list("meeting_id", "contents")
    return {
        meeting
        for meeting, contents in rows
        for item in contents
        if item.get("report") == report
        or report in item.get("minuted", [])
        or minutes & set(item.get("minutes", []))
    }


def issues_showing(minutes: Collection[int]) -> set[int]:
    """Return the meetings, by key, of whose packs one shows one of the minutes, or a limb."""
    rows = Pack.objects.filter(state=Pack.State.READY).values_list("meeting_id", "contents")
    return {
        meeting
        for meeting, contents in rows
        for item in contents
        if set(minutes) & set(item.get("minutes", []))
    }


def issued_by_meeting() -> dict[int, Issued]:
    """Return what was issued of every meeting of which anything was."""
    rows = Pack.objects.filter(state=Pack.State.READY).order_by("-version")
    found: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows.values("meeting_id", "pk_uuid", "kind", "contents"):
        found.setdefault(row["meeting_id"], []).append(row)
    return {meeting: read_issues(packs) for meeting, packs in found.items()}


def read_issues(packs: Iterable[Mapping[str, Any]]) -> Issued:
    """Return what packs hold, given the newest first: of each item, what its newest issue says.

    A whole pack stands in the place of all that was issued before it, which is not read.
    """
    by_key: dict[int, IssuedItem] = {}
    by_order: dict[int, IssuedItem] = {}
    last_page = supplements = 0
    is_any = is_whole = False
    for pack in packs:
        supplements += pack["kind"] == Pack.Kind.SUPPLEMENT
        if is_whole:
            continue
        is_any = True
        is_whole = pack["kind"] != Pack.Kind.SUPPLEMENT
        for found in pack["contents"]:
            item = _item(found, str(pack["pk_uuid"]))
            last_page = max(last_page, item.last)
            if "key" in found:
                by_key.setdefault(found["key"], item)
            elif "order" in found:
                by_order.setdefault(found["order"], item)
    return Issued(
        is_any=is_any,
        last_page=last_page,
        supplements=supplements,
        by_key=by_key,
        by_order=by_order,
    )


def _item(found: Mapping[str, Any], pack: str) -> IssuedItem:
    appendices = found.get("appendices")
    return IssuedItem(
        pack=pack,
        number=found.get("number") or 0,
        title=found.get("title", ""),
        public_title=found.get("public_title", ""),
        first=found.get("first") or 0,
        last=found.get("last") or 0,
        paragraph=found.get("paragraph"),
        report=found.get("report"),
        appendices=None if appendices is None else tuple(appendices),
        withheld=tuple(IssuedAppendix(**each) for each in found.get("withheld", [])),
        also=tuple(found.get("also", [])),
        minuted=tuple(found.get("minuted", [])),
        minutes=tuple(found.get("minutes", [])),
    )


def numbers_of(
    items: Iterable[AgendaItem], issued: Issued, *, is_planned: bool
) -> dict[int, int | None]:
    """Return the number of each item of a meeting, given in their order, by key.

    An item has the number under which it was issued; one that was added since has the next. Before
    an issue an item is numbered by its place. The papers of some old meetings give no numbers at
    all: then there are none.
    """
    rows = list(items)
    if issued.is_any:
        return _numbers_since(rows, issued)
    is_numbered = is_planned or any(row.number for row in rows)
    return {row.pk: place if is_numbered else None for place, row in enumerate(rows, start=1)}


def _numbers_since(rows: list[AgendaItem], issued: Issued) -> dict[int, int | None]:
    known = {row.pk: found.number for row in rows if (found := issued.item(row)) is not None}
    everything = [*issued.by_key.values(), *issued.by_order.values()]
    last = max((each.number for each in everything), default=0)
    numbers: dict[int, int | None] = {}
    for row in rows:
        if row.pk not in known:
            last += 1
        numbers[row.pk] = known.get(row.pk, last)
    return numbers
