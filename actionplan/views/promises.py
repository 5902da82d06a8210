"""Days that were promised in notes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters.promises import build_promises_page
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def promises(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show which promised days passed in silence, and the others."""
    as_of = day_of(request)
    page = build_promises_page(find_plan(slug, as_of=as_of), as_of=as_of)
    return render(request, "actionplan/promises/promises.html", {"page": page, "plan": page.plan})
