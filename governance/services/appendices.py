"""Documents of the plan and of the indicators, appended to a report live."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from governance.models import Appendix, Report
from governance.services.papers import Marking, lock_meetings, mark_row


@transaction.atomic
def add_live_appendix(
    *,
    report: Report,
    label: str,
    title: str,
    document: str,
    as_at: date | None,
    marking: Marking,
    correction_follows: bool,
    at: datetime,
) -> Appendix:
    """Append a live document to a report, after what it has; without a day, as at the pack's.

    Raises AgendaIssued and PackUnderWay as mark_exempt does.
    """
    lock_meetings(report, correction_follows=correction_follows, at=at)
    last = report.appendices.aggregate(last=Max("order"))["last"] or 0
    row = Appendix(
        report=report,
        order=last + 1,
        label=label,
        title=title,
        kind=Appendix.Kind.LIVE,
        document=document,
        as_at=as_at,
    )
    mark_row(row, marking)
    row.full_clean()
    row.save()
    return row
