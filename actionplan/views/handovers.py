"""Giving several actions of a plan, which were ticked in its list, to another lead."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplan.forms.handovers import HandOverForm
from actionplan.models import ActionRole, Standing
from actionplan.presenters.actions import action_lines
from actionplan.services.handovers import hand_over_parts
from actionplan.views.guards import find_plan, recording
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest

MOST_AT_ONCE = 200


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.change_action", raise_exception=True)
def actions_hand_over(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask to whom the open ones of the ticked Actions go, and give them; closed ones stay."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    ticked = request.GET.getlist("ticked")[:MOST_AT_ONCE]
    rows = Standing.objects.of(head.pk).on(today).filter(action__reference__in=ticked).open()
    lines = list(action_lines(rows.with_actions().order_by("position"), head, as_of=today))
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        on=today,
        access=access_of(request.user),
    )
    if lines and form.is_valid():
        to = form.cleaned_data["to"]
        leads = ActionRole.objects.filter(
            action__in=[line.pk for line in lines], part=ActionRole.Part.LEAD
        )
        write = partial(
            hand_over_parts,
            leads,
            to=to,
            reason=form.cleaned_data["reason"],
            by=recording(request),
        )
        given = count_in_words(len(lines), "action")
        if keep(request, form, write, refused={}, said=f"{given} given to {to.full_label}."):
            return redirect("actions", slug)
    context = {"plan": head, "form": form, "lines": lines}
    return render(request, "actionplan/handovers/hand_over.html", context)
