"""A body's year of meetings: the calendar, and many meetings planned at once."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import reader_of
from governance.forms.year_calendars import YearForm
from governance.models import Committee
from governance.presenters.year_calendars import MeantDay, build_year, meant_days, year_of
from governance.services import meetings
from governance.services.year_calendars import DayTaken, plan_year
from governance.views.guards import find_body, may_read, may_run
from governance.views.minute_taking import sent
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords, keep
from herefordshire_cs.lib.web.integers import read_integer
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

FIRST_YEAR, LAST_YEAR = 1900, 2199
REFUSED: RefusalsInWords = {
    DayTaken: lambda taken: f"It meets on {taken} already. Clear that day’s tick.",
    meetings.DayNeedsReason: "One of the days is no working day: say why it meets then.",
}


@require_safe
@may_read
def body_calendar(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a municipal year of a body's meetings."""
    body = find_body(request, slug)
    page = build_year(body, as_of=as_at(request).as_of, year=year_asked_for(request))
    return render(request, "governance/year_calendars/calendar.html", {"page": page, "body": body})


def year_asked_for(request: SignedInRequest) -> int | None:
    """Return the year in which the municipal year begins that was asked for, if one was."""
    year = read_integer(request.GET.get("year", ""))
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def body_calendar_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Plan many meetings at once: the days are seen first, and those ticked are planned."""
    body = find_body(request, slug)
    form = YearForm(sent(request), today=clock.today())
    is_shown = form.is_valid()
    rows: tuple[MeantDay, ...] = ()
    if is_shown:
        rows = meant_days(form.days, body=body, reader=reader_of(request.user))
    if is_shown and "plan" in request.POST:
        form.refuse_choice([row.day for row in rows if row.is_odd])
        if form.is_valid() and planned(request, form, body):
            year = year_of(form.chosen()[0])
            return redirect(f"{reverse('body-calendar', args=[slug])}?year={year}")
        ticked = set(form.chosen())
    else:
        ticked = {row.day for row in rows if not row.notes}
    context = {
        "form": form,
        "committee": body,
        "rows": [(row, row.day in ticked) for row in rows],
    }
    return render(request, "governance/year_calendars/new.html", context)


def planned(request: SignedInRequest, form: YearForm, body: Committee) -> bool:
    """Plan the meetings that were ticked, all or none."""
    plans = form.plans()
    count = count_in_words(len(plans), "meeting")
    return keep(
        request,
        form,
        lambda: plan_year(committee=body, plans=plans, as_of=clock.today()),
        refused=REFUSED,
        said=f"{count} planned, each with the standing items on its agenda.",
    )
