"""Who leads: the register of officers, and the page of one."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.lists.officers import OfficerTable, heads_of
from actionplan.models import Officer
from actionplan.presenters.officers import build_officer_page, build_register
from actionplan.views.guards import day_of, may_read
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib.lists import Asked, answer_table, list_form
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at


@require_safe
@may_read
def officers(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """Show the register of officers and initials."""
    as_of = day_of(request)
    register = build_register(as_of=as_of, access=access_of(request.user))
    form = list_form(OfficerTable, request.GET)
    asked = Asked.of(form)
    table = OfficerTable(
        [*register.indexed, *register.not_indexed, *register.posts],
        day=as_at(request).shown,
        asked=asked,
        groups=heads_of(register, asked),
    )
    return answer_table(
        request,
        "actionplan/officers/officers.html",
        table,
        {"register": register, "form": form},
        file=f"officers-{as_of.isoformat()}",
        right="actionplan.export_plan",
    )


@require_safe
@may_read
def officer(request: SignedInRequest, initials: str) -> HttpResponse:
    """Show one officer."""
    try:
        page = build_officer_page(initials, as_of=day_of(request), access=access_of(request.user))
    except Officer.DoesNotExist as error:
        raise Http404 from error
    return render(request, "actionplan/officers/officer.html", {"page": page})
