"""A report as it is put before a meeting."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

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
    row = get_object_or_404(
        Report.objects.readable_by(request.user)
        .select_related("meeting__committee")
        .prefetch_related("versions", "appendices"),
        slug=report,
        meeting__slug=slug,
    )
    paper = report_paper(row)
    if not request.user.has_perm("governance.read_exempt"):
        paper = public_paper(paper)
    paper = with_reviews(paper)
    return render(
        request, "governance/reports/report.html", {"paper": paper, "meeting": row.meeting}
    )
