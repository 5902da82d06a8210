"""The list of indicators, and taking it out as a file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from herefordshire_cs.lib.files.tables import sent
from herefordshire_cs.lib.lists import answer_list, sent_list
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from indicators import exports
from indicators.forms.indicators import IndicatorFilterForm
from indicators.lists.indicators import IndicatorTable
from indicators.presenters.indicator_list import (
    build_list,
    build_sets,
    every_line,
    priority_choices,
    supplier_choices,
)
from indicators.views.guards import day_of, may_read


@require_safe
@may_read
def indicators(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """List the indicators, filtered and sorted, or take the same list out as a file."""
    as_of = day_of(request)
    sets, every = build_sets(), every_line(as_of=as_of)
    form = IndicatorFilterForm(
        request.GET,
        sets=[(each.slug, each.name) for each in sets],
        priorities=priority_choices(),
        suppliers=supplier_choices(every),
    )
    wanted = form.wanted()
    found = build_list(wanted, as_of=as_of, every=every)
    day = as_at(request).shown
    table = IndicatorTable([] if form.errors else found.lines, day=day, asked=form.asked)
    if "_export" in request.GET:
        return take_out(request, table)
    page = table.turn_to(request.GET.get("page"))
    context = {
        "found": found,
        "form": form,
        "table": table,
        "page_obj": page,
        "shown": len(found.lines),
        "filter_words": form.in_words(),
        "sets": sets,
    }
    return answer_list(request, "indicators/indicators/indicators.html", context)


def take_out(
    request: SignedInRequest, table: IndicatorTable
) -> HttpResponse | StreamingHttpResponse:
    """Send the list as a file, or its whole record; small counts are suppressed.

    The record has the columns that other tools rely on, whatever the list shows.
    """
    if not request.user.has_perm("indicators.export_indicators"):
        raise PermissionDenied
    as_of = day_of(request)
    name, kind = f"indicators-{as_of.isoformat()}", request.GET["_export"]
    lines = exports.published(table.data, as_of=as_of)
    if kind == "record":
        rows = exports.line_rows(lines)
        return sent("csv", f"{name}-record", "Indicators", exports.LINE_COLUMNS, rows)
    return sent_list(kind, name, table, lines)
