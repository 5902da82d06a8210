"""What a plan tells of itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters.narrative import build_narrative
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def narrative(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the paper of a plan in its own order; a plan without one has no such page."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    if not head.has_narrative:
        raise Http404
    context = {"page": build_narrative(head, as_of=as_of), "plan": head}
    return render(request, "actionplan/narrative/narrative.html", context)
