"""The records for other tools: stable columns, one row each.

Nothing exempt is in them, and nothing of a private body.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from django.db.models import Model, QuerySet

from governance.exempt.marks import exemption_of, exemption_of_minute
from governance.exempt.reader import PUBLIC
from governance.exempt.rows import visible
from governance.exempt.titles import public_title_of
from governance.models import (
    AgendaItem,
    Meeting,
    Membership,
    Minute,
    OneOffHoliday,
    Resolution,
    TakeDown,
)
from governance.models.issued import Issued, IssuedItem, issued_by_meeting, numbers_of
from governance.models.past import meetings_on, on_day
from governance.presenters.deadlines import clock_of
from governance.presenters.meetings import meeting_head
from governance.presenters.published import published_meetings
from governance.presenters.register import withholding
from governance.statutory import latest_publication
from herefordshire_cs.lib.files.tables import Asked, Export, Row


def of_open[M: Model](kind: type[M]) -> QuerySet[M]:
    """Ask for the rows of a kind that are of open bodies: other tools know no reader."""
    return visible(kind._default_manager.all(), PUBLIC)


def meeting_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each meeting, the earliest first."""
    calendar = OneOffHoliday.objects.working_calendar()
    for row in sorted(
        meetings_on(of_open(Meeting), as_of=asked.as_of), key=lambda row: (row.held_on, row.slug)
    ):
        latest = latest_publication(row.held_on, calendar=calendar)
        yield {
            "meeting": row.slug,
            "committee": row.committee.slug,
            "date": row.held_on,
            "time": row.begins_at,
            "venue": row.venue,
            "status": row.state,
            "publish_by": latest.day if row.is_open_to_public and not row.is_called_off else None,
            "what_became": row.fate,
        }


def agenda_item_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each item; an exempt one under its public title.

    Pages are those of the newest issue that holds it; of papers that were not issued here, those
    that they print.
    """
    issues = issued_by_meeting()
    items = of_open(AgendaItem).select_related("meeting", "report", "minutes_of")
    rows = items.prefetch_related("report__appendices").order_by(
        "meeting__held_on", "meeting__slug", "order"
    )
    for _key, group in groupby(rows, key=lambda row: row.meeting_id):
        agenda = list(group)
        meeting = agenda[0].meeting
        issued = issues.get(meeting.pk, Issued())
        is_planned = meeting.state == Meeting.State.PLANNED
        numbers = numbers_of(agenda, issued, is_planned=is_planned)
        for row in agenda:
            yield agenda_item_row(row, issued.item(row), number=numbers[row.pk])


def agenda_item_row(row: AgendaItem, issued: IssuedItem | None, *, number: int | None) -> Row:
    """Return the row of one item."""
    paragraph, title = withholding(row, issued)
    paragraphs = {paragraph, *(each.paragraph for each in (issued.withheld if issued else ()))}
    if row.report is not None:
        paragraphs |= {
            exemption.paragraph
            for each in row.report.appendices.all()
            if (exemption := exemption_of(each))
        }
    is_issued = issued is not None and issued.first
    return {
        "meeting": row.meeting.slug,
        "number": number,
        "title": title,
        "page_from": issued.first if issued and is_issued else row.paper_page_from,
        "page_to": issued.last if issued and is_issued else row.paper_page_to,
        "exempt_paragraphs": ";".join(str(each) for each in sorted(filter(None, paragraphs))),
    }


def minute_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each minute; an exempt one under its public title, and without words."""
    rows = (
        of_open(Minute)
        .select_related("meeting", "item__report")
        .prefetch_related("item__report__appendices")
    )
    for row in on_day(rows.order_by("meeting__held_on", "order"), as_of=asked.as_of):
        parts = [row.text, *row.points, row.text_after]
        yield {
            "meeting": row.meeting.slug,
            "number": row.number,
            "title": public_title_of(row),
            "text": "" if exemption_of_minute(row) else "\n".join(filter(None, parts)),
        }


def resolution_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each limb of a resolution; of an exempt minute without its words."""
    rows = (
        of_open(Resolution)
        .select_related("minute__meeting", "minute__item__report")
        .prefetch_related("minute__item__report__appendices")
    )
    ordered = rows.order_by("minute__meeting__held_on", "minute__order", "order")
    for row in on_day(ordered, as_of=asked.as_of):
        exemption = exemption_of_minute(row.minute)
        yield {
            "meeting": row.minute.meeting.slug,
            "minute": row.minute.number,
            "limb": row.letter,
            "text": "" if exemption else row.text,
            "requested_of": "" if exemption else row.requested_of,
            "due": None if exemption else row.due_on,
            "status": row.state,
        }


def member_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each seat on a committee."""
    rows = of_open(Membership).select_related("committee").order_by("committee__order", "order")
    for row in on_day(rows, as_of=asked.as_of):
        yield {
            "committee": row.committee.slug,
            "name": row.name,
            "capacity": row.capacity,
            "role": row.office,
            "voting": row.voting,
            "from": row.starts_on,
            "to": row.ends_on,
        }


def clock_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each day of each meeting's clock, with the days that were counted."""
    for row in sorted(
        meetings_on(of_open(Meeting), as_of=asked.as_of), key=lambda row: (row.held_on, row.slug)
    ):
        for each in clock_of(meeting_head(row), as_of=asked.as_of):
            yield {
                "meeting": row.slug,
                "rule": each.line.rule,
                "date": each.line.day,
                "counted_days": ";".join(day.isoformat() for day in each.line.counted),
            }


EXPORTS = {
    "meetings": Export(
        columns=[
            *("meeting", "committee", "date", "time", "venue", "status", "publish_by"),
            "what_became",
        ],
        rows=meeting_rows,
    ),
    "agenda-items": Export(
        columns=["meeting", "number", "title", "page_from", "page_to", "exempt_paragraphs"],
        rows=agenda_item_rows,
    ),
    "minutes": Export(columns=["meeting", "number", "title", "text"], rows=minute_rows),
    "resolutions": Export(
        columns=["meeting", "minute", "limb", "text", "requested_of", "due", "status"],
        rows=resolution_rows,
    ),
    "members": Export(
        columns=["committee", "name", "capacity", "role", "voting", "from", "to"],
        rows=member_rows,
    ),
    "clock": Export(columns=["meeting", "rule", "date", "counted_days"], rows=clock_rows),
}


def public_resolution_rows(asked: Asked) -> Iterator[Row]:
    """Yield the rows of resolutions whose minutes anybody may read."""
    down = TakeDown.objects.in_force().of_minutes()
    approved = published_meetings().filter(state=Meeting.State.MINUTES_APPROVED)
    slugs = frozenset(approved.exclude(pk__in=down).values_list("slug", flat=True))
    yield from (row for row in resolution_rows(asked) if row["meeting"] in slugs)


# For readers of whom nothing is known but that they may read.
OF_PUBLIC_MINUTES = {"resolutions": replace(EXPORTS["resolutions"], rows=public_resolution_rows)}
