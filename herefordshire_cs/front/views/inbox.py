"""What waits for a person, and what they were told."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.front.presenters.waiting import waiting_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.notices.models import inbox_of
from herefordshire_cs.notices.presenters import message_lines

ON_A_PAGE = 30


@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the reader now, and their messages, the newest first."""
    rows = inbox_of(request.user).select_related("person")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "groups": waiting_of(request.user, as_of=clock.today()),
        "lines": message_lines(page.object_list),
        "page_obj": page,
        "is_demonstration": clock.is_demonstration(),
    }
    return render(request, "front/inbox.html", context)
