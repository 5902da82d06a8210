"""Who leads: the register of officers, and the page of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.models import Officer
from actionplan.presenters.officers import build_officer_page, build_register
from actionplan.views.guards import day_of, may_read
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def officers(request: SignedInRequest) -> HttpResponse:
    """Show the register of officers and initials."""
    register = build_register(as_of=day_of(request))
    return render(request, "actionplan/officers/officers.html", {"register": register})


@require_safe
@may_read
def officer(request: SignedInRequest, initials: str) -> HttpResponse:
    """Show one officer."""
    try:
        page = build_officer_page(initials, as_of=day_of(request))
    except Officer.DoesNotExist as error:
        raise Http404 from error
    return render(request, "actionplan/officers/officer.html", {"page": page})
