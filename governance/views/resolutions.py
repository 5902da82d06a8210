"""Pages of what became of resolutions: the tracker, a reply, what is asked, opening again."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.exempt.marks import exemption_of_minute
from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.filters import ResolutionFilter
from governance.forms.resolutions import AskForm, ReopenForm, ReplyForm
from governance.lists.resolutions import TO_DO, ResolutionTable
from governance.models import Resolution
from governance.presenters.resolutions import (
    LimbLine,
    limb_lines,
    limb_rows,
    readable_limbs,
)
from governance.presenters.tracker import build_tracker, limb_history, tracked_rows
from governance.services import agendas, notices
from governance.services import resolutions as services
from governance.views.guards import (
    MINUTING,
    ask_about_additions,
    find_meeting,
    may_minute,
    may_read,
)
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.lists import answer_table
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: Refusals = {
    services.NotClosed: "It is not closed, so there is nothing to open again.",
    services.OnAgenda: "The agenda has an item of it already.",
    agendas.AgendaIssued: (
        "The agenda is published. Add it as a late item, with the reason for its urgency."
    ),
    agendas.PackUnderWay: "A pack of the meeting is being built. Try again when it is ready.",
}


@require_safe
@may_read
def resolutions(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """Show what committees asked for, and what became of it."""
    as_of = as_at(request).as_of
    reader = reader_of(request.user)
    rows = tracked_rows(as_of=as_of, reader=reader)
    found = ResolutionFilter(request.GET, queryset=rows, as_of=as_of, request=request)
    day, user = as_at(request).shown, request.user
    answers = user.has_perm("governance.answer_resolution") and not day.is_as_at
    table = ResolutionTable(
        build_tracker(found.qs, as_of=as_of, reader=reader),
        day=day,
        asked=found.asked,
        may=[TO_DO] if answers else [],
        runs_meetings=user.has_perm("governance.run_meetings"),
    )
    context = {
        "noted": noted(request, as_of=as_of),
        "form": found.form,
        "is_narrowed": bool(found.narrowed_to),
    }
    return answer_table(
        request,
        "governance/resolutions/resolutions.html",
        table,
        context,
        file=f"resolutions-{as_of.isoformat()}",
        right="governance.read_meetings",
    )


def noted(request: SignedInRequest, *, as_of: date) -> tuple[LimbLine, ...]:
    """Return the limbs that asked for nothing, for a clerk, who may let one ask."""
    if as_at(request).is_as_at or not request.user.has_perms(MINUTING):
        return ()
    reader = reader_of(request.user)
    limbs = limb_rows(reader=reader)
    rows = limbs.filter(state=Resolution.State.NOTED, minute__meeting__held_on__lte=as_of)
    return readable_limbs(limb_lines(rows, as_of=as_of), reader=reader)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("governance.answer_resolution", raise_exception=True)
@saving_as_seen
def resolution_reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer what a committee asked for, or close it."""
    row = find_limb(request, pk, is_asked=True)
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        initial=services.reply_initial(row),
        as_of=clock.today(),
        access=access_of(request.user),
    )
    is_closed = row.state == Resolution.State.CLOSED
    is_valid = is_valid_as_seen(form, row)
    if is_valid and is_closed and not form.cleaned_data["is_closed"]:
        form.add_error("is_closed", "It is closed. The clerk opens it again, and says why.")
    elif is_valid:
        services.reply_to_resolution(resolution=row, on=clock.today(), **form.cleaned_data)
        messages.success(request, "The reply is recorded.")
        return redirect("resolutions")
    return show(request, row, form, "reply")


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def resolution_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say of whom and by when a limb asks for something; one that asked for nothing opens."""
    row = find_limb(request, pk)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(row, name) for name in AskForm.base_fields},
    )
    if is_valid_as_seen(form, row):
        asked = services.ask_for(resolution=row, **form.cleaned_data)
        notices.tell_asked(asked, on=clock.today(), at=clock.now())
        messages.success(request, "What is asked for is recorded.")
        return redirect("resolutions")
    return show(request, row, form, "ask")


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
def resolution_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a closed limb again, for a reason."""
    row = find_limb(request, pk, is_asked=True)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and keep(
        request,
        form,
        lambda: services.reopen(resolution=row, **form.cleaned_data),
        refused=REFUSED,
        said="It is open again.",
    ):
        return redirect("resolutions")
    return show(request, row, form, "reopen")


@require_POST
@may_minute
def resolution_put(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Put what a limb asked for on the agenda of a meeting still to be held."""
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    limbs = limb_rows(reader=reader_of(request.user))
    rows = limbs.filter(minute__meeting__committee=meeting.committee_id)
    row = get_object_or_404(rows, pk=pk)
    attempt(
        request,
        lambda: services.put_on_agenda(resolution=row, meeting=meeting, at=clock.now()),
        refused=REFUSED,
        said="It is on the agenda, last.",
    )
    return redirect(f"{reverse('meeting', args=[slug])}#agenda")


def find_limb(request: SignedInRequest, pk: int, *, is_asked: bool = False) -> Resolution:
    """Return a limb; one of a minute that somebody may not read is not there for them."""
    reader = reader_of(request.user)
    rows = readable(limb_rows(reader=reader), reader)
    if is_asked:
        rows = rows.exclude(state=Resolution.State.NOTED)
    return get_object_or_404(rows, pk=pk)


def show(request: SignedInRequest, row: Resolution, form: forms.Form, doing: str) -> HttpResponse:
    """Show a form of a limb with what it asked for and its history."""
    context = {
        "form": form,
        "mark": mark_of(row),
        "resolution": row,
        "minute": row.minute,
        "exemption": exemption_of_minute(row.minute),
        "changes": limb_history(row),
        "doing": doing,
    }
    return render(request, "governance/resolutions/reply.html", context)
