"""Somebody leaves: what hangs on them, and handing it over."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actionplan.models.corrections import Recording
from actionplan.presenters.leavers import build_held, officers_to_choose
from actionplan.presenters.people import people_to_choose
from actionplan.services import leavers
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.forms import LeaverForm
from herefordshire_cs.front.presenters.leavers import build_held_in_meetings
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

REFUSED: Refusals = {
    leavers.ToThemselves: "Name somebody else: this would hand it over to whoever leaves.",
    leavers.NobodyNamed: "Say who takes over.",
    leavers.NeedsAccount: (
        "Recommendations and requests need somebody who signs in, and nobody does for this name."
        " Name a person, or take those two ticks away."
    ),
    services.OwnRights: (
        "Nobody closes their own account, or takes over by their own hand. Ask another"
        " administrator."
    ),
    services.LastAdministrator: (
        "This is the last administrator whose account is active. Make somebody else one first."
        " Nothing was handed over."
    ),
    services.ForRepairs: "An account for repairs is closed by whoever runs the machine.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("accounts.change_user", raise_exception=True)
def leaver(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what hangs on somebody who leaves; hand it over and close the account."""
    today = clock.today()
    row = get_object_or_404(
        User.objects.select_related("workplace"), pk=pk, is_active=True, is_superuser=False
    )
    held = build_held(row, on=today, access=access_of(request.user))
    form = LeaverForm(
        request.POST if request.method == "POST" else None, counts=held.counts, today=today
    )
    if form.is_valid():
        said = form.cleaned_data
        asked = leavers.HandingOver(
            leaver=row,
            taker=form.taker,
            officer=form.officer,
            kinds=frozenset(said["kinds"]),
            reason=said["reason"],
            closes=said["closes"],
        )
        by = Recording(author=request.user, on=today, at=clock.now())
        write = partial(leavers.hand_over, asked, by=by)
        words = f"{row.name}: what was ticked is handed over."
        if said["closes"]:
            words = f"{row.name}: what was ticked is handed over, and the account is closed."
        if keep(request, form, write, refused=REFUSED, said=words):
            return redirect("person", row.pk)
    context = {
        "form": form,
        "person": row,
        "held": held,
        "in_meetings": build_held_in_meetings(row, on=today),
        "people": [*people_to_choose(), *officers_to_choose(on=today)],
        "today": today,
    }
    return render(request, "front/leaver.html", context)
