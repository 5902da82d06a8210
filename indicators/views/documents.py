"""Documents: the page, the PDF made once and kept, the issue, and one being made."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.accounts.sessions.proving import proved_again
from herefordshire_cs.background.asking import TooManyAsked
from herefordshire_cs.background.documents import is_lost
from herefordshire_cs.background.serving import ask_and_lead, progress_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.downloads import send
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.models import PerformanceDocument
from indicators.periods import ReportingPeriod
from indicators.presenters.documents import KINDS, Kind, build_library
from indicators.tasks import AlreadyIssued, ask_for_document, find_document, issue_document
from indicators.views.guards import day_of, may_read, period_or_404


@require_safe
@may_read
def documents(request: SignedInRequest) -> HttpResponse:
    """Show which documents there are to be had, and those made already."""
    as_of = day_of(request)
    kinds = [(kind, kind.offered(as_of=as_of)) for kind in KINDS.values()]
    titles = {kind.slug: kind.title for kind in KINDS.values()}
    context = {"kinds": kinds, "made": build_library(titles, as_of=as_of), "as_of": as_of}
    return render(request, "indicators/documents/documents.html", context)


@require_safe
@may_read
def report(request: SignedInRequest, kind: str, period: str) -> HttpResponse:
    """Show a document as a page."""
    found, span = kind_and_period(kind, period)
    as_of = day_of(request)
    context = {
        "report": found.build(span, as_of=as_of),
        "kind": found,
        "period": span,
        "offered": found.offered(as_of=as_of),
        "as_of": as_of,
    }
    return render(request, "indicators/documents/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
def report_pdf(request: SignedInRequest, kind: str, period: str) -> HttpResponse:
    """Send a document as a PDF where it was made already, else offer to make it: by a POST."""
    found, span = kind_and_period(kind, period)
    as_of = day_of(request)
    if request.method == "POST":
        return ask(request, found, span, as_of=as_of)
    document = find_document(kind=found, period=span, as_of=as_of)
    if document is None or is_lost(document, at=clock.now()):
        context = {"kind": found, "period": span, "as_of": as_of}
        return render(request, "indicators/documents/offer.html", context)
    if document.state == PerformanceDocument.State.READY:
        return send(document, name_of(document))
    return redirect(document)


def ask(
    request: SignedInRequest, kind: Kind, period: ReportingPeriod, *, as_of: date
) -> HttpResponse:
    """Ask for a document, and lead to it."""
    return ask_and_lead(
        request,
        lambda: ask_for_document(
            kind=kind, period=period, as_of=as_of, asked_by=request.user, asked_at=clock.now()
        ),
        file="performance-document-file",
    )


@require_POST
@permission_required("indicators.issue_digest", raise_exception=True)
@proved_again
def issue(request: SignedInRequest, kind: str, period: str) -> HttpResponse:
    """Issue a document as at today: from then on it is kept as it is."""
    found, span = kind_and_period(kind, period)
    if span.ends_on >= clock.today():
        messages.error(request, f"It can be issued once {span.label} has ended.")
        return redirect("performance-report", kind, period)
    try:
        document = issue_document(
            kind=found,
            period=span,
            as_of=clock.today(),
            issued_by=request.user,
            issued_at=clock.now(),
        )
    except TooManyAsked as refused:
        messages.error(request, str(refused))
        return redirect("performance-report", kind, period)
    except AlreadyIssued as already:
        document = already.document
        messages.info(request, "The very same document was issued already. This is it.")
    else:
        messages.success(request, f"{found.title} issued.")
    return redirect(document)


@require_safe
@may_read
def document(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a document is; once it is ready, the page leads to the file."""
    found = get_object_or_404(
        PerformanceDocument.objects.select_related("period").defer("pdf"), pk_uuid=key
    )
    context = {"kind": KINDS[found.kind], "period": found.period.span} | progress_of(found)
    whole, state = "indicators/documents/document.html", "indicators/documents/_state.html"
    return render(request, state if request.htmx else whole, context)


@require_safe
@may_read
def document_file(request: SignedInRequest, key: str) -> HttpResponse:
    """Send a document that was made."""
    found = get_object_or_404(
        PerformanceDocument.objects.select_related("period"),
        pk_uuid=key,
        state=PerformanceDocument.State.READY,
    )
    return send(found, name_of(found))


def name_of(document: PerformanceDocument) -> str:
    """Return the name of the file, without its ending."""
    return f"{document.kind}-{document.period.slug}-as-at-{document.as_of.isoformat()}"


def kind_and_period(kind: str, period: str) -> tuple[Kind, ReportingPeriod]:
    """Return a kind of document and a period that it can be of, or answer 404."""
    found, span = KINDS.get(kind), period_or_404(period)
    if found is None or span.kind is not found.period_kind:
        raise Http404
    return found, span
