"""Correcting what was recorded by mistake, or taking it back."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplan.forms.corrections import (
    ByWhenCorrectionForm,
    NoteWithdrawalForm,
    UpdateCorrectionForm,
    WithdrawalForm,
)
from actionplan.models import Action, ActionByWhen, ProgressUpdate, Recommendation
from actionplan.presenters.by_whens import last_by_when
from actionplan.presenters.corrections import correctable_lines
from actionplan.presenters.plans import PlanHead
from actionplan.rag import Status
from actionplan.services import corrections
from actionplan.views.guards import UNCOMPLETABLE, find_action, find_plan, may_read
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords, keep
from herefordshire_cs.lib.web.requests import SignedInRequest


def withdrawn_in_words(found: corrections.WithdrawnAlready) -> str:
    """Say who took a row back in the meantime."""
    row = found.row
    by = row.withdrawn_by.name if row.withdrawn_by else "Somebody"
    on: date | None = row.withdrawn_on
    return f"{by} withdrew it on {day_in_words(on)}: {row.withdrawal_reason}" if on else ""


REFUSED: RefusalsInWords = {
    **UNCOMPLETABLE,
    corrections.WithdrawnAlready: withdrawn_in_words,
    corrections.FirstByWhen: "It is the only by-when: correct it instead.",
}
TAKEN_OUT = "It is withdrawn, and its words are taken out."
WITHDRAWN = "It is withdrawn; its words are kept in the history."


@require_safe
@may_read
def action_corrections(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """List what of an Action's history the reader may correct or take back."""
    head, action = found_action(slug, reference)
    lines = correctable_lines(
        action, request.user, is_director=is_director(request.user), as_of=clock.today()
    )
    if not lines and not request.user.has_perm("actionplan.add_progressupdate"):
        raise PermissionDenied
    return render(
        request,
        "actionplan/corrections/corrections.html",
        {"plan": head, "action": action, "lines": lines},
    )


@may_read
def update_correct(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Say anew what an update said by mistake."""
    head, action = found_action(slug, reference)
    update = own_update(request.user, action, pk)
    form, is_done = try_to_correct(request, head, update)
    if is_done:
        return redirect(action)
    return show(request, "update_correct", head, action, {"form": form, "row": update})


def try_to_correct(
    request: SignedInRequest, head: PlanHead, update: ProgressUpdate
) -> tuple[UpdateCorrectionForm, bool]:
    """Correct an update by what is posted; return the form, and whether that was done."""
    form = UpdateCorrectionForm(
        request.POST or None,
        scheme=head.scheme,
        earliest=min(head.starts_on, update.counts_from),
        today=clock.today(),
        initial=UpdateCorrectionForm.of(update),
    )
    if request.method != "POST" or not form.is_valid():
        return form, False
    found = form.cleaned_data
    write = partial(
        corrections.correct_update,
        update=update,
        author=request.user,
        narrative=found["narrative"],
        reported_on=found["reported_on"],
        status=Status(found["status"]),
        rating=found["rating"] or None,
        reason=found["reason"],
        recorded_on=clock.today(),
        recorded_at=clock.now(),
        takes_out=found["takes_out"],
        kept_reason=found["kept_reason"],
    )
    said = "It is corrected; the words before are kept as withdrawn."
    if found["takes_out"]:
        said = "It is corrected; the words before are taken out."
    return form, keep(request, form, write, refused=REFUSED, said=said)


@may_read
def update_withdraw(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Take an update back."""
    head, action = found_action(slug, reference)
    update = own_update(request.user, action, pk)
    write = partial(corrections.withdraw_update, update=update)
    form, is_done = try_to_withdraw(request, write, said=WITHDRAWN, is_note=True)
    if is_done:
        return redirect(action)
    return show(request, "withdraw", head, action, {"form": form, "words": update.narrative})


def try_to_withdraw(
    request: SignedInRequest, withdraw: Callable[..., object], *, said: str, is_note: bool = False
) -> tuple[WithdrawalForm, bool]:
    """Take a row back for what is posted; return the form, and whether that was done."""
    kind = NoteWithdrawalForm if is_note else WithdrawalForm
    form = kind(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form, False
    reason = form.cleaned_data["reason"]
    write = partial(withdraw, author=request.user, reason=reason, withdrawn_on=clock.today())
    if is_note and form.cleaned_data["takes_out"]:
        write, said = partial(write, takes_out=True), TAKEN_OUT
    return form, keep(request, form, write, refused=REFUSED, said=said)


@may_read
def by_when_correct(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Put a by-when in the place of one that was written wrongly."""
    head, action = found_action(slug, reference)
    by_when = own_by_when(request.user, action, pk)
    form = ByWhenCorrectionForm(
        request.POST or None,
        added_on=action.added_on,
        present=by_when.latest,
        last=last_by_when(head.pk),
        initial={"by_when": by_when.words},
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            corrections.correct_by_when,
            by_when=by_when,
            author=request.user,
            corrected=form.cleaned_data["by_when"],
            reason=form.cleaned_data["reason"],
            recorded_on=clock.today(),
            recorded_at=clock.now(),
        )
        if keep(
            request,
            form,
            write,
            refused=REFUSED,
            said="It is corrected; the by-when before is kept as withdrawn.",
        ):
            return redirect(action)
    return show(request, "by_when_correct", head, action, {"form": form, "row": by_when})


@may_read
def by_when_withdraw(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Take a move of a by-when back."""
    head, action = found_action(slug, reference)
    by_when = own_by_when(request.user, action, pk)
    write = partial(corrections.withdraw_by_when, by_when=by_when)
    said = "It is withdrawn; the by-when before it holds again."
    form, is_done = try_to_withdraw(request, write, said=said)
    if is_done:
        return redirect(action)
    words = f"By when: {by_when.understood or by_when.words}"
    return show(request, "withdraw", head, action, {"form": form, "words": words})


def show(
    request: SignedInRequest, name: str, head: PlanHead, action: Action, shown: dict[str, Any]
) -> HttpResponse:
    """Show one of the forms of a correction."""
    template = f"actionplan/corrections/{name}.html"
    return render(request, template, {"plan": head, "action": action, **shown})


def found_action(slug: str, reference: str) -> tuple[PlanHead, Action]:
    """Return a plan and one of its Actions."""
    return find_plan(slug, as_of=clock.today()), find_action(slug, reference)


def is_director(user: User) -> bool:
    """Say whether a user may correct what others recorded."""
    return user.has_perm("actionplan.add_moderation")


def own_update(user: User, of: Action | Recommendation, pk: int) -> ProgressUpdate:
    """Return an update that the user may correct: their own, or any to a director."""
    row = get_object_or_404(of.updates.select_related("author"), pk=pk)
    if not is_director(user) and row.author_id != user.pk:
        raise PermissionDenied
    return row


def own_by_when(user: User, action: Action, pk: int) -> ActionByWhen:
    """Return a by-when that the user may correct: one they recorded, or any to a director."""
    row = get_object_or_404(action.by_whens, pk=pk)
    if not is_director(user) and row.recorded_by_id != user.pk:
        raise PermissionDenied
    return row
