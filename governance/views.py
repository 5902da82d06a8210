"""The dashboard, which puts the plan before its readers."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.overview import build_overview
from herefordshire_cs.lib.fields import DayField
from herefordshire_cs.lib.http import as_at


class SinceForm(forms.Form):
    """The day after which a completion counts as news."""

    since = DayField(label="Completed since", required=False)


@require_safe
@permission_required("actionplan.read_plan", raise_exception=True)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show where the plan stands."""
    as_of = as_at(request).as_of
    form = SinceForm(request.GET if "since" in request.GET else None)
    since = form.cleaned_data["since"] if form.is_bound and form.is_valid() else None
    overview = build_overview(as_of=as_of, since=since)
    if overview.progress is None:
        return render(request, "governance/no_plan.html", {"as_of": as_of})
    form.initial = {"since": overview.progress.since}
    context = {"report": overview.progress, "plan": overview.progress.plan, "since_form": form}
    return render(request, "governance/dashboard.html", context)
