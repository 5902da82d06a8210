"""Doubts about the record, and settling one with words."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplan.forms.actions import ReasonForm
from actionplan.models import Doubt
from actionplan.presenters.doubts import build_doubts_page
from actionplan.services.doubts import DoubtSettled, settle_doubt
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def doubts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what is doubtful in a plan's record."""
    as_of = day_of(request)
    page = build_doubts_page(find_plan(slug, as_of=as_of), as_of=as_of)
    return render(request, "actionplan/doubts/doubts.html", {"page": page, "plan": page.plan})


@permission_required("actionplan.change_doubt", raise_exception=True)
def doubt_settle(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Settle a doubt about the record with words."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    doubt = get_object_or_404(Doubt.objects.select_related("action"), plan=head.pk, pk=pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "How it is settled"
    if request.method == "POST" and form.is_valid():
        try:
            settle_doubt(
                doubt=doubt,
                author=request.user,
                settlement=form.cleaned_data["reason"],
                settled_on=today,
            )
        except DoubtSettled as settled:
            form.add_error(None, f"It is settled already: {settled.doubt.settlement}")
        else:
            messages.success(request, "The doubt is settled; what was written stays as it was.")
            return (
                redirect("action", slug, doubt.action.reference)
                if doubt.action
                else redirect("doubts", slug)
            )
    context = {"plan": head, "doubt": doubt, "form": form}
    return render(request, "actionplan/doubts/settle.html", context)
