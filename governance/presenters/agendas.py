"""The items of an agenda as they are listed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.db.models import QuerySet

from governance.exempt.exclusion import word_exclusion
from governance.exempt.marks import Exemption, exemption_of_item
from governance.exempt.reader import Reader
from governance.exempt.telling import told
from governance.exempt.titles import public_title_of_item
from governance.models import (
    AgendaItem,
    Meeting,
    Minute,
    Report,
)
from governance.models.issued import IssuedItem, issued_of, numbers_of
from governance.models.past import all_on, meetings_on, there_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of an agenda; ``paper_pages`` is the range that the paper of 2006 prints.

    ``plan_records`` are the plan, the action, or blank and a recommendation, that it names.
    ``has_minutes`` says whether the minutes that it asks for are there for its reader.
    """

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "pk",
            "order",
            "number",
            "public_title",
            "kind",
            "minutes_of",
            "paper_pages",
            "issued_pages",
            "is_education",
            "has_minutes",
        }
    )

    pk: int
    order: int
    number: int | None
    title: str
    public_title: str
    purpose: str
    kind: str
    report: str
    minutes_of: str
    paper_pages: str
    issued_pages: str
    late_reason: str
    note: str
    exemption: Exemption | None
    is_education: bool
    has_minutes: bool
    plan_records: tuple[tuple[str, str, int | None], ...] = ()


def agenda_of(row: Meeting) -> QuerySet[AgendaItem]:
    """Return the items of a meeting with what they put before it."""
    return row.items.select_related("report", "minutes_of").order_by("order")


def agenda_on(row: Meeting, *, as_of: date) -> list[AgendaItem]:
    """Return the items of a meeting as they were recorded by a day, those pulled since too."""
    rows = agenda_of(row).prefetch_related("plan_records")
    every = all_on(rows, as_of=as_of, meeting=row.pk)
    found = [item for item in every if item.meeting_id == row.pk]
    return sorted(found, key=lambda item: (item.order, item.pk))


def _items(
    row: Meeting, items: list[AgendaItem], *, as_of: date, reader: Reader
) -> Iterator[ItemLine]:
    issued = issued_of(row, as_of=as_of)
    is_planned = row.state == Meeting.State.PLANNED
    numbers = numbers_of(items, issued, is_planned=is_planned)
    word_exclusion(items, numbers)
    for item in items:
        line = item_line(item, issued.item(item), number=numbers[item.pk])
        named = [each for each in item.plan_records.all() if each.recorded_on <= as_of]
        line = replace(
            line,
            plan_records=tuple(
                (row.plan, row.action_reference, row.recommendation)
                for row in named
                if row.plan not in reader.hidden_plans
            ),
        )
        line = told(line, reader, title=line.public_title)
        if item.report is not None and item.report.state not in Report.SETTLED:
            line = replace(line, report=line.report if reader.reads_draft_reports else "")
        yield line


def item_line(row: AgendaItem, issued: IssuedItem | None, *, number: int | None) -> ItemLine:
    """Return one item, with its pages in the newest issue that holds it."""
    pages = ""
    if row.paper_page_from is not None:
        pages = f"{row.paper_page_from} - {row.paper_page_to}"
    return ItemLine(
        pk=row.pk,
        order=row.order,
        number=number,
        title=row.title,
        public_title=public_title_of_item(row),
        purpose=row.purpose,
        kind=row.kind,
        report=row.report.slug if row.report else "",
        minutes_of=row.minutes_of.slug if row.minutes_of else "",
        paper_pages=pages,
        issued_pages=issued.pages if issued else "",
        late_reason=row.late_reason,
        note=row.note,
        exemption=exemption_of_item(row),
        is_education=row.is_education,
        has_minutes=False,
    )


def with_minutes(
    lines: Iterable[ItemLine], *, as_of: date, reader: Reader
) -> tuple[ItemLine, ...]:
    """Return items, each with whether the reader found the minutes that it asks for on a day."""
    lines = tuple(lines)
    slugs = [line.minutes_of for line in lines if line.minutes_of]
    asked = there_on(Minute, as_of=as_of, meeting__slug__in=slugs)
    found = set(asked.values_list("meeting__slug", flat=True)) if slugs else set()
    if found and not reader.reads_draft_minutes:
        known = meetings_on(Meeting.objects.filter(slug__in=found), as_of=as_of)
        approved = Meeting.State.MINUTES_APPROVED
        found = {meeting.slug for meeting in known if meeting.state == approved}
    return tuple(replace(line, has_minutes=line.minutes_of in found) for line in lines)
