"""Taking down what was published of a meeting, and putting it back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from governance.forms.take_downs import PutBackForm, TakeDownForm
from governance.models import TakeDown
from governance.services import take_downs
from governance.views.guards import find_meeting, may_run
from herefordshire_cs.accounts.sessions.proving import proved_again
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest

REFUSED = {
    take_downs.DownAlready: "It is taken down already.",
    take_downs.BackAlready: "It was put back already.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@proved_again
def take_down(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what of a meeting is taken down; a POST takes down more."""
    meeting = find_meeting(request, slug)
    form = TakeDownForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid() and keep(
        request,
        form,
        lambda: take_downs.take_down(
            meeting=meeting,
            pack=form.pack,
            report=form.report,
            reason=form.cleaned_data["reason"],
            public_words=form.cleaned_data["public_words"],
            by=request.user,
            at=clock.now(),
        ),
        refused=REFUSED,
        said="It is taken down. Packs that show it are closed.",
    ):
        return redirect("take-down", slug)
    rows = TakeDown.objects.filter(meeting=meeting).select_related("taken_by", "ended_by")
    rows = rows.select_related("pack__meeting__committee", "report", "meeting__committee")
    context = {"meeting": meeting, "form": form, "rows": rows}
    return render(request, "governance/take_downs/take_down.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@proved_again
def put_back(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Put back what was taken down."""
    meeting = find_meeting(request, slug)
    row = get_object_or_404(
        TakeDown.objects.select_related("meeting", "pack", "report"), meeting=meeting, pk=pk
    )
    form = PutBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and keep(
        request,
        form,
        lambda: take_downs.put_back(
            row=row,
            reason=form.cleaned_data["end_reason"],
            is_mistake=form.cleaned_data["is_mistake"] == "yes",
            by=request.user,
            at=clock.now(),
        ),
        refused=REFUSED,
        said="It is put back.",
    ):
        return redirect("take-down", slug)
    context = {"meeting": meeting, "form": form, "row": row}
    return render(request, "governance/take_downs/put_back.html", context)
