"""Closes public copies that show what is exempt now.

A copy that was issued is never made again; where a paper in it becomes exempt, the public may not
read the whole copy any more. It opens again only if nothing in it is exempt and the newest issue
withholds nothing that it shows, as where a paper was marked by mistake. A copy is closed too where
it, or what it shows, was taken down.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from governance.exempt.marks import short_ground
from governance.models import AgendaItem, Appendix, Meeting, Minute, Pack, Report, TakeDown
from governance.models.issued import (
    Issued,
    IssuedItem,
    issued_of,
    issues_showing,
    issues_with,
    read_issues,
)


def close_copies(
    meetings: Iterable[Meeting],
    *,
    on: date,
    report: int | None = None,
    minutes: Collection[int] = (),
) -> None:
    """Close or open the public copies of meetings; the caller holds the locks of the meetings.

    With the key of a report, also those of others that hold it, or tell what was minuted of it;
    with those of minutes, also those of others that show one.
    """
    keys = {meeting.pk for meeting in meetings} | issues_showing(minutes)
    if report is not None:
        keys |= issues_with(report)
    # The minutes of a meeting stand in the pack of another, to be approved there.
    holds_minutes = Q(meeting__items__minutes_of__in=keys)
    rows = Pack.objects.issued().filter(Q(meeting__in=keys) | holds_minutes).distinct()
    for pack in rows.select_related("meeting"):
        reasons = (*_reasons(pack), *_taken_down(pack))
        if bool(reasons) != (pack.withdrawn_on is not None):
            pack.withdrawn_on = on if reasons else None
            pack.withdrawn_reason = " ".join(reasons)
            pack.save(update_fields=["withdrawn_on", "withdrawn_reason"])


def _reasons(pack: Pack) -> Iterator[str]:
    """Yield why the public may not read a copy, in words that anybody may read."""
    shown = read_issues([{"pk_uuid": "", "kind": pack.kind, "contents": pack.contents}])
    newest = issued_of(pack.meeting)
    items = {item.pk: item for item in pack.meeting.items.all()}
    for found, row in _rows(shown, items):
        paragraphs = _exempt_now(found, row) | _withheld_since(found, row, newest)
        if paragraphs:
            first, *rest = sorted(paragraphs)
            told = short_ground(first, rest)
            yield f"Item {found.number} of it shows what is exempt under {told}."


def _taken_down(pack: Pack) -> Iterator[str]:
    """Yield that a copy, or what it shows, was taken down since it was issued."""
    contents = pack.contents
    reports = {item["report"] for item in contents if item.get("report") is not None}
    minutes = [key for item in contents for key in item.get("minutes", [])]
    rows = TakeDown.objects.closing().showing_in(pack, reports=reports, minutes=minutes)
    if pack.issued_at is not None:
        rows = rows.filter(taken_at__gte=pack.issued_at)
    for row in rows.order_by("pk"):
        yield f"Taken down: {row.public_words}"


def _rows(
    shown: Issued, items: dict[int, AgendaItem]
) -> Iterator[tuple[IssuedItem, AgendaItem | None]]:
    for key, found in shown.by_key.items():
        yield found, items.get(key)
    by_order = {item.order: item for item in items.values()}
    for order, found in shown.by_order.items():
        yield found, by_order.get(order)


def _exempt_now(found: IssuedItem, row: AgendaItem | None) -> set[int]:
    """Return the paragraphs under which anything that an item shows is exempt now."""
    reports, appendices = set(found.minuted), set(shown_appendices(found, row))
    if found.paragraph is None and (report := _report_of(found, row)):
        reports.add(report)
    own = row.exempt_paragraph if row is not None and found.paragraph is None else None
    minutes = Minute.objects.filter(pk__in=found.minutes).select_related("item__report")
    withheld = [each.withheld_as for each in minutes.prefetch_related("item__report__appendices")]
    of_appendices = Appendix.objects.filter(pk__in=appendices)
    exempt = [
        own,
        *(each.exempt_paragraph for each in withheld if each),
        *Report.objects.filter(pk__in=reports).values_list("exempt_paragraph", flat=True),
        *of_appendices.values_list("exempt_paragraph", flat=True),
    ]
    return set(filter(None, exempt))


def _withheld_since(found: IssuedItem, row: AgendaItem | None, newest: Issued) -> set[int]:
    """Return the paragraphs under which the newest issue withholds what an item shows."""
    now = newest.item(row) if row is not None else None
    if now is None or found.paragraph is not None:
        return set()
    if now.paragraph is not None:
        return {now.paragraph}
    shown = set(shown_appendices(found, row))
    return {each.paragraph for each in now.withheld if each.key in shown}


def shown_appendices(found: IssuedItem, row: AgendaItem | None) -> list[int]:
    """Return the appendices that a public copy shows of an item, by key."""
    if found.paragraph is not None:
        return []
    known: Any = found.appendices
    if known is None:  # an old pack that does not say what was appended may show any
        report = _report_of(found, row)
        known = Appendix.objects.filter(report=report).values_list("pk", flat=True)
    hidden = {each.key for each in found.withheld}
    return [key for key in known if key not in hidden]


def _report_of(found: IssuedItem, row: AgendaItem | None) -> int | None:
    return found.report or (row.report_id if row is not None else None)
