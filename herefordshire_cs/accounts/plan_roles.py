"""Which plans there are for somebody, and the roles that hold on the pages of one alone.

Which plan a request is about is told here alone, before any right is checked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock

PAGES_OF_A_PLAN, PAGES_OF_A_REGISTER = "/plans/", "/risks/"
KEPT_RIGHTS = ("_perm_cache", "_group_perm_cache")  # what Django worked out for one request


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAccess:
    """Which private plans are not there for somebody, and which are there for their own people.

    ``hidden`` are keys and ``hidden_slugs`` short names of the same plans; ``own_slugs`` are the
    short names of the private plans in which somebody has a part. ``hidden_registers`` are the
    short names of the registers of risks of hidden plans, ``own_registers`` those of private plans
    in which somebody has a part, each with the short name of its plan. ``reads_board_notes``:
    whether what is for the board only is told on a page, and ``reader`` the key of who reads it,
    who reads their own; a page that tells such notes asks for both.
    """

    hidden: frozenset[int] = frozenset()
    hidden_slugs: frozenset[str] = frozenset()
    own_slugs: frozenset[str] = frozenset()
    hidden_registers: frozenset[str] = frozenset()
    own_registers: frozenset[tuple[str, str]] = frozenset()
    reads_board_notes: bool = False
    reader: int | None = None

    def hides(self, path: str, slug: str) -> bool:
        """Say whether an address, with the short name in it, is of a plan that is hidden."""
        if path.startswith(PAGES_OF_A_REGISTER):
            return slug in self.hidden_registers
        return path.startswith(PAGES_OF_A_PLAN) and slug in self.hidden_slugs


# Of what speaks to nobody in particular: a command, a worker that makes what somebody asked for.
EVERY_PLAN = PlanAccess(reads_board_notes=True)


def access_of(user: User | AnonymousUser) -> PlanAccess:
    """Return which plans there are for a user.

    Whoever has a part in a private plan has it today, whatever day a page speaks of. One query,
    once for each request: it is kept with the user of the request.
    """
    today = clock.today()
    known: tuple[date, PlanAccess] | None = getattr(user, "_plan_access", None)
    if known is None or known[0] != today:
        # Accounts know nothing of the plans, whose app finds it.
        find_access = import_string(settings.FIND_PLAN_ACCESS)
        known = (today, find_access(user, on=today))
        user._plan_access = known  # type: ignore[union-attr]
    return known[1]


def tells_nothing_of_its_plan[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Mark a view of who may read a plan: it opens though the plan is hidden from its reader."""
    view.tells_nothing_of_its_plan = True  # type: ignore[attr-defined]
    return view


class PlanInHandMiddleware:
    """Tells who asks for a page of a plan which plan it is, before any right is checked.

    What the backend then allows holds for this request and for no other. A plan that is hidden
    from whoever asks is not there, at any of its addresses or those of its registers of risks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> None:
        """Note the plan, and forget what was worked out without it; or answer 404."""
        user, slug, path = request.user, kwargs.get("slug"), request.path
        if slug is None or not path.startswith((PAGES_OF_A_PLAN, PAGES_OF_A_REGISTER)):
            return
        if isinstance(user, User):
            access = access_of(user)
            if access.hides(path, slug) and not hasattr(view, "tells_nothing_of_its_plan"):
                raise Http404
            if path.startswith(PAGES_OF_A_REGISTER):
                slug = dict(access.own_registers).get(slug, "")
                if not slug:
                    return
            user.plan_in_hand = slug
            user.is_in_private_plan = slug in access.own_slugs
            for name in KEPT_RIGHTS:
                if hasattr(user, name):
                    delattr(user, name)
