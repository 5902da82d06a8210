"""Correcting a report on a recommendation that was recorded by mistake, or taking it back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplan.models import Recommendation
from actionplan.presenters.corrections import correctable_reports
from actionplan.services import corrections
from actionplan.views.corrections import (
    WITHDRAWN,
    is_director,
    own_update,
    try_to_correct,
    try_to_withdraw,
)
from actionplan.views.guards import find_plan, may_read
from herefordshire_cs.lib import clock
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
    update = own_update(request.user, row, pk)
    form, is_done = try_to_correct(request, head, update)
    if is_done:
        return redirect(row)
    context = {"plan": head, "recommendation": row, "form": form}
    return render(request, "actionplan/corrections/report_correct.html", context)


@may_read
def report_withdraw(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a report on a Recommendation back."""
    head = find_plan(slug, as_of=clock.today())
    row = find_recommendation(slug, number)
    update = own_update(request.user, row, pk)
    write = partial(corrections.withdraw_update, update=update)
    form, is_done = try_to_withdraw(request, write, said=WITHDRAWN, is_note=True)
    if is_done:
        return redirect(row)
    context = {"plan": head, "recommendation": row, "form": form, "words": update.narrative}
    return render(request, "actionplan/corrections/report_withdraw.html", context)


def find_recommendation(slug: str, number: int) -> Recommendation:
    """Return a Recommendation with its plan."""
    rows = Recommendation.objects.select_related("plan")
    return get_object_or_404(rows, plan__slug=slug, number=number)
