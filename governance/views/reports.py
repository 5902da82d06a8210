"""A report as it is put before a meeting."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.exempt.marks import exemption_of
from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.models import Report
from governance.presenters.public_reports import public_paper
from governance.presenters.reports import ReportPaper, report_paper
from governance.presenters.reviews import with_reviews
from governance.services import readings
from governance.views.guards import may_read
from governance.views.readings import readings_shown
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.downloads import send_word
from herefordshire_cs.lib.web.requests import SignedInRequest

TEMPLATE = "governance/reports/alone_body.html"


@require_safe
@may_read
def report(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Show a paper; an exempt one is not there for those who may not read it."""
    row, paper = read_paper(request, slug, report)
    context = {"paper": paper, "meeting": row.meeting, "readings": readings_shown(request, row)}
    return render(request, "governance/reports/report.html", context)


@require_safe
@may_read
def report_docx(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Send a paper as a Word file, under the same rule."""
    _row, paper = read_paper(request, slug, report)
    return send_report(paper)


def read_paper(request: SignedInRequest, slug: str, report: str) -> tuple[Report, ReportPaper]:
    """Return a paper as its reader may know it; that they read what is exempt is recorded."""
    asks = reader_of(request.user)
    row = get_object_or_404(
        readable(Report.objects.all(), asks)
        .select_related("meeting__committee")
        .prefetch_related("versions", "appendices"),
        slug=report,
        meeting__slug=slug,
    )
    assert row.meeting is not None
    reader = asks.of(row.meeting.committee_id)
    paper = report_paper(row)
    if reader.reads_exempt or exemption_of(row):
        readings.record_report(row, user=request.user, at=clock.now())
    return row, with_reviews(paper if reader.reads_exempt else public_paper(paper))


def send_report(paper: ReportPaper) -> HttpResponse:
    """Send a report of a meeting as a Word file."""
    held_on = paper.held_on or clock.today()
    return send_word(
        TEMPLATE,
        {"report": paper},
        title=paper.title,
        head=f"{paper.committee}, {day_in_words(held_on)}",
        made_on=held_on,
        name=f"report-{paper.slug}",
    )
