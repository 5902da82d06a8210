"""The order of a recommendation's actions, and the undoing of an edit, each by a press."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actionplan.forms.orders import ActionOrderForm
from actionplan.models import Action, Plan, Recommendation, Rewording
from actionplan.services.orders import order_actions
from actionplan.services.undoings import edited_row, undo_edit
from actionplan.views.guards import find_plan, recording
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import RefusalsInWords, attempt
from herefordshire_cs.lib.web.requests import SignedInRequest

UNDONE = "It says again what it said before; the undoing is in its history too."
REFUSED: RefusalsInWords = {
    ValidationError: "It cannot be undone: what it said before does not fit any more."
}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.change_action", raise_exception=True)
def actions_order(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show the actions of a recommendation in their order, and put them in another."""
    rows = Recommendation.objects.select_related("plan")
    row = get_object_or_404(rows, plan__slug=slug, number=number)
    if request.method == "POST":
        return _put_in_order(request, row)
    return _show(request, row, ActionOrderForm(initial={"reason": request.GET.get("reason", "")}))


def _show(request: SignedInRequest, row: Recommendation, form: ActionOrderForm) -> HttpResponse:
    actions = list(Action.objects.filter(recommendation=row).order_by("order"))
    context = {
        "plan": find_plan(row.plan.slug, as_of=clock.today()),
        "number": row.number,
        "row": row,
        "actions": actions,
        "seen": ",".join(str(action.pk) for action in actions),
        "form": form,
    }
    return render(request, "actionplan/rewordings/order.html", context)


def _put_in_order(request: SignedInRequest, row: Recommendation) -> HttpResponse:
    form = ActionOrderForm(request.POST)
    if not form.is_valid():
        if set(form.errors) != {"reason"}:
            messages.error(request, "The order that was sent cannot be read. Nothing was moved.")
        return _show(request, row, form)
    reason = form.cleaned_data["reason"]
    write = partial(
        order_actions,
        row,
        order=form.wanted(),
        seen=form.seen_order(),
        reason=reason,
        by=recording(request),
    )
    attempt(request, write, refused={}, said="The actions are in their new order.")
    here = reverse("actions-order", args=[row.plan.slug, row.number])
    return redirect(f"{here}?{urlencode({'reason': reason})}" if reason else here)


@require_POST
@permission_required("actionplan.change_action", raise_exception=True)
def edit_undo(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Let what was edited say again what it said before."""
    edits = Rewording.objects.select_related("plan", "recommendation__plan", "action__plan")
    edit = get_object_or_404(edits, pk=pk, within__slug=slug)
    if not request.user.has_perm(f"actionplan.change_{edit.whose[0]}"):
        raise PermissionDenied
    row: Plan | Recommendation | Action = edited_row(edit)
    write = partial(undo_edit, edit, by=recording(request))
    attempt(request, write, refused=REFUSED, said=UNDONE)
    return redirect(row)
