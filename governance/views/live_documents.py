"""The page that appends a document of the plan or of the indicators to a report."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.exempt.marks import exemption_of
from governance.forms.live_documents import LiveAppendixForm
from governance.models import Report
from governance.services import agendas
from governance.services.appendices import add_live_appendix
from governance.views.appendices import REFUSED, address_of_report, hidden_titles
from governance.views.guards import ask_about_additions, corrections_owed, find_report, may_run
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def appendix_live(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Append a live document to a report."""
    row = find_report(request, slug, report)
    if question := ask_about_additions(row.meeting):
        return question
    is_withheld = exemption_of(row) is not None
    form = LiveAppendixForm(
        request.POST if request.method == "POST" else None,
        initial={"label": f"Appendix {row.appendices.count() + 1}"},
        titles=hidden_titles(row) if is_withheld else [],
        is_published=agendas.is_before_published(row),
        is_within_exempt=is_withheld,
        latest=clock.today(),
    )
    if form.is_valid() and keep(
        request,
        form,
        lambda: keep_live_appendix(row, form),
        refused=REFUSED,
        said="The appendix was added.",
        warnings=corrections_owed(form, "paper"),
    ):
        return redirect(address_of_report(row))
    context = {"form": form, "report": row, "meeting": row.meeting}
    return render(request, "governance/appendices/live.html", context)


def keep_live_appendix(row: Report, form: LiveAppendixForm) -> None:
    """Append the document of a form."""
    add_live_appendix(
        report=row,
        label=form.cleaned_data["label"],
        title=form.cleaned_data["title"],
        document=form.cleaned_data["document"],
        plan=form.cleaned_data["plan"],
        as_at=form.cleaned_data["as_at"],
        marking=form.marking(),
        correction_follows=form.correction_follows,
        at=clock.now(),
    )
