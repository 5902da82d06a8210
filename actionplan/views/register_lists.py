"""The lists that several plans share, as the owner of a plan keeps them."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.register_lists import REGISTER_LISTS
from herefordshire_cs.kept import pages
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import saving_as_seen

may_keep = permission_required("actionplan.change_plan", raise_exception=True)


def place_of(key: str) -> pages.Place:
    """Return a list on its pages."""
    return pages.Place(
        kept=pages.find_list(REGISTER_LISTS, key),
        named="register-list",
        frame="actionplan/register_lists/frame.html",
    )


@require_safe
@may_keep
def register_lists(request: SignedInRequest) -> HttpResponse:
    """Show which lists there are, and how long each is."""
    template = "actionplan/register_lists/register_lists.html"
    return pages.show_lists(request, REGISTER_LISTS, named="register-list", template=template)


@require_safe
@may_keep
def register_list(request: SignedInRequest, key: str) -> HttpResponse:
    """Show the rows of one list."""
    return pages.show_rows(request, place_of(key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep
def register_list_new(request: SignedInRequest, key: str) -> HttpResponse:
    """Add a row."""
    return pages.add(request, place_of(key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep
@saving_as_seen
def register_list_edit(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Edit a row."""
    return pages.edit(request, place_of(key), pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep
def register_list_remove(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Take a row out."""
    return pages.remove(request, place_of(key), pk)
