"""Standing arrangements: making an action one, ending that, and recording when it was kept."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actionplan.forms.arrangements import (
    ArrangementEndedForm,
    ArrangementForm,
    KeepingForm,
    KeepingTakenBackForm,
)
from actionplan.rag import CLOSED_STATUSES
from actionplan.services import arrangements
from actionplan.services.updates import ActionClosed
from actionplan.views.guards import find_action_for, find_plan, page_of_action
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

REFUSED: Refusals = {
    arrangements.ArrangedAlready: "Somebody said meanwhile that it is a standing arrangement.",
    arrangements.NotArranged: "Somebody ended the arrangement meanwhile.",
    arrangements.KeptAlready: "It is recorded already that it was kept on that day.",
    arrangements.KeepingTakenBack: "Somebody took it back meanwhile.",
    ActionClosed: "The action was completed or dropped meanwhile.",
}
TEMPLATE = "actionplan/arrangements/arrangement.html"


@permission_required("actionplan.add_progressupdate", raise_exception=True)
def arrangement(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Say that an Action has become a standing arrangement, or that it is none any more."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    action = find_action_for(request.user, slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    context = {"plan": head, "action": action, "page": page}
    if page.arrangement is not None:
        ending = ArrangementEndedForm(request.POST or None)
        if request.method == "POST" and ending.is_valid():
            write = partial(
                arrangements.end_arrangement,
                action=action,
                author=request.user,
                reason=ending.cleaned_data["reason"],
                ended_on=today,
            )
            said = f"{action.reference} is no standing arrangement any more."
            if keep(request, ending, write, refused=REFUSED, said=said):
                return redirect(action)
        return render(request, "actionplan/arrangements/ending.html", {**context, "form": ending})
    form = ArrangementForm(request.POST or None, earliest=head.starts_on, today=today)
    if request.method == "POST" and form.is_valid():
        begin = partial(
            arrangements.begin_arrangement,
            action=action,
            author=request.user,
            words=form.cleaned_data["words"],
            every=form.cleaned_data["every"],
            in_place_on=form.cleaned_data["in_place_on"],
            recorded_on=today,
            recorded_at=clock.now(),
        )
        said = f"{action.reference} is a standing arrangement."
        if keep(request, form, begin, refused=REFUSED, said=said):
            return redirect(action)
    return render(request, TEMPLATE, {**context, "form": form})


@permission_required("actionplan.add_progressupdate", raise_exception=True)
def keeping_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Record a day on which a standing arrangement was kept."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    action = find_action_for(request.user, slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    if page.arrangement is None or page.line.status in CLOSED_STATUSES:
        return redirect(action)
    form = KeepingForm(
        request.POST or None,
        earliest=head.starts_on,
        today=today,
        initial={"kept_on": today},
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            arrangements.record_keeping,
            action=action,
            author=request.user,
            kept_on=form.cleaned_data["kept_on"],
            words=form.cleaned_data["words"],
            recorded_on=today,
            recorded_at=clock.now(),
        )
        said = f"{action.reference} is recorded as kept."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(action)
    context = {"plan": head, "action": action, "page": page, "form": form}
    return render(request, "actionplan/arrangements/keeping.html", context)


@permission_required("actionplan.add_progressupdate", raise_exception=True)
def keeping_withdraw(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Take back that an arrangement was kept on a day."""
    head = find_plan(slug, as_of=clock.today())
    action = find_action_for(request.user, slug, reference)
    row = get_object_or_404(action.keepings.select_related("action"), pk=pk, withdrawn_on=None)
    form = KeepingTakenBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(
            arrangements.take_back_keeping,
            keeping=row,
            author=request.user,
            reason=form.cleaned_data["reason"],
            withdrawn_on=clock.today(),
        )
        said = "It is taken back; its words are kept in the history."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(action)
    words = f"{day_in_words(row.kept_on)}: {row.words}"
    context = {"plan": head, "action": action, "words": words, "form": form}
    return render(request, "actionplan/arrangements/taking_back.html", context)
