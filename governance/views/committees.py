"""The committees, and the page of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.models import Committee
from governance.presenters.committees import build_committee_page
from governance.views.guards import may_read
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at


@require_safe
@may_read
def committees(request: SignedInRequest) -> HttpResponse:
    """List the committees."""
    rows = Committee.objects.all()
    return render(request, "governance/committees/committees.html", {"committees": rows})


@require_safe
@may_read
def committee(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one committee."""
    try:
        page = build_committee_page(slug, as_of=as_at(request).as_of)
    except Committee.DoesNotExist as error:
        raise Http404 from error
    return render(request, "governance/committees/committee.html", {"page": page})
