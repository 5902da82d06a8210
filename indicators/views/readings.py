"""What was read from the papers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.presenters.readings import build_readings_page
from indicators.views.guards import day_of, may_read


@require_safe
@may_read
def readings(request: SignedInRequest) -> HttpResponse:
    """Show what was read from the papers, as written and as understood."""
    page = build_readings_page(as_of=day_of(request))
    return render(request, "indicators/readings/readings.html", {"page": page})
