"""Asking leads how their actions go, and saying to whom silence is raised."""

from collections.abc import Iterable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actionplan.filters import ActionFilter
from actionplan.forms.update_requests import (
    EscalationStepForm,
    ManyUpdateRequestsForm,
    UpdateRequestForm,
)
from actionplan.models import Action, EscalationStep, Plan, Standing, UpdateRequest
from actionplan.presenters.actions import action_lines
from actionplan.presenters.update_requests import steps_of
from actionplan.rag import CLOSED_STATUSES
from actionplan.services import update_requests
from actionplan.services.update_requests import UpdatesAsked
from actionplan.views.guards import find_action, find_plan, page_of_action
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words, list_in_words
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

may_ask = permission_required("actionplan.add_updaterequest", raise_exception=True)
may_set = permission_required("actionplan.set_escalation", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_ask
def update_request_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Ask the lead of one Action how it goes."""
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=clock.today())
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    data = request.POST if request.method == "POST" else None
    form = UpdateRequestForm(data, today=clock.today())
    if form.is_valid():
        say(request, ask(request, form, [action]))
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/update_requests/ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_ask
def update_requests_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask the leads of several Actions: of those of a filter, which are ticked one by one."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    found = ActionFilter(
        request.GET,
        queryset=Standing.objects.of(head.pk),
        request=request,
        plan=head,
        as_of=today,
    )
    matching = found.without_rating().on(today).open()
    if found.ratings:
        matching = matching.with_rating(head.scheme, as_of=today).rated(*found.ratings)
    most = update_requests.MOST_AT_ONCE
    rows = list(matching.with_actions().order_by("position")[: most + 1])
    lines = list(action_lines(rows[:most], head, as_of=today))
    references = [line.reference for line in lines]
    data = request.POST if request.method == "POST" else None
    form = ManyUpdateRequestsForm(
        data, today=today, references=references, initial={"actions": references}
    )
    if form.is_valid():
        ticked = Action.objects.filter(
            plan=head.pk, reference__in=form.cleaned_data["actions"]
        ).select_related("plan")
        say(request, ask(request, form, ticked))
        return redirect("actions", slug)
    waits = UpdateRequest.objects.waiting(as_of=today).filter(action__plan=head.pk)
    context = {
        "plan": head,
        "form": form,
        "lines": lines,
        "ticked": set(form["actions"].value() or []),
        "waits": set(waits.order_by().values_list("action__reference", flat=True)),
        "filter_words": found.narrowed_to,
        "most": most if len(rows) > most else None,
    }
    return render(request, "actionplan/update_requests/ask_many.html", context)


def ask(
    request: SignedInRequest, form: UpdateRequestForm, actions: Iterable[Action]
) -> UpdatesAsked:
    """Ask for updates as a valid form says."""
    return update_requests.ask_for_updates(
        actions=actions,
        author=request.user,
        words=form.cleaned_data["words"],
        wanted_by=form.cleaned_data["wanted_by"],
        on=clock.today(),
        at=clock.now(),
    )


def say(request: SignedInRequest, asked: UpdatesAsked) -> None:
    """Say what was asked, what waits already, and whom no message reaches."""
    if asked.asked:
        updates = count_in_words(len(asked.asked), "update is", "updates are")
        messages.success(request, f"{updates} asked for: {list_in_words(asked.asked)}.")
    if asked.waiting:
        was = list_in_words(asked.waiting)
        messages.info(request, f"UpdatesAsked for already, and not answered yet: {was}.")
    if asked.closed:
        was = list_in_words(asked.closed)
        messages.info(request, f"Closed meanwhile, or kept up as an arrangement: {was}.")
    if asked.unreached:
        of = list_in_words(asked.unreached)
        messages.warning(
            request,
            f"Nobody who signs in leads {of}: the request stands there and reaches nobody.",
        )


@require_http_methods(["GET", "HEAD", "POST"])
@may_set
def escalation(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show to whom a plan raises requests that nobody answers, and add somebody."""
    head = find_plan(slug, as_of=clock.today())
    plan = get_object_or_404(Plan, pk=head.pk)
    form = EscalationStepForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_valid():
        said = form.cleaned_data
        write = partial(
            update_requests.add_step,
            plan=head.pk,
            after_days=said["after_days"],
            person=said["person"],
        )
        words = f"{said['person']} is told of what nobody answers."
        refused: Refusals = {update_requests.RaisedAlready: "They are told already."}
        if keep(request, form, write, refused=refused, said=words):
            return redirect("escalation", slug)
    context = {"plan": head, "form": form, "steps": steps_of(head.pk)}
    return render(request, "actionplan/update_requests/escalation.html", context)


@require_POST
@may_set
def escalation_step_discard(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Have a plan raise to somebody no more."""
    step = get_object_or_404(
        EscalationStep.objects.select_related("person"), plan__slug=slug, pk=pk
    )
    update_requests.remove_step(step)
    messages.success(request, f"Nothing is raised to {step.person} any more.")
    return redirect("escalation", slug)
