"""Which meetings, items and reports are published: those that anybody may open on their pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from governance.exempt.marks import exemption_of_item
from governance.exempt.reader import PUBLIC
from governance.exempt.rows import readable
from governance.models import AgendaItem, Meeting, Pack, Report, TakeDown
from governance.models.issued import Issued, IssuedItem, read_issues
from governance.models.meetings import MeetingQuerySet

PUBLISHED = (
    Meeting.State.PUBLISHED,
    Meeting.State.HELD,
    Meeting.State.MINUTES_DRAFT,
    Meeting.State.MINUTES_APPROVED,
)


def published_meetings() -> MeetingQuerySet:
    """Ask for the meetings that have a public page: open ones whose agenda is published."""
    return Meeting.objects.open_to_public().filter(state__in=PUBLISHED)


def published_among(slugs: Iterable[str]) -> frozenset[str]:
    """Return those of some meetings, by slug, that have a public page; one query."""
    wanted = {slug for slug in slugs if slug}
    rows = published_meetings().filter(slug__in=wanted)
    return frozenset(rows.values_list("slug", flat=True)) if wanted else frozenset()


def issues_of(meetings: Iterable[int]) -> Mapping[int, Issued]:
    """Return what was issued of some meetings, by key; one query."""
    rows = Pack.objects.filter(state=Pack.State.READY, meeting__in=set(meetings))
    found: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows.order_by("-version").values("meeting_id", "pk_uuid", "kind", "contents"):
        found.setdefault(row["meeting_id"], []).append(row)
    return {meeting: read_issues(packs) for meeting, packs in found.items()}


def published_items(rows: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Return those of some items of published meetings whose own title anybody may read."""
    rows = list(rows)
    issues = issues_of(row.meeting_id for row in rows)
    return [row for row in rows if _is_told(row, issues.get(row.meeting_id, Issued()))]


def _is_told(row: AgendaItem, issued: Issued) -> bool:
    """Say whether an item was issued, where anything was, and nothing withholds it."""
    held = issued.item(row)
    if exemption_of_item(row) is not None or (issued.is_any and held is None):
        return False
    return held is None or held.paragraph is None


def is_settled(row: Report, issued: IssuedItem | None) -> bool:
    """Say whether a report's text is settled: it is locked, or cleared and in what was issued."""
    return row.state == Report.State.LOCKED or (
        row.state == Report.State.CLEARED and issued is not None
    )


def is_out(row: Report, issued: Issued, held: IssuedItem | None) -> bool:
    """Say whether a report that anybody may be given is out; ``held`` is its item as issued."""
    if not issued.is_any and is_settled(row, None):
        return True
    return held is not None and held.paragraph is None and held.report in (None, row.pk)


def published_reports(keys: Iterable[int]) -> Mapping[int, IssuedItem | None]:
    """Return those of some reports, by key, that are out, each as it was issued; three queries.

    A report of old papers, of which nothing was issued here, is out without an issue.
    """
    meetings = published_meetings()
    rows = readable(Report.objects.filter(pk__in=set(keys), meeting__in=meetings), PUBLIC)
    rows = rows.exclude(pk__in=TakeDown.objects.in_force().of_reports())
    reports = [row for row in rows if row.meeting_id is not None]
    issues = issues_of(row.meeting_id for row in reports if row.meeting_id)
    items = {
        (item.meeting_id, item.report_id): item
        for item in AgendaItem.objects.filter(report__in=[row.pk for row in reports])
    }
    found: dict[int, IssuedItem | None] = {}
    for row in reports:
        issued = issues.get(row.meeting_id or 0, Issued())
        item = items.get((row.meeting_id or 0, row.pk))
        held = issued.item(item) if item is not None else None
        if is_out(row, issued, held):
            found[row.pk] = held
    return found
