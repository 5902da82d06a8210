"""A public report by itself: as a page with the agenda beside it, as a PDF and as a Word file."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance.presenters.published_copies import Gone, TakenDown
from governance.presenters.register import (
    NotPublic,
    PublicReport,
    public_report_page,
    where_report_went,
)
from governance.tasks.public_reports import ask_for_report, kept_report
from governance.views.register import gone_page
from governance.views.reports import send_report
from herefordshire_cs.background.answering import silence
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.downloads import found_in_time, send_pdf


@require_safe
@login_not_required
def papers_report(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Show a public report, with the agenda beside it."""
    page = find_public_report(slug, report)
    if isinstance(page, Gone):
        return gone_page(request, page)
    if isinstance(page, str):
        return redirect("papers-report", page, report)
    return render(request, "governance/register/report.html", {"page": page, "paper": page.paper})


@require_safe
@login_not_required
def papers_report_pdf(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Send a public report as a PDF of its own, which is printed when it is first asked for."""
    page = find_public_report(slug, report)
    if isinstance(page, Gone):
        return gone_page(request, page)
    if isinstance(page, str):
        return redirect("papers-report-pdf", page, report)
    found = kept_report(page)
    if found is None:
        ask_for_report(page, as_of=clock.today(), asked_at=clock.now())
        found = found_in_time(lambda: kept_report(page))
    if found is not None:
        return send_pdf(bytes(found.pdf), f"report-{page.paper.slug}")
    context = {"page": page, "silence": silence(DOCUMENTS, at=clock.now())}
    return render(request, "governance/register/printing.html", context, status=202)


@require_safe
@login_not_required
def papers_report_docx(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Send a public report as a Word file."""
    page = find_public_report(slug, report)
    if isinstance(page, Gone):
        return gone_page(request, page)
    if isinstance(page, str):
        return redirect("papers-report-docx", page, report)
    return send_report(page.paper)


def find_public_report(slug: str, report: str) -> PublicReport | Gone | str:
    """Return a report of a published meeting; any other is not there.

    Of one that was taken down it is why; of one that went to another meeting, that meeting.
    """
    try:
        return public_report_page(slug, report)
    except NotPublic as error:
        if went := where_report_went(slug, report):
            return went
        raise Http404 from error
    except TakenDown as down:
        return down.gone
