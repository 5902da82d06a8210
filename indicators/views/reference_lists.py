"""The lists that indicators and judgements refer to, as whoever defines indicators keeps them."""

from dataclasses import replace

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.kept import pages
from herefordshire_cs.kept.lists import KeptList
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import saving_as_seen
from indicators.forms.reference_lists import REFERENCE_LISTS

may_keep = permission_required("indicators.change_indicator", raise_exception=True)


def seen_by(request: SignedInRequest) -> dict[str, KeptList]:
    """Return the lists without what is of plans that are hidden from whoever asks."""
    hidden = access_of(request.user).hidden_slugs
    return {key: replace(kept, hidden_plans=hidden) for key, kept in REFERENCE_LISTS.items()}


def place_of(request: SignedInRequest, key: str) -> pages.Place:
    """Return a list on its pages."""
    return pages.Place(
        kept=pages.find_list(seen_by(request), key),
        named="reference-list",
        frame="indicators/reference_lists/frame.html",
    )


@require_safe
@may_keep
def reference_lists(request: SignedInRequest) -> HttpResponse:
    """Show which lists there are, and how long each is."""
    template = "indicators/reference_lists/reference_lists.html"
    return pages.show_lists(request, seen_by(request), named="reference-list", template=template)


@require_safe
@may_keep
def reference_list(request: SignedInRequest, key: str) -> HttpResponse:
    """Show the rows of one list."""
    return pages.show_rows(request, place_of(request, key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep
def reference_list_new(request: SignedInRequest, key: str) -> HttpResponse:
    """Add a row."""
    return pages.add(request, place_of(request, key))


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep
@saving_as_seen
def reference_list_edit(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Edit a row."""
    return pages.edit(request, place_of(request, key), pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep
def reference_list_remove(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Take a row out."""
    return pages.remove(request, place_of(request, key), pk)
