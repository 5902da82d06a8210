"""Asking for a new by-when, and answering: nobody moves their own."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan.forms.by_whens import AnswerForm, ByWhenForm
from actionplan.models import ByWhenRequest
from actionplan.models.requests import approvers_of
from actionplan.presenters.by_whens import last_by_when, request_line, rows
from actionplan.presenters.requests import build_requests_page
from actionplan.rag import CLOSED_STATUSES
from actionplan.services import by_whens
from actionplan.services.requests import AnsweredAlready
from actionplan.services.updates import ActionClosed
from actionplan.views.guards import (
    find_action_for,
    find_plan,
    may_read,
    page_of_action,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest


def asked_in_words(found: by_whens.AskedAlready) -> str:
    """Say that another request waits, and since when."""
    return (
        f"A move to {found.request.understood} was asked for on "
        f"{day_in_words(found.request.asked_on)} and waits for its answer."
    )


def answered_in_words(found: AnsweredAlready) -> str:
    """Say who answered a request or a claim before, and how."""
    by = found.request.answered_by
    return f"{by.name if by else 'Somebody'} answered it meanwhile: {found.request.answer}."


REFUSED: RefusalsInWords = {
    by_whens.AskedAlready: asked_in_words,
    AnsweredAlready: answered_in_words,
    ActionClosed: "The action was completed or dropped meanwhile.",
}


@permission_required("actionplan.add_actionbywhen", raise_exception=True)
def by_when_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Ask for a new by-when; the old one holds until somebody else agrees."""
    today = clock.today()
    action = find_action_for(request.user, slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    approvers = approvers_of(action.recommendation, asked_by=request.user)
    form = ByWhenForm(
        request.POST or None,
        today=today,
        present=page.line.by_when_latest,
        last=last_by_when(page.plan.pk),
        approvers=approvers,
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            by_whens.ask_to_move,
            action=action,
            author=request.user,
            approver=form.cleaned_data["approver"],
            by_when=form.cleaned_data["by_when"],
            reason=form.cleaned_data["reason"],
            beyond_reason=form.cleaned_data["beyond_reason"],
            asked_on=today,
            asked_at=clock.now(),
        )
        said = f"{form.cleaned_data['approver']} is asked. {kept_in_words(page.line.by_when)}"
        if keep(request, form, write, refused=REFUSED, said=said):
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
    if not request.user.has_perm("actionplan.add_actionbywhen") and not page.is_asked:
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
        no_later = f"It is due {page.line.by_when} by now, which is no earlier."
        refused = {**REFUSED, by_whens.NoLater: no_later}
        write = partial(answer, request, found, form)
        if keep(request, form, write, refused=refused, said=answer_in_words(found, form)):
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
        by_whens.agree(**given)
    else:
        by_whens.refuse(**given)


def answer_in_words(found: ByWhenRequest, form: AnswerForm) -> str:
    """Say what an answer means for the by-when."""
    if form.cleaned_data["answer"] == ByWhenRequest.Answer.AGREED:
        return f"{found.action.reference} is now due {found.understood}."
    return f"Refused: the by-when of {found.action.reference} stays."


@require_POST
@may_read
def by_when_request_take_back(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take a request of one's own back."""
    found = get_object_or_404(rows(), action__plan__slug=slug, pk=pk, asked_by=request.user)
    write = partial(
        by_whens.take_back,
        request=found,
        author=request.user,
        answered_on=clock.today(),
        answered_at=clock.now(),
    )
    attempt(
        request,
        write,
        refused=REFUSED,
        said="Your request is taken back; the by-when stays.",
    )
    return redirect(found.action)


def kept_in_words(by_when: str) -> str:
    """Say that the old by-when holds meanwhile."""
    return (
        f"Until they agree it stays due {by_when}." if by_when else "Until they agree it has none."
    )
