"""The page on which anybody asks or suggests something, and what the sender sees of it later."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import PUBLIC
from governance.exempt.rows import visible
from governance.forms.public_questions import PublicQuestionForm
from governance.models import PublicSubmission
from governance.presenters.submissions import submission_line
from governance.services import public_questions as services
from herefordshire_cs.accounts.visitors import visitor_address
from herefordshire_cs.lib import clock

RECEIPT = "governance.public_questions.receipt"
TOO_MANY = (
    "As many questions and suggestions came from where you are within an hour as are taken here."
    " Send it in an hour, or ask the contact for papers. Nothing that you wrote is lost meanwhile:"
    " it stays in this form."
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def papers_ask(request: HttpRequest) -> HttpResponse:
    """Take a question or a suggestion from anybody; no session is needed for it."""
    is_sent = request.method == "POST"
    form = PublicQuestionForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        today=clock.today(),
        now=clock.now(),
        item=request.GET.get("item", ""),
    )
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            sent = keep(request, form)
        except services.TooManySent:
            form.add_error(None, TOO_MANY)
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            receipt = signing.dumps(sent.row.pk, salt=RECEIPT)
            return redirect("papers-asked", receipt)
    return render(request, "governance/register/ask.html", {"form": form}, status=status)


def keep(request: HttpRequest, form: PublicQuestionForm) -> services.Sent:
    """Keep what a form says."""
    said = form.cleaned_data
    return services.send(
        committee=form.committee,
        item=form.item,
        text=said["text"],
        asked_by=said["asked_by"],
        contact=said["contact"],
        received_on=clock.today(),
        address=visitor_address(request),
    )


@require_safe
@login_not_required
@never_cache
def papers_asked(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show its sender what was kept, and later what became of it; nobody guesses the address."""
    try:
        pk = signing.loads(receipt, salt=RECEIPT)
    except signing.BadSignature as error:
        raise Http404 from error
    rows = PublicSubmission.objects.select_related(
        "committee", "passed_to", "meeting", "item__report", "programme_item__committee"
    )
    row = visible(rows, PUBLIC).filter(pk=pk).first()
    if row is None:
        raise Http404
    line = submission_line(row, reader=PUBLIC)
    return render(request, "governance/register/asked.html", {"line": line})
