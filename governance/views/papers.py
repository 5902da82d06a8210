"""Pages of a report's papers: what is exempt of it, and what is appended to it."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance import services
from governance.forms import AppendixForm, ExemptForm
from governance.models import Appendix, Report
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

may_run = permission_required("governance.run_meetings", raise_exception=True)
REFUSED: Refusals = {
    services.AgendaIssued: (
        "The agenda is published; a paper of it changes only if a corrected pack follows."
    ),
    services.AppendixIssued: "The appendix is in a pack that was issued, and stays in the record.",
    services.PackUnderWay: "A pack of the meeting is being built. Try again when it is ready.",
}
CORRECT_IT = "Now build a pack that says what it corrects: those issued hold the paper as it was."


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def report_exempt(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Say whether a report is exempt, and why."""
    row = find_report(request, slug, report)
    return mark_paper(request, row, row, hidden_titles(row))


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def appendix_exempt(request: SignedInRequest, slug: str, report: str, pk: int) -> HttpResponse:
    """Say whether an appendix is exempt, and why."""
    row = find_report(request, slug, report)
    appendix = find_appendix(request, row, pk)
    titles = [appendix.title, *(hidden_titles(row) if row.is_exempt else [])]
    return mark_paper(request, row, appendix, titles)


def mark_paper(
    request: SignedInRequest, row: Report, paper: Report | Appendix, titles: list[str]
) -> HttpResponse:
    """Show the form that marks a report or its appendix; a POST marks it."""
    form = ExemptForm(
        request.POST if request.method == "POST" else None,
        initial=services.marking_initial(paper),
        titles=titles,
        is_published=services.is_before_published(row),
        is_within_exempt=paper is not row and row.is_exempt,
    )
    mark = mark_of(paper)
    if is_valid_as_seen(form, paper) and keep(
        request,
        form,
        lambda: keep_marking(paper, form),
        refused=REFUSED,
        said=in_words(form),
        warnings=corrections(form),
    ):
        return redirect(address_of(row))
    context = {"form": form, "report": row, "meeting": row.meeting, "paper": paper, "mark": mark}
    return render(request, "governance/report_exempt.html", context)


def corrections(form: ExemptForm) -> list[str]:
    """Return what is to be done after a change of what was issued."""
    return [CORRECT_IT] if form.correction_follows else []


def keep_marking(paper: Report | Appendix, form: ExemptForm) -> None:
    """Mark a paper as the form says."""
    services.mark_exempt(
        paper=paper,
        marking=form.marking(),
        correction_follows=form.correction_follows,
        at=clock.now(),
    )


def in_words(form: ExemptForm) -> str:
    """Say as what a paper was marked."""
    paragraph = form.marking().paragraph
    if paragraph is None:
        return "The paper is not exempt in itself."
    return f"The paper is exempt under paragraph {paragraph}."


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def appendix_new(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Append a PDF to a report."""
    row = find_report(request, slug, report)
    form = AppendixForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={"label": f"Appendix {row.appendices.count() + 1}"},
        titles=hidden_titles(row) if row.is_exempt else [],
        is_published=services.is_before_published(row),
        is_within_exempt=row.is_exempt,
    )
    if form.is_valid() and keep(
        request,
        form,
        lambda: keep_appendix(row, form),
        refused=REFUSED,
        said="The appendix was added.",
        warnings=[*form.warnings, *corrections(form)],
    ):
        return redirect(address_of(row))
    context = {"form": form, "report": row, "meeting": row.meeting}
    return render(request, "governance/appendix_new.html", context)


def keep_appendix(row: Report, form: AppendixForm) -> None:
    """Append the PDF of a form."""
    services.add_appendix(
        report=row,
        label=form.cleaned_data["label"],
        title=form.cleaned_data["title"],
        pages=form.cleaned_data["file"],
        marking=form.marking(),
        correction_follows=form.correction_follows,
        at=clock.now(),
    )


@require_POST
@may_run
def appendix_remove(request: SignedInRequest, slug: str, report: str, pk: int) -> HttpResponse:
    """Take away an appendix that no issued pack holds."""
    row = find_report(request, slug, report)
    appendix = find_appendix(request, row, pk)
    attempt(
        request,
        lambda: services.withdraw_appendix(appendix=appendix, at=clock.now()),
        refused=REFUSED,
        said="The appendix was removed.",
    )
    return redirect(address_of(row))


def find_report(request: SignedInRequest, slug: str, report: str) -> Report:
    """Return a report of a meeting; an exempt one is not there for those who may not read it."""
    reports = Report.objects.readable_by(request.user).select_related("meeting__committee")
    return get_object_or_404(reports, slug=report, meeting__slug=slug)


def find_appendix(request: SignedInRequest, row: Report, pk: int) -> Appendix:
    """Return an appendix of a report, under the same rule."""
    appendices = row.appendices.select_related("report")
    if not request.user.has_perm("governance.read_exempt"):
        appendices = appendices.filter(exempt_paragraph=None)
    return get_object_or_404(appendices, pk=pk)


def hidden_titles(row: Report) -> list[str]:
    """Return what an exempt report is called where the public must not read it."""
    return [row.title, *row.items.values_list("title", flat=True)]


def address_of(row: Report) -> str:
    """Return where the page of a report of a meeting is."""
    assert row.meeting is not None
    return reverse("meeting-report", args=[row.meeting.slug, row.slug])
