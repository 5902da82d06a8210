"""Pages that read."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.lib.files.tables import sent
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators import exports
from indicators.forms import IndicatorFilterForm, LimitingRulesForm
from indicators.limiting import apply_limits
from indicators.presenters.due import build_due_page
from indicators.presenters.judgements import (
    build_judgements_page,
    limiting_rules,
    threshold_lines,
)
from indicators.presenters.listing import (
    IndicatorList,
    build_list,
    build_sets,
    priority_choices,
    supplier_choices,
)
from indicators.presenters.neighbours import build_neighbours_page
from indicators.presenters.readings import build_readings_page
from indicators.views.finding import day_of, may_read

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
    return render(request, "indicators/indicators.html", context)


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


@require_safe
@may_read
def due(request: SignedInRequest) -> HttpResponse:
    """Show what is due and missing."""
    page = build_due_page(as_of=day_of(request))
    return render(request, "indicators/due.html", {"page": page})


@require_safe
@may_read
def neighbours(request: SignedInRequest) -> HttpResponse:
    """Show the indicators beside the neighbours."""
    group = request.GET.get("group", "")
    page = build_neighbours_page(as_of=day_of(request), group=group)
    return render(request, "indicators/neighbours.html", {"page": page, "group": group})


@require_safe
@may_read
def judgements(request: SignedInRequest) -> HttpResponse:
    """Show what others judged."""
    page = build_judgements_page(as_of=day_of(request))
    return render(request, "indicators/judgements.html", {"page": page})


@require_safe
@may_read
def limits(request: SignedInRequest) -> HttpResponse:
    """Work out what the limiting rules of 2005 leave standing, and say why."""
    thresholds = threshold_lines(as_of=day_of(request))
    form = LimitingRulesForm(
        request.GET if "others" in request.GET else None,
        thresholds=[(each.name, each.words) for each in thresholds],
        initial={"thresholds": [each.name for each in thresholds if each.is_missed]},
    )
    result = None
    if form.is_bound and form.is_valid():
        found = form.cleaned_data
        result = apply_limits(
            education=int(found["education"]),
            social_care=int(found["social_care"]),
            overall=int(found["overall"]) if found["overall"] else None,
            thresholds_missed=form.missed(),
        )
    context = {"form": form, "result": result, "rules": limiting_rules()}
    return render(request, "indicators/limiting_rules.html", context)


@require_safe
@may_read
def readings(request: SignedInRequest) -> HttpResponse:
    """Show what was read from the papers, as written and as understood."""
    page = build_readings_page(as_of=day_of(request))
    return render(request, "indicators/readings.html", {"page": page})
