"""What a supplement may hold: items and papers that no issue of a meeting holds yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.models import AgendaItem, Appendix, Meeting
from governance.models.issued import IssuedItem, issued_of, numbers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """An item that was not issued as it is: a late one, or one with a paper since."""

    key: int
    number: int
    title: str
    is_late: bool
    late_reason: str


def additions_of(meeting: Meeting) -> tuple[Addition, ...]:
    """Return what was added to the agenda of a meeting since the last issue, if there was one."""
    issued = issued_of(meeting)
    if not issued.is_any:
        return ()
    rows = meeting.items.select_related("report", "minutes_of").order_by("order")
    items = list(rows.prefetch_related("report__appendices"))
    numbers = numbers_of(items, issued, is_planned=False)
    return tuple(
        Addition(
            key=item.pk,
            number=numbers[item.pk] or 0,
            title=item.title,
            is_late=found is None,
            late_reason=item.late_reason,
        )
        for item in items
        if (found := issued.item(item)) is None or any(_new_papers(item, found))
    )


def _new_papers(item: AgendaItem, issued: IssuedItem) -> Iterator[bool]:
    """Yield whether anything is before an item that its issue does not hold."""
    if item.minutes_of_id is not None:
        yield not issued.first
    if item.report is not None:
        yield item.report_id != (issued.report or (item.report_id if issued.first else None))
        held = issued.appendices
        for row in item.report.appendices.all():
            yield held is not None and row.kind != Appendix.Kind.NOT_HELD and row.pk not in held
