"""How often members came, as a page and a file; and the interests that they declared."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from governance.presenters.attendance_figures import COLUMNS, build_figures, build_interests
from governance.views.guards import find_body, may_read
from governance.views.year_calendars import year_asked_for
from herefordshire_cs.lib.files.tables import sent
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at


@require_safe
@may_read
def attendance_figures(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show how often each member of a body came in a municipal year."""
    body = find_body(request, slug)
    page = build_figures(body, as_of=as_at(request).as_of, year=year_asked_for(request))
    context = {"page": page, "body": body}
    return render(request, "governance/attendance/figures.html", context)


@require_safe
@may_read
def attendance_figures_csv(
    request: SignedInRequest, slug: str
) -> HttpResponse | StreamingHttpResponse:
    """Send the same figures as a file."""
    body = find_body(request, slug)
    page = build_figures(body, as_of=as_at(request).as_of, year=year_asked_for(request))
    rows = (member.row() for member in page.members)
    name = f"attendance-{body.slug}-{page.calendar.year}"
    return sent("csv", name, "Attendance", COLUMNS, rows)


@require_safe
@may_read
def interests(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the interests that were declared at meetings of a body, by member."""
    body = find_body(request, slug)
    members = build_interests(body, reader=reader_of(request.user))
    context = {"members": members, "body": body}
    return render(request, "governance/attendance/interests.html", context)
