"""A lead's own actions, and what else is asked of them."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters.my_actions import build_my_actions
from actionplan.presenters.my_actions_grid import build_grid
from actionplan.presenters.occasions import next_report_after, occasions
from actionplan.presenters.own_rounds import rounds_for
from actionplan.presenters.plans import running_plans
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.presenters.waiting import asked_besides
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@permission_required("actionplan.add_progressupdate", raise_exception=True)
def my_actions(request: SignedInRequest) -> HttpResponse:
    """Show the officer's own Actions by how pressing they are, and what else waits for them."""
    today = clock.today()
    chosen = request.GET.get("plan", "")
    mine = build_my_actions(request.user, as_of=today)
    mine = mine.of_plan(chosen) if mine else None
    context: dict[str, object] = {
        "mine": mine,
        "asked": asked_besides(request.user, as_of=today),
        "rounds": rounds_for(request.user, as_of=today),
    }
    shown = next((line.plan for line in mine.lines), "") if mine else ""
    if mine and shown:
        running = running_plans(as_of=today, access=access_of(request.user))
        plan = next((head for head in running if head.slug == shown), None)
        grid = build_grid(mine)
        context |= {
            "plan": plan,
            "grid": grid,
            "grid_above": part(
                "actionplan/updates/_grid.html", {"groups": grid.groups, "current": 0}
            ),
            "next_occasion": next_report_after(today, occasions(plan, as_of=today))
            if plan
            else None,
        }
    return render(request, "actionplan/updates/my_actions.html", context)
