"""Sending a report, clearing it for finance, for law or as director, and locking it."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from governance.exempt.words import open_words_of
from governance.forms.clearance import SeenForm, VerdictForm
from governance.models import Report
from governance.models.clearance import asked_of
from governance.presenters.drafts import build_draft_page
from governance.services import clearance, notices
from governance.views.drafts import NOT_AWAITED, REFUSED, find, show
from governance.views.guards import may_run, may_work_on_drafts, may_write
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_POST
@may_write
def draft_send(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send a report for clearance."""
    row = find(request.user, slug)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    said = "It is sent, and waits for finance, legal and director’s clearance."
    return tell(request, row, partial(send, row, seen), said=said)


def send(row: Report, seen: int) -> None:
    """Send a report, and tell who may clear it."""
    sent = clearance.send(report=row, seen=seen)
    notices.tell_clearance_asked(sent, on=clock.today(), at=clock.now())


@require_POST
@may_work_on_drafts
def draft_clearance(request: SignedInRequest, slug: str) -> HttpResponse:
    """Clear the version in hand, or return it."""
    row = find(request.user, slug)
    page = build_draft_page(row, request.user)
    if not page.may_clear:
        note = request.POST.get("note", "").strip()
        messages.error(request, NOT_AWAITED)
        if note:
            messages.info(request, f"Your note was not kept. It was: “{note}”")
        return redirect("draft", row.slug)
    form = VerdictForm(
        request.POST,
        kinds=page.may_clear,
        called=dict(asked_of(row)),
        words=open_words_of(row),
    )
    if form.is_valid():
        write = partial(give, request, row, form)
        if keep(request, form, write, refused=REFUSED, said=verdict_words(form)):
            return redirect("draft", row.slug)
        # The page that says so shows the newest version: that is the one seen from now on.
        form.data = request.POST.copy()
        form.data["seen"] = str(page.line.version)
    return show(request, row, form)


def give(request: SignedInRequest, row: Report, form: VerdictForm) -> Report:
    """Give the verdict of a form on the version that was read, and tell who wrote it."""
    at = clock.now()
    given = clearance.give(
        report=row,
        seen=form.cleaned_data["seen"],
        kind=form.cleaned_data["kind"],
        is_cleared=form.is_cleared,
        note=form.cleaned_data["note"],
        user=request.user,
        at=at,
    )
    is_cleared = form.is_cleared
    notices.tell_clearance_given(given, is_cleared=is_cleared, on=clock.today(), at=at)
    return given


def verdict_words(form: VerdictForm) -> str:
    """Say what a verdict did."""
    if form.is_cleared:
        return "It is cleared; your name and the time stand beside the version."
    return "It is returned with your note, and is a draft again."


@require_POST
@may_write
def draft_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a report back from clearance."""
    row = find(request.user, slug)
    said = "It is a draft again. What was cleared of this version stays cleared if you send it."
    return tell(request, row, lambda: clearance.withdraw(report=row, user=request.user), said=said)


@require_POST
@may_run
def draft_lock(request: SignedInRequest, slug: str) -> HttpResponse:
    """Lock a cleared report."""
    row = find(request.user, slug)
    said = "The report is locked: no further version can be saved."
    return tell(request, row, lambda: clearance.lock(report=row), said=said)


@require_POST
@may_run
def draft_unlock(request: SignedInRequest, slug: str) -> HttpResponse:
    """Unlock a report that no issued pack holds."""
    row = find(request.user, slug)
    said = "The report is unlocked. It is cleared, and can be written on."
    return tell(request, row, lambda: clearance.unlock(report=row), said=said)


def tell(
    request: SignedInRequest, row: Report, write: Callable[[], object], *, said: str
) -> HttpResponse:
    """Write, and show the report with what was done or why it cannot be."""
    attempt(request, write, refused=REFUSED, said=said)
    return redirect("draft", row.slug)
