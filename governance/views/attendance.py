"""Who came to a meeting, and which interests they declared."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.forms.attendance import AttendanceSheet, DeclarationsSheet
from governance.forms.movements import MovementsSheet
from governance.presenters.attendance import build_sheet, names_of
from governance.services.attendance import (
    take_attendance,
    take_declarations,
    take_movements,
)
from governance.views.guards import find_meeting, may_minute
from governance.views.minute_taking import (
    REFUSED,
    mark_shown,
    refusal,
    refuse_closed,
    sent,
    why_not,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import (
    CHANGED,
    is_as_seen,
    is_valid_as_seen,
    saving_as_seen,
)


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def attendance(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take down who came, who led and who else was there."""
    meeting = find_meeting(request, slug)
    if request.method != "POST" and (refused := refusal(request, meeting)):
        return refused
    sheet = AttendanceSheet(sent(request), sheet=build_sheet(meeting))
    if not sheet.is_unjudged:
        refuse_closed(sheet.form, meeting)
    taken = list(meeting.attendances.order_by("pk"))
    if (
        not sheet.is_adding
        and is_valid_as_seen(sheet.form, *taken)
        and sheet.is_valid()
        and keep(
            request,
            sheet.form,
            lambda: take_attendance(
                meeting=meeting,
                came=sheet.came(),
                chair=sheet.form.chair_words(),
                ended_at=sheet.form.cleaned_data["ended_at"],
                on=clock.today(),
            ),
            refused=REFUSED,
            said="The attendance is taken.",
        )
    ):
        return redirect("minutes-take", slug)
    context = {"sheet": sheet, "meeting": meeting, "mark": mark_shown(sheet, *taken)}
    return render(request, "governance/attendance/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def declarations(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take down the interests that were declared."""
    meeting = find_meeting(request, slug)
    if request.method != "POST" and (refused := refusal(request, meeting)):
        return refused
    names = names_of(meeting)
    sheet = DeclarationsSheet(sent(request), meeting=meeting, names=names)
    declared = list(meeting.declarations.order_by("pk"))
    if sheet.data is not None and not sheet.is_adding and (reason := why_not(meeting)):
        messages.error(request, reason)
    elif not (sheet.is_adding or is_as_seen(request.POST, *declared)):
        messages.error(request, f"{CHANGED} Stored now: {'; '.join(map(str, declared))}.")
    elif sheet.is_valid() and attempt(
        request,
        lambda: take_declarations(meeting=meeting, declared=sheet.declared(), on=clock.today()),
        refused=REFUSED,
        said="The declarations are taken down.",
    ):
        return redirect("minutes-take", slug)
    context = {"sheet": sheet, "meeting": meeting, "names": names}
    context["mark"] = mark_shown(sheet, *declared)
    return render(request, "governance/attendance/declarations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def movements(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take down who came late, left or came back."""
    meeting = find_meeting(request, slug)
    if refused := refusal(request, meeting):
        return refused
    names = names_of(meeting)
    sheet = MovementsSheet(sent(request), meeting=meeting, names=names)
    moved = list(meeting.movements.order_by("pk"))
    if not (sheet.is_adding or is_as_seen(request.POST, *moved)):
        messages.error(request, f"{CHANGED} Stored now: {'; '.join(map(str, moved))}.")
    elif sheet.is_valid():
        take_movements(meeting=meeting, moved=sheet.moved(), on=clock.today())
        messages.success(request, "Who arrived and left is taken down.")
        return redirect("minutes-take", slug)
    context = {"sheet": sheet, "meeting": meeting, "names": names}
    context["mark"] = mark_shown(sheet, *moved)
    return render(request, "governance/attendance/movements.html", context)
