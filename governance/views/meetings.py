"""The meetings, the page of one, and planning it: its day, its opening, its being held."""

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import visible
from governance.filters import MeetingFilter
from governance.forms.meetings import AdditionsForm, MeetingForm, OpeningForm
from governance.lists.meetings import MeetingTable
from governance.models import Committee, Meeting, OneOffHoliday
from governance.presenters.deadlines import counted_days
from governance.presenters.meeting_page import build_loop, build_meeting_page
from governance.presenters.meetings import build_meetings
from governance.presenters.resolutions import limbs_before
from governance.services import meetings as services
from governance.services.body_privacy import settle_additions
from governance.views.agendas import send_agenda
from governance.views.guards import find_meeting, may_read, may_run
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.lists import answer_table
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

CHECK = "check"  # the button that counts the days and keeps nothing
REFUSED: Refusals = {
    services.MeetingOver: "The meeting was held. What is known of it is the record.",
    services.DayIsPublished: (
        "The agenda is published with its day, so the day stays. Where the meeting is put off, "
        "say on its page that it is postponed: that plans the new one and leads to it."
    ),
    services.CalledOff: (
        "The meeting is cancelled or postponed, so it is not held and stays as it is."
    ),
    services.NotPublished: (
        "The agenda is not published: issue the pack first. A meeting of which none was issued "
        "cannot be held."
    ),
    services.NotYet: "The day of the meeting has not come.",
}


@require_safe
@may_read
def meetings(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """List the meetings to come and those held, as filtered."""
    rows = visible(Meeting.objects.select_related("committee"), reader_of(request.user))
    found = MeetingFilter(request.GET, queryset=rows, request=request)
    day = as_at(request).shown
    upcoming, past = build_meetings(found.qs, as_of=day.as_of)
    return answer_table(
        request,
        "governance/meetings/meetings.html",
        MeetingTable([*upcoming, *past], day=day, asked=found.asked),
        {"form": found.form, "is_filtered": bool(found.narrowed_to)},
        file=f"meetings-{day.as_of.isoformat()}",
        right="governance.read_meetings",
    )


@require_safe
@may_read
def meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one meeting."""
    as_of = as_at(request).as_of
    reader = reader_of(request.user)
    try:
        page = build_meeting_page(
            slug,
            as_of=as_of,
            reader=reader,
        )
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    still_open = limbs_before(
        page.head,
        as_of=as_of,
        reader=reader,
    )
    loop = build_loop(
        page,
        as_of=as_of,
        reader=reader,
    )
    moved = (request.GET.get("moved", ""), request.GET.get("by", ""))
    context = {
        "page": page,
        "still_open": still_open,
        "loop": loop,
        "moved": moved,
        "reader": reader.of(page.head.body),
        "belongs": reader.reads_everything or page.head.body in reader.bodies,
    }
    return render(request, "governance/meetings/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def meeting_new(request: SignedInRequest) -> HttpResponse:
    """Plan a meeting, with the standing items of its committee."""
    form = form_of(request, None)
    if form.is_valid() and CHECK not in request.POST:
        row = services.plan_meeting(
            committee=form.cleaned_data["committee"], plan=form.plan(), as_of=clock.today()
        )
        messages.success(request, "The meeting is planned, with the standing items on its agenda.")
        return redirect(row)
    return show(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def meeting_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a meeting."""
    row = find_meeting(request, slug)
    is_over = row.is_called_off or row.state not in (
        Meeting.State.PLANNED,
        Meeting.State.PUBLISHED,
    )
    if is_over and request.method != "POST":  # what is sent is refused in its form
        refused = services.CalledOff if row.is_called_off else services.MeetingOver
        messages.error(request, REFUSED[refused])
        return redirect(row)
    form = form_of(request, row)
    is_to_be_kept = is_valid_as_seen(form, row) and CHECK not in request.POST
    if is_to_be_kept and keep(
        request,
        form,
        lambda: services.change_meeting(meeting=row, plan=form.plan()),
        refused=REFUSED,
        said="The meeting is changed.",
    ):
        row.refresh_from_db()
        return redirect(row)
    return show(request, form, row)


def form_of(request: SignedInRequest, row: Meeting | None) -> MeetingForm:
    """Return the form of a meeting; a new one may begin with a committee."""
    reader = reader_of(request.user)
    bodies = visible(Committee.objects.all(), reader)
    asked = bodies.filter(slug=request.GET.get("committee", "")).first()
    return MeetingForm(
        request.POST if request.method == "POST" else None,
        initial={"committee": asked.slug} if asked and row is None else None,
        meeting=row,
        today=clock.today(),
        calendar=OneOffHoliday.objects.working_calendar(),
        bodies=bodies,
    )


def show(request: SignedInRequest, form: MeetingForm, row: Meeting | None) -> HttpResponse:
    """Show the form of a meeting, with the clock of the day that was typed."""
    context = {
        "form": form,
        "meeting": row,
        "mark": mark_of(row) if row else "",
        "lines": form.clock(),
        "is_checked": CHECK in request.POST and not form.errors,
    }
    return render(request, "governance/meetings/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def meeting_opening(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say on which day the agenda was opened to the public; nobody opens a private body's."""
    row = find_meeting(request, slug)
    if not row.is_open_to_public:
        raise Http404
    calendar = OneOffHoliday.objects.working_calendar()
    typed = {name: getattr(row, name) for name in ("published_on", "short_notice_reason")}
    form = OpeningForm(
        request.POST if request.method == "POST" else None,
        initial=typed,
        meeting=row,
        today=clock.today(),
        calendar=calendar,
    )
    mark = mark_of(row)
    if is_valid_as_seen(form, row):
        services.open_agenda(meeting=row, **form.cleaned_data)
        messages.success(request, "The day the agenda was opened is kept.")
        return redirect(row)
    latest = counted_days(row.held_on, calendar=calendar)
    left_out = [(left.day, left.reason) for left in latest.left_out]
    context = {"form": form, "meeting": row, "latest": latest, "left_out": left_out, "mark": mark}
    return render(request, "governance/meetings/opening.html", context)


@require_POST
@may_run
def meeting_hold(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that a meeting was held."""
    row = find_meeting(request, slug)
    attempt(
        request,
        lambda: services.hold_meeting(meeting=row, on=clock.today(), at=clock.now()),
        refused=REFUSED,
        said="The meeting was held. Its minutes can be taken now.",
    )
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def meeting_additions(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask what becomes of what is added to a meeting that was kept public of a private body."""
    row = find_meeting(request, slug)
    if not row.asks_about_additions:
        return redirect(row)
    form = AdditionsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        is_public = form.cleaned_data["becomes"] == AdditionsForm.PUBLIC
        settle_additions(meeting=row, are_public=is_public, on=clock.today())
        said = "What is added is public too." if is_public else "The meeting is private now."
        messages.success(request, said)
        return redirect(row)
    return render(request, "governance/meetings/additions.html", {"form": form, "meeting": row})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def meeting_remove(request: SignedInRequest, slug: str) -> HttpResponse:
    """Remove a planned meeting, or say why it stays."""
    row = find_meeting(request, slug)
    reasons = services.why_not_removable(row, at=clock.now())
    if request.method == "POST" and not reasons:
        try:
            services.remove_meeting(meeting=row, at=clock.now())
        except services.CannotBeRemoved as refused:
            reasons = (str(refused),)
        else:
            messages.success(request, f"The meeting of {day_in_words(row.held_on)} is removed.")
            return redirect("meetings")
    context = {"meeting": row, "reasons": reasons, "items": row.items.count()}
    return render(request, "governance/meetings/remove.html", context)


@require_safe
@may_read
def agenda_docx(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send the agenda as a Word file, with no more of what is exempt than its reader may know."""
    try:
        page = build_meeting_page(slug, as_of=clock.today(), reader=reader_of(request.user))
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    return send_agenda(page.head, page.items)
