"""Milestones of an action: saying that one is met, and taking it back."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actionplan.forms.milestones import MilestoneForm, MilestoneTakenBackForm
from actionplan.models import Milestone
from actionplan.presenters.milestones import milestone_line
from actionplan.services import milestones
from actionplan.views.guards import find_action_for, find_plan
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

REFUSED: Refusals = {
    milestones.MetAlready: "Somebody said meanwhile that it is met.",
    milestones.NotMet: "Somebody took it back meanwhile.",
}


@permission_required("actionplan.add_progressupdate", raise_exception=True)
def milestone_meet(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Say that a milestone is met, or take that back."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    action = find_action_for(request.user, slug, reference)
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
        write = partial(record, request, row, form)
        said = f"The milestone of {action.reference} is recorded."
        if keep(request, form, write, refused=REFUSED, said=said):
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
