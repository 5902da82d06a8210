"""When it is asked anew whether something must still be withheld: what has such a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.exempt.marks import exemption_of
from governance.exempt.reader import Reader
from governance.exempt.rows import body_of, readable
from governance.models import AgendaItem, Appendix, Minute, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDay:
    """Something withheld, and the day on which it is looked at again.

    ``view`` and ``args`` are the address where it is marked.
    """

    day: date
    title: str
    kind: str
    meeting: str
    short: str
    reason: str
    view: str
    args: tuple[str | int, ...]
    is_due: bool


# What each is called, and the way to its meeting.
KINDS: dict[Any, tuple[str, str]] = {
    Report: ("Report", "meeting"),
    Appendix: ("Appendix", "report__meeting"),
    AgendaItem: ("Item", "meeting"),
    Minute: ("Minute", "meeting"),
}


def review_days(reader: Reader, *, as_of: date) -> tuple[ReviewDay, ...]:
    """Return what a reader may read of what has a day of review, the first to come first."""
    found: list[ReviewDay] = []
    for model, (kind, path) in KINDS.items():
        marked = model.objects.exclude(exempt_review_on=None).exclude(exempt_paragraph=None)
        rows = readable(marked.exclude(**{path: None}), reader)
        if not reader.reads_everything:  # an author reads their own, and marks nothing
            rows = rows.filter(**{f"{body_of(model)}__in": reader.exempt_of})
        rows = rows.select_related(f"{path}__committee")
        found += [_review_day(row, kind, as_of=as_of) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.day, each.title)))


def _review_day(row: Any, kind: str, *, as_of: date) -> ReviewDay:
    mark = exemption_of(row)
    meeting = row.report.meeting if isinstance(row, Appendix) else row.meeting
    assert mark is not None
    assert mark.review_on is not None
    assert meeting is not None
    view, *args = _address(row, meeting.slug)
    return ReviewDay(
        day=mark.review_on,
        title=row.title,
        kind=kind,
        meeting=str(meeting),
        short=mark.short,
        reason=mark.reason,
        view=str(view),
        args=tuple(args),
        is_due=mark.review_on <= as_of,
    )


def _address(row: Report | Appendix | AgendaItem | Minute, meeting: str) -> tuple[str | int, ...]:
    if isinstance(row, Report):
        return "report-exempt", meeting, row.slug
    if isinstance(row, Appendix):
        return "appendix-exempt", meeting, row.report.slug, row.pk
    if isinstance(row, AgendaItem):
        return "item-exempt", meeting, row.pk
    return "minute-exempt", meeting, row.pk
