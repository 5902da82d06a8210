"""Claims that an action is done: answering one, and taking one's own back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from actionplan.forms.by_whens import AnswerForm
from actionplan.models import CompletionClaim
from actionplan.presenters.completions import claim_line, rows
from actionplan.services import completions
from actionplan.services.requests import AnsweredAlready
from actionplan.services.updates import ActionClosed
from actionplan.views.by_whens import answered_in_words
from actionplan.views.guards import find_plan, may_read, page_of_action
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest


def said_otherwise_in_words(found: completions.SaidOtherwise) -> str:
    """Say which update says that the Action goes on."""
    on = day_in_words(found.update.counts_from)
    return (
        f"An update of {on}, after the day that the claim speaks of, says otherwise. Refuse it, or"
        " let it be claimed anew."
    )


REFUSED: RefusalsInWords = {
    AnsweredAlready: answered_in_words,
    ActionClosed: "The action was completed or dropped meanwhile.",
    completions.SaidOtherwise: said_otherwise_in_words,
}


@may_read
def completion_claim(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Answer a claim that an Action is done, or read the answer."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    found = get_object_or_404(rows(), action__plan=head.pk, pk=pk)
    may_answer = rows().filter(pk=pk).to_answer(request.user).exists()
    if not may_answer and found.asked_by_id != request.user.pk:
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_answer:
            raise PermissionDenied
        write = partial(answer, request, found, form)
        if keep(request, form, write, refused=REFUSED, said=answered(found, form)):
            return redirect("by-when-requests")
    context = {
        "plan": head,
        "page": page_of_action(slug, found.action.reference, as_of=today),
        "line": claim_line(found, as_of=today),
        "form": form,
        "may_answer": may_answer and not found.answer,
        "is_own": found.asked_by_id == request.user.pk and not found.answer,
    }
    return render(request, "actionplan/completions/claim.html", context)


def answer(request: SignedInRequest, found: CompletionClaim, form: AnswerForm) -> None:
    """Give the answer of a form that is whole."""
    given = {
        "claim": found,
        "author": request.user,
        "words": form.cleaned_data["words"],
        "answered_on": clock.today(),
        "answered_at": clock.now(),
    }
    if form.cleaned_data["answer"] == CompletionClaim.Answer.AGREED:
        completions.agree(**given)
    else:
        completions.refuse(**given)


def answered(found: CompletionClaim, form: AnswerForm) -> str:
    """Say what an answer means for the Action."""
    if form.cleaned_data["answer"] == CompletionClaim.Answer.AGREED:
        return f"{found.action.reference} is completed."
    return f"Refused: {found.action.reference} stays as it is."


@require_POST
@may_read
def completion_claim_take_back(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take a claim of one's own back."""
    found = get_object_or_404(rows(), action__plan__slug=slug, pk=pk, asked_by=request.user)
    write = partial(
        completions.take_back,
        claim=found,
        author=request.user,
        answered_on=clock.today(),
        answered_at=clock.now(),
    )
    said = "Your claim is taken back; the action stays as it is."
    attempt(request, write, refused=REFUSED, said=said)
    return redirect(found.action)
