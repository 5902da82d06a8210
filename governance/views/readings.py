"""The record of who read which exempt paper."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from governance.models import Report
from governance.presenters.readings import (
    ReadingLine,
    reading_lines,
    reading_rows,
    readings_of_report,
)
from herefordshire_cs.lib.web.requests import SignedInRequest

FOLLOWS = "governance.follow_readings"
ON_A_PAGE = 100


@require_safe
@permission_required(FOLLOWS, raise_exception=True)
def exempt_readings(request: SignedInRequest) -> HttpResponse:
    """List the readings of the bodies to which a reader belongs, the newest first."""
    rows = reading_rows(reader=reader_of(request.user))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": reading_lines(page.object_list)}
    return render(request, "governance/readings/readings.html", context)


def readings_shown(request: SignedInRequest, row: Report) -> tuple[ReadingLine, ...]:
    """Return who read an exempt report or its exempt appendices, for whoever follows that."""
    if not request.user.has_perm(FOLLOWS):
        return ()
    return readings_of_report(row, reader=reader_of(request.user))
