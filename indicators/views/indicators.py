"""The list of indicators, and taking it out as a file."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.lib.files.tables import sent
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators import exports
from indicators.forms.indicators import IndicatorFilterForm
from indicators.presenters.indicator_list import (
    IndicatorList,
    build_list,
    build_sets,
    priority_choices,
    supplier_choices,
)
from indicators.views.guards import day_of, may_read

LINES_ON_A_PAGE = 50


@require_safe
@may_read
def indicators(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """List the indicators, filtered and sorted, or take the same list out as a file."""
    as_of = day_of(request)
    sets = build_sets()
    form = IndicatorFilterForm(
        request.GET,
        sets=[(each.slug, each.name) for each in sets],
        priorities=priority_choices(),
        suppliers=supplier_choices(),
    )
    wanted = form.wanted()
    found = build_list(wanted, as_of=as_of)
    if "_export" in request.GET:
        return take_out(request, found)
    page = Paginator(found.lines, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "form": form,
        "lines": page.object_list,
        "page_obj": page,
        "sort": wanted.sort,
        "shown": len(found.lines),
        "filter_words": form.in_words(),
        "sets": sets,
    }
    return render(request, "indicators/indicators/indicators.html", context)


def take_out(
    request: SignedInRequest, found: IndicatorList
) -> HttpResponse | StreamingHttpResponse:
    """Send the list as a file, exactly as filtered and sorted; small counts are suppressed."""
    if not request.user.has_perm("indicators.export_indicators"):
        raise PermissionDenied
    as_of = day_of(request)
    rows = exports.line_rows(exports.published(found.lines, as_of=as_of))
    name = f"indicators-{as_of.isoformat()}"
    return sent(request.GET["_export"], name, "Indicators", exports.LINE_COLUMNS, rows)
