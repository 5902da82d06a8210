"""Asking for evidence that has not come, and asking for it no more."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from actionplan.forms.evidence_requests import EvidenceRequestForm
from actionplan.models import EvidenceRequest
from actionplan.services import evidence as record
from actionplan.views.evidence import REFUSED, withdraw
from actionplan.views.guards import find_plan, recording
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest

may_ask = permission_required("actionplan.add_evidencerequest", raise_exception=True)


@may_ask
def evidence_request_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask somebody for evidence, by a day."""
    head = find_plan(slug, as_of=clock.today())
    form = EvidenceRequestForm(
        request.POST or None,
        plan=head.pk,
        today=clock.today(),
        initial={"action": request.GET.get("action", "")},
    )
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        write = partial(
            record.ask_for,
            action=found["action"],
            what=found["what"],
            asked_of=found["asked_of"],
            officer=form.officer(),
            wanted_by=found["wanted_by"],
            by=recording(request),
        )
        said = f"{found['asked_of']} is asked for it."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("evidence-list", slug)
    return render(request, "actionplan/evidence/ask.html", {"plan": head, "form": form})


@may_ask
def evidence_request_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say that evidence is not wanted any more."""
    head = find_plan(slug, as_of=clock.today())
    asked = get_object_or_404(EvidenceRequest, plan=head.pk, pk=pk)
    write = partial(record.stop_asking, asked=asked)
    back = reverse("evidence-list", args=[slug])
    return withdraw(request, head, write, words=f"{asked.asked_of}: {asked.what}", back=back)
