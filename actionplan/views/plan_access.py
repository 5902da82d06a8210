"""Who may read and write a plan: its people, keeping it to them, and opening it."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.plan_access import AccessReasonForm, RoleGivenForm
from actionplan.models import Plan
from actionplan.presenters.plan_access import build_plan_people, suggested_people
from actionplan.services import plan_access as services
from actionplan.views.guards import recording
from herefordshire_cs.accounts.models import RoleInPlan
from herefordshire_cs.accounts.people.services import ForRepairs, OwnRights, RoleThere
from herefordshire_cs.accounts.plan_roles import access_of, tells_nothing_of_its_plan
from herefordshire_cs.lib.text.words import mid_sentence
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

ADMINISTERS, OWNS = "accounts.change_user", "actionplan.own_plan"
REFUSED: Refusals = {
    services.AlreadySo: "Somebody did so meanwhile. Nothing was changed.",
    services.NoOwner: "A private plan has an owner who can sign in. Name another owner first.",
    OwnRights: "Nobody gives themselves a role, or takes their own away. Ask somebody else.",
    RoleThere: "They have this role in the plan already.",
    ForRepairs: "An account for repairs is changed by whoever runs the machine.",
}


@require_safe
@tells_nothing_of_its_plan
def plan_people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who may read and write a plan, and how that came to be."""
    page = build_plan_people(plan_to_look_after(request, slug))
    return show(request, "people", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@tells_nothing_of_its_plan
def plan_person_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give somebody a role in a plan."""
    plan = plan_to_look_after(request, slug)
    form = RoleGivenForm(
        request.POST if request.method == "POST" else None,
        directs=request.user.has_perm(ADMINISTERS),
    )
    if form.is_valid():
        said = form.cleaned_data
        write = partial(
            services.give_role,
            plan,
            said["person"],
            said["role"],
            reason=said["reason"],
            by=recording(request),
        )
        words = f"{said['person'].name} is its {mid_sentence(said['role']).removeprefix('plan ')}."
        if keep(request, form, write, refused=REFUSED, said=words):
            return redirect("plan-people", plan.slug)
    context = {"plan": plan, "form": form, "people": suggested_people()}
    return show(request, "person_new", context)


@require_http_methods(["GET", "HEAD", "POST"])
@tells_nothing_of_its_plan
def plan_person_end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take somebody's role in a plan away."""
    plan = plan_to_look_after(request, slug)
    rows = RoleInPlan.objects.select_related("user", "group")
    row = get_object_or_404(rows, pk=pk, plan=plan.slug)
    form = AccessReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        write = partial(services.take_role, plan, row, reason=reason, by=recording(request))
        said = f"{row.group.name} is taken away from {row.user.name} there."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("plan-people", plan.slug)
    return show(request, "person_end", {"plan": plan, "form": form, "row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@tells_nothing_of_its_plan
def plan_make_private(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close a plan to all but its own people."""
    plan = plan_to_look_after(request, slug)
    form = AccessReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        write = partial(services.make_private, plan, reason=reason, by=recording(request))
        said = "It is there for its own people alone."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("plan-people", plan.slug)
    return show(request, "private", {"plan": plan, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@tells_nothing_of_its_plan
def plan_open_to_all(request: SignedInRequest, slug: str) -> HttpResponse:
    """Open a plan to everybody who signs in."""
    plan = plan_to_look_after(request, slug)
    form = AccessReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        write = partial(services.open_to_all, plan, reason=reason, by=recording(request))
        said = "It is there for everybody who signs in."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("plan-people", plan.slug)
    return show(request, "opening", {"plan": plan, "form": form})


def plan_to_look_after(request: SignedInRequest, slug: str) -> Plan:
    """Return a plan whose people the reader looks after: as its owner, or as an administrator.

    One that is hidden from anybody else is not there for them.
    """
    plan = get_object_or_404(Plan, slug=slug)
    if not any(request.user.has_perm(right) for right in (ADMINISTERS, OWNS)):
        if plan.pk in access_of(request.user).hidden:
            raise Http404
        raise PermissionDenied
    return plan


def show(request: SignedInRequest, name: str, context: dict[str, object]) -> HttpResponse:
    """Show a page; one from whom the plan is hidden is led to no page of it."""
    may_read = request.user.has_perm("accounts.view_user")
    context["may_see_people"] = may_read
    return render(request, f"actionplan/plan_access/{name}.html", context)
