"""Making documents of the indicators: asked for once, made off the request, kept for ever."""

from datetime import date, datetime

from django.db import transaction
from django.tasks import task

from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.documents import contents_hash, give_up, is_stuck, keep
from indicators.documents import KINDS, LAYOUT, Kind, print_document
from indicators.models import PerformanceDocument, Period
from indicators.periods import ReportingPeriod


class AlreadyIssued(Exception):
    """The same contents were issued already; holds that document."""

    def __init__(self, document: PerformanceDocument) -> None:
        super().__init__(f"Issued already: {document}")
        self.document = document


def ask_for_document(
    *, kind: Kind, period: ReportingPeriod, as_of: date, asked_by: User, asked_at: datetime
) -> PerformanceDocument:
    """Return the document that says what the record says now, queueing it if never made."""
    report = kind.build(period, as_of=as_of)
    document, is_new = PerformanceDocument.objects.get_or_create(
        period=Period.objects.named(period),
        kind=kind.slug,
        as_of=as_of,
        contents_hash=contents_hash(report, LAYOUT),
        defaults={"asked_by": asked_by, "asked_at": asked_at},
    )
    if is_new or is_stuck(document, asked_at):
        document.state = PerformanceDocument.State.QUEUED
        document.asked_at = asked_at
        document.save(update_fields=["state", "asked_at"])
        transaction.on_commit(lambda: make_performance_document.enqueue(document.pk))
        document.refresh_from_db()
    return document


def issue_document(
    *, kind: Kind, period: ReportingPeriod, as_of: date, issued_by: User, issued_at: datetime
) -> PerformanceDocument:
    """Issue a document: what it says stays as it is, whatever is restated later.

    Raises AlreadyIssued where the very same contents were issued before.
    """
    document = ask_for_document(
        kind=kind, period=period, as_of=as_of, asked_by=issued_by, asked_at=issued_at
    )
    with transaction.atomic():
        row = PerformanceDocument.objects.select_for_update().defer("pdf").get(pk=document.pk)
        if row.issued_on is not None:
            raise AlreadyIssued(row)
        row.issued_by = issued_by
        row.issued_by_name = issued_by.name
        row.issued_on = as_of
        row.save(update_fields=["issued_by", "issued_by_name", "issued_on"])
    return row


def make(document: PerformanceDocument, *, made_at: datetime) -> PerformanceDocument:
    """Make a document's PDF and keep it; a failure is kept too, in words, and raised."""
    PerformanceDocument.objects.filter(pk=document.pk).update(
        state=PerformanceDocument.State.MAKING
    )
    kind = KINDS[document.kind]
    report = kind.build(document.period.span, as_of=document.as_of)
    if contents_hash(report, LAYOUT) != document.contents_hash:
        return give_up(document, "The figures changed while the document was waiting. Ask again.")
    try:
        printed = print_document(kind, report, made_at=made_at)
    except Exception:
        give_up(document, "The document could not be made. The system administrator can see why.")
        raise
    return keep(document, printed, made_at=made_at)


@task(queue_name=DOCUMENTS)
def make_performance_document(pk: int) -> str:
    """Make one document that was asked for; returns the state in which it ended."""
    document = PerformanceDocument.objects.select_related("period").get(pk=pk)
    return make(document, made_at=clock.now()).state
