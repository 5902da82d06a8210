"""An issued report as a PDF, made once and kept."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.models import PeriodicReport, PeriodicReportDocument
from actionplan.models.plan_access import seen_with
from actionplan.presenters.periodic_reports import reports_of
from actionplan.tasks import ask_for_periodic_report
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.background.documents import is_lost
from herefordshire_cs.background.serving import ask_and_lead, progress_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.downloads import send
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
def periodic_report_pdf(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Send an issued report as a PDF where it was made already, else offer to make it."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    report = get_object_or_404(reports_of(head).issued(as_of=as_of), pk=pk)
    if request.method == "POST":
        return ask_and_lead(
            request,
            lambda: ask_for_periodic_report(report, asked_by=request.user, asked_at=clock.now()),
            file="periodic-report-document-file",
        )
    document = PeriodicReportDocument.objects.filter(report=report).first()
    if document is None or is_lost(document, at=clock.now()):
        context = {"report": report, "plan": head}
        return render(request, "actionplan/periodic_reports/offer.html", context)
    if document.state == PeriodicReportDocument.State.READY:
        return send(document, name_of(report))
    return redirect(document)


@require_safe
@may_read
def periodic_report_document(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a document is; once it is ready, the page leads to the file."""
    rows = PeriodicReportDocument.objects.select_related("report__plan").defer("pdf")
    seen = seen_with(rows, access_of(request.user), plan="report__plan")
    found = get_object_or_404(seen, pk_uuid=key)
    context = {"report": found.report} | progress_of(found)
    whole = "actionplan/periodic_reports/document.html"
    state = "actionplan/periodic_reports/_state.html"
    return render(request, state if request.htmx else whole, context)


@require_safe
@may_read
def periodic_report_document_file(request: SignedInRequest, key: str) -> HttpResponse:
    """Send a document that was made."""
    rows = PeriodicReportDocument.objects.select_related("report__plan")
    seen = seen_with(rows, access_of(request.user), plan="report__plan")
    found = get_object_or_404(seen, pk_uuid=key, state=PeriodicReportDocument.State.READY)
    return send(found, name_of(found.report))


def name_of(report: PeriodicReport) -> str:
    """Return what a document is called once it is saved."""
    return f"{report.plan.slug}-{report.kind}-report-{report.period_to.isoformat()}"
