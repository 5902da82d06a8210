"""Reds that words of the record dispute: the list, and settling one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan.models import Dispute
from actionplan.presenters.disputes import build_disputes_page
from actionplan.services import disputes, updates
from actionplan.views.guards import (
    UNCOMPLETABLE,
    day_of,
    find_action_for,
    find_plan,
    may_read,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt
from herefordshire_cs.lib.web.requests import SignedInRequest

REFUSED: Refusals = {
    disputes.SettledAlready: "Somebody settled it before you.",
    updates.ActionClosed: "The action was completed or dropped meanwhile.",
    **UNCOMPLETABLE,
}


@require_safe
@may_read
def disputed(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show every red that words of the record dispute, with the words."""
    as_of = day_of(request)
    page = build_disputes_page(find_plan(slug, as_of=as_of), as_of=as_of)
    context = {"page": page, "plan": page.plan}
    return render(request, "actionplan/disputes/disputes.html", context)


@require_POST
@permission_required("actionplan.add_progressupdate", raise_exception=True)
def dispute_settle(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Settle what disputes an Action's red: its lead or a director says which is right."""
    action = find_action_for(request.user, slug, reference)
    by: dict[str, Any] = {
        "action": action,
        "author": request.user,
        "settled_on": clock.today(),
    }
    said = request.POST.get("settlement", "")
    if said == Dispute.Settlement.DONE:
        write = partial(disputes.settle_as_done, **by, recorded_at=clock.now())
        words = f"{action.reference} is completed, in the record’s words."
        attempt(request, write, refused=REFUSED, said=words)
    elif said == Dispute.Settlement.STANDS:
        words = f"The red of {action.reference} stands; the words stay."
        attempt(request, partial(disputes.let_stand, **by), refused=REFUSED, said=words)
    else:
        messages.error(request, "Say whether it is done or the red stands.")
    return redirect(action)
