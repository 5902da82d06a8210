"""Reds that words of the record dispute: the list, and settling one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan.models import Dispute
from actionplan.presenters.disputes import build_disputes_page
from actionplan.services import disputes
from actionplan.services.updates import ActionClosed
from actionplan.views.guards import day_of, find_action, find_own_action, find_plan, may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def disputed(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show every red that words of the record dispute, with the words."""
    as_of = day_of(request)
    page = build_disputes_page(find_plan(slug, as_of=as_of), as_of=as_of)
    context = {"page": page, "plan": page.plan}
    return render(request, "actionplan/disputes/disputes.html", context)


@require_POST
@may_read
def dispute_settle(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Settle what disputes an Action's red: its lead or a director says which is right."""
    today = clock.today()
    if request.user.has_perm("actionplan.add_moderation"):
        action = find_action(slug, reference)
    elif request.user.has_perm("actionplan.add_progressupdate"):
        action = find_own_action(request.user, slug, reference)
    else:
        raise PermissionDenied
    said = request.POST.get("settlement", "")
    try:
        if said == Dispute.Settlement.DONE:
            disputes.settle_as_done(
                action=action, author=request.user, settled_on=today, recorded_at=clock.now()
            )
            messages.success(request, f"{action.reference} is completed, in the record's words.")
        elif said == Dispute.Settlement.STANDS:
            disputes.let_stand(action=action, author=request.user, settled_on=today)
            messages.success(request, f"The red of {action.reference} stands; the words stay.")
        else:
            messages.error(request, "Say whether it is done or the red stands.")
    except disputes.SettledAlready:
        messages.warning(request, "Somebody settled it before you.")
    except ActionClosed:
        messages.warning(request, f"{action.reference} was completed or dropped meanwhile.")
    return redirect(action)
