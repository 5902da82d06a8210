"""One's own due days in a calendar, by a secret address that can be changed and ended."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar, Event

from herefordshire_cs.front.presenters.due_days import due_days
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.council import council_words
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.notices.calendar_addresses import end_address, make_address, person_at
from herefordshire_cs.notices.models import CalendarAddress

# Calendars know events by identifiers made from this; it never changes.
DUE = UUID("b0a5f3f1-5f0c-4a58-8a2b-0d9f6f9f1c46")


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_address(request: SignedInRequest) -> HttpResponse:
    """Show one's own secret address; make one, change it or end it."""
    if request.method == "POST":
        if request.POST.get("answer") == "end":
            end_address(request.user)
            messages.success(request, "The address is ended: no calendar reads it any more.")
        else:
            make_address(request.user, at=clock.now())
            messages.success(request, "The address is made. One before it leads nowhere now.")
        return redirect("calendar-address")
    row = CalendarAddress.objects.filter(person=request.user).first()
    path = reverse("calendar-feed", args=[row.key]) if row else ""
    address = request.build_absolute_uri(path) if path else ""
    return render(request, "front/calendar_address.html", {"row": row, "address": address})


@require_safe
@login_not_required
@never_cache
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Send the due days of whoever's secret address it is; of any other there is none."""
    person = person_at(key)
    if person is None:
        raise Http404
    calendar = Calendar()
    calendar.add("prodid", f"-//{council_words().name}//Due days//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Due days")
    for day in due_days(person, as_of=clock.today()):
        event = Event()
        event.add("uid", str(uuid5(DUE, f"{person.pk} {day.key}")))
        event.add("dtstamp", clock.now())
        event.add("summary", day.title)
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("url", request.build_absolute_uri(day.path))
        calendar.add_component(event)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
