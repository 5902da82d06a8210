"""The list of a plan's actions, the page of one, adding, dropping and opening one again."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from actionplan import exports
from actionplan.filters import ActionFilter, in_order
from actionplan.forms.actions import ActionForm, ReasonForm
from actionplan.lists.actions import TICK, ActionTable, details_wanted, group_heads
from actionplan.lists.ready_actions import ready_views
from actionplan.models import (
    Recommendation,
    Standing,
    StandingQuerySet,
)
from actionplan.presenters import remembered
from actionplan.presenters.action_details import with_details
from actionplan.presenters.action_groups import counts_by_group, titles_of_groups
from actionplan.presenters.actions import action_lines
from actionplan.presenters.by_whens import last_by_when
from actionplan.presenters.impact_ratings import with_impact
from actionplan.presenters.movements import (
    day_to_compare_with,
    lines_of_file,
    with_movements,
)
from actionplan.presenters.occasions import last_report_before, next_report_after, occasions
from actionplan.presenters.recommendations import counts_of_plan
from actionplan.rag import CLOSED_STATUSES
from actionplan.services.actions import add_action, drop_action, reopen_action
from actionplan.views.guards import (
    day_of,
    find_action,
    find_plan,
    may_read,
    page_of_action,
    since_of,
)
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.lists import Group, answer_list, sent_list
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

LINES_ON_A_PAGE = 50
FEW = 30  # so many times fewer than all: sorting them costs less than reading on until they come


@require_safe
@may_read
def actions(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """List a plan's Actions, filtered, sorted and grouped, or take the list out as a file."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    standings = Standing.objects.of(head.pk)
    found = ActionFilter(request.GET, queryset=standings, request=request, plan=head, as_of=as_of)
    matching = found.without_rating()
    if "_export" in request.GET:
        ordered = in_order(matching, found.asked, head, as_of=as_of, ratings=found.ratings)
        return take_out(request, ordered, found, request.GET["_export"])
    whole = counts_of_plan(head, as_of=as_of)
    is_narrowed = found.narrowed_to or not found.is_valid()
    counts = counts_of(matching, found, as_of=as_of) if is_narrowed else whole
    shown = sum(map(counts.of, found.ratings)) if found.ratings else counts.total
    page = page_of(request, found, matching, shown=shown, are_few=shown * FEW < whole.total)
    found_lines = list(action_lines(page.object_list, head, as_of=as_of))
    known = occasions(head, as_of=as_of)
    last, coming = last_report_before(as_of, known), next_report_after(as_of, known)
    since = since_of(request) or (last.occurred_on if last else None)
    lines = with_movements(found_lines, head, since=since)
    lines = with_details(lines, head, details_wanted(found.asked), as_of=as_of)
    lines = with_impact(lines, head, as_of=as_of)
    ticks = may_tick(request)
    table = ActionTable(
        lines,
        rates_impact=head.impact is not None,
        day=as_at(request).shown,
        asked=found.asked,
        labels=found.labels,
        groups=groups_of(request, matching, found),
        is_in_order=True,
        may=[TICK] if ticks else [],
    )
    context = {
        "plan": head,
        "form": found.form,
        "table": table,
        "views": ready_views(found.typed, head, last, coming),
        "ticks": ticks,
        "lines": lines,
        "since": since,
        "page_obj": page,
        "counts": counts,
        "total": whole.total if found.narrowed_to else counts.total,
        "filter_words": found.narrowed_to,
        "shown": shown,
    }
    kept = kept_parts(request, found, context)
    return answer_list(request, "actionplan/actions/actions.html", {**context, **kept})


def may_tick(request: SignedInRequest) -> bool:
    """Say whether the reader may do something with several Actions at once."""
    user = request.user
    return user.has_perm("actionplan.export_plan") or user.has_perm("actionplan.add_updaterequest")


def page_of(
    request: SignedInRequest,
    found: ActionFilter,
    matching: StandingQuerySet,
    *,
    shown: int,
    are_few: bool,
) -> Page[Standing]:
    """Return the page that was asked for; of what is no page, the nearest."""
    head, as_of = found.plan, found.as_of
    ordered = in_order(
        matching, found.asked, head, as_of=as_of, ratings=found.ratings, are_few=are_few
    )
    paginator = Paginator(ordered.with_actions(), LINES_ON_A_PAGE)
    paginator.count = shown
    return paginator.get_page(request.GET.get("page"))


def groups_of(
    request: SignedInRequest, matching: StandingQuerySet, found: ActionFilter
) -> dict[str, Group]:
    """Return the heads of the groups, if the list has any: what is in each, however rated."""
    group = found.asked.group
    if not group:
        return {}
    rated = matching.on(found.as_of).with_rating(found.plan.scheme, as_of=found.as_of)
    counts = counts_by_group(rated, group, found.plan)
    titles = titles_of_groups(group, found.choices, found.plan)
    return group_heads(group, counts, titles, found.plan, day=as_at(request).shown)


def kept_parts(
    request: SignedInRequest, found: ActionFilter, shown: dict[str, Any]
) -> dict[str, SafeString]:
    """Return the filters and rows of a list; its form follows from choices and what is typed."""
    day, table = as_at(request).shown, shown["table"]
    form = {"choices": found.choices, "typed": dict(request.GET.lists())}
    beside = {name: shown[name] for name in ("plan", "counts")}
    rows = {name: shown[name] for name in ("lines", "ticks")}
    given = {"asked": found.asked, "groups": table.groups, "day": day, **rows}
    return {
        "filters": part(
            "actionplan/actions/_filters.html",
            {**form, **beside, "day": day, "sort": table.sort},
            lambda: {"form": found.form, "default": table.chosen_columns()},
        ),
        "rows": part("components/list_rows.html", given, lambda: {"table": table}),
    }


def counts_of(standings: StandingQuerySet, found: ActionFilter, *, as_of: date) -> RatingCounts:
    """Count by rating what a filter let through; one query, and none for its further pages.

    Who leads or helps stands in the register of people too, which changes without the plan.
    """

    def count() -> RatingCounts:
        rated = standings.on(as_of).with_rating(found.plan.scheme, as_of=as_of)
        return RatingCounts.of_ratings(rated.rating_counts(), found.plan.scheme.scale)

    asked = found.narrowed_by
    if not asked or asked["lead"] or asked["organisation"]:
        return count()
    return remembered.recall_or(found.plan, f"list-{asked!r}", as_of=as_of, count=count)


@permission_required("actionplan.export_plan", raise_exception=True)
def take_out(
    request: SignedInRequest, standings: StandingQuerySet, found: ActionFilter, kind: str
) -> HttpResponse | StreamingHttpResponse:
    """Send the list as a file: its rows, its order and its columns; or all of the record.

    The record has the columns that other tools rely on, whatever the list shows.
    """
    head, as_of = found.plan, found.as_of
    name = f"{head.slug}-actions-{as_of.isoformat()}"
    if kind == "record":
        rows = exports.action_rows(standings, head, as_of=as_of)
        columns = exports.columns_of_actions(head)
        return tables.sent("csv", f"{name}-record", "Actions", columns, rows)
    table = ActionTable(
        [],
        day=as_at(request),
        asked=found.asked,
        labels=found.labels,
        rates_impact=head.impact is not None,
    )
    since = since_of(request) or day_to_compare_with(head, as_of=as_of)
    lines = lines_of_file(standings, head, details_wanted(found.asked), since=since, as_of=as_of)
    return sent_list(kind, name, table, lines)


@permission_required("actionplan.add_moderation", raise_exception=True)
def action_reopen(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Open a completed or dropped Action again, with the reason."""
    today = clock.today()
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    form = ReasonForm(request.POST or None)
    if page.line.status not in CLOSED_STATUSES:
        return redirect(action)
    if request.method == "POST" and form.is_valid():
        reopen_action(
            action=action,
            author=request.user,
            reopened_on=today,
            recorded_at=clock.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, f"{action.reference} is open again from {day_in_words(today)}.")
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/actions/reopen.html", context)


@permission_required("actionplan.add_moderation", raise_exception=True)
def action_drop(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Drop an Action that is no longer pursued, with the reason."""
    today = clock.today()
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    form = ReasonForm(request.POST or None)
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    if request.method == "POST" and form.is_valid():
        drop_action(
            action=action,
            author=request.user,
            dropped_on=today,
            recorded_at=clock.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, f"{action.reference} is dropped from {day_in_words(today)}.")
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/actions/drop.html", context)


@permission_required("actionplan.add_action", raise_exception=True)
def action_new(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Add an Action to a Recommendation."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    recommendation = get_object_or_404(Recommendation, plan=head.pk, number=number)
    form = ActionForm(
        request.POST or None,
        not_before=today,
        last=last_by_when(head.pk),
        access=access_of(request.user),
    )
    if request.method == "POST" and form.is_valid():
        action = add_action(
            recommendation=recommendation,
            author=request.user,
            text=form.cleaned_data["text"],
            lead=form.cleaned_data["lead"],
            by_when=form.cleaned_data["by_when"],
            added_on=today,
            recorded_at=clock.now(),
        )
        messages.success(request, f"Action {action.reference} is added.")
        return redirect("action", slug, action.reference)
    context = {"plan": head, "recommendation": recommendation, "form": form}
    return render(request, "actionplan/actions/new.html", context)
