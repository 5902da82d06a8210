"""Doubts about the record, and settling one with words."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplan.forms.actions import ReasonForm
from actionplan.lists.doubts import SETTLE, DoubtTable
from actionplan.models import Doubt
from actionplan.presenters.doubts import build_doubts_page
from actionplan.record_filters import DoubtFilter
from actionplan.services.doubts import DoubtSettled, settle_doubt
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.lists import answer_table
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at


@require_safe
@may_read
def doubts(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """Show what is doubtful in a plan's record."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    rows = Doubt.objects.filter(plan=head.pk)
    found = DoubtFilter(request.GET, queryset=rows, as_of=as_of)
    page = build_doubts_page(head, as_of=as_of, narrowed=found.qs)
    day = as_at(request).shown
    may_settle = request.user.has_perm("actionplan.change_doubt") and not day.is_as_at
    table = DoubtTable(
        [*page.open, *page.settled],
        plan=head,
        day=day,
        asked=found.asked,
        may=[SETTLE] if may_settle else [],
    )
    return answer_table(
        request,
        "actionplan/doubts/doubts.html",
        table,
        {"page": page, "plan": head, "form": found.form, "filter_words": found.narrowed_to},
        file=f"{slug}-doubts-{as_of.isoformat()}",
        right="actionplan.export_plan",
    )


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
