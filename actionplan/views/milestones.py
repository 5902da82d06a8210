"""Milestones of an action: added, changed, taken out, and said to be met."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actionplan.forms.milestones import (
    MilestoneForm,
    MilestoneTakenBackForm,
    MilestoneWordsForm,
    NewMilestoneForm,
)
from actionplan.models import Milestone
from actionplan.presenters.by_whens import last_by_when
from actionplan.presenters.milestones import milestone_line
from actionplan.services import milestones
from actionplan.views.guards import find_action, find_action_for, find_plan, recording
from herefordshire_cs.kept.forms import RemovalForm
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: Refusals = {
    milestones.MetAlready: "Somebody said meanwhile that it is met.",
    milestones.NotMet: "Somebody took it back meanwhile.",
    milestones.IsMet: "It is said to be met, so it stays. Take that back first.",
    milestones.TakenOut: "Somebody changed it meanwhile, or took it out.",
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
        withdrawn_on=None,
    )
    line = milestone_line(row, head.scheme.scale, as_of=today)
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


may_edit = permission_required("actionplan.change_action", raise_exception=True)


@may_edit
def milestone_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Add a milestone to an action."""
    head = find_plan(slug, as_of=clock.today())
    action = find_action(slug, reference)
    form = NewMilestoneForm(
        request.POST or None, not_before=head.starts_on, last=last_by_when(head.pk)
    )
    if request.method == "POST" and form.is_valid():
        milestones.add_milestone(
            action,
            text=form.cleaned_data["text"],
            by_when=form.cleaned_data["by_when"],
            by=recording(request),
        )
        messages.success(request, "The milestone is added.")
        return redirect(action)
    context = {"plan": head, "action": action, "form": form}
    return render(request, "actionplan/milestones/edit.html", context)


@may_edit
@saving_as_seen
def milestone_edit(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Let a milestone say something else from today on."""
    head = find_plan(slug, as_of=clock.today())
    row = find_milestone(slug, reference, pk)
    form = MilestoneWordsForm(
        request.POST or None,
        not_before=head.starts_on,
        last=last_by_when(head.pk),
        initial={"text": row.text, "by_when": row.by_when_as_written},
    )
    if is_valid_as_seen(form, row):
        write = partial(
            milestones.change_milestone,
            row,
            text=form.cleaned_data["text"],
            by_when=form.cleaned_data["by_when"],
            reason=form.cleaned_data["reason"],
            by=recording(request),
        )
        said = "It is saved. Pages as at earlier days read as they did."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(row.action)
    context = {"plan": head, "action": row.action, "row": row, "form": form, "mark": mark_of(row)}
    return render(request, "actionplan/milestones/edit.html", context)


@may_edit
def milestone_remove(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Take a milestone out from today on."""
    head = find_plan(slug, as_of=clock.today())
    row = find_milestone(slug, reference, pk)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], recording(request)
        write = partial(milestones.take_milestone_out, row, reason=reason, by=by)
        if keep(request, form, write, refused=REFUSED, said="The milestone is taken out."):
            return redirect(row.action)
    context = {"plan": head, "action": row.action, "row": row, "form": form}
    return render(request, "actionplan/milestones/remove.html", context)


def find_milestone(slug: str, reference: str, pk: int) -> Milestone:
    """Return a milestone that stands in an action; one that was taken out is not there."""
    rows = Milestone.objects.select_related("action__plan")
    action = find_action(slug, reference)
    return get_object_or_404(rows, action=action, pk=pk, withdrawn_on=None)


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
