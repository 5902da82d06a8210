"""Moving a by-when."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actionplan.forms.by_whens import ByWhenForm
from actionplan.rag import CLOSED_STATUSES
from actionplan.services import by_whens
from actionplan.views.guards import (
    find_action,
    find_own_action,
    page_of_action,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@permission_required("actionplan.add_actionbywhen", raise_exception=True)
def by_when_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Record that a by-when is moved, why, and who agreed; a director's own or any."""
    today = clock.today()
    if request.user.has_perm("actionplan.add_moderation"):
        action = find_action(slug, reference)
    else:
        action = find_own_action(request.user, slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    form = ByWhenForm(
        request.POST or None,
        starts_on=page.plan.starts_on,
        today=today,
        present=page.line.by_when_latest,
        initial={"agreed_on": today},
    )
    if request.method == "POST" and form.is_valid():
        moved = by_whens.move_by_when(
            action=action,
            author=request.user,
            by_when=form.cleaned_data["by_when"],
            reason=form.cleaned_data["reason"],
            agreed_by=form.cleaned_data["agreed_by"],
            agreed_on=form.cleaned_data["agreed_on"],
            recorded_on=today,
            recorded_at=clock.now(),
        )
        messages.success(request, f"{action.reference} is now due {moved.understood}.")
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/by_whens/new.html", context)
