"""The lists that a plan is made of beside its actions, as its owner keeps them."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.plan_parts import PLAN_PARTS
from actionplan.views.guards import find_plan
from herefordshire_cs.kept import pages
from herefordshire_cs.kept.presenters import build_lists
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import saving_as_seen

may_edit = permission_required("actionplan.change_plan", raise_exception=True)


def place_of(slug: str, key: str) -> pages.Place:
    """Return a list of a plan on its pages."""
    kept = pages.find_list(PLAN_PARTS, key)
    plan = find_plan(slug, as_of=clock.today())
    return pages.Place(
        kept=kept,
        named="plan-part",
        args=(slug,),
        of=plan.pk,
        frame="actionplan/plan_parts/frame.html",
        context={"plan": plan},
    )


@require_safe
@may_edit
def plan_parts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show which lists a plan has, and how long each is."""
    plan = find_plan(slug, as_of=clock.today())
    lines = [
        (line, reverse("plan-part", args=[slug, line.key]))
        for line in build_lists(PLAN_PARTS.values(), plan.pk)
    ]
    context = {"plan": plan, "lines": lines}
    return render(request, "actionplan/plan_parts/plan_parts.html", context)


@require_safe
@may_edit
def plan_part(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """Show the rows of one list."""
    return pages.show_rows(request, place_of(slug, key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_edit
def plan_part_new(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """Add a row."""
    return pages.add(request, place_of(slug, key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_edit
@saving_as_seen
def plan_part_edit(request: SignedInRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Edit a row from today on; earlier days read as they did."""
    return pages.edit(request, place_of(slug, key), pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_edit
def plan_part_remove(request: SignedInRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Take a row out from today on."""
    return pages.remove(request, place_of(slug, key), pk)
