"""Public pages on which decisions and papers are found."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.forms.public_decisions import DecisionsForm, WordsForm
from governance.presenters.decision_records import public_record_rows, public_records
from governance.presenters.public_decisions import build_decisions, decided_minutes
from governance.presenters.search import search_published
from herefordshire_cs.lib import clock

ON_A_PAGE = 20


@require_safe
@login_not_required
def papers_decisions(request: HttpRequest) -> HttpResponse:
    """Show what was resolved and what became of it, found by words."""
    form = DecisionsForm(request.GET)
    today = clock.today()
    rows = decided_minutes(form.wanted, committee=form.body, as_of=today)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "decisions": build_decisions(page, as_of=today)}
    return render(request, "governance/register/decisions.html", context)


@require_safe
@login_not_required
def papers_decision_records(request: HttpRequest) -> HttpResponse:
    """Show the records of decisions of the executive and of officers, found by words."""
    form = DecisionsForm(request.GET)
    today = clock.today()
    rows = public_record_rows(form.wanted, committee=form.body, as_of=today)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "records": public_records(page, as_of=today)}
    return render(request, "governance/register/decision_records.html", context)


@require_safe
@login_not_required
def papers_decision_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the record of a decision; of an exempt one what anybody may know."""
    today = clock.today()
    row = get_object_or_404(public_record_rows("", committee="", as_of=today), pk=pk)
    (record,) = public_records([row], as_of=today)
    return render(request, "governance/register/decision_record.html", {"record": record})


@require_safe
@login_not_required
def papers_search(request: HttpRequest) -> HttpResponse:
    """Find words in the published papers."""
    form = WordsForm(request.GET)
    words = form.wanted
    found = search_published(words, as_of=clock.today()) if words else None
    context = {"form": form, "words": words, "found": found}
    return render(request, "governance/register/search.html", context)
