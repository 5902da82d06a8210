"""The search over everything that may be read: plans, indicators, papers."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.front.presenters.search import search_everything
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

READ = ["actionplan.read_plan", "indicators.read_indicators", "governance.read_meetings"]


@require_safe
@permission_required(READ, raise_exception=True)
def search(request: SignedInRequest) -> HttpResponse:
    """Find words in the plans, the indicators and the papers of meetings."""
    words = " ".join(request.GET.get("words", "").split())[:200]
    as_of = as_at(request).as_of
    found = search_everything(words, as_of=as_of, user=request.user) if words else None
    return render(request, "front/search.html", {"found": found, "words": words})
