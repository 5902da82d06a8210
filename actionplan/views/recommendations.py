"""The page of a recommendation."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters.recommendation_page import build_recommendation_page
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def recommendation(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show one Recommendation."""
    as_of = day_of(request)
    try:
        page = build_recommendation_page(find_plan(slug, as_of=as_of), number, as_of=as_of)
    except KeyError as error:
        raise Http404 from error
    return render(
        request,
        "actionplan/recommendations/recommendation.html",
        {"page": page, "plan": page.plan},
    )
