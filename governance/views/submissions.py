"""Pages of what the public suggested or asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import visible
from governance.forms.submissions import (
    ACCEPTED,
    DECLINED,
    PASSED_ON,
    AnswerForm,
    SubmissionFilterForm,
    SubmissionForm,
)
from governance.models import PublicSubmission
from governance.presenters.submissions import build_submissions, submission_line
from governance.services import submissions as services
from governance.views.guards import may_read, may_run
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

SETTLED = "It was settled already, as it says above, and that stands. What you typed is not saved."


@require_safe
@may_read
def submissions(request: SignedInRequest) -> HttpResponse:
    """List what was suggested and asked."""
    reader = reader_of(request.user)
    form = SubmissionFilterForm(request.GET, reader=reader)
    lines = build_submissions(
        form.chosen(),
        as_of=as_at(request).as_of,
        reader=reader,
    )
    context = {"lines": lines, "filters": form, "is_filtered": any(form.chosen().values())}
    return render(request, "governance/submissions/submissions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def submission_new(request: SignedInRequest) -> HttpResponse:
    """Enter a suggestion or a question."""
    form = SubmissionForm(
        request.POST if request.method == "POST" else None,
        today=clock.today(),
        reader=reader_of(request.user),
    )
    if form.is_valid():
        row = services.enter_submission(**form.cleaned_data)
        messages.success(request, f"The {row.kind} is entered.")
        return redirect(address_of(row))
    return render(request, "governance/submissions/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def submission(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what becomes of a suggestion or a question."""
    reader = reader_of(request.user)
    rows = PublicSubmission.objects.select_related(
        "committee", "passed_to", "meeting", "item__report", "programme_item__committee"
    )
    row = get_object_or_404(visible(rows, reader), pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, submission=row)
    mark = mark_of(row)
    if sent is not None and row.state not in services.OPEN_STATES:  # meanwhile
        form.add_error(None, SETTLED)
    elif is_valid_as_seen(form, row) and settle(request, row, form):
        return redirect(address_of(row))
    context = {"form": form, "line": submission_line(row, reader=reader), "mark": mark}
    return render(request, "governance/submissions/submission.html", context)


def settle(request: SignedInRequest, row: PublicSubmission, form: AnswerForm) -> bool:
    """Do what a form says, and say that it was done or why it cannot be; return which."""
    try:
        messages.success(request, keep(row, form))
    except services.AlreadySettled:
        form.add_error(None, SETTLED)
    return form.is_valid()


def keep(row: PublicSubmission, form: AnswerForm) -> str:
    """Write what becomes of it, and return it in words."""
    found = form.cleaned_data
    decision, answer = found["decision"], found["answer"]
    if decision == PASSED_ON:
        services.pass_on(submission=row, to=found["passed_to"], answer=answer)
        return f"It is passed to the {found['passed_to'].name}."
    if decision == ACCEPTED:
        work = services.take_into_programme(
            submission=row, title=found["title"], answer=answer, on=clock.today()
        )
        return f"It is in the work programme of the {work.committee.name}."
    services.answer_submission(
        submission=row, answer=answer, is_declined=decision == DECLINED, on=clock.today()
    )
    return "The answer is recorded."


def address_of(row: PublicSubmission) -> str:
    """Return where it stands in the list."""
    return f"{reverse('submissions')}#submission-{row.pk}"
