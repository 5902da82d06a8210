"""Public pages of what is to come and under way: notices, call-ins, work programmes, reviews."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.models import Committee, ScrutinyReview
from governance.presenters.programme import programme_of
from governance.presenters.public_bodies import find_public_body
from governance.presenters.public_work import (
    public_call_ins,
    public_forward_plan,
    public_review,
    public_reviews,
)
from herefordshire_cs.lib import clock


@require_safe
@login_not_required
def papers_forward_plan(request: HttpRequest) -> HttpResponse:
    """Show the decisions of the executive of which notice is given."""
    plan = public_forward_plan(as_of=clock.today())
    return render(request, "governance/register/forward_plan.html", {"plan": plan})


@require_safe
@login_not_required
def papers_call_ins(request: HttpRequest) -> HttpResponse:
    """Show the decisions that were called in."""
    lines = public_call_ins(as_of=clock.today())
    return render(request, "governance/register/call_ins.html", {"lines": lines})


@require_safe
@login_not_required
def papers_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a committee means to do, as it is put before the committee."""
    today = clock.today()
    try:
        body = find_public_body(slug)
    except Committee.DoesNotExist as error:
        raise Http404 from error
    context = {"paper": programme_of(body, as_of=today), "slug": slug}
    return render(request, "governance/register/programme.html", context)


@require_safe
@login_not_required
def papers_reviews(request: HttpRequest) -> HttpResponse:
    """Show the reviews that are published."""
    lines = public_reviews(as_of=clock.today())
    return render(request, "governance/register/reviews.html", {"lines": lines})


@require_safe
@login_not_required
def papers_review(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a review that is published."""
    try:
        page = public_review(slug, as_of=clock.today())
    except ScrutinyReview.DoesNotExist as error:
        raise Http404 from error
    return render(request, "governance/register/review.html", {"page": page})
