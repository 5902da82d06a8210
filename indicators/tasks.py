"""Making documents of the indicators: asked for once, made off the request, kept for ever."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.tasks import task

from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.documents import make_of_what_stands, queue_if_lost
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.documents import contents_hash
from herefordshire_cs.lib.pdf import printing
from indicators.models import AssessmentDocument, PerformanceDocument, Period, SelfAssessment
from indicators.periods import ReportingPeriod
from indicators.presenters.documents import KINDS, LAYOUT, Kind, PerformanceReport
from indicators.presenters.self_assessment import build_assessment


class AlreadyIssued(Exception):
    """The same contents were issued already; holds that document."""

    def __init__(self, document: PerformanceDocument) -> None:
        super().__init__(f"Issued already: {document}")
        self.document = document


def find_document(
    *, kind: Kind, period: ReportingPeriod, as_of: date
) -> PerformanceDocument | None:
    """Return the document that says what the record says now, if it was asked for before."""
    known_by = _known_by(kind, period, as_of=as_of)
    rows = PerformanceDocument.objects.select_related("period")
    return rows.filter(period__slug=period.slug, **known_by).first()


def ask_for_document(
    *, kind: Kind, period: ReportingPeriod, as_of: date, asked_by: User, asked_at: datetime
) -> PerformanceDocument:
    """Return the document that says what the record says now, queueing it if never made.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    known_by = _known_by(kind, period, as_of=as_of)
    with transaction.atomic():
        document, is_new = PerformanceDocument.objects.get_or_create(
            period=Period.objects.named(period),
            **known_by,
            defaults={"asked_by": asked_by, "asked_at": asked_at},
        )
        document = queue_if_lost(
            document,
            make_performance_document,
            is_new=is_new,
            asked_by=asked_by,
            asked_at=asked_at,
        )
    document.refresh_from_db()
    return document


def _known_by(kind: Kind, period: ReportingPeriod, *, as_of: date) -> dict[str, Any]:
    report = kind.build(period, as_of=as_of)
    return {
        "kind": kind.slug,
        "as_of": as_of,
        "contents_hash": contents_hash(report, LAYOUT),
    }


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
    kind = KINDS[document.kind]
    return make_of_what_stands(
        document,
        build=lambda: kind.build(document.period.span, as_of=document.as_of),
        print_it=lambda report: print_document(kind, report, made_at=made_at),
        layout=LAYOUT,
        made_at=made_at,
    )


@task(queue_name=DOCUMENTS)
def make_performance_document(pk: int) -> str:
    """Make one document that was asked for; returns the state in which it ended."""
    document = PerformanceDocument.objects.select_related("period").get(pk=pk)
    return make(document, made_at=clock.told_instant(no_earlier=document.as_of)).state


def print_document(
    kind: Kind, report: PerformanceReport, *, made_at: datetime
) -> printing.Printed:
    """Print a document; the same contents made at the same instant give the same bytes."""
    context = {"report": report, "made_at": made_at}
    return printing.render(kind.print_template, context, made_at=made_at)


def find_assessment_document(
    *, assessment: SelfAssessment, as_of: date
) -> AssessmentDocument | None:
    """Return the document that says what an assessment says now, if it was asked for before."""
    known_by = _assessment_known_by(assessment, as_of=as_of)
    return AssessmentDocument.objects.filter(**known_by).first()


def ask_for_assessment_document(
    *, assessment: SelfAssessment, as_of: date, asked_by: User, asked_at: datetime
) -> AssessmentDocument:
    """Return the document that says what an assessment says now, queueing it if never made.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    known_by = _assessment_known_by(assessment, as_of=as_of)
    with transaction.atomic():
        document, is_new = AssessmentDocument.objects.get_or_create(
            **known_by, defaults={"asked_by": asked_by, "asked_at": asked_at}
        )
        document = queue_if_lost(
            document,
            make_assessment_document,
            is_new=is_new,
            asked_by=asked_by,
            asked_at=asked_at,
        )
    document.refresh_from_db()
    return document


def _assessment_known_by(assessment: SelfAssessment, *, as_of: date) -> dict[str, Any]:
    page = build_assessment(assessment.framework.slug, assessment.slug, as_of=as_of)
    return {
        "assessment": assessment,
        "kind": "self-assessment",
        "as_of": as_of,
        "contents_hash": contents_hash(page, LAYOUT),
    }


@task(queue_name=DOCUMENTS)
def make_assessment_document(pk: int) -> str:
    """Make one document of a self-assessment; returns the state in which it ended."""
    rows = AssessmentDocument.objects.select_related("assessment__framework")
    document = rows.get(pk=pk)
    of = document.assessment
    made_at = clock.now()
    return make_of_what_stands(
        document,
        build=lambda: build_assessment(of.framework.slug, of.slug, as_of=document.as_of),
        print_it=lambda page: printing.render(
            "indicators/print/self_assessment.html",
            {"report": page, "made_at": made_at},
            made_at=made_at,
        ),
        layout=LAYOUT,
        made_at=made_at,
    ).state
