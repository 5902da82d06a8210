"""The front page: the dashboard, or the register of papers for whoever is not signed in."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from governance.presenters.register import build_register
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.forms import SinceForm
from herefordshire_cs.front.presenters.dashboard import build_overview
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.remembering import parts
from herefordshire_cs.lib.web.requests import as_at

# What of the dashboard is the same for all readers with the same rights.
DASHBOARD = {
    name: f"front/_dashboard_{name}.html"
    for name in ("standing", "completed", "contradictions", "recommendations")
}

CHOSEN_PLAN = "chosen_plan"  # in the session
LONGEST_SLUG = 50


@require_safe
@login_not_required
def front_door(request: HttpRequest) -> HttpResponse:
    """Show the dashboard to those who are signed in, the register of papers to everybody else."""
    if not request.user.is_authenticated:
        register = build_register(as_of=clock.today())
        return render(request, "governance/register/register.html", {"register": register})
    if not request.user.has_perm("actionplan.read_plan"):
        raise PermissionDenied
    return show_dashboard(request)


def chosen_plan(request: HttpRequest) -> str:
    """Return the name of the plan that was asked for now, or was last; blank where none was."""
    asked, before = request.GET.get("plan"), request.session.get(CHOSEN_PLAN, "")
    if asked is not None and asked != before:
        request.session[CHOSEN_PLAN] = before = asked[:LONGEST_SLUG]
    return str(before)


def show_dashboard(request: HttpRequest) -> HttpResponse:
    """Show where the plan stands."""
    day = as_at(request).shown
    form = SinceForm(request.GET if "since" in request.GET else None)
    since = form.cleaned_data["since"] if form.is_bound and form.is_valid() else None
    may_answer = request.user.has_perm("governance.answer_resolution")
    overview = build_overview(
        as_of=day.as_of,
        since=since,
        answers_resolutions=may_answer,
        reader=reader_of(request.user),
        access=access_of(request.user),
        plan=chosen_plan(request),
    )
    if overview.progress is None:
        return render(request, "front/no_plan.html", {"as_of": day.as_of})
    form.initial = {"since": overview.progress.since}
    facts = {
        "report": overview.progress,
        "plan": overview.progress.plan,
        "performance": overview.performance,
        "deadline": overview.deadline,
        "resolutions": overview.resolutions,
        "running": overview.running if len(overview.running) > 1 else (),
        "worsened": overview.worsened,
    }
    context = {**facts, "since_form": form, **parts(DASHBOARD, {**facts, "day": day})}
    return render(request, "front/dashboard.html", context)
