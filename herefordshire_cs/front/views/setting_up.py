"""What a council still has to enter before it can work."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.presenters.setting_up import missing_of, steps
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest

# Each of these enters a part of what is set up.
SET_UP = ("council.change_council", "governance.run_meetings", "actionplan.add_planfile")


@require_safe
def setting_up(request: SignedInRequest) -> HttpResponse:
    """Show the steps, those that are done with what is there."""
    if not any(request.user.has_perm(right) for right in SET_UP):
        raise PermissionDenied
    reader, access = reader_of(request.user), access_of(request.user)
    found = steps(as_of=clock.today(), reader=reader, access=access)
    lines = [(step, request.user.has_perm(step.may)) for step in found]
    context = {"lines": lines, "done": len(found) - len(missing_of(found)), "count": len(found)}
    return render(request, "front/setting_up.html", context)
