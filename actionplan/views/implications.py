"""What a plan's Recommendations will cost, ask of staff and put at risk."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters.implications import build_implications_page
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def implications(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the implications of a plan; one that states none has no such page."""
    head = find_plan(slug, as_of=day_of(request))
    if not head.has_surroundings:
        raise Http404
    context = {"page": build_implications_page(head), "plan": head}
    return render(request, "actionplan/implications/implications.html", context)
