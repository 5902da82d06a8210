"""The page that a member or a clerk reads first, and the page of the papers that is asked for."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from governance.presenters.clerk_desk import build_desk
from governance.presenters.next_meeting import build_next_meeting
from governance.views.guards import may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def my_meetings(request: SignedInRequest) -> HttpResponse:
    """Show the next meeting of one's bodies, and to a clerk also what waits for them."""
    today = clock.today()
    reader = reader_of(request.user)
    context = {
        "next": build_next_meeting(as_of=today, reader=reader, user=request.user),
        "desk": build_desk(as_of=today, reader=reader)
        if request.user.has_perm("governance.run_meetings")
        else None,
        "as_of": today,
    }
    return render(request, "governance/first_pages/my_meetings.html", context)


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
