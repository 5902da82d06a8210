"""Pages that read."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from actionplan import exports
from actionplan.filters import ActionFilter, in_order, words_of
from actionplan.models import Evidence, Officer, Standing, StandingQuerySet
from actionplan.presenters import memory
from actionplan.presenters.lines import action_lines
from actionplan.presenters.people import build_officer_page, build_register
from actionplan.presenters.plan_page import (
    build_doubts_page,
    build_plan_page,
    build_plans,
    build_recommendation_page,
)
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.recommendations import counts_of_plan
from actionplan.presenters.timeline import build_timeline
from actionplan.views.finding import day_of, find_plan, page_of_action
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

LINES_ON_A_PAGE = 50
FEW = 30  # so many times fewer than all: sorting them costs less than reading on until they come

may_read = permission_required("actionplan.read_plan", raise_exception=True)


@require_safe
@may_read
def plans(request: SignedInRequest) -> HttpResponse:
    """List the plans there are."""
    found = build_plans(as_of=day_of(request))
    return render(request, "actionplan/plans.html", {"plans": found})


@require_safe
@may_read
def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one plan."""
    day = as_at(request).shown
    page = build_plan_page(find_plan(slug, as_of=day.as_of), as_of=day.as_of)
    shown = {"page": page, "plan": page.plan}
    main = part("actionplan/includes/plan_main.html", {**shown, "day": day})
    return render(request, "actionplan/plan.html", {**shown, "main": main})


@require_safe
@may_read
def recommendation(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show one Recommendation."""
    as_of = day_of(request)
    try:
        page = build_recommendation_page(find_plan(slug, as_of=as_of), number, as_of=as_of)
    except KeyError as error:
        raise Http404 from error
    return render(request, "actionplan/recommendation.html", {"page": page, "plan": page.plan})


@require_safe
@may_read
def actions(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """List a plan's Actions, filtered and sorted, or take the same list out as a file."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    standings = Standing.objects.of(head.pk)
    found = ActionFilter(request.GET, queryset=standings, request=request, plan=head, as_of=as_of)
    is_valid = found.is_valid()
    matching = found.without_rating() if is_valid else standings.none()
    wanted = found.form.cleaned_data.get("rating") or [] if is_valid else []
    sort = (found.form.cleaned_data.get("sort") if is_valid else "") or "reference"
    if "_export" in request.GET:
        ordered = in_order(matching, sort, head, as_of=as_of, ratings=wanted)
        return take_out(request, ordered, head, request.GET["_export"])
    narrowed = words_of(found.form) if is_valid else ""
    whole = counts_of_plan(head, as_of=as_of)
    is_narrowed = narrowed or not is_valid
    counts = counts_of(matching, found, as_of=as_of) if is_narrowed else whole
    shown = sum(counts.of(rag) for rag, _count in counts.segments if not wanted or rag in wanted)
    are_few = shown * FEW < whole.total
    ordered = in_order(matching, sort, head, as_of=as_of, ratings=wanted, are_few=are_few)
    paginator = Paginator(ordered.with_actions(), LINES_ON_A_PAGE)
    paginator.count = shown
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "plan": head,
        "filter": found,
        "form": found.form,
        "lines": list(action_lines(page.object_list, head.scheme, as_of=as_of)),
        "page_obj": page,
        "counts": counts,
        "total": whole.total if narrowed else counts.total,
        "sort": sort,
        "filter_words": narrowed,
        "shown": shown,
    }
    kept = kept_parts(request, found, context)
    return render(request, "actionplan/actions.html", {**context, **kept})


def kept_parts(
    request: SignedInRequest, found: ActionFilter, shown: dict[str, Any]
) -> dict[str, SafeString]:
    """Return the filters and rows of a list; its form follows from choices and what is typed."""
    day = as_at(request).shown
    form = {"choices": found.choices, "typed": dict(request.GET.lists())}
    beside = {name: shown[name] for name in ("plan", "counts", "sort")}
    return {
        "filters": part(
            "actionplan/includes/action_filters.html",
            {**form, **beside, "day": day},
            lambda: {"form": found.form},
        ),
        "rows": part(
            "actionplan/includes/action_rows.html", {"lines": shown["lines"], "day": day}
        ),
    }


def counts_of(standings: StandingQuerySet, found: ActionFilter, *, as_of: date) -> RatingCounts:
    """Count by rating what a filter let through; one query, and none for its further pages.

    Who leads or helps stands in the register of people too, which changes without the plan.
    """

    def count() -> RatingCounts:
        rated = standings.on(as_of).with_rating(found.plan.scheme, as_of=as_of)
        return RatingCounts.of_ratings(rated.rating_counts())

    asked = found.form.cleaned_data if found.form.is_valid() else {}
    if not asked or asked["lead"] or asked["organisation"]:
        return count()
    return memory.recall_or(found.plan, f"list-{asked!r}", as_of=as_of, count=count)


@permission_required("actionplan.export_plan", raise_exception=True)
def take_out(
    request: SignedInRequest, standings: StandingQuerySet, head: PlanHead, kind: str
) -> HttpResponse | StreamingHttpResponse:
    """Send the list as a file, exactly as filtered and sorted."""
    as_of = day_of(request)
    rows = exports.action_rows(standings, head, as_of=as_of)
    name = f"{head.slug}-actions-{as_of.isoformat()}"
    return tables.sent(kind, name, "Actions", exports.ACTION_COLUMNS, rows)


@require_safe
@may_read
def action(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Show one Action."""
    page = page_of_action(slug, reference, as_of=day_of(request))
    is_own = request.user.has_perm("actionplan.add_progressupdate") and (
        request.user.pk in page.officers
    )
    shown = {"page": page, "plan": page.plan}
    record = part("actionplan/includes/action_record.html", {**shown, "day": as_at(request).shown})
    context = {**shown, "is_own": is_own, "record": record}
    return render(request, "actionplan/action.html", context)


@require_safe
@may_read
def evidence(request: SignedInRequest, slug: str, reference: str, pk: int) -> FileResponse:
    """Send a document of the central record; always as a download, never opened in the page."""
    found = get_object_or_404(
        Evidence, pk=pk, action__reference=reference, action__plan__slug=slug
    )
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.filename,
        content_type=found.media_type,
    )


@require_safe
@may_read
def timeline(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a plan's by-whens and milestones month by month."""
    day = as_at(request).shown
    head = find_plan(slug, as_of=day.as_of)
    main = part(
        "actionplan/includes/timeline_main.html",
        {"plan": head, "mark": head.standings_mark, "day": day},
        lambda: {"timeline": build_timeline(head, as_of=day.as_of)},
    )
    return render(request, "actionplan/timeline.html", {"plan": head, "main": main})


@require_safe
@may_read
def doubts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what is doubtful in a plan's record."""
    as_of = day_of(request)
    page = build_doubts_page(find_plan(slug, as_of=as_of), as_of=as_of)
    return render(request, "actionplan/doubts.html", {"page": page, "plan": page.plan})


@require_safe
@may_read
def officers(request: SignedInRequest) -> HttpResponse:
    """Show the register of officers and initials."""
    register = build_register(as_of=day_of(request))
    return render(request, "actionplan/officers.html", {"register": register})


@require_safe
@may_read
def officer(request: SignedInRequest, initials: str) -> HttpResponse:
    """Show one officer."""
    try:
        page = build_officer_page(initials, as_of=day_of(request))
    except Officer.DoesNotExist as error:
        raise Http404 from error
    return render(request, "actionplan/officer.html", {"page": page})
