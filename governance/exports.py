"""The records for other tools: stable columns, one row each; nothing exempt is in them."""

from collections.abc import Iterator

from governance.models import (
    AgendaItem,
    Meeting,
    Membership,
    Minute,
    OneOffHoliday,
    Resolution,
)
from governance.reports.meetings import clock_of, meeting_head
from governance.statutory import CLEAR_DAYS
from herefordshire_cs.lib.periods import latest_publication
from herefordshire_cs.lib.tables import Asked, Export, Row

HIDDEN = "Exempt item"


def meeting_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each meeting, the earliest first."""
    days = OneOffHoliday.objects.days()
    for row in Meeting.objects.select_related("committee").order_by("held_on", "slug"):
        publish_by = latest_publication(row.held_on, clear_days=CLEAR_DAYS, extra_days=days)
        yield {
            "meeting": row.slug,
            "committee": row.committee.slug,
            "date": row.held_on,
            "time": row.begins_at,
            "venue": row.venue,
            "status": row.state,
            "publish_by": publish_by.day,
        }


def agenda_item_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each item; an exempt one under its public title."""
    rows = AgendaItem.objects.select_related("meeting", "report").prefetch_related(
        "report__appendices"
    )
    for row in rows.order_by("meeting__held_on", "order"):
        report = row.report
        is_exempt = report is not None and report.is_exempt
        paragraphs = {report.exempt_paragraph} if report is not None and is_exempt else set()
        if report is not None:
            paragraphs |= {each.exempt_paragraph for each in report.appendices.all()}
        hidden = report.public_title or HIDDEN if report is not None else HIDDEN
        yield {
            "meeting": row.meeting.slug,
            "number": row.number,
            "title": hidden if is_exempt else row.title,
            "page_from": row.paper_page_from,
            "page_to": row.paper_page_to,
            "exempt_paragraphs": ";".join(str(each) for each in sorted(filter(None, paragraphs))),
        }


def minute_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each minute."""
    rows = Minute.objects.select_related("meeting").order_by("meeting__held_on", "order")
    for row in rows:
        parts = [row.text, *row.points, row.text_after]
        yield {
            "meeting": row.meeting.slug,
            "number": row.number,
            "title": row.title,
            "text": "\n".join(filter(None, parts)),
        }


def resolution_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each limb of a resolution."""
    rows = Resolution.objects.select_related("minute__meeting")
    for row in rows.order_by("minute__meeting__held_on", "minute__order", "order"):
        yield {
            "meeting": row.minute.meeting.slug,
            "minute": row.minute.number,
            "limb": row.letter,
            "text": row.text,
            "requested_of": row.requested_of,
            "due": row.due_on,
            "status": row.state,
        }


def member_rows(asked: Asked) -> Iterator[Row]:
    """Yield one row for each seat on a committee."""
    rows = Membership.objects.select_related("committee").order_by("committee__order", "order")
    for row in rows:
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
    for row in Meeting.objects.select_related("committee").order_by("held_on", "slug"):
        for each in clock_of(meeting_head(row), as_of=asked.as_of):
            yield {
                "meeting": row.slug,
                "rule": each.line.rule,
                "date": each.line.day,
                "counted_days": ";".join(day.isoformat() for day in each.line.counted),
            }


EXPORTS = {
    "meetings": Export(
        columns=["meeting", "committee", "date", "time", "venue", "status", "publish_by"],
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
