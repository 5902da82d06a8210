"""Correcting a report on a recommendation that was recorded by mistake, or taking it back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplan.forms.corrections import UpdateCorrectionForm, WithdrawalForm
from actionplan.models import ProgressUpdate, Recommendation
from actionplan.presenters.corrections import correctable_reports
from actionplan.rag import Status
from actionplan.services import corrections
from actionplan.views.corrections import REFUSED, is_director
from actionplan.views.guards import find_plan, may_read
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def reports_to_correct(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """List what was reported of a Recommendation that the reader may correct or take back."""
    head = find_plan(slug, as_of=clock.today())
    row = find_recommendation(slug, number)
    lines = correctable_reports(
        row.pk, request.user, is_director=is_director(request.user), as_of=clock.today()
    )
    if not lines and not request.user.has_perm("actionplan.add_progressupdate"):
        raise PermissionDenied
    context = {"plan": head, "recommendation": row, "lines": lines}
    return render(request, "actionplan/corrections/reports.html", context)


@may_read
def report_correct(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say anew what a report on a Recommendation said by mistake."""
    head = find_plan(slug, as_of=clock.today())
    row = find_recommendation(slug, number)
    update = own_report(request.user, row, pk)
    form = UpdateCorrectionForm(
        request.POST or None,
        scheme=head.scheme,
        earliest=min(head.starts_on, update.counts_from),
        today=clock.today(),
        initial=UpdateCorrectionForm.of(update),
    )
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        write = partial(
            corrections.correct_update,
            update=update,
            author=request.user,
            narrative=found["narrative"],
            reported_on=found["reported_on"],
            status=Status(found["status"]),
            rating=Rag(found["rating"]) if found["rating"] else None,
            reason=found["reason"],
            recorded_on=clock.today(),
            recorded_at=clock.now(),
        )
        said = "It is corrected; the words before are kept as withdrawn."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(row)
    context = {"plan": head, "recommendation": row, "form": form}
    return render(request, "actionplan/corrections/report_correct.html", context)


@may_read
def report_withdraw(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a report on a Recommendation back."""
    head = find_plan(slug, as_of=clock.today())
    row = find_recommendation(slug, number)
    update = own_report(request.user, row, pk)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(
            corrections.withdraw_update,
            update=update,
            author=request.user,
            reason=form.cleaned_data["reason"],
            withdrawn_on=clock.today(),
        )
        said = "It is withdrawn; its words are kept."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(row)
    context = {"plan": head, "recommendation": row, "form": form, "words": update.narrative}
    return render(request, "actionplan/corrections/report_withdraw.html", context)


def find_recommendation(slug: str, number: int) -> Recommendation:
    """Return a Recommendation with its plan."""
    rows = Recommendation.objects.select_related("plan")
    return get_object_or_404(rows, plan__slug=slug, number=number)


def own_report(user: User, row: Recommendation, pk: int) -> ProgressUpdate:
    """Return a report that the user may correct: their own, or any to a director."""
    update = get_object_or_404(row.updates.select_related("author"), pk=pk)
    if not is_director(user) and update.author_id != user.pk:
        raise PermissionDenied
    return update
