"""The links with which people choose their passwords, each shown once to whoever made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.links import how_long, path_of_link
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest

SHOW_LINK_OF = "show_link_of"
SHOW_LINKS_OF = "show_links_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedLink:
    """Somebody, and the link to hand to them."""

    name: str
    email: str
    link: str


def show_link(request: SignedInRequest, row: User) -> HttpResponse:
    """Lead to somebody's page, which shows their link this once."""
    request.session[SHOW_LINK_OF] = row.pk
    return redirect("person", row.pk)


def link_to_show(request: SignedInRequest, row: User) -> dict[str, Any]:
    """Return the link that was just made for somebody, the first time it is asked for."""
    if request.session.get(SHOW_LINK_OF) != row.pk:
        return {}
    del request.session[SHOW_LINK_OF]
    return {
        "link": request.build_absolute_uri(path_of_link(row)),
        "how_long": how_long(now=clock.now()),
    }


def show_links(request: SignedInRequest, rows: Iterable[User]) -> HttpResponse:
    """Lead to the page that shows the links of several people this once."""
    request.session[SHOW_LINKS_OF] = [row.pk for row in rows]
    return redirect("people-links")


def links_to_show(request: SignedInRequest) -> list[HandedLink]:
    """Return the links that were just made for several people, the first time."""
    keys = request.session.pop(SHOW_LINKS_OF, [])
    rows = User.objects.filter(pk__in=keys, is_active=True, is_superuser=False)
    return [
        HandedLink(
            name=row.name, email=row.email, link=request.build_absolute_uri(path_of_link(row))
        )
        for row in rows.order_by("name", "pk")
    ]
