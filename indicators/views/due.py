"""What is due and missing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.presenters.due import build_due_page
from indicators.views.guards import day_of, may_read


@require_safe
@may_read
def due(request: SignedInRequest) -> HttpResponse:
    """Show what is due and missing."""
    page = build_due_page(as_of=day_of(request))
    return render(request, "indicators/due/due.html", {"page": page})
