"""The page of a recommendation, and reporting on it as a whole."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actionplan.forms.updates import ProgressUpdateForm
from actionplan.models import ProgressUpdate, Recommendation
from actionplan.presenters.occasions import next_report_after, occasions
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.recommendation_page import (
    RecommendationPage,
    build_recommendation_page,
)
from actionplan.services import updates
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.unsent import offer
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.form_rows import unjudged
from herefordshire_cs.lib.web.requests import SignedInRequest

DASHES = re.compile(r"^[ \t]*[-*–][ \t]+", re.MULTILINE)


@may_read
def recommendation_report(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Report on a Recommendation as a whole: its summary and rating."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    page = page_of(head, number, request)
    if not may_report(request.user, page):
        raise PermissionDenied
    row = get_object_or_404(Recommendation, pk=page.line.pk)
    newest = row.updates.order_by("pk").select_related("author").last()
    unsent = offer(request)
    form = ProgressUpdateForm(
        request.POST or unsent.data,
        scheme=head.scheme,
        starts_on=head.starts_on,
        today=today,
        initial={"reported_on": today, "seen_update": newest.pk if newest else None},
    ).without_evidence()
    if unsent.data:
        unjudged(form)
    meanwhile: ProgressUpdate | None = None
    if request.method == "POST" and form.is_valid():
        try:
            report(request, row, form)
        except updates.UpdatedMeanwhile as found:
            meanwhile = found.update
            form.data = {**request.POST.dict(), "seen_update": str(meanwhile.pk)}
        else:
            messages.success(request, f"Your report on {head.level_name} {number} is recorded.")
            return redirect("recommendation", slug, number)
    context = {
        "plan": head,
        "page": page,
        "form": form,
        "unsent": unsent,
        "meanwhile": meanwhile,
        "next_occasion": next_report_after(today, occasions(head, as_of=today)),
    }
    status = 409 if meanwhile else 200
    return render(request, "actionplan/recommendations/report.html", context, status=status)


def report(request: SignedInRequest, row: Recommendation, form: ProgressUpdateForm) -> None:
    """Record a report that is whole; dashes at the head of lines become the items of a list."""
    updates.report_on_recommendation(
        recommendation=row,
        author=request.user,
        reported_on=form.cleaned_data["reported_on"],
        recorded_on=clock.today(),
        recorded_at=clock.now(),
        narrative=DASHES.sub("• ", form.cleaned_data["narrative"]),
        status=form.status,
        rating=form.rating_given,
        seen_update=form.cleaned_data["seen_update"],
        is_for_board=form.cleaned_data["is_for_board"],
        kept_reason=form.cleaned_data["kept_reason"],
    )


def page_of(head: PlanHead, number: int, request: SignedInRequest) -> RecommendationPage:
    """Return the page of a Recommendation on the day that is shown, or answer 404."""
    try:
        return build_recommendation_page(head, number, as_of=day_of(request))
    except KeyError as error:
        raise Http404 from error


def may_report(user: User, page: RecommendationPage) -> bool:
    """Say whether a user reports on a Recommendation: a director, or who is named for it."""
    return page.reporter == user.pk or user.has_perm("actionplan.add_moderation")
