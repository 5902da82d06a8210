"""Reporting rounds: opening one, seeing what is missing, chasing, accepting, locking."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplan.forms.actions import ReasonForm
from actionplan.forms.rounds import LockForm, RoundForm, StatementAnswerForm
from actionplan.models import ReportingRound, RoundStatement
from actionplan.presenters.rounds import (
    build_round_page,
    round_head,
    rounds_of,
    statement_line,
)
from actionplan.services import rounds as verbs
from actionplan.views.guards import day_of, find_plan, may_read, page_of_action, recording
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.attempting import attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

may_open = permission_required("actionplan.add_reportinground", raise_exception=True)
may_accept = permission_required("actionplan.accept_statement", raise_exception=True)


@require_safe
@may_read
def rounds(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the rounds of a plan."""
    day = day_of(request)
    head = find_plan(slug, as_of=day)
    found = rounds_of(head, as_of=day)
    running = next((each for each in found if not each.is_over), None)
    context = {"plan": head, "rounds": found, "running": running}
    return render(request, "actionplan/rounds/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_open
def round_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Open a round of a plan, from a day on."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    form = RoundForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        said = form.cleaned_data
        write = partial(verbs.open_round, head.pk, by=recording(request), **said)
        words = f"The round “{said['title']}” is kept."
        if keep(request, form, write, refused={}, said=words):
            return redirect("rounds", slug)
    context = {"plan": head, "form": form}
    return render(request, "actionplan/rounds/new.html", context)


@require_safe
@may_read
def round_page(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Show what a round asks for: what is ready, and what is missing, by lead."""
    day = day_of(request)
    head = find_plan(slug, as_of=day)
    rows = ReportingRound.objects.filter(plan=head.pk).known(as_of=day)
    people = ("plan", "opened_by", "locked_by", "called_off_by")
    found = get_object_or_404(rows.select_related(*people), pk=pk)
    context = {"plan": head, "page": build_round_page(head, found, as_of=day)}
    return render(request, "actionplan/rounds/round.html", context)


@require_POST
@may_open
def round_chase(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Remind whoever has given no statement yet."""
    found = get_object_or_404(ReportingRound, plan__slug=slug, pk=pk)
    write = partial(verbs.chase, found, by=recording(request))
    said = "Whoever has given no statement yet is reminded, once a day at most."
    attempt(request, write, refused={}, said=said)
    return redirect("round", slug, pk)


@require_POST
@may_accept
def round_accept(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Accept the statements that were ticked on the page of a round."""
    found = get_object_or_404(ReportingRound, plan__slug=slug, pk=pk)
    ticked = [int(key) for key in request.POST.getlist("statement") if key.isdecimal()]
    write = partial(verbs.accept, ticked, found, by=recording(request))
    count = count_in_words(len(ticked), "statement is", "statements are")
    said = f"{count} accepted." if ticked else "Nothing was ticked, and nothing changed."
    attempt(request, write, refused={}, said=said)
    return redirect("round", slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_accept
def round_lock(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Lock a round for the report."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    found = _not_over(head.pk, pk)
    form = LockForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        write = partial(verbs.lock_round, found, reason=reason, by=recording(request))
        if keep(request, form, write, refused={}, said=f"The round “{found}” is locked."):
            return redirect("round", slug, pk)
    page = build_round_page(head, found, as_of=today)
    context = {"plan": head, "page": page, "form": form}
    return render(request, "actionplan/rounds/lock.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_accept
def round_call_off(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Call a round off, with the reason."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    found = _not_over(head.pk, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        write = partial(verbs.call_off, found, reason=reason, by=recording(request))
        if keep(request, form, write, refused={}, said=f"The round “{found}” is called off."):
            return redirect("rounds", slug)
    context = {"plan": head, "round": round_head(found, as_of=today), "form": form}
    return render(request, "actionplan/rounds/call_off.html", context)


def _not_over(plan: int, pk: int) -> ReportingRound:
    rows = ReportingRound.objects.filter(plan=plan).select_related(
        "plan", "opened_by", "locked_by", "called_off_by"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_accept
def round_statement(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Read a statement; accept it, or return it with what is to be said otherwise."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    rows = RoundStatement.objects.select_related(
        "round__plan", "action", "update", "claim", "submitted_by", "answered_by"
    )
    found = get_object_or_404(rows, round__plan=head.pk, pk=pk)
    form = StatementAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said, by = form.cleaned_data, recording(request)
        is_accepted = said["answer"] == "accepted"
        write = (
            partial(verbs.accept, [found.pk], found.round, by=by)
            if is_accepted
            else partial(verbs.give_back, found, note=said["note"], by=by)
        )
        words = f"{found.action.reference} is {said['answer']}."
        if keep(request, form, write, refused={}, said=words):
            return redirect("round", slug, found.round_id)
    context = {
        "plan": head,
        "round": found.round,
        "page": page_of_action(slug, found.action.reference, as_of=today),
        "statement": statement_line(found, found.round, as_of=today),
        "form": form,
        "may_answer": not found.answer
        and found.submitted_by_id != request.user.pk
        and found.round.locked_on is None
        and found.round.called_off_on is None,
    }
    return render(request, "actionplan/rounds/statement.html", context)
