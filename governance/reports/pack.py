"""What a pack holds: front matter, then the minutes, reports and appendices in agenda order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from actionplan.reports.action_plan import build_action_plan_report
from actionplan.reports.exceptions import build_exceptions_report
from actionplan.reports.summary import build_summary_report
from governance.models import AgendaItem, Appendix, Meeting, PublicNote, Report, ScrutinyReview
from governance.reports.meetings import (
    MeetingHead,
    Seats,
    agenda_of,
    meeting_head,
    seats_of,
)
from governance.reports.minutes import build_minutes_paper
from governance.reports.papers import (
    AppendixPaper,
    Exemption,
    ReportPaper,
    Scoping,
    appendix_paper,
    exemption_of,
    report_paper,
    scoping,
)
from governance.reports.uploads import uploaded_paper

PLAN = "jar-2005"  # the plan whose documents are appended live


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an agenda tells the public."""

    heading: str
    section: str
    text: str
    bullets: tuple[str, ...]
    is_abridged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPart:
    """Some pages of a pack: what they say, the template that prints them, where they stand.

    ``first`` and ``last`` are pages of the numbered sequence, 0 until they are counted.
    ``appendix`` is the key of the appendix that it is, 0 where it is none. An uploaded one has
    no template: its pages are those of its file.
    """

    order: int
    item: int
    level: int
    kind: str
    title: str
    public_title: str
    template: str
    report: Any
    exemption: Exemption | None
    appendix: int = 0
    first: int = 0
    last: int = 0

    @property
    def destination(self) -> str:
        """The name that a link in the agenda leads to."""
        return f"part-{self.item}" if self.level == 1 else f"part-{self.item}-{self.order}"

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1 if self.first else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """An item of the agenda with the pages before it."""

    order: int
    number: int
    title: str
    purpose: str
    kind: str
    exemption: Exemption | None
    first: int = 0
    last: int = 0

    @property
    def pages(self) -> str:
        """The range as an agenda prints it, ``7 - 10``; nothing where no paper is before it."""
        return f"{self.first} - {self.last}" if self.first else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPart:
    """What the front pages say."""

    head: MeetingHead
    seats: tuple[Seats, ...]
    items: tuple[PackItem, ...]
    notes: tuple[Note, ...]
    is_public: bool


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
class PackContents:
    """A pack as it would be built on a day."""

    front_template: ClassVar[str] = "governance/print/front.html"

    head: MeetingHead
    as_of: date
    seats: tuple[Seats, ...]
    items: tuple[PackItem, ...]
    notes: tuple[Note, ...]
    parts: tuple[PackPart, ...]
    warnings: tuple[str, ...]
    is_public: bool = False

    @property
    def front(self) -> FrontPart:
        """What the front pages say."""
        return FrontPart(
            head=self.head,
            seats=self.seats,
            items=self.items,
            notes=self.notes,
            is_public=self.is_public,
        )

    @property
    def pages(self) -> int:
        """The last page of the numbered sequence."""
        return max((part.last for part in self.parts), default=0)

    @property
    def has_exempt(self) -> bool:
        """Whether anything in it may not be read by the public."""
        return any(part.exemption for part in self.parts)


def build_pack(slug: str, *, as_of: date) -> PackContents:
    """Return what the pack of a meeting holds. Raises Meeting.DoesNotExist for an unknown one."""
    row = Meeting.objects.select_related("committee").get(slug=slug)
    found = list(agenda_of(row))
    parts = tuple(
        replace(part, order=order)
        for order, part in enumerate(_parts(row, found, as_of=as_of), start=1)
    )
    return PackContents(
        head=meeting_head(row),
        as_of=as_of,
        seats=seats_of(row.committee, on=row.held_on),
        items=tuple(pack_item(item, number) for number, item in enumerate(found, start=1)),
        notes=tuple(_notes()),
        parts=parts,
        warnings=tuple(_warnings(found, parts)),
    )


def pack_item(row: AgendaItem, number: int) -> PackItem:
    """Return an item; numbers follow the order, so that a moved item is numbered anew."""
    return PackItem(
        order=row.order,
        number=number,
        title=row.title,
        purpose=row.purpose,
        kind=row.kind,
        exemption=exemption_of(row.report) if row.report else None,
    )


def _parts(row: Meeting, items: list[AgendaItem], *, as_of: date) -> Iterator[PackPart]:
    for number, item in enumerate(items, start=1):
        if item.minutes_of is not None:
            yield _minutes_part(item, number, as_of=as_of)
        if item.report is not None:
            yield from _report_parts(item, number, as_of=as_of)


def _minutes_part(item: AgendaItem, number: int, *, as_of: date) -> PackPart:
    assert item.minutes_of is not None
    return PackPart(
        order=0,
        item=number,
        level=1,
        kind="minutes",
        title=f"{number}. {item.title}",
        public_title=f"{number}. {item.title}",
        template="governance/print/minutes.html",
        report=build_minutes_paper(item.minutes_of.slug, as_of=as_of),
        exemption=None,
    )


def _report_parts(item: AgendaItem, number: int, *, as_of: date) -> Iterator[PackPart]:
    assert item.report_id is not None
    row = (
        Report.objects.select_related("meeting__committee")
        .prefetch_related("versions", "appendices")
        .get(pk=item.report_id)
    )
    paper = report_paper(row)
    yield PackPart(
        order=0,
        item=number,
        level=1,
        kind="report",
        title=f"{number}. {item.title}",
        public_title=f"{number}. {paper.public_title or 'Exempt item'}",
        template="governance/print/paper.html",
        report=paper,
        exemption=paper.exemption,
    )
    for appendix in row.appendices.all():
        if part := _appendix_part(appendix, paper, number, as_of=as_of):
            yield part


def _appendix_part(
    row: Appendix, paper: ReportPaper, number: int, *, as_of: date
) -> PackPart | None:
    """Return an appendix; what is not with the papers has no pages."""
    if row.kind == Appendix.Kind.NOT_HELD:
        return None
    found = appendix_paper(row)
    template, report = _appendix_contents(row, found, as_of=as_of)
    words = " ".join(filter(None, (row.label, row.title)))
    exemption = found.exemption or paper.exemption
    # Its own public title alone: that of an exempt report's appendix is its title, not for all.
    hidden = " ".join(filter(None, (row.label, row.public_title))) or "Exempt appendix"
    return PackPart(
        order=0,
        item=number,
        level=2,
        kind=row.kind,
        title=words,
        public_title=hidden if exemption else words,
        template=template,
        report=report,
        exemption=exemption,
        appendix=row.pk,
    )


def _appendix_contents(
    row: Appendix, found: AppendixPaper, *, as_of: date
) -> tuple[str, AppendixPaper | Scoping | Any]:
    if row.kind == Appendix.Kind.LIVE:
        template, build = LIVE[row.document]
        return template, build(row.as_at or as_of)
    if row.kind == Appendix.Kind.UPLOAD:
        return "", uploaded_paper(row)
    if row.kind == Appendix.Kind.REVIEW:
        review = ScrutinyReview.objects.select_related("committee").get(slug=row.document)
        return "governance/print/scoping.html", scoping(review)
    return "governance/print/appendix.html", found


LIVE: dict[str, tuple[str, Callable[[date], Any]]] = {
    "summary": (
        "actionplan/print/summary.html",
        lambda as_of: build_summary_report(PLAN, as_of=as_of),
    ),
    "action-plan": (
        "actionplan/print/action_plan.html",
        lambda as_of: build_action_plan_report(PLAN, as_of=as_of),
    ),
    "exceptions": (
        "actionplan/print/exceptions.html",
        lambda as_of: build_exceptions_report(PLAN, as_of=as_of),
    ),
}


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


def _warnings(items: list[AgendaItem], parts: tuple[PackPart, ...]) -> Iterator[str]:
    """Yield what a clerk should know before the pack is issued."""
    for number, item in enumerate(items, start=1):
        if item.kind == AgendaItem.Kind.REPORT and item.report is None:
            yield f"Item {number} has no report."
    for part in parts:
        if part.kind == "report" and part.report.is_empty:
            yield f"{part.title}: the report itself is not held."
        if part.kind == "upload" and not part.report.is_held:
            yield f"{part.title}: its file is not held, so the pack cannot be built."
        if part.exemption and not part.public_title.strip():
            yield f"{part.title} is exempt and has no public title."


def with_pages(contents: PackContents, counts: tuple[int, ...]) -> PackContents:
    """Return the contents with the pages of every part and item, from the parts' page counts."""
    parts = []
    first = 1
    for part, count in zip(contents.parts, counts, strict=True):
        parts.append(replace(part, first=first, last=first + count - 1))
        first += count
    items = tuple(_item_pages(item, parts) for item in contents.items)
    return replace(contents, parts=tuple(parts), items=items)


def _item_pages(item: PackItem, parts: list[PackPart]) -> PackItem:
    own = [part for part in parts if part.item == item.number]
    if not own:
        return item
    return replace(item, first=own[0].first, last=own[-1].last)
