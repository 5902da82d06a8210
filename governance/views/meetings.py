"""Pages of committees, meetings, their papers and what became of resolutions."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import services
from governance.forms import ReplyForm
from governance.models import AgendaItem, Committee, Meeting, Report, Resolution
from governance.reports.meetings import (
    build_committee_page,
    build_meeting_page,
    build_meetings,
)
from governance.reports.minutes import build_minutes_paper, build_tracker
from governance.reports.papers import report_paper
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.http import SignedInRequest, as_at

may_read = permission_required("governance.read_meetings", raise_exception=True)


@require_safe
@may_read
def meetings(request: SignedInRequest) -> HttpResponse:
    """List the meetings to come and those held."""
    upcoming, past = build_meetings(as_of=as_at(request).as_of)
    return render(request, "governance/meetings.html", {"upcoming": upcoming, "past": past})


@require_safe
@may_read
def committees(request: SignedInRequest) -> HttpResponse:
    """List the committees."""
    rows = Committee.objects.all()
    return render(request, "governance/committees.html", {"committees": rows})


@require_safe
@may_read
def committee(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one committee."""
    try:
        page = build_committee_page(slug, as_of=as_at(request).as_of)
    except Committee.DoesNotExist as error:
        raise Http404 from error
    return render(request, "governance/committee.html", {"page": page})


@require_safe
@may_read
def meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one meeting."""
    try:
        page = build_meeting_page(
            slug,
            as_of=as_at(request).as_of,
            is_privileged=request.user.has_perm("governance.read_exempt"),
        )
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    return render(request, "governance/meeting.html", {"page": page})


@require_safe
@may_read
def minutes(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the minutes of a meeting."""
    try:
        paper = build_minutes_paper(slug, as_of=as_at(request).as_of)
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    if not paper.minutes:
        raise Http404
    return render(request, "governance/minutes.html", {"paper": paper})


@require_safe
@may_read
def report(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Show a paper; an exempt one is not there for those who may not read it."""
    row = get_object_or_404(
        Report.objects.readable_by(request.user)
        .select_related("meeting__committee")
        .prefetch_related("versions", "appendices"),
        slug=report,
        meeting__slug=slug,
    )
    paper = report_paper(row)
    if not request.user.has_perm("governance.read_exempt"):
        paper = services.for_public(paper)
    return render(request, "governance/report.html", {"paper": paper, "meeting": row.meeting})


@require_safe
@may_read
def resolutions(request: SignedInRequest) -> HttpResponse:
    """Show what committees asked for, and what became of it."""
    lines = build_tracker(as_of=as_at(request).as_of)
    return render(request, "governance/resolutions.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("governance.answer_resolution", raise_exception=True)
def resolution_reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer what a committee asked for, or close it."""
    row = get_object_or_404(
        Resolution.objects.select_related("minute__meeting__committee").exclude(
            state=Resolution.State.NOTED
        ),
        pk=pk,
    )
    form = ReplyForm(request.POST or None, initial=services.reply_initial(row))
    if request.method == "POST" and form.is_valid():
        services.reply_to_resolution(resolution=row, on=clock.today(), **form.cleaned_data)
        messages.success(request, "The reply is recorded.")
        return redirect("resolutions")
    context = {"form": form, "resolution": row}
    return render(request, "governance/resolution_reply.html", context)


@require_POST
@permission_required("governance.run_meetings", raise_exception=True)
def agenda_move(request: SignedInRequest, pk: int, direction: str) -> HttpResponse:
    """Move an item of an agenda up or down."""
    if direction not in ("up", "down"):
        raise Http404
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    try:
        services.move_item(item=item, up=direction == "up")
    except services.AgendaIssued:
        messages.error(request, "The agenda was issued; issue a correction to change its order.")
    return redirect(f"{item.meeting.get_absolute_url()}#item-{item.pk}")
