"""Recording that a body that has no pack was told of a plan."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplan.forms.corrections import WithdrawalForm
from actionplan.forms.occasions import OccasionForm
from actionplan.models import ReportingOccasion
from actionplan.presenters.occasions import bodies_of, occasions
from actionplan.services.occasions import RecordedAlready, report_to, withdraw_occasion
from actionplan.views.guards import find_plan
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

REFUSED: Refusals = {
    RecordedAlready: "It is on record that this body was told on that day. Nothing was added."
}


@permission_required("actionplan.add_reportingoccasion", raise_exception=True)
def occasion_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Record that the plan was put before a body."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    form = OccasionForm(
        request.POST or None, starts_on=head.starts_on, today=today, initial={"occurred_on": today}
    )
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        write = partial(
            report_to,
            plan=head.pk,
            body=found["body"],
            on=found["occurred_on"],
            what=found["what"],
            author=request.user,
            recorded_on=today,
            at=clock.now(),
        )
        said = f"It is recorded that {found['body']} was told."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(f"{reverse('plan', args=[slug])}#occasions")
    bodies = bodies_of(occasions(head, as_of=today))
    context = {"plan": head, "form": form, "bodies": bodies}
    return render(request, "actionplan/occasions/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.add_reportingoccasion", raise_exception=True)
def occasion_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take back what somebody recorded by mistake, with the reason."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    recorded = ReportingOccasion.objects.recorded(as_of=today).filter(recorded_by__isnull=False)
    row = get_object_or_404(recorded, pk=pk, plan=head.pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    back = f"{reverse('plan', args=[slug])}#occasions"
    if request.method == "POST" and form.is_valid():
        write = partial(
            withdraw_occasion,
            occasion=row.pk,
            author=request.user,
            reason=form.cleaned_data["reason"],
            on=today,
        )
        said = f"It is taken back that {row.body} was told on {day_in_words(row.occurred_on)}."
        if keep(request, form, write, refused={}, said=said):
            return redirect(back)
    context = {"plan": head, "form": form, "row": row, "back": back}
    return render(request, "actionplan/occasions/withdraw.html", context)
