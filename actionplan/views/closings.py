"""Closing a plan, opening it again, and carrying its actions on in another."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplan.forms.actions import ReasonForm
from actionplan.forms.closings import CarryForm, IntoForm
from actionplan.models import Action, Plan
from actionplan.presenters.closings import build_closing_page, lines_to_carry
from actionplan.presenters.plans import PlanHead, running_plans
from actionplan.services.closings import Carrying, carry_on, close_plan, reopen_plan
from actionplan.views.guards import find_plan, recording
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.add_planclosing", raise_exception=True)
def plan_closing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close a plan, or open it again, with the reason."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    verb, said = (
        (close_plan, "The plan is closed.")
        if head.closed_on is None
        else (reopen_plan, "The plan is open again.")
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        write = partial(verb, head.pk, reason=reason, recording=recording(request))
        if keep(request, form, write, refused={}, said=said):
            return redirect("plan", slug)
    context = {"page": build_closing_page(head, as_of=today), "plan": head, "form": form}
    return render(request, "actionplan/closings/closing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.add_carriedon", raise_exception=True)
def carrying(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say where each open Action of a plan is carried on."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    plans = running_plans(as_of=today, access=access_of(request.user))
    running = [plan.pk for plan in plans if plan.closed_on is None]
    asked = request.GET if "into" in request.GET else None
    chosen = IntoForm(asked, plan=head.pk, running=running)
    context = {"plan": head, "chosen": chosen}
    if head.closed_on is not None or not chosen.is_valid():
        return render(request, "actionplan/closings/choose.html", context)
    into: Plan = chosen.cleaned_data["into"]
    form = CarryForm(
        request.POST if request.method == "POST" else None,
        lines=lines_to_carry(head.pk, into.pk, as_of=today),
        into=into,
        is_same="same" in request.GET,
    )
    if request.method == "POST" and form.is_valid() and carry(request, form, head, into):
        return redirect("actions", into.slug)
    shown = {**context, "into": into, "form": form}
    return render(request, "actionplan/closings/carrying.html", shown)


def carry(request: SignedInRequest, form: CarryForm, head: PlanHead, into: Plan) -> bool:
    """Carry on what was given a place, and say so; return whether it was done."""
    actions = Action.objects.select_related("plan", "recommendation").in_bulk(list(form.places))
    write = partial(
        carry_on,
        [Carrying(action=actions[pk], into=place) for pk, place in form.places.items()],
        recording=recording(request),
    )
    said = f"{count_in_words(len(actions), 'action')} of {head.title} carried on in {into.title}."
    return keep(request, form, write, refused={}, said=said)
