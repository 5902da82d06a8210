"""Pages of the forward plan of key decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import visible
from governance.forms.forward_plan import CloseForm, DecisionForm, MonthForm
from governance.models import ForwardPlanEntry
from governance.presenters.forward_plan import build_forward_plan
from governance.services import forward_plan as services
from governance.statutory import NOTICE_WORDS
from governance.views.guards import may_read, may_run
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

CLOSED = (
    "It was taken or withdrawn already; the plan keeps it as it was. What you typed is not saved."
)
LATE = (
    f"Notice is shorter than {NOTICE_WORDS}; the plan says so, with the reason and the regulation."
)


@require_safe
@may_read
def forward_plan(request: SignedInRequest) -> HttpResponse:
    """Show the decisions to come."""
    month = request.GET.get("month", "")
    reader = reader_of(request.user)
    plan = build_forward_plan(as_of=as_at(request).as_of, reader=reader, month=month)
    if month and not plan.months:
        month, plan = "", build_forward_plan(as_of=as_at(request).as_of, reader=reader)
    form = MonthForm(month=month, months=plan.choices)
    return render(
        request, "governance/forward_plan/forward_plan.html", {"plan": plan, "months": form}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def decision_new(request: SignedInRequest) -> HttpResponse:
    """Put a decision into the plan."""
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        today=clock.today(),
        reader=reader_of(request.user),
    )
    if form.is_valid():
        row = services.enter_decision(
            decides_on=form.cleaned_data["decides_on"], words=form.words()
        )
        return kept(request, row, "The decision is in the plan.")
    return render(request, "governance/forward_plan/decision.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what the plan says of a decision."""
    row = find(request, pk)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        today=clock.today(),
        reader=reader_of(request.user),
        entry=row,
    )
    mark = mark_of(row)
    if is_closed(row):
        form.add_error(None, CLOSED)
    elif is_valid_as_seen(form, row):
        services.change_decision(
            entry=row, decides_on=form.cleaned_data["decides_on"], words=form.words()
        )
        row.refresh_from_db()
        return kept(request, row, "The plan is changed.")
    context = {"form": form, "entry": row, "mark": mark}
    return render(request, "governance/forward_plan/decision.html", context)


def kept(request: SignedInRequest, row: ForwardPlanEntry, said: str) -> HttpResponse:
    """Say that a decision was kept, and whether its notice is too short."""
    messages.success(request, said)
    if row.short_notice_reason:
        messages.warning(request, LATE)
    return redirect(f"{reverse('forward-plan')}#decision-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def decision_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a decision was taken, or is withdrawn."""
    row = find(request, pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if is_closed(row):
        form.add_error(None, CLOSED)
    elif form.is_valid() and keep(
        request,
        form,
        lambda: services.close_decision(entry=row, **form.cleaned_data),
        refused={services.AlreadyClosed: CLOSED},
        said="The plan says what became of it.",
    ):
        return redirect(f"{reverse('forward-plan')}#decision-{row.pk}")
    return render(request, "governance/forward_plan/close.html", {"form": form, "entry": row})


def find(request: SignedInRequest, pk: int) -> ForwardPlanEntry:
    """Return a decision that is still to come, or one that was when its form was opened."""
    rows = ForwardPlanEntry.objects.select_related("committee", "meeting")
    row = get_object_or_404(visible(rows, reader_of(request.user)), pk=pk)
    if is_closed(row) and request.method != "POST":
        raise Http404
    return row


def is_closed(row: ForwardPlanEntry) -> bool:
    """Say whether a decision was taken or withdrawn."""
    return row.state != ForwardPlanEntry.State.EXPECTED
