"""A register of risks as a PDF, made once and kept."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.models import RegisterDocument, RiskRegister
from actionplan.models.plan_access import seen_with
from actionplan.presenters.risk_register import build_risk_register
from actionplan.tasks import ask_for_register, find_register_document
from actionplan.views.guards import day_of, may_read
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.background.documents import is_lost
from herefordshire_cs.background.serving import ask_and_lead, progress_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.downloads import send
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
def register_pdf(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send a register as a PDF where it was made already, else offer to make it: by a POST."""
    as_of = day_of(request)
    try:
        report = build_risk_register(slug, as_of=as_of)
    except RiskRegister.DoesNotExist as error:
        raise Http404 from error
    if request.method == "POST":
        return ask_and_lead(
            request,
            lambda: ask_for_register(report, asked_by=request.user, asked_at=clock.now()),
            file="register-document-file",
        )
    document = find_register_document(report)
    if document is None or is_lost(document, at=clock.now()):
        return render(request, "actionplan/risks/offer.html", {"report": report})
    if document.state == RegisterDocument.State.READY:
        return send(document, name_of(document))
    return redirect(document)


@require_safe
@may_read
def register_document(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a document is; once it is ready, the page leads to the file."""
    rows = RegisterDocument.objects.select_related("register").defer("pdf")
    seen = seen_with(rows, access_of(request.user), plan="register__plan")
    found = get_object_or_404(seen, pk_uuid=key)
    context = {"register": found.register} | progress_of(found)
    whole, state = "actionplan/risks/document.html", "actionplan/risks/_state.html"
    return render(request, state if request.htmx else whole, context)


@require_safe
@may_read
def register_document_file(request: SignedInRequest, key: str) -> HttpResponse:
    """Send a document that was made."""
    rows = RegisterDocument.objects.select_related("register")
    seen = seen_with(rows, access_of(request.user), plan="register__plan")
    found = get_object_or_404(seen, pk_uuid=key, state=RegisterDocument.State.READY)
    return send(found, name_of(found))


def name_of(document: RegisterDocument) -> str:
    """Return what a document is called once it is saved."""
    return f"{document.register.slug}-risks-{document.as_of.isoformat()}"
