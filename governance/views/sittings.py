"""What becomes of a meeting: cancelled, postponed, inquorate, adjourned; and taking that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.exempt.reader import reader_of
from governance.exempt.titles import exempt_titles
from governance.forms.sittings import SittingForm
from governance.models import OneOffHoliday
from governance.presenters.meetings import meeting_head
from governance.presenters.sittings import what_follows
from governance.services import agendas, meetings, sittings
from governance.views.guards import find_meeting, may_run
from governance.views.minute_taking import sent
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: Refusals = {
    sittings.AlreadySaid: "What became of this meeting is on record already.",
    sittings.HasBegun: (
        "Attendance or minutes of this meeting are on record, so it was held. Say that it was "
        "adjourned or inquorate."
    ),
    sittings.FollowedBy: (
        "Another meeting has taken up its agenda, so this is not taken back. Remove that meeting "
        "first, or cancel it."
    ),
    sittings.NotCalledOff: "Nothing is on record that could be taken back.",
    meetings.MeetingOver: "That cannot be said of a meeting that was held.",
    meetings.NotYet: "The day of the meeting has not come.",
    meetings.DayNeedsReason: "The new day is no working day: say why the meeting is held on it.",
    agendas.PackUnderWay: "A pack of it is being built. Wait until it is issued, then say it.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def meeting_fate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say what became of a meeting, once what follows was read."""
    row = find_meeting(request, slug)
    today = clock.today()
    fates = sittings.possible_fates(row, on=today)
    if not fates:
        messages.error(
            request, REFUSED[sittings.AlreadySaid if row.fate else meetings.MeetingOver]
        )
        return redirect(row)
    calendar = OneOffHoliday.objects.working_calendar()
    form = SittingForm(
        sent(request),
        meeting=row,
        fates=fates,
        today=today,
        calendar=calendar,
        titles=exempt_titles(row),
    )
    if is_valid_as_seen(form, row) and keep(
        request,
        form,
        lambda: sittings.record_fate(
            meeting=row,
            became=form.became(),
            by_name=request.user.name,
            on=today,
            at=clock.now(),
        ),
        refused=REFUSED,
        said="What became of the meeting is recorded.",
        warnings=[form.warning] if form.warning else [],
    ):
        return redirect(row)
    context = {
        "form": form,
        "meeting": row,
        "head": meeting_head(row),
        "mark": mark_of(row),
        "follows": tuple(what_follows(row, calendar=calendar, reader=reader_of(request.user))),
    }
    return render(request, "governance/sittings/fate.html", context)


@require_POST
@may_run
def meeting_fate_take_back(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take back what was recorded of a meeting, as where it was said of the wrong one."""
    row = find_meeting(request, slug)
    attempt(
        request,
        lambda: sittings.take_back_fate(meeting=row),
        refused=REFUSED,
        said="It is taken back: the meeting stands as it did. Its history keeps what was said.",
    )
    return redirect(row)
