"""Pages of the records of decisions: written by officers and clerks, published by clerks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.forms.decision_records import CorrectionForm, RecordCallInForm, RecordForm
from governance.forms.exempt import ExemptForm
from governance.forms.public_decisions import WordsForm
from governance.models import DecisionRecord
from governance.presenters.decision_records import RecordLine, build_records, record_rows
from governance.services import decision_records as services
from governance.services.exempt import marking_initial
from governance.views.guards import may_read, may_run, may_write
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

ON_A_PAGE = 20
REFUSED = {
    services.AlreadyPublished: (
        "The record was published meanwhile, and stands. What you typed is not saved: say what is"
        " wrong in it beneath it."
    ),
    services.RecordNotPublished: "The record is not published: change it instead.",
    services.CannotBeCalledIn: "The decision cannot be called in: its record says why.",
}
OUT = "The record is published: anybody can read it."


@require_safe
@may_read
def decision_records(request: SignedInRequest) -> HttpResponse:
    """List the records, found by words."""
    form, reader = WordsForm(request.GET), reader_of(request.user)
    as_of = as_at(request).as_of
    rows = record_rows(form.wanted, committee="", as_of=as_of, reader=reader)
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    records = build_records(shown, as_of=as_of, reader=reader)
    context = {"form": form, "page": shown, "records": records}
    return render(request, "governance/decision_records/decision_records.html", context)


@require_safe
@may_read
def decision_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one record."""
    line = line_of(request, pk)
    return render(request, "governance/decision_records/decision_record.html", {"record": line})


def line_of(request: SignedInRequest, pk: int) -> RecordLine:
    """Return a record as its reader may be told of it."""
    reader = reader_of(request.user)
    as_of = as_at(request).as_of
    rows = record_rows("", committee="", as_of=as_of, reader=reader)
    row = get_object_or_404(rows, pk=pk)
    return build_records([row], as_of=as_of, reader=reader)[0]


@require_http_methods(["GET", "HEAD", "POST"])
@may_write
def decision_record_new(request: SignedInRequest) -> HttpResponse:
    """Write down a decision."""
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        today=clock.today(),
        reader=reader_of(request.user),
    )
    if form.is_valid():
        row = services.record_decision(author=request.user, words=form.cleaned_data)
        messages.success(request, "The record is written. A clerk publishes it.")
        return redirect(row)
    return render(request, "governance/decision_records/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_write
@saving_as_seen
def decision_record_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a record that is not published."""
    row = find(request, pk)
    if row.is_published and request.method != "POST":
        raise Http404
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        today=clock.today(),
        reader=reader_of(request.user),
        record=row,
    )
    mark = mark_of(row)
    if is_valid_as_seen(form, row) and keep(
        request,
        form,
        lambda: services.change_record(record=row, words=form.cleaned_data),
        refused=REFUSED,
        said="The record is changed.",
    ):
        return redirect(row)
    context = {"form": form, "record": row, "mark": mark}
    return render(request, "governance/decision_records/edit.html", context)


@require_POST
@may_run
def decision_record_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Publish a record."""
    row = find(request, pk)
    attempt(
        request,
        lambda: services.publish_record(record=row, on=clock.today()),
        refused=REFUSED | {services.AlreadyPublished: "It was published already."},
        said=OUT,
    )
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def decision_record_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say beneath a published record what was wrong in it."""
    row = find(request, pk)
    if not row.is_published and request.method != "POST":
        raise Http404
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, initial={"words": row.correction}
    )
    mark = mark_of(row)
    if is_valid_as_seen(form, row) and keep(
        request,
        form,
        lambda: services.correct_record(record=row, on=clock.today(), **form.cleaned_data),
        refused=REFUSED,
        said="The record says what was wrong in it.",
    ):
        return redirect(row)
    context = {"form": form, "record": row, "mark": mark}
    return render(request, "governance/decision_records/correct.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def decision_record_exempt(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say whether a record is exempt, and why."""
    row = find(request, pk)
    form = ExemptForm(
        request.POST if request.method == "POST" else None,
        initial=marking_initial(row),
        titles=[row.title],
        is_published=False,
    )
    mark = mark_of(row)
    if is_valid_as_seen(form, row) and keep(
        request,
        form,
        lambda: services.mark_record(record=row, marking=form.marking()),
        refused=REFUSED,
        said="What the public may read of the record is changed.",
    ):
        return redirect(row)
    context = {"form": form, "record": row, "mark": mark}
    return render(request, "governance/decision_records/exempt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def decision_record_call_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter the call-in of a recorded decision."""
    row = find(request, pk)
    if not (row.is_published and row.may_be_called_in):
        raise Http404
    form = RecordCallInForm(
        request.POST if request.method == "POST" else None,
        record=row,
        today=clock.today(),
        reader=reader_of(request.user),
    )
    if form.is_valid() and keep(
        request,
        form,
        lambda: services.call_in_record(record=row, **form.cleaned_data),
        refused=REFUSED,
        said="The decision is on hold until scrutiny has looked at it.",
    ):
        return redirect(row)
    context = {"form": form, "record": row}
    return render(request, "governance/decision_records/call_in.html", context)


def find(request: SignedInRequest, pk: int) -> DecisionRecord:
    """Return a record; an exempt one for those who may read it."""
    rows = readable(DecisionRecord.objects.all(), reader_of(request.user))
    return get_object_or_404(rows.select_related("committee", "meeting__committee"), pk=pk)
