"""What search engines ask for: what they may read, the addresses of it, and meetings as data."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from governance.models import Meeting
from governance.presenters.meetings import MeetingHead
from governance.presenters.site_map import build_site_map
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.council import council_words

LONDON = ZoneInfo("Europe/London")
# What stands for itself in HTML would end the script early. Source: HTML, 4.12.1.3.
IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@require_safe
@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Say what may be read by programs: the public papers, and nothing that asks to sign in."""
    lines = (
        "User-agent: *",
        # First, for readers that take the first line that fits.
        f"Disallow: {reverse('papers-search')}",
        "Allow: /papers/",
        "Allow: /static/",
        "Allow: /$",
        "Disallow: /",
        f"Sitemap: {request.build_absolute_uri(reverse('site-map'))}",
    )
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain")


@require_safe
@login_not_required
def site_map(request: HttpRequest) -> HttpResponse:
    """List the addresses of what anybody may read."""
    pages = [
        request.build_absolute_uri(reverse(page.name, args=page.args))
        for page in build_site_map(as_of=clock.today())
    ]
    context = {"pages": pages}
    return render(request, "governance/register/site_map.xml", context, "application/xml")


# What became of a meeting, in the words of https://schema.org/EventStatusType.
STATUS = {
    Meeting.Fate.CANCELLED.value: "EventCancelled",
    Meeting.Fate.POSTPONED.value: "EventPostponed",
}
# How it is attended, in the words of https://schema.org/EventAttendanceModeEnumeration.
ATTENDANCE = {
    Meeting.Mode.IN_PERSON.value: "Offline",
    Meeting.Mode.HYBRID.value: "Mixed",
    Meeting.Mode.REMOTE.value: "Online",
}


def meeting_data(request: HttpRequest, head: MeetingHead) -> dict[str, Any]:
    """Return a meeting as a schema.org Event. Source: https://schema.org/Event."""
    begins = head.held_on.isoformat()
    if head.begins_at:
        begins = datetime.combine(head.held_on, head.begins_at, LONDON).isoformat()
    council = council_words()
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"Meeting of {head.committee}",
        "startDate": begins,
        "eventStatus": f"https://schema.org/{STATUS.get(head.fate, 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[head.mode]}EventAttendanceMode",
        "url": request.build_absolute_uri(reverse("papers-meeting", args=[head.slug])),
        "isAccessibleForFree": True,
    }
    if council.name:
        data["organizer"] = {"@type": "GovernmentOrganization", "name": council.name}
    if head.venue:
        data["location"] = {"@type": "Place", "name": head.venue, "address": head.venue}
    return data


def json_ld(data: dict[str, Any]) -> SafeString:
    """Return data as the script that programs read and no browser runs."""
    written = json.dumps(data, ensure_ascii=False).translate(IN_SCRIPT)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),  # nothing in it can end the script
    )
