"""What is appended to a report."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.exempt.marks import exemption_of
from governance.forms.appendices import AppendixForm, ReplacementForm
from governance.models import Report
from governance.services import agendas, appendices
from governance.views.guards import (
    ask_about_additions,
    corrections_owed,
    find_appendix,
    find_report,
    may_run,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

REFUSED: Refusals = {
    agendas.AgendaIssued: (
        "The agenda is published; a paper of it changes only if a corrected pack follows."
    ),
    appendices.AppendixIssued: (
        "The appendix is in a pack that was issued, and stays in the record."
    ),
    appendices.NotAnUpload: "Only an uploaded PDF is replaced. Remove this one, and add another.",
    agendas.PackUnderWay: "A pack of the meeting is being built. Try again when it is ready.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def appendix_new(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Append a PDF to a report."""
    row = find_report(request, slug, report)
    if question := ask_about_additions(row.meeting):
        return question
    is_withheld = exemption_of(row) is not None
    form = AppendixForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={"label": f"Appendix {row.appendices.count() + 1}"},
        titles=hidden_titles(row) if is_withheld else [],
        is_published=agendas.is_before_published(row),
        is_within_exempt=is_withheld,
    )
    if form.is_valid() and keep(
        request,
        form,
        lambda: keep_appendix(row, form),
        refused=REFUSED,
        said="The appendix was added.",
        warnings=[*form.warnings, *corrections_owed(form, "paper")],
    ):
        return redirect(address_of_report(row))
    context = {"form": form, "report": row, "meeting": row.meeting}
    return render(request, "governance/appendices/new.html", context)


def keep_appendix(row: Report, form: AppendixForm) -> None:
    """Append the PDF of a form."""
    appendices.add_appendix(
        report=row,
        label=form.cleaned_data["label"],
        title=form.cleaned_data["title"],
        pages=form.cleaned_data["file"],
        marking=form.marking(),
        correction_follows=form.correction_follows,
        at=clock.now(),
        warnings=form.kept_warnings,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def appendix_replace(request: SignedInRequest, slug: str, report: str, pk: int) -> HttpResponse:
    """Put another PDF in the place of an appendix."""
    row = find_report(request, slug, report)
    appendix = find_appendix(request, row, pk)
    form = ReplacementForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        is_published=agendas.is_before_published(row),
    )
    if form.is_valid() and keep(
        request,
        form,
        lambda: appendices.replace_appendix(
            appendix=appendix,
            pages=form.cleaned_data["file"],
            warnings=form.kept_warnings,
            correction_follows=form.correction_follows,
            at=clock.now(),
        ),
        refused=REFUSED,
        said="The appendix is replaced. Its title, and whether it is exempt, stay as they were.",
        warnings=[*form.warnings, *corrections_owed(form, "paper")],
    ):
        return redirect(address_of_report(row))
    context = {"form": form, "report": row, "meeting": row.meeting, "appendix": appendix}
    return render(request, "governance/appendices/replace.html", context)


@require_POST
@may_run
def appendix_move(
    request: SignedInRequest, slug: str, report: str, pk: int, direction: str
) -> HttpResponse:
    """Move an appendix before the one above it, or behind the one below."""
    if direction not in ("up", "down"):
        raise Http404
    row = find_report(request, slug, report)
    appendix = find_appendix(request, row, pk)
    attempt(
        request,
        lambda: appendices.move_appendix(appendix=appendix, up=direction == "up", at=clock.now()),
        refused=REFUSED,
        said="The appendices are in their new order.",
    )
    return redirect(f"{address_of_report(row)}#appendix-{appendix.pk}")


@require_POST
@may_run
def appendix_remove(request: SignedInRequest, slug: str, report: str, pk: int) -> HttpResponse:
    """Take away an appendix that no issued pack holds."""
    row = find_report(request, slug, report)
    appendix = find_appendix(request, row, pk)
    attempt(
        request,
        lambda: appendices.withdraw_appendix(appendix=appendix, at=clock.now()),
        refused=REFUSED,
        said="The appendix was removed.",
    )
    return redirect(address_of_report(row))


def hidden_titles(row: Report) -> list[str]:
    """Return what an exempt report is called where the public must not read it."""
    return [row.title, *row.items.values_list("title", flat=True)]


def address_of_report(row: Report) -> str:
    """Return where the page of a report of a meeting is."""
    assert row.meeting is not None
    return reverse("meeting-report", args=[row.meeting.slug, row.slug])
