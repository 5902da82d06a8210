"""The page that a member or a clerk reads first, and the page of the papers that is asked for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from governance.presenters.clerk_desk import build_desk
from governance.presenters.next_meeting import NextMeeting, build_next_meeting
from governance.views.guards import may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest

DAYS_KEPT = 14  # on a device, unless its reader signs out before


@require_safe
@may_read
def my_meetings(request: SignedInRequest) -> HttpResponse:
    """Show the next meeting of one's bodies, and to a clerk also what waits for them."""
    today = clock.today()
    reader = reader_of(request.user)
    found = build_next_meeting(as_of=today, reader=reader, user=request.user)
    context = {
        "next": found,
        "kept": kept_papers(found) if found and found.issues else None,
        "days_kept": DAYS_KEPT,
        "desk": build_desk(as_of=today, reader=reader)
        if request.user.has_perm("governance.run_meetings")
        else None,
        "as_of": today,
    }
    return render(request, "governance/first_pages/my_meetings.html", context)


def kept_papers(found: NextMeeting) -> dict[str, Any]:
    """Return what a script needs to keep the papers of a meeting on a reader’s device."""
    return {
        "worker": reverse("offline-worker"),
        "home": reverse("my-meetings"),
        "days": DAYS_KEPT,
        "issues": [
            {
                "address": reverse(f"pack-{found.copy}", args=[issue.key]),
                "first": issue.first_page,
                "last": issue.last_page,
                "front": issue.front_pages,
            }
            for issue in found.issues
        ],
    }


@login_not_required
@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Send the script that answers from what is kept on a device without a connection."""
    script = "governance/first_pages/offline_worker.js"
    return render(request, script, content_type="text/javascript")


@require_safe
@may_read
def my_page(request: SignedInRequest) -> HttpResponse:
    """Open the papers of the next meeting at the page that somebody asks for."""
    found = build_next_meeting(
        as_of=clock.today(), reader=reader_of(request.user), user=request.user
    )
    if found is None or not found.issues:
        raise Http404
    asked = request.GET.get("number", "").strip()
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
    for issue in found.issues:
        if issue.first_page <= number <= issue.last_page:
            page = issue.front_pages + number - issue.first_page + 1
            address = reverse(f"pack-{found.copy}", args=[issue.key])
            return HttpResponseRedirect(f"{address}#page={page}")
    last = max(issue.last_page for issue in found.issues)
    messages.error(request, f"The papers have pages 1 to {last}. Type one of them.")
    return redirect("my-meetings")
