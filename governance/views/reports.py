"""A report as it is put before a meeting."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.models import Report
from governance.presenters.public_reports import public_paper
from governance.presenters.reports import report_paper
from governance.presenters.reviews import with_reviews
from governance.views.guards import may_read
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def report(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Show a paper; an exempt one is not there for those who may not read it."""
    reader = reader_of(request.user)
    row = get_object_or_404(
        readable(Report.objects.all(), reader)
        .select_related("meeting__committee")
        .prefetch_related("versions", "appendices"),
        slug=report,
        meeting__slug=slug,
    )
    paper = report_paper(row)
    paper = with_reviews(paper if reader.reads_exempt else public_paper(paper))
    return render(
        request, "governance/reports/report.html", {"paper": paper, "meeting": row.meeting}
    )
