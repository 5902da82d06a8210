"""The lists that all meetings share, as clerks keep them."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from governance.forms.meeting_lists import MEETING_LISTS
from governance.views.guards import may_run
from herefordshire_cs.kept import pages
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import saving_as_seen


def place_of(key: str) -> pages.Place:
    """Return a list on its pages."""
    return pages.Place(
        kept=pages.find_list(MEETING_LISTS, key),
        named="meeting-list",
        frame="governance/meeting_lists/frame.html",
    )


@require_safe
@may_run
def meeting_lists(request: SignedInRequest) -> HttpResponse:
    """Show which lists there are, and how long each is."""
    template = "governance/meeting_lists/meeting_lists.html"
    return pages.show_lists(request, MEETING_LISTS, named="meeting-list", template=template)


@require_safe
@may_run
def meeting_list(request: SignedInRequest, key: str) -> HttpResponse:
    """Show the rows of one list."""
    return pages.show_rows(request, place_of(key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def meeting_list_new(request: SignedInRequest, key: str) -> HttpResponse:
    """Add a row."""
    return pages.add(request, place_of(key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def meeting_list_edit(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Edit a row."""
    return pages.edit(request, place_of(key), pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def meeting_list_remove(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Take a row out."""
    return pages.remove(request, place_of(key), pk)
