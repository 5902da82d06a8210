"""Making a plan's documents: asked for once, made off the request, kept for ever."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.tasks import task

from actionplan.models import Document, PeriodicReport, PeriodicReportDocument, RegisterDocument
from actionplan.presenters.documents import KINDS, LAYOUT, Kind, Report
from actionplan.presenters.periodic_reports import IssuedReport, build_issued
from actionplan.presenters.risk_register import RiskRegisterReport, build_risk_register
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.documents import make_of_what_stands, queue_if_lost
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.documents import contents_hash
from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.pdf.long_prints import print_report
from herefordshire_cs.lib.pdf.printing import Printed

# What a register of risks looks like; a change in any of these is a new document.
REGISTER_LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/actionplan/risks/*.html",
)
PERIODIC_LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/actionplan/periodic_reports/*.html",
)


def find_document(*, slug: str, kind: Kind, as_of: date, since: date | None) -> Document | None:
    """Return the document that says what the plan says now, if it was asked for before."""
    known_by = _known_by(slug, kind, as_of=as_of, since=since)
    return Document.objects.select_related("plan").filter(**known_by).first()


def ask_for_document(
    *, slug: str, kind: Kind, as_of: date, since: date | None, asked_by: User, asked_at: datetime
) -> Document:
    """Return the document that says what the plan says now, queueing it if it was never made.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    known_by = _known_by(slug, kind, as_of=as_of, since=since)
    with transaction.atomic():
        document, is_new = Document.objects.get_or_create(
            **known_by, defaults={"since": since, "asked_by": asked_by, "asked_at": asked_at}
        )
        document = queue_if_lost(
            document, make_document, is_new=is_new, asked_by=asked_by, asked_at=asked_at
        )
    document.refresh_from_db()
    return document


def _known_by(slug: str, kind: Kind, *, as_of: date, since: date | None) -> dict[str, Any]:
    report = kind.build(slug, as_of=as_of, since=since)
    return {
        "plan_id": report.plan.pk,
        "kind": kind.slug,
        "as_of": as_of,
        "contents_hash": contents_hash(report, LAYOUT),
    }


def make(document: Document, *, made_at: datetime) -> Document:
    """Make a document's PDF and keep it; a failure is kept too, in words, and raised."""
    kind = KINDS[document.kind]
    return make_of_what_stands(
        document,
        build=lambda: kind.build(document.plan.slug, as_of=document.as_of, since=document.since),
        print_it=lambda report: print_document(kind, report, made_at=made_at),
        layout=LAYOUT,
        made_at=made_at,
    )


@task(queue_name=DOCUMENTS)
def make_document(pk: int) -> str:
    """Make one document that was asked for; returns the state in which it ended."""
    document = Document.objects.select_related("plan").get(pk=pk)
    return make(document, made_at=clock.told_instant(no_earlier=document.as_of)).state


def print_document(kind: Kind, report: Report, *, made_at: datetime) -> Printed:
    """Print a document; the same contents made at the same instant give the same bytes."""
    return print_report(kind.print_template, report, context={}, made_at=made_at)


def find_register_document(report: RiskRegisterReport) -> RegisterDocument | None:
    """Return the document that says what a register says now, if it was asked for before."""
    return RegisterDocument.objects.filter(**_register_known_by(report)).first()


def ask_for_register(
    report: RiskRegisterReport, *, asked_by: User, asked_at: datetime
) -> RegisterDocument:
    """Return the document that says what a register says now, queueing it if it was never made.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    with transaction.atomic():
        document, is_new = RegisterDocument.objects.get_or_create(
            **_register_known_by(report), defaults={"asked_by": asked_by, "asked_at": asked_at}
        )
        document = queue_if_lost(
            document, make_register_document, is_new=is_new, asked_by=asked_by, asked_at=asked_at
        )
    document.refresh_from_db()
    return document


def _register_known_by(report: RiskRegisterReport) -> dict[str, Any]:
    return {
        "register_id": report.pk,
        "kind": report.kind,
        "as_of": report.as_of,
        "contents_hash": contents_hash(report, REGISTER_LAYOUT),
    }


@task(queue_name=DOCUMENTS)
def make_register_document(pk: int) -> str:
    """Make one document of a register that was asked for; returns the state in which it ended."""
    document = RegisterDocument.objects.select_related("register").get(pk=pk)
    made_at = clock.now()
    slug, as_of = document.register.slug, document.as_of
    return make_of_what_stands(
        document,
        build=lambda: build_risk_register(slug, as_of=as_of),
        print_it=lambda report: print_register(report, made_at=made_at),
        layout=REGISTER_LAYOUT,
        made_at=made_at,
    ).state


def print_register(report: RiskRegisterReport, *, made_at: datetime) -> Printed:
    """Print a register of risks."""
    context = {"report": report, "made_at": made_at}
    return printing.render("actionplan/risks/print.html", context, made_at=made_at)


def ask_for_periodic_report(
    report: PeriodicReport, *, asked_by: User, asked_at: datetime
) -> PeriodicReportDocument:
    """Return the one PDF of an issued report, queueing it if it was never made.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    with transaction.atomic():
        document, is_new = PeriodicReportDocument.objects.get_or_create(
            report=report,
            defaults={
                "kind": report.kind,
                "as_of": report.issued_on or report.period_to,
                "contents_hash": contents_hash(build_issued(report), PERIODIC_LAYOUT),
                "asked_by": asked_by,
                "asked_at": asked_at,
            },
        )
        document = queue_if_lost(
            document, make_periodic_report, is_new=is_new, asked_by=asked_by, asked_at=asked_at
        )
    document.refresh_from_db()
    return document


@task(queue_name=DOCUMENTS)
def make_periodic_report(pk: int) -> str:
    """Make the PDF of an issued report from what was kept of it; returns the state it ended in."""
    document = PeriodicReportDocument.objects.select_related("report").get(pk=pk)
    return make_of_what_stands(
        document,
        build=lambda: build_issued(document.report),
        print_it=print_periodic_report,
        layout=PERIODIC_LAYOUT,
        made_at=clock.now(),
    ).state


def print_periodic_report(report: IssuedReport) -> Printed:
    """Print an issued report; it says when it was issued, and so is the same whenever printed."""
    issued_at = report.contents.issued_at
    assert issued_at is not None
    context = {"report": report, "made_at": issued_at}
    return printing.render("actionplan/periodic_reports/print.html", context, made_at=issued_at)
