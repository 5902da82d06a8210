"""Asking for a new by-when, and answering: nobody moves their own."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan.forms.by_whens import AnswerForm, ByWhenForm
from actionplan.models import ByWhenRequest
from actionplan.models.by_whens import approvers_of
from actionplan.presenters.by_whens import (
    build_requests_page,
    last_by_when,
    request_line,
    rows,
)
from actionplan.rag import CLOSED_STATUSES
from actionplan.services import by_whens
from actionplan.services.updates import ActionClosed
from actionplan.views.guards import (
    find_action,
    find_own_action,
    find_plan,
    may_read,
    page_of_action,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest


@permission_required("actionplan.add_actionbywhen", raise_exception=True)
def by_when_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Ask for a new by-when; the old one holds until somebody else agrees."""
    today = clock.today()
    if request.user.has_perm("actionplan.add_moderation"):
        action = find_action(slug, reference)
    else:
        action = find_own_action(request.user, slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    approvers = approvers_of(action.recommendation, asked_by=request.user)
    form = ByWhenForm(
        request.POST or None,
        today=today,
        present=page.line.by_when_latest,
        last=last_by_when(page.plan),
        approvers=approvers,
    )
    if request.method == "POST" and form.is_valid():
        try:
            asked = by_whens.ask_to_move(
                action=action,
                author=request.user,
                approver=form.cleaned_data["approver"],
                by_when=form.cleaned_data["by_when"],
                reason=form.cleaned_data["reason"],
                beyond_reason=form.cleaned_data["beyond_reason"],
                asked_on=today,
                asked_at=clock.now(),
            )
        except by_whens.AskedAlready as found:
            form.add_error(None, waiting_in_words(found.request))
        except ActionClosed:
            form.add_error(None, "It was completed or dropped meanwhile.")
        else:
            kept = kept_in_words(page.line.by_when)
            messages.success(request, f"{asked.approver.name} is asked. {kept}")
            return redirect(action)
    context = {
        "page": page,
        "plan": page.plan,
        "form": form,
        "waiting": action.by_when_requests.filter(answer="").first(),
        "has_approvers": approvers.exists(),
    }
    return render(request, "actionplan/by_whens/new.html", context)


@require_safe
@may_read
def by_when_requests(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the reader's answer, and what became of what they asked."""
    page = build_requests_page(request.user, as_of=clock.today())
    if not request.user.has_perm("actionplan.add_actionbywhen") and not page.to_answer:
        raise PermissionDenied
    return render(request, "actionplan/by_whens/requests.html", {"page": page})


@may_read
def by_when_request(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Answer a request for a new by-when, or read the answer."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    found = get_object_or_404(rows(), action__plan=head.pk, pk=pk)
    may_answer = rows().filter(pk=pk).to_answer(request.user).exists()
    if not may_answer and found.asked_by_id != request.user.pk:
        raise PermissionDenied
    page = page_of_action(slug, found.action.reference, as_of=today)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_answer:
            raise PermissionDenied
        try:
            answer(request, found, form)
        except by_whens.AnsweredAlready as before:
            by = before.request.answered_by.name if before.request.answered_by else ""
            form.add_error(None, f"{by} answered it meanwhile: {before.request.answer}.")
        except ActionClosed:
            form.add_error(None, "The action was completed or dropped meanwhile.")
        except by_whens.NoLater:
            form.add_error(None, f"It is due {page.line.by_when} by now, which is no earlier.")
        else:
            return redirect("by-when-requests")
    context = {
        "plan": head,
        "page": page,
        "line": request_line(found, as_of=today),
        "form": form,
        "may_answer": may_answer and not found.answer,
        "is_own": found.asked_by_id == request.user.pk and not found.answer,
    }
    return render(request, "actionplan/by_whens/request.html", context)


def answer(request: SignedInRequest, found: ByWhenRequest, form: AnswerForm) -> None:
    """Give the answer of a form that is whole."""
    given = {
        "request": found,
        "author": request.user,
        "words": form.cleaned_data["words"],
        "answered_on": clock.today(),
        "answered_at": clock.now(),
    }
    if form.cleaned_data["answer"] == ByWhenRequest.Answer.AGREED:
        moved = by_whens.agree(**given)
        messages.success(request, f"{found.action.reference} is now due {moved.understood}.")
    else:
        by_whens.refuse(**given)
        messages.success(request, f"Refused: the by-when of {found.action.reference} stays.")


@require_POST
@may_read
def by_when_request_take_back(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take a request of one's own back."""
    found = get_object_or_404(rows(), action__plan__slug=slug, pk=pk, asked_by=request.user)
    try:
        by_whens.take_back(
            request=found,
            author=request.user,
            answered_on=clock.today(),
            answered_at=clock.now(),
        )
    except by_whens.AnsweredAlready as before:
        messages.warning(request, f"It was answered meanwhile: {before.request.answer}.")
    else:
        messages.success(request, "Your request is taken back; the by-when stays.")
    return redirect(found.action)


def waiting_in_words(found: ByWhenRequest) -> str:
    """Say that another request waits, and since when."""
    return (
        f"A move to {found.understood} was asked for on {day_in_words(found.asked_on)} "
        "and waits for its answer."
    )


def kept_in_words(by_when: str) -> str:
    """Say that the old by-when holds meanwhile."""
    return (
        f"Until they agree it stays due {by_when}." if by_when else "Until they agree it has none."
    )
