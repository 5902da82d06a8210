"""Documents: the page, the PDF made once and kept, and the progress of one being made."""

from datetime import date
from typing import TypedDict

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.documents import SinceForm
from actionplan.models import Document
from actionplan.models.plan_access import seen_with
from actionplan.presenters.documents import KINDS, Kind, build_library
from actionplan.presenters.plans import PlanHead
from actionplan.tasks import ask_for_document, find_document
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.background.documents import is_lost
from herefordshire_cs.background.serving import ask_and_lead, progress_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.downloads import send, send_word
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def reports(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show which documents there are to be had, and those made already."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    library = build_library(head, as_of=as_of)
    context = {"plan": head, "library": library, "kinds": kinds_of(head), "as_of": as_of}
    return render(request, "actionplan/documents/documents.html", context)


@require_safe
@may_read
def report(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """Show a document as a page."""
    as_of = day_of(request)
    found = kind_or_404(kind, find_plan(slug, as_of=as_of))
    form = SinceForm(request.GET or None, as_of=as_of)
    built = found.build(slug, as_of=as_of, since=since_of(form))
    context = {"report": built, "plan": built.plan, "kind": found, "form": form, "as_of": as_of}
    return render(request, "actionplan/documents/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
def report_pdf(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """Send a document as a PDF where it was made already, else offer to make it: by a POST."""
    head = find_plan(slug, as_of=day_of(request))
    found = kind_or_404(kind, head)
    asked: Asked = {
        "slug": slug,
        "kind": found,
        "as_of": day_of(request),
        "since": since_of(SinceForm(request.GET or None, as_of=day_of(request))),
    }
    if request.method == "POST":
        return ask(request, asked)
    document = find_document(**asked)
    if document is None or is_lost(document, at=clock.now()):
        context = {"plan": head, "kind": found, "as_of": asked["as_of"]}
        return render(request, "actionplan/documents/offer.html", context)
    if document.state == Document.State.READY:
        return send(document, name_of(document))
    return redirect(document)


@require_safe
@may_read
def report_docx(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """Send a document as a Word file, for those who must edit it or send it on."""
    as_of = day_of(request)
    found = kind_or_404(kind, find_plan(slug, as_of=as_of))
    form = SinceForm(request.GET or None, as_of=as_of)
    built = found.build(slug, as_of=as_of, since=since_of(form))
    return send_word(
        built.template_name,
        {"report": built, "is_landscape": found.is_landscape},
        title=f"{built.title}: {built.plan.title}",
        head=f"{built.title} as at {day_in_words(as_of)}",
        made_on=as_of,
        name=f"{slug}-{found.slug}-{as_of.isoformat()}",
    )


class Asked(TypedDict):
    """Which document is asked for."""

    slug: str
    kind: Kind
    as_of: date
    since: date | None


def ask(request: SignedInRequest, asked: Asked) -> HttpResponse:
    """Ask for a document, and lead to it."""
    return ask_and_lead(
        request,
        lambda: ask_for_document(**asked, asked_by=request.user, asked_at=clock.now()),
        file="document-file",
    )


@require_safe
@may_read
def document(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a document is; once it is ready, the page leads to the file."""
    rows = Document.objects.select_related("plan").defer("pdf")
    found = get_object_or_404(seen_with(rows, access_of(request.user)), pk_uuid=key)
    context = {"kind": KINDS[found.kind], "plan": found.plan} | progress_of(found)
    is_part = bool(request.htmx)
    return render(
        request,
        "actionplan/documents/_state.html" if is_part else "actionplan/documents/document.html",
        context,
    )


@require_safe
@may_read
def document_file(request: SignedInRequest, key: str) -> HttpResponse:
    """Send a document that was made."""
    rows = seen_with(Document.objects.select_related("plan"), access_of(request.user))
    found = get_object_or_404(rows, pk_uuid=key, state=Document.State.READY)
    return send(found, name_of(found))


def name_of(document: Document) -> str:
    """Return what a document is called once it is saved."""
    return f"{document.plan.slug}-{document.kind}-{document.as_of.isoformat()}"


def kinds_of(plan: PlanHead) -> list[Kind]:
    """Return the kinds of document that a plan can be had as."""
    return [kind for kind in KINDS.values() if kind.is_for(plan)]


def kind_or_404(slug: str, plan: PlanHead) -> Kind:
    """Return a kind of document of a plan by its address."""
    if slug not in KINDS or not KINDS[slug].is_for(plan):
        raise Http404
    return KINDS[slug]


def since_of(form: SinceForm) -> date | None:
    """Return the day to compare with, or None for the usual one."""
    return form.cleaned_data.get("since") if form.is_bound and form.is_valid() else None
