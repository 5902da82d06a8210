"""Pages of committees, meetings and their papers."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from governance import services
from governance.filters import MeetingFilter
from governance.models import AgendaItem, Committee, Meeting, Report
from governance.presenters.committees import build_committee_page
from governance.presenters.limbs import limbs_before
from governance.presenters.loop import build_loop
from governance.presenters.meetings import build_meeting_page, build_meetings
from governance.presenters.minutes import MinutesPaper, build_minutes_paper
from governance.presenters.papers import report_paper
from governance.presenters.reviews import with_reviews
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

may_read = permission_required("governance.read_meetings", raise_exception=True)


@require_safe
@may_read
def meetings(request: SignedInRequest) -> HttpResponse:
    """List the meetings to come and those held, as filtered."""
    found = MeetingFilter(request.GET, queryset=Meeting.objects.select_related("committee"))
    rows = found.qs if found.is_valid() else found.queryset.none()
    upcoming, past = build_meetings(rows, as_of=as_at(request).as_of)
    context = {
        "upcoming": upcoming,
        "past": past,
        "form": found.form,
        "is_filtered": any(found.form.cleaned_data.values()),
    }
    return render(request, "governance/meetings.html", context)


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
    as_of = as_at(request).as_of
    is_privileged = request.user.has_perm("governance.read_exempt")
    try:
        page = build_meeting_page(
            slug,
            as_of=as_of,
            is_privileged=is_privileged,
            reads_drafts=request.user.has_perm("governance.work_on_drafts"),
            sees_draft_minutes=sees_drafts(request.user),
        )
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    still_open = limbs_before(
        page.head,
        as_of=as_of,
        is_privileged=is_privileged,
        sees_drafts=sees_drafts(request.user),
    )
    loop = build_loop(
        page,
        as_of=as_of,
        may_name=request.user.has_perm("governance.run_meetings"),
        is_privileged=is_privileged,
    )
    moved = (request.GET.get("moved", ""), request.GET.get("by", ""))
    context = {"page": page, "still_open": still_open, "loop": loop, "moved": moved}
    return render(request, "governance/meeting.html", context)


@require_safe
@may_read
def minutes(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the minutes of a meeting."""
    try:
        paper = build_minutes_paper(
            slug,
            as_of=as_at(request).as_of,
            is_privileged=request.user.has_perm("governance.read_exempt"),
        )
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    if not paper.minutes or not may_read_minutes(request.user, paper):
        raise Http404
    return render(request, "governance/minutes.html", {"paper": paper})


def may_read_minutes(user: User, paper: MinutesPaper) -> bool:
    """Say whether a user may read minutes: drafts only with the permission for them."""
    return paper.is_approved or sees_drafts(user)


def sees_drafts(user: User) -> bool:
    """Say whether a user reads minutes that are not approved, and what was resolved in them."""
    return user.has_perm("governance.read_draft_minutes")


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
    paper = with_reviews(paper)
    return render(request, "governance/report.html", {"paper": paper, "meeting": row.meeting})


@require_POST
@permission_required("governance.run_meetings", raise_exception=True)
def agenda_move(request: SignedInRequest, pk: int, direction: str) -> HttpResponse:
    """Move an item of an agenda up or down."""
    if direction not in ("up", "down"):
        raise Http404
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    try:
        services.move_item(item=item, up=direction == "up", at=clock.now())
    except services.AgendaIssued:
        messages.error(request, "The agenda was issued; issue a correction to change its order.")
    except services.PackUnderWay:
        messages.error(
            request, "A pack of the meeting is being built. Try again when it is ready."
        )
    # The page then lets the same button have the focus; a mark in the address would forbid that.
    return redirect(f"{item.meeting.get_absolute_url()}?moved={item.pk}&by={direction}")
