"""Pages of call-in: decisions on hold, and what scrutiny made of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.forms.call_ins import CallInForm, OutcomeForm
from governance.models import CallIn
from governance.presenters.call_ins import MEMBERS_EXPECTED, build_call_ins
from governance.services import call_ins as services
from governance.views.guards import may_read, may_run
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

FEW = (
    "Fewer than three members called it in. Other councils ask for three; this council’s own "
    "rule was not seen, so look it up."
)
DECIDED = "What came of it was recorded already, and stands. What you typed is not saved."


@require_safe
@may_read
def call_ins(request: SignedInRequest) -> HttpResponse:
    """List what was called in."""
    lines = build_call_ins(
        as_of=as_at(request).as_of,
        reader=reader_of(request.user),
    )
    return render(request, "governance/call_ins/call_ins.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def call_in_new(request: SignedInRequest) -> HttpResponse:
    """Enter a call-in."""
    form = CallInForm(
        request.POST if request.method == "POST" else None,
        today=clock.today(),
        reader=reader_of(request.user),
    )
    if form.is_valid():
        row = services.call_in(**form.cleaned_data)
        messages.success(request, "The decision is on hold until scrutiny has looked at it.")
        if len(row.called_in_by.splitlines()) < MEMBERS_EXPECTED:
            messages.warning(request, FEW)
        return redirect(address_of(row))
    return render(request, "governance/call_ins/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def call_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which meeting considers a call-in, and what came of it."""
    row = find(request, pk)
    is_decided = row.outcome != CallIn.Outcome.WAITING
    if is_decided and request.method != "POST":
        raise Http404
    form = OutcomeForm(
        request.POST if request.method == "POST" else None,
        row=row,
        reader=reader_of(request.user),
    )
    mark = mark_of(row)
    if is_decided:  # meanwhile
        form.add_error(None, DECIDED)
    elif is_valid_as_seen(form, row) and keep(
        request,
        form,
        lambda: services.settle_call_in(row=row, on=clock.today(), **form.cleaned_data),
        refused={services.AlreadyDecided: DECIDED},
        said="The call-in is changed.",
    ):
        return redirect(address_of(row))
    context = {"form": form, "row": row, "mark": mark}
    return render(request, "governance/call_ins/outcome.html", context)


def find(request: SignedInRequest, pk: int) -> CallIn:
    """Return a call-in; that of an exempt item for those who may read it."""
    rows = readable(CallIn.objects.all(), reader_of(request.user))
    return get_object_or_404(rows.select_related("meeting__committee", "record__committee"), pk=pk)


def address_of(row: CallIn) -> str:
    """Return where it stands in the list."""
    return f"{reverse('call-ins')}#call-in-{row.pk}"
