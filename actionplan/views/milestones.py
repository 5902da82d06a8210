"""Milestones of an action: saying that one is met, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actionplan.forms.milestones import MilestoneForm, MilestoneTakenBackForm
from actionplan.models import Action, Milestone
from actionplan.presenters.milestones import milestone_line
from actionplan.services import milestones
from actionplan.views.guards import find_action, find_own_action, find_plan
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@permission_required("actionplan.add_progressupdate", raise_exception=True)
def milestone_meet(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Say that a milestone is met, or take that back."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    action = action_for(request, slug, reference)
    row = get_object_or_404(
        Milestone.objects.select_related("action").prefetch_related("completions"),
        action=action,
        pk=pk,
    )
    line = milestone_line(row, as_of=today)
    form: MilestoneForm | MilestoneTakenBackForm
    if line.completed_on:
        form = MilestoneTakenBackForm(request.POST or None)
    else:
        form = MilestoneForm(
            request.POST or None,
            earliest=head.starts_on,
            today=today,
            initial={"completed_on": today},
        )
    if request.method == "POST" and form.is_valid():
        try:
            record(request, row, form)
        except milestones.MetAlready:
            form.add_error(None, "Somebody said meanwhile that it is met.")
        except milestones.NotMet:
            form.add_error(None, "Somebody took it back meanwhile.")
        else:
            messages.success(request, f"The milestone of {action.reference} is recorded.")
            return redirect(action)
    context = {"plan": head, "action": action, "line": line, "form": form}
    return render(request, "actionplan/milestones/milestone.html", context)


def record(
    request: SignedInRequest, row: Milestone, form: MilestoneForm | MilestoneTakenBackForm
) -> None:
    """Record what a form says that is whole."""
    if isinstance(form, MilestoneForm):
        milestones.meet_milestone(
            milestone=row,
            author=request.user,
            completed_on=form.cleaned_data["completed_on"],
            recorded_on=clock.today(),
            at=clock.now(),
        )
    else:
        milestones.take_back_milestone(
            milestone=row,
            author=request.user,
            reason=form.cleaned_data["reason"],
            withdrawn_on=clock.today(),
        )


def action_for(request: SignedInRequest, slug: str, reference: str) -> Action:
    """Return an Action that the user leads or supports, or any to a director."""
    if request.user.has_perm("actionplan.add_moderation"):
        return find_action(slug, reference)
    return find_own_action(request.user, slug, reference)
