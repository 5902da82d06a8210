"""The indicators beside the neighbours' figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.presenters.neighbours import build_neighbours_page
from indicators.views.guards import day_of, may_read


@require_safe
@may_read
def neighbours(request: SignedInRequest) -> HttpResponse:
    """Show the indicators beside the neighbours."""
    group = request.GET.get("group", "")
    page = build_neighbours_page(as_of=day_of(request), group=group)
    return render(request, "indicators/neighbours/neighbours.html", {"page": page, "group": group})
